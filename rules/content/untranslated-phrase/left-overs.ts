import type { Campaign } from '#campaign/campaign.js';
import { unsubscribeLanguages } from '#campaign/facts/unsubscribe.js';
import type { Location } from '#campaign/location.js';
import { readsAs } from '#language/close-languages.js';
import { DETECTED_LANGUAGES } from '#language/detected-languages.js';
import { normalizeLanguage } from '#language/language-tag.js';
import type { LanguagePart } from '#language/language-part.js';
import { partsOf } from '#language/parts-of.js';
import { sentencesOf } from '#language/sentences.js';
import { englishDates } from './english-dates.js';
import { foreignFallbacks } from './fallbacks.js';
import type { LeftOver } from './left-over.js';
import { builtCall, stockPhrase, type PhraseKind, type StockPhrase } from './stock-phrases.js';

/** A text that is a phrase, or several side by side. */
interface Line {
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly lang: string | undefined;
  readonly location: Location | undefined;
  /** What other lines of its block say in the mail's own language. */
  readonly saidBeside: ReadonlySet<PhraseKind>;
}

interface Piece extends StockPhrase {
  readonly piece: string;
}

type IsOwn = (language: string) => boolean;

/** Between phrases on one line, where a language switch or two versions stand as well: `Abmelden | Unsubscribe`. */
const SEPARATOR = /[|·•/]|\s[–—-]\s/;
/** Without one the text is a single sentence. */
const SENTENCE_END = /[.!?…]\s/;
const WITHOUT_CAPITALS = ['ja', 'zh', 'ko'];
const NOTHING: ReadonlySet<PhraseKind> = new Set();
const NO_PIECES: readonly Piece[] = [];
/** What stands as a sentence beside others as well: `© 2026 Acme. Tous droits réservés.` Thanks and labels mean the text around them there. */
const SENTENCES = new Set<PhraseKind>(['unsubscribe', 'preferences', 'browser', 'notice']);
/** Phrases of these kinds mean the same; of a label, the next line says something else. */
const SAME_MEANING = new Set<PhraseKind>(['unsubscribe', 'preferences', 'browser']);

/** Each phrase once, whichever block, line or link holds it, and none that another holds. */
export function leftOvers(campaign: Campaign, own: ReadonlySet<string>): readonly LeftOver[] {
  const known = new Set(DETECTED_LANGUAGES);
  const isOwn: IsOwn = (language) => [...own].some((each) => readsAs(language, each, known));
  const found = new Map<string, LeftOver>();
  for (const line of linesOf(campaign, isOwn, !own.has('en'))) for (const each of foreignIn(line, own, isOwn)) found.set(each.text.toLowerCase(), each);
  for (const each of foreignFallbacks(campaign, isOwn)) found.set(each.text.toLowerCase(), each);
  const texts = [...found.keys()];
  return [...found].filter(([text]) => !texts.some((other) => other.length > text.length && other.includes(text))).map(([, each]) => each);
}

/** `all`: also those without a phrase, for a date may stand in them. */
function linesOf(campaign: Campaign, isOwn: IsOwn, all: boolean): readonly Line[] {
  const lines: Line[] = [];
  for (const part of partsOf(campaign)) if (part.role !== 'alt') addLines(lines, part, isOwn, all);
  const speaking = lines.filter(({ saidBeside }) => saidBeside.size > 0);
  for (const { text, visible, role, location } of campaign.links) {
    if (!visible || !(role === 'text' || role === 'button')) continue;
    const pieces = piecesOf(text, role === 'button');
    if (pieces.length === 0 && !all) continue;
    const around = pieces.some(({ languages }) => !languages.some(isOwn)) ? speaking.find((line) => line.text.includes(text)) : undefined;
    lines.push({ text, pieces, lang: undefined, location, saidBeside: around?.saidBeside ?? NOTHING });
  }
  return lines;
}

