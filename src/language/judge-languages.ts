import { literalPattern } from '#campaign/facts/literal-pattern.js';
import { bilingualLayout, sayBothLineByLine } from './bilingual-layout.js';
import type { LayoutReason } from './bilingual-layout.js';
import { readsAs } from './close-languages.js';
import type { Detector } from './detector.js';
import { dominantLanguage } from './dominant-language.js';
import type { Dominance } from './dominant-language.js';
import { preference } from './foreign-score.js';
import { foreignUnits } from './foreign-units.js';
import type { ForeignUnit, Strictness } from './foreign-units.js';
import type { LanguagePart, PartRole } from './language-part.js';
import { normalizeLanguage } from './language-tag.js';
import { unitsOf } from './part-units.js';
import type { Unit } from './part-units.js';
import { withoutRepeatedNotices } from './repeated-notices.js';
import { fitsNone, writtenLanguage } from './written-language.js';

export interface JudgeOptions extends Partial<Strictness> {
  /** BCP 47: what the campaign says it is written in. */
  readonly declared?: string | undefined;
  /** BCP 47: languages that may stand side by side. */
  readonly languages?: readonly string[];
  /** Phrases that count as no language: slogans, product names. Case does not matter. */
  readonly allow?: readonly string[];
  readonly ignoreRoles?: readonly PartRole[];
}

/** A text in another language than the mail's. */
export interface LanguageFlag {
  readonly part: LanguagePart;
  /** The part, or the sentence of it. */
  readonly text: string;
  readonly language: string;
  /** The mail's own language. */
  readonly against: string;
  /** Function words that gave it away, each once; empty when letter sequences alone did. */
  readonly words: readonly string[];
  /** Log-odds. */
  readonly z: number;
  readonly wordCount: number;
  /** Eight words, or five with two strong function words: on shorter texts the measured error is higher. */
  readonly strong: boolean;
}

export interface LanguageVerdict {
  /** Undefined when no part says anything in any language. */
  readonly dominant: string | undefined;
  /** The same by its own name, where another stands in for a language that letter sequences do not know; undefined when that was not declared either. */
  readonly written: string | undefined;
  /** The texts fit no language that letter sequences know: another one left among them would hardly be seen. */
  readonly unknown: boolean;
  /** At most one a part whole; else one a sentence. */
  readonly flags: readonly LanguageFlag[];
  /** The mail looks bilingual on purpose; `flags` then hold what would be foreign otherwise. */
  readonly layout: LayoutReason | undefined;
  /** The languages that the mail is in on purpose; none when no part says anything. */
  readonly spoken: readonly string[];
  /** Weighted words a language. */
  readonly votes: ReadonlyMap<string, number>;
  /** Weighted words in all. */
  readonly total: number;
}

interface Reading {
  readonly language: string;
  readonly flags: readonly ForeignUnit[];
}

/** From experiments on mails of our own: docs/language.md. */
export const STRICTNESS: Strictness = { minWords: 6, z: 3 };

const STRONG_WORD_COUNT = 8;
const STRONG_WORDS = 2;
const LEAST_STRONG_COUNT = 5;
/** Another language becomes the mail's own if it leaves less than half of the foreign words and has a quarter of the votes. */
const LESS_FLAGGED = 0.5;
const LEAST_VOTE = 0.25;
/**
 * A language explains a mail only if no other text of it fits the dominant one better by more than this, in log-likelihood.
 * Filler and names that were taken for a language reach 13; texts too short to be flagged reach 21 and more.
 */
const MOST_UNEXPLAINED = 15;
/** Languages that are tried as the mail's own, most flagged words first. */
const MOST_READINGS = 8;

/** Which language a mail is in, and which of its texts are not. */
export function judgeLanguages(detector: Detector, parts: readonly LanguagePart[], options: JudgeOptions = {}): LanguageVerdict {
  const units = unitsOf(partsToJudge(parts, options), detector);
  const strictness = { ...STRICTNESS, ...definedOf(options) };
  const declared = options.declared === undefined ? undefined : normalizeLanguage(options.declared);
  const dominance = dominantLanguage(units, declared);
  const { votes, total } = dominance;
  if (dominance.language === undefined) return { dominant: undefined, written: undefined, unknown: false, flags: [], layout: undefined, spoken: [], votes, total };

  const { language, flags: found } = bestReading(units, dominance, dominance.language, declared, strictness, detector);
  const unlisted = withoutAllowed(found, language, options.languages ?? [], detector);
  const foreign = unlisted.length === 0 ? unlisted : withoutRepeatedNotices(unlisted, rest(units, unlisted));
  const others = [...new Set(foreign.map((flag) => flag.language))];
  const layout = others.length > 0 ? bilingualLayout(units, language, others, detector) ?? lineByLine(foreign, [language, ...others], detector) : undefined;
  const own = rest(units, foreign);
  const written = writtenLanguage(own, language, declared, detector);
  const unknown = written !== language && fitsNone(own, language);
  const spoken = [...new Set([language, written ?? language, ...(layout === undefined ? [] : others)])];
  const flags = written === undefined ? [] : reported(foreign).map((flag) => flagOf(flag, written)); // the rest is Latin, or nobody knows what
  return { dominant: language, written, unknown, flags, layout, spoken, votes, total };
}

function lineByLine(foreign: readonly ForeignUnit[], languages: readonly string[], detector: Detector): LayoutReason | undefined {
  return sayBothLineByLine([...new Set(foreign.map(({ unit }) => unit.part))], languages, detector) ? 'parallel-blocks' : undefined;
}

