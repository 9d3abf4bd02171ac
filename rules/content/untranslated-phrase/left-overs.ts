import type { Campaign } from '#campaign/campaign.js';
import type { Location } from '#campaign/location.js';
import { normalizeLanguage } from '#language/language-tag.js';
import { partsOf } from '#language/parts-of.js';
import { sentencesOf } from '#language/sentences.js';
import { englishDates } from './english-dates.js';
import { isEnglishCall, stockPhrase, type PhraseKind, type StockPhrase } from './stock-phrases.js';

/** A stock phrase in none of the mail's languages, or a date. */
export interface LeftOver {
  readonly text: string;
  readonly kind: PhraseKind | 'date';
  /** All that say it so. */
  readonly languages: readonly string[];
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
const ENGLISH_CALL: StockPhrase = { kind: 'call', languages: ['en'] };
/** What stands as a sentence beside others as well: `© 2026 Acme. Tous droits réservés.` Thanks and labels mean the text around them there. */
const SENTENCES = new Set<PhraseKind>(['unsubscribe', 'preferences', 'browser', 'notice']);

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
  const phrases = [
    ...pieces.flatMap((piece) => phraseIn(piece, stockPhrase(piece) ?? (isButton && isEnglishCall(piece) ? ENGLISH_CALL : undefined))),
    ...sentencesOf(text).flatMap((piece) => phraseIn(piece, stockPhrase(piece))).filter(({ kind }) => SENTENCES.has(kind)),
  ];
  const saidInOwn = new Set(phrases.filter(({ languages }) => languages.some((language) => own.has(language))).map(({ kind }) => kind));
  const leftOver = phrases.filter(({ kind, piece }) => !saidInOwn.has(kind) && !(kind === 'call' && isOrnament(piece, own)));
  const dates = englishDates(text, own).map((date): LeftOver => ({ text: date, kind: 'date', languages: ['en'], location }));
  return [...leftOver.map(({ kind, languages, piece }): LeftOver => ({ text: piece, kind, languages, location })), ...dates];
}

function phraseIn(piece: string, known: StockPhrase | undefined): readonly (StockPhrase & { readonly piece: string })[] {
  return known ? [{ piece, ...known }] : [];
}

/** `VIEW MORE` in a Japanese mail: capitals that are set for their looks where the reader's own letters have none. */
function isOrnament(text: string, own: ReadonlySet<string>): boolean {
  return text === text.toUpperCase() && WITHOUT_CAPITALS.some((language) => own.has(language));
}