/** The whole text first, then its lines. */
function addLines(lines: Line[], { role, text, lines: broken, lang, location }: LanguagePart, isOwn: IsOwn, all: boolean): void {
  const isButton = role === 'button';
  const whole = piecesOf(text, isButton);
  if (whole.length === 0 && !broken && !all) return;
  const read = broken?.map((line) => ({ text: line, pieces: piecesOf(line, isButton) })) ?? [];
  const saidBeside = kindsSaid([...whole, ...read.flatMap(({ pieces }) => pieces)], text, isOwn);
  lines.push({ text, pieces: whole, lang, location, saidBeside });
  for (const line of read) lines.push({ ...line, lang, location, saidBeside });
}

/** Those of which the own words make the foreign ones a translation. How one leaves a list is said in more ways than the stock phrases. */
function kindsSaid(pieces: readonly Piece[], text: string, isOwn: IsOwn): ReadonlySet<PhraseKind> {
  const said = pieces.filter(({ kind, languages }) => SAME_MEANING.has(kind) && languages.some(isOwn)).map(({ kind }) => kind);
  if (pieces.some(({ kind }) => kind === 'unsubscribe') && unsubscribeLanguages(text).some(isOwn)) said.push('unsubscribe');
  return said.length === 0 ? NOTHING : new Set(said);
}

function foreignIn({ text, pieces, lang, location, saidBeside }: Line, own: ReadonlySet<string>, isOwn: IsOwn): readonly LeftOver[] {
  if (lang !== undefined && !own.has(normalizeLanguage(lang) ?? '')) return []; // declared to be so
  const dates = englishDates(text, own).map((date): LeftOver => ({ text: date, kind: 'date', languages: ['en'], location }));
  return pieces.length === 0 ? dates : [...foreignPieces(pieces, saidBeside, own, isOwn).map(({ kind, languages, piece }): LeftOver => ({ text: piece, kind, languages, location })), ...dates];
}

function foreignPieces(pieces: readonly Piece[], saidBeside: ReadonlySet<PhraseKind>, own: ReadonlySet<string>, isOwn: IsOwn): readonly Piece[] {
  const saidInOwn = new Set([...saidBeside, ...pieces.filter(({ languages }) => languages.some(isOwn)).map(({ kind }) => kind)]);
  return pieces.filter(({ kind, piece }) => !saidInOwn.has(kind) && !(kind === 'call' && isOrnament(piece, own)));
}

function piecesOf(text: string, isButton: boolean): readonly Piece[] {
  const side = SEPARATOR.test(text) ? text.split(SEPARATOR).flatMap((part) => phraseIn(part.trim(), isButton)).filter(({ kind }) => kind !== 'label') : wholePieces(text.trim(), isButton); // `Menge / Quantity`
  if (!SENTENCE_END.test(text)) return side;
  const sentences = sentencesOf(text).flatMap((sentence) => phraseIn(sentence, false)).filter(({ kind }) => SENTENCES.has(kind));
  return sentences.length === 0 ? side : [...side, ...sentences];
}

/** The text as a phrase, and what it says before a colon. */
function wholePieces(text: string, isButton: boolean): readonly Piece[] {
  const whole = phraseIn(text, isButton);
  const colon = text.indexOf(': ');
  if (colon === -1) return whole;
  const label = phraseIn(text.slice(0, colon), false).filter(({ kind }) => kind === 'label');
  return label.length === 0 ? whole : [...whole, ...label];
}

function phraseIn(piece: string, isButton: boolean): readonly Piece[] {
  const known = stockPhrase(piece) ?? (isButton ? builtCall(piece) : undefined);
  return known ? [{ piece, ...known }] : NO_PIECES;
}

/** `VIEW MORE` in a Japanese mail: capitals that are set for their looks where the reader's own letters have none. */
function isOrnament(text: string, own: ReadonlySet<string>): boolean {
  return text === text.toUpperCase() && WITHOUT_CAPITALS.some((language) => own.has(language));
}