/** Without the roles that are ignored and the phrases that are allowed. */
export function partsToJudge(parts: readonly LanguagePart[], { allow = [], ignoreRoles = [] }: JudgeOptions): readonly LanguagePart[] {
  const judged = parts.filter(({ role }) => !ignoreRoles.includes(role));
  const phrases = allow.map((phrase) => phrase.trim()).filter(Boolean).map(literalPattern);
  if (phrases.length === 0) return judged;
  const allowed = new RegExp(phrases.join('|'), 'giu');
  const withoutPhrases = (text: string): string => text.replace(allowed, ' , ');
  return judged.map((part) => ({ ...part, text: withoutPhrases(part.text), ...(part.lines && { lines: part.lines.map(withoutPhrases) }) }));
}

function definedOf({ minWords, z }: JudgeOptions): Partial<Strictness> {
  return { ...(minWords === undefined ? {} : { minWords }), ...(z === undefined ? {} : { z }) };
}

/** One language that explains every part beats the dominant one; else the one that leaves the fewest foreign words. */
function bestReading(
  units: readonly Unit[], { votes, total }: Dominance, dominant: string, declared: string | undefined, strictness: Strictness, detector: Detector,
): Reading {
  const read = (language: string): Reading => ({ language, flags: foreignUnits(units, language, strictness, detector) });
  const first = read(dominant);
  let best = first;
  const rivals = new Set([...languagesByWords(first.flags).slice(0, MOST_READINGS), ...(declared ? [declared] : [])]);
  for (const rival of rivals) {
    if (best.flags.length === 0) break;
    if (rival === dominant) continue;
    const reading = read(rival);
    const isBetter = flaggedWords(reading.flags) < flaggedWords(best.flags) * LESS_FLAGGED && (votes.get(rival) ?? 0) > LEAST_VOTE * total;
    if (reading.flags.length === 0 ? explains(rival, units, first, rival === declared) : isBetter) best = reading;
  }
  return best;
}

/**
 * Whether texts that are not foreign to the dominant language, and too short or vague to be judged, can be in the rival as well. Markup sets a text apart
 * from a mail in another language, so that one in the dominant language is apart from a declared rival only.
 */
function explains(rival: string, units: readonly Unit[], { language: dominant, flags }: Reading, isDeclared: boolean): boolean {
  const foreign = new Set(flags.map(({ unit }) => unit.part));
  const isApart = ({ lang }: LanguagePart): boolean => lang !== undefined && (isDeclared || normalizeLanguage(lang) !== dominant);
  return units.every(({ whole, part, evidence }) =>
    !whole || isApart(part) || foreign.has(part) || preference(evidence, dominant, rival) <= MOST_UNEXPLAINED);
}

function languagesByWords(flags: readonly ForeignUnit[]): readonly string[] {
  const languages = [...new Set(flags.map(({ language }) => language))];
  const words = new Map(languages.map((language) => [language, flaggedWords(flags.filter((flag) => flag.language === language))]));
  return languages.sort((a, b) => (words.get(b) ?? 0) - (words.get(a) ?? 0) || (a < b ? -1 : 1));
}

/** Words of flagged texts; a part that is flagged whole and sentence by sentence counts once. */
function flaggedWords(flags: readonly ForeignUnit[]): number {
  const words = new Map<LanguagePart, number>();
  for (const { unit } of flags) words.set(unit.part, Math.max(words.get(unit.part) ?? 0, unit.evidence.wordCount));
  return [...words.values()].reduce((total, count) => total + count, 0);
}

function withoutAllowed(flags: readonly ForeignUnit[], own: string, languages: readonly string[], detector: Detector): readonly ForeignUnit[] {
  const listed = languages.map(normalizeLanguage).filter((language) => language !== undefined);
  const isAllowed = (found: string): boolean => listed.some((language) => readsAs(found, language, detector.languages));
  return isAllowed(own) ? flags.filter(({ language }) => !isAllowed(language)) : flags;
}

/** What is not foreign; of a part that holds something foreign, its other sentences. */
function rest(units: readonly Unit[], flags: readonly ForeignUnit[]): readonly Unit[] {
  const flagged = new Set(flags.map(({ unit }) => unit));
  const parts = new Set(flags.map(({ unit }) => unit.part));
  return units.filter((unit) => !flagged.has(unit) && !(unit.whole && parts.has(unit.part)));
}

/** A part that is foreign whole is reported whole; else of texts that hold one another the shortest. */
function reported(flags: readonly ForeignUnit[]): readonly ForeignUnit[] {
  const whole = new Set(flags.filter(({ unit }) => unit.whole).map(({ unit }) => unit.part));
  const holdsAnother = ({ unit }: ForeignUnit): boolean =>
    flags.some(({ unit: other }) => other !== unit && other.part === unit.part && other.text.length < unit.text.length && unit.text.includes(other.text));
  return flags.filter((flag) => (whole.has(flag.unit.part) ? flag.unit.whole : !holdsAnother(flag)));
}

function flagOf({ unit, language, foreignWords, strongWords, z }: ForeignUnit, against: string): LanguageFlag {
  const { wordCount } = unit.evidence;
  return {
    part: unit.part, text: unit.text, language, against, words: [...new Set(foreignWords)], z, wordCount,
    strong: wordCount >= STRONG_WORD_COUNT || (strongWords >= STRONG_WORDS && wordCount >= LEAST_STRONG_COUNT),
  };
}
