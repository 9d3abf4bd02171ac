import { announcesVersion } from './announces-version.js';
import { areClose } from './close-languages.js';
import type { Detector, TextEvidence } from './detector.js';
import { likelihoodOf, wordsOnlyIn } from './foreign-score.js';
import { isStrong } from './function-words.js';
import type { LanguagePart } from './language-part.js';
import type { Unit } from './part-units.js';
import { sentencesOf } from './sentences.js';

/** Why a mail in several languages looks meant that way. `branches`: its template gives each reader one of them. */
export type LayoutReason = 'cue' | 'subject' | 'parallel-blocks' | 'parallel-numbers' | 'branches';

interface LabelledPart {
  readonly part: LanguagePart;
  readonly evidence: TextEvidence;
  readonly language: string;
  /** Log-odds to the next language of the set. */
  readonly margin: number;
}

/** What a mail says in one language. */
interface Run {
  readonly language: string;
  readonly blocks: readonly LabelledPart[];
}

// Limits set on mails of our own; without this guard one bilingual mail in three was a false alarm (docs/language.md).
const LEAST_BLOCK_WORDS = 4;
/** Of two headings that say the same, one may be shorter than a paragraph is. */
const LEAST_HEADING_WORDS = 2;
const SIGNATURE_WORDS = 8;
const CLEAR_MARGIN = 3;
const LEAST_MARGIN = 0.5;
/** One or two may be lines that nobody translated, beside others. */
const LEAST_PAIRED_PARAGRAPHS = 3;
/** The rest are labels that only one of the two has. */
const LEAST_PAIRED_SHARE = 2 / 3;
const LEAST_WORD_RATIO = 0.5;
const LEAST_BLOCK_RATIO = 0.45;
const SHARED_NUMBERS = 0.5;
const NEARLY_ALL_NUMBERS = 0.9;
/** Of so many numbers and more, three of four are enough: times and ordinals are written otherwise (`7 p.m.`, `19 h`). */
const MANY_NUMBERS = { least: 4, share: 0.75 };
const HALF_DAY = 12;
const FUNCTION_WORD = 0.8;
/** A close relative with less than a third of its neighbour's words is the neighbour, misread. */
const MISREAD_RATIO = 3;

/** Between a subject's versions: a sign, or where the letters change. */
const VERSIONS = /\s[/|·–—-]\s|\s\/\/\s|(?<=[\u0370-\uFAFF])\s+(?=\p{Script=Latin})|(?<=\p{Script=Latin})\s+(?=[\u0370-\u1DFF\u2C80-\uFAFF])/u;

/** Why a mail says everything once in each language, one after the other or turn by turn; undefined when it merely mixes them. */
export function bilingualLayout(units: readonly Unit[], own: string, others: readonly string[], detector: Detector): LayoutReason | undefined {
  const wholes = units.filter(({ whole }) => whole);
  const languages = [own, ...withoutMisread(wholes, own, others)];
  if (languages.length < 2) return undefined;
  const parts = wholes
    .flatMap((unit) => linesInTwo(unit, languages, detector) ?? [unit])
    .filter(({ part, evidence }) => evidence.wordCount > 0 && !announcesVersion(part.text, languages) && !coversAll(part.text, languages, detector))
    .map(({ part, evidence }): LabelledPart => ({ part, evidence, ...label(evidence, languages) }));
  const runs = runsOf(paragraphsOf(parts, LEAST_BLOCK_WORDS), languages, detector) ?? pairsOf(paragraphsOf(parts, LEAST_HEADING_WORDS), languages, detector);
  return runs && reasonOf(runs, parts, wholes, detector);
}

/**
 * Whether nearly each of these paragraphs says the same in two languages, in lines of like length: `Please keep this receipt.<br>Vui lòng giữ lại hóa đơn này.`
 * Numbers that contradict one another in more than one of them are of no translation.
 * In a receipt such lines stand among labels and names that are in no language, so that the mail as a whole takes no turns.
 */
export function sayBothLineByLine(parts: readonly LanguagePart[], languages: readonly string[], detector: Detector): boolean {
  const pairs = parts.flatMap((part) => (part.role === 'body' ? pairIn(part, languages, detector) ?? [] : []));
  const contradicting = pairs.filter(contradict).length;
  const paired = pairs.length - (contradicting > 1 ? contradicting : 0);
  return paired >= LEAST_PAIRED_PARAGRAPHS && paired >= LEAST_PAIRED_SHARE * parts.length;
}

/** A paragraph's two texts of like length. */
function pairIn({ lines = [] }: LanguagePart, languages: readonly string[], detector: Detector): { readonly texts: readonly string[] } | undefined {
  const words = new Map<string, number>();
  const texts = new Map<string, string>();
  for (const line of lines) {
    const evidence = detector.read(line);
    const { language, margin } = label(evidence, languages);
    if (margin <= CLEAR_MARGIN) continue;
    words.set(language, (words.get(language) ?? 0) + evidence.wordCount);
    texts.set(language, `${texts.get(language) ?? ''} ${line}`);
  }
  return words.size === 2 && ratio([...words.values()]) >= LEAST_BLOCK_RATIO ? { texts: [...texts.values()] } : undefined;
}

