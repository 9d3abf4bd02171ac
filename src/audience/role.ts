import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import type { TARGET_ROLES } from '#campaign/manifest.js';
import words from './role-words.json' with { type: 'json' };

/** What somebody in a company answers for. */
export type Role = (typeof TARGET_ROLES)[number];

/** Longer cells are no titles. */
const LONGEST_TITLE = 200;

/** The first that fits: a "CFO and head of IT" pays, a "CTO" is technical although he is an officer too. */
const PATTERNS = (Object.entries(words satisfies Readonly<Record<Role, object>>) as [Role, Record<string, readonly string[]>][]).map(([role, byLanguage]) => [role, phrasePattern(Object.values(byLanguage).flat())] as const);

/** The role that a job title names, by word lists in twelve languages; undefined for a title that says nothing of it. */
export function roleOf(title: string): Role | undefined {
  const plain = plainText(title.slice(0, LONGEST_TITLE));
  return PATTERNS.find(([, pattern]) => pattern.test(plain))?.[0];
}

/** The role that a manifest's `targetRoles` entry names: the role itself, a title, or a common word for it. */
export function targetRoleOf(written: string): Role | undefined {
  const plain = plainText(written).trim();
  return PATTERNS.find(([role]) => role === plain)?.[0] ?? roleOf(written);
}
