import type { ForeignUnit } from './foreign-units.js';
import words from './notice-words.json' with { type: 'json' };
import type { Unit } from './part-units.js';

/** What mail says of its confidentiality, and what else such a notice speaks of: to whom it is addressed, who sent it, errors, viruses. */
const CONFIDENTIAL = beginning(words.confidential);
const OTHER = beginning(words.other);

/**
 * Foreign texts without those of a confidentiality notice that the mail's own language has as well: firms put both versions below all of their mail, whatever
 * language it is in. A notice in the foreign language alone stays.
 */
export function withoutRepeatedNotices(foreign: readonly ForeignUnit[], own: readonly Unit[]): readonly ForeignUnit[] {
  if (!isNotice(own)) return foreign;
  const parts = new Set(foreign.map(({ unit }) => unit.part));
  const notices = new Set([...parts].filter((part) => isNotice(foreign.map(({ unit }) => unit).filter((unit) => unit.part === part))));
  return foreign.filter(({ unit }) => !notices.has(unit.part));
}

function isNotice(units: readonly Unit[]): boolean {
  return isConfidentialityNotice(units.map((unit) => unit.text).join('\n'));
}

/** A word of confidentiality, and another one of a notice. */
export function isConfidentialityNotice(text: string): boolean {
  const small = text.toLowerCase();
  const confidential = small.match(CONFIDENTIAL) ?? [];
  return confidential.length > 0 && new Set([...confidential, ...(small.match(OTHER) ?? [])]).size > 1;
}

function beginning(stems: readonly string[]): RegExp {
  return new RegExp(String.raw`(?<!\p{L})(?:${stems.join('|')})`, 'gu');
}