/** Whether each of two texts has numbers, and few of them are the other's too; an hour may be written in two ways: `7 pm`, `19 h`. */
function contradict({ texts }: { readonly texts: readonly string[] }): boolean {
  const [one = new Set<string>(), other = new Set<string>()] = texts.map((text) => numbersIn(text));
  if (one.size === 0 || other.size === 0) return false;
  const isShared = (number: string): boolean => other.has(number) || other.has(String(Number(number) + HALF_DAY)) || other.has(String(Number(number) - HALF_DAY));
  return [...one].filter(isShared).length / Math.min(one.size, other.size) < SHARED_NUMBERS;
}

/** The lines of a paragraph that says the same in several: `Uw factuur staat klaar.<br>Votre facture est disponible.` */
function linesInTwo({ part, text }: Unit, languages: readonly string[], detector: Detector): readonly Pick<Unit, 'part' | 'evidence'>[] | undefined {
  if (part.role !== 'body' || !part.lines || !speaksTwo(text, languages, detector)) return undefined;
  return part.lines.map((line) => ({ part: { role: part.role, text: line }, evidence: detector.read(line) }));
}

/** Paragraphs of so many words, without the short ones in another language that sign the mail or give its address at the end. */
function paragraphsOf(parts: readonly LabelledPart[], leastWords: number): readonly LabelledPart[] {
  const blocks = parts.filter(({ part, evidence }) => part.role === 'body' && evidence.wordCount >= leastWords);
  const last = blocks.findLastIndex(({ evidence, language }, index) => evidence.wordCount >= SIGNATURE_WORDS || language === blocks[index - 1]?.language);
  return last === -1 ? blocks : blocks.slice(0, last + 1);
}

function withoutMisread(wholes: readonly Unit[], own: string, others: readonly string[]): readonly string[] {
  const all = [own, ...others];
  const words = new Map<string, number>(all.map((language) => [language, 0]));
  for (const { evidence } of wholes) {
    const { language } = label(evidence, all);
    words.set(language, (words.get(language) ?? 0) + evidence.wordCount);
  }
  const isMisread = (language: string): boolean => all.some((neighbour) =>
    areClose(language, neighbour) && (words.get(neighbour) ?? 0) > MISREAD_RATIO * (words.get(language) ?? 0));
  return others.filter((language) => !isMisread(language));
}

/** The likeliest of a few languages. */
function label(evidence: TextEvidence, languages: readonly string[]): { readonly language: string; readonly margin: number } {
  const scores = languages.map((language) => {
    const words = languages.filter((other) => other !== language).map((other) => wordsOnlyIn(evidence, language, other).length);
    return { language, score: likelihoodOf(evidence, language) + FUNCTION_WORD * sum(words) / Math.max(1, words.length) };
  }).sort((a, b) => b.score - a.score);
  const [best, second] = scores;
  return { language: best?.language ?? '', margin: (best?.score ?? 0) - (second?.score ?? -Infinity) };
}

/** The blocks of each language, of like length in all, when the languages follow one another or take turns; no block speaks two. */
function runsOf(blocks: readonly LabelledPart[], languages: readonly string[], detector: Detector): readonly Run[] | undefined {
  if (blocks.some(({ part }) => speaksTwo(part.text, languages, detector))) return undefined;
  const order = [...new Set(blocks.map(({ language }) => language))];
  if (order.length < 2 || languages.slice(1).some((language) => !order.includes(language))) return undefined;
  const sequence = blocks.map(({ language }) => order.indexOf(language));
  const isOneAfterTheOther = sequence.every((language, index) => language >= (sequence[index - 1] ?? 0));
  const isTakingTurns = sequence.every((language, index) => language === index % order.length) && sequence.length % order.length === 0;
  if (!isOneAfterTheOther && !isTakingTurns) return undefined;
  const runs = withoutSurplus(order.map((language): Run => ({ language, blocks: blocks.filter((block) => block.language === language) })));
  return ratio(runs.map((run) => sum(run.blocks.map(({ evidence }) => evidence.wordCount)))) < LEAST_WORD_RATIO ? undefined : runs;
}

/** The same with headings, where each has its counterpart: one of the two may be too short for a paragraph. */
function pairsOf(blocks: readonly LabelledPart[], languages: readonly string[], detector: Detector): readonly Run[] | undefined {
  const runs = runsOf(blocks, languages, detector);
  return runs?.every((run) => run.blocks.length > 1 && run.blocks.length * runs.length === blocks.length) ? runs : undefined;
}

