import type { Campaign } from '#campaign/campaign.js';
import type { Location } from '#campaign/location.js';
import { normalizeLanguage } from '#language/language-tag.js';
import { partsOf } from '#language/parts-of.js';
import { isEnglishCall, stockPhrase, type PhraseKind } from './stock-phrases.js';

/** A stock phrase in none of the mail's languages. */
export interface LeftOver {
  readonly text: string;
  readonly kind: PhraseKind;
  readonly language: string;
  readonly location: Location | undefined;
}

/** A text that is a phrase, or several side by side. */
interface Line {
  readonly text: string;
  readonly isButton: boolean;
  readonly lang?: string | undefined;
  readonly location: Location | undefined;
}

/** Between phrases on one line, where a language switch or two versions stand as well: `Abmelden | Unsubscribe`. */
const SEPARATOR = /[|·•/]|\s[–—-]\s/;
const WITHOUT_CAPITALS = ['ja', 'zh', 'ko'];

/** Each phrase once, whichever block, line or link holds it, and none that another holds. */
export function leftOvers(campaign: Campaign, own: ReadonlySet<string>): readonly LeftOver[] {
  const found = new Map(linesOf(campaign).flatMap((line) => foreignIn(line, own)).map((each) => [each.text.toLowerCase(), each]));
  const texts = [...found.keys()];
  return [...found].filter(([text]) => !texts.some((other) => other.length > text.length && other.includes(text))).map(([, each]) => each);
}

function linesOf(campaign: Campaign): readonly Line[] {
  const lines: Line[] = [];
  for (const { role, text, lines: broken = [], lang, location } of partsOf(campaign)) {
    if (role === 'alt') continue;
    for (const each of [text, ...broken]) lines.push({ text: each, isButton: role === 'button', lang, location });
  }
  const links = campaign.links.filter(({ visible, role, msoOnly }) => visible && !msoOnly && (role === 'text' || role === 'button'));
  return [...lines, ...links.map(({ text, role, location }): Line => ({ text, isButton: role === 'button', location }))];
}

function foreignIn({ text, isButton, lang, location }: Line, own: ReadonlySet<string>): readonly LeftOver[] {
  if (lang !== undefined && !own.has(normalizeLanguage(lang) ?? '')) return []; // declared to be so
  const pieces = text.split(SEPARATOR).map((piece) => piece.trim());
  const phrases = pieces.flatMap((piece) => {
    const known = stockPhrase(piece) ?? (isButton && isEnglishCall(piece) ? { kind: 'call' as const, languages: ['en'] } : undefined);
    return known ? [{ piece, ...known }] : [];
  });
  const saidInOwn = new Set(phrases.filter(({ languages }) => languages.some((language) => own.has(language))).map(({ kind }) => kind));
  return phrases.filter(({ kind, piece }) => !saidInOwn.has(kind) && !(kind === 'call' && isOrnament(piece, own))).map(({ kind, languages, piece }) => ({ text: piece, kind, language: languages[0] ?? '', location }));
}

/** `VIEW MORE` in a Japanese mail: capitals that are set for their looks where the reader's own letters have none. */
function isOrnament(text: string, own: ReadonlySet<string>): boolean {
  return text === text.toUpperCase() && WITHOUT_CAPITALS.some((language) => own.has(language));
}
