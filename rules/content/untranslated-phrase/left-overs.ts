import type { Campaign } from '#campaign/campaign.js';
import type { Location } from '#campaign/location.js';
import { readsAs } from '#language/close-languages.js';
import { DETECTED_LANGUAGES } from '#language/detected-languages.js';
import { normalizeLanguage } from '#language/language-tag.js';
import { partsOf } from '#language/parts-of.js';
import { sentencesOf } from '#language/sentences.js';
import { englishDates } from './english-dates.js';
import { builtCall, stockPhrase, type PhraseKind, type StockPhrase } from './stock-phrases.js';

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
  readonly pieces: readonly Piece[];
  readonly lang?: string | undefined;
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
/** What stands as a sentence beside others as well: `© 2026 Acme. Tous droits réservés.` Thanks and labels mean the text around them there. */
const SENTENCES = new Set<PhraseKind>(['unsubscribe', 'preferences', 'browser', 'notice']);
/** Phrases of these kinds mean the same; of a label, the next line says something else. */
const SAME_MEANING = new Set<PhraseKind>(['unsubscribe', 'preferences', 'browser']);

/** Each phrase once, whichever block, line or link holds it, and none that another holds. */
export function leftOvers(campaign: Campaign, own: ReadonlySet<string>): readonly LeftOver[] {
  const known = new Set(DETECTED_LANGUAGES);
  const isOwn: IsOwn = (language) => [...own].some((each) => readsAs(language, each, known));
  const found = new Map(linesOf(campaign, isOwn).flatMap((line) => foreignIn(line, own, isOwn)).map((each) => [each.text.toLowerCase(), each]));
  const texts = [...found.keys()];
  return [...found].filter(([text]) => !texts.some((other) => other.length > text.length && other.includes(text))).map(([, each]) => each);
}

function linesOf(campaign: Campaign, isOwn: IsOwn): readonly Line[] {
  const blocks = partsOf(campaign).filter(({ role }) => role !== 'alt').map(({ role, text, lines = [], lang, location }) => {
    const read = [text, ...lines].map((each) => ({ text: each, pieces: piecesOf(each, role === 'button') }));
    const saidBeside = kindsSaid(read.flatMap(({ pieces }) => pieces), isOwn);
    return { text, lines: read.map((line): Line => ({ ...line, lang, location, saidBeside })), saidBeside };
  });
  const links = campaign.links.filter(({ visible, role, msoOnly }) => visible && !msoOnly && (role === 'text' || role === 'button'));
  return [...blocks.flatMap(({ lines }) => lines), ...links.map(({ text, role, location }): Line => {
    const pieces = piecesOf(text, role === 'button');
    const around = pieces.some(({ languages }) => !languages.some(isOwn)) ? blocks.find((block) => block.saidBeside.size > 0 && block.text.includes(text)) : undefined;
    return { text, pieces, location, saidBeside: around?.saidBeside ?? NOTHING };
  })];
}

/** Those of which the own words make the foreign ones a translation. */
function kindsSaid(pieces: readonly Piece[], isOwn: IsOwn): ReadonlySet<PhraseKind> {
  const said = pieces.filter(({ kind, languages }) => SAME_MEANING.has(kind) && languages.some(isOwn));
  return said.length === 0 ? NOTHING : new Set(said.map(({ kind }) => kind));
}

function foreignIn({ text, pieces, lang, location, saidBeside }: Line, own: ReadonlySet<string>, isOwn: IsOwn): readonly LeftOver[] {
  if (lang !== undefined && !own.has(normalizeLanguage(lang) ?? '')) return []; // declared to be so
  if (pieces.length === 0 && own.has('en')) return [];
  const saidInOwn = new Set([...saidBeside, ...pieces.filter(({ languages }) => languages.some(isOwn)).map(({ kind }) => kind)]);
  const leftOver = pieces.filter(({ kind, piece }) => !saidInOwn.has(kind) && !(kind === 'call' && isOrnament(piece, own)));
  const dates = englishDates(text, own).map((date): LeftOver => ({ text: date, kind: 'date', languages: ['en'], location }));
  return [...leftOver.map(({ kind, languages, piece }): LeftOver => ({ text: piece, kind, languages, location })), ...dates];
}

function piecesOf(text: string, isButton: boolean): readonly Piece[] {
  const pieces = text.split(SEPARATOR).map((piece) => piece.trim());
  const isPair = ({ kind }: Piece): boolean => kind === 'label' && pieces.length > 1; // `Menge / Quantity`
  return [
    ...pieces.flatMap((piece) => asPhrase(piece, stockPhrase(piece) ?? (isButton ? builtCall(piece) : undefined))).filter((piece) => !isPair(piece)),
    ...(pieces.length > 1 ? [] : pieces).filter((piece) => piece.includes(': ')).map((piece) => piece.slice(0, piece.indexOf(': '))).flatMap((piece) => asPhrase(piece, stockPhrase(piece))).filter(({ kind }) => kind === 'label'),
    ...(SENTENCE_END.test(text) ? sentencesOf(text) : []).flatMap((piece) => asPhrase(piece, stockPhrase(piece))).filter(({ kind }) => SENTENCES.has(kind)),
  ];
}

function asPhrase(piece: string, known: StockPhrase | undefined): readonly Piece[] {
  return known ? [{ piece, ...known }] : [];
}

/** `VIEW MORE` in a Japanese mail: capitals that are set for their looks where the reader's own letters have none. */
function isOrnament(text: string, own: ReadonlySet<string>): boolean {
  return text === text.toUpperCase() && WITHOUT_CAPITALS.some((language) => own.has(language));
}