/** One language may end with small print that the other has in the mail's footer. */
function withoutSurplus(runs: readonly Run[]): readonly Run[] {
  const counts = runs.map(({ blocks }) => blocks.length);
  const pairs = Math.min(...counts);
  return Math.max(...counts) - pairs > 1 ? runs : runs.map(({ language, blocks }) => ({ language, blocks: blocks.slice(0, pairs) }));
}

function speaksTwo(text: string, languages: readonly string[], detector: Detector): boolean {
  const clear = sentencesOf(text).map((sentence) => detector.read(sentence))
    .filter(({ wordCount }) => wordCount >= LEAST_BLOCK_WORDS)
    .map((evidence) => label(evidence, languages))
    .filter(({ margin }) => margin > CLEAR_MARGIN);
  return new Set(clear.map(({ language }) => language)).size > 1;
}

function reasonOf(runs: readonly Run[], parts: readonly LabelledPart[], wholes: readonly Unit[], detector: Detector): LayoutReason | undefined {
  if (wholes.some(({ part }) => announcesVersion(part.text, runs.map(({ language }) => language)))) return 'cue';
  if (subjectCovers(runs, wholes, detector)) return 'subject';
  return areAligned(runs) ? parallelism(runs, parts) : undefined;
}

/** Blocks that say the same: no numbers that contradict, and a call to action, a footer or all the numbers in each language. */
function parallelism(runs: readonly Run[], parts: readonly LabelledPart[]): LayoutReason | undefined {
  const [one = new Set<string>(), other = new Set<string>()] = runs.map(({ blocks }) => numbersIn(blocks.map(({ part }) => part.text).join(' ')));
  const shared = sharedShare(one, other);
  if (shared !== undefined && shared < SHARED_NUMBERS) return undefined;
  if (everyRunHas(runs, parts, isLabel) || everyRunHas(runs, parts, isFooter)) return 'parallel-blocks';
  const enough = (runs[0]?.blocks.length ?? 0) >= 2 && one.size >= 2;
  const wanted = Math.min(one.size, other.size) >= MANY_NUMBERS.least ? MANY_NUMBERS.share : NEARLY_ALL_NUMBERS;
  return enough && shared !== undefined && shared >= wanted ? 'parallel-numbers' : undefined;
}

/** `Einladung / Invitation`, `营业时间 Opening hours`. */
function subjectCovers(runs: readonly Run[], wholes: readonly Unit[], detector: Detector): boolean {
  const subject = wholes.find(({ part }) => part.role === 'subject');
  return subject !== undefined && coversAll(subject.text, runs.map(({ language }) => language), detector);
}

/** Whether a line has a version in each of these languages. */
function coversAll(line: string, languages: readonly string[], detector: Detector): boolean {
  const versions = line.split(VERSIONS);
  if (versions.length < languages.length) return false;
  const covered = new Set(versions.map((text) => label(detector.read(text), languages).language));
  return languages.every((language) => covered.has(language));
}

/** As many blocks in each language, of like length pair by pair. */
function areAligned(runs: readonly Run[]): boolean {
  if (new Set(runs.map(({ blocks }) => blocks.length)).size !== 1) return false;
  return (runs[0]?.blocks ?? []).every((_, index) => ratio(runs.map(({ blocks }) => blocks[index]?.evidence.wordCount ?? 0)) >= LEAST_BLOCK_RATIO);
}

function everyRunHas(runs: readonly Run[], parts: readonly LabelledPart[], has: (part: LabelledPart, other: string) => boolean): boolean {
  return runs.every(({ language }) => {
    const other = runs.find((run) => run.language !== language)?.language ?? '';
    return parts.some((part) => part.language === language && part.margin > LEAST_MARGIN && has(part, other));
  });
}

/** A button, or a link in plain text that is clearly in its language, as a name is not. */
function isLabel({ part, evidence, margin }: LabelledPart): boolean {
  if (part.role === 'button') return true;
  return part.role === 'body' && evidence.wordCount > 1 && evidence.wordCount < LEAST_BLOCK_WORDS && margin > CLEAR_MARGIN;
}

/** A footer with words, not just an address. */
function isFooter({ part, evidence, language }: LabelledPart, other: string): boolean {
  return part.role === 'footer' && wordsOnlyIn(evidence, language, other).some((word) => isStrong(language, word));
}

function numbersIn(text: string): ReadonlySet<string> {
  return new Set((text.match(/\d+(?:[.,]\d+)*/g) ?? []).map((number) => number.replace(/[.,]0*$/, '').replace(',', '.')));
}

/** Of the smaller set; undefined when there are no numbers at all. */
function sharedShare(one: ReadonlySet<string>, other: ReadonlySet<string>): number | undefined {
  if (one.size + other.size === 0) return undefined;
  return [...one].filter((number) => other.has(number)).length / Math.max(1, Math.min(one.size, other.size));
}

function ratio(values: readonly number[]): number {
  return Math.min(...values) / Math.max(...values);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
