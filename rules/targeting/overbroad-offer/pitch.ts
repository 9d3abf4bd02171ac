import type { Image } from '#campaign/campaign.js';
import type { Location } from '#campaign/location.js';
import { isOffering, isOfOther } from './context.js';
import { fold, offerNamed, offersPossibleIn } from './taxonomy.js';

/** A text that a reader takes in at once: a passage of the copy, or a line of what a picture says. */
export interface Line {
  readonly text: string;
  readonly location: Location;
  /** The picture that it stands in. */
  readonly image?: Image;
}

/** What a message offers in its lists of services. */
export interface Pitch {
  /** Offer to the words that name it in the message first, in the order in which they stand there. */
  readonly offers: ReadonlyMap<string, { readonly words: string; readonly image: Image | undefined }>;
  /** Where the first list starts. */
  readonly location: Location;
}

/** A phrase of a list that names an offer. */
interface Item {
  readonly offer: string;
  readonly words: string;
  /** Index of its sentence, and of its passage. */
  readonly sentence: number;
  readonly passage: number;
}

interface Sentence {
  readonly text: string;
  readonly passage: number;
  /** It is the first of its passage. */
  readonly opens: boolean;
}

// A noun phrase that names a service is short; longer stretches between two separators are prose.
const MOST_WORDS = 6;
// Two services side by side happen in prose; three are a list.
const SHORTEST_LIST = 3;
// A heading, its paragraph and its button may stand between two services of one list.
const LARGEST_GAP = 3;
// Entries of a list stand side by side.
const NO_GAP = 1;
const MOST_ENTRY_WORDS = 4;
// So many entries tell that the others are services too, and so many make a list long: our own.
const LEAST_KNOWN = 2;
const LONG_LIST = 6;
// An introduction ("our services:") stands this many passages around the list at most.
const INTRODUCTION_REACH = 2;

export const SENTENCE_END = /(?<=[.!?])\s+/;
const SEPARATOR = /[,;:•·|▪●■✓✔➤►→»/\n]|\s[+–—-]\s|\s(?:&|and|as well as|und|sowie|et|ainsi que|y|e|ed|en|och|samt|og|ja|sekä|oraz|i)\s/iu;
const TIME_OF_DAY = /\b\d{1,2}[:.h]\d{2}\b/;
const PRICE = /[€$£]\s?\d|\d\s?(?:€|£|kr\b|zł|EUR\b|USD\b|CHF\b)/;

/** The offers in lists that are introduced as what the sender offers; with `introduced`, in lists of any kind. */
export function pitchOf(passages: readonly Line[], introduced = false): Pitch | undefined {
  if (offersPossibleIn(passages.map(({ text }) => text).join(' ')).size < SHORTEST_LIST) return undefined;
  const sentences = sentencesOf(passages);
  const items = sentences.flatMap((sentence, index) => (offersPossibleIn(sentence.text).size > 0 ? itemsOf(sentence, index) : []));
  const lists = runsOf(items).filter((run) => countOffers(run) >= SHORTEST_LIST && !isOtherList(run, sentences));
  return pitchIn(lists.filter((run) => introduced || isOffered(run, passages)).flat(), passages);
}

/**
 * The longest list of short entries some of which name services: what else it lists is offered too, whatever its name ("lunch boxes, flowers, music, company
 * gifts, cooking classes"). For mail that prospects: elsewhere a list may be of anything.
 */
export function listPitched(passages: readonly Line[]): Pitch | undefined {
  if (offersPossibleIn(passages.map(({ text }) => text).join(' ')).size === 0) return undefined;
  const sentences = sentencesOf(passages);
  const lists = runsOf(sentences.flatMap((sentence, index) => entriesOf(sentence, index, passages[sentence.passage]?.text ?? '')), NO_GAP).filter((run) => !isOtherList(run, sentences));
  const services = lists.filter((run) => run.filter(({ known }) => known).length >= LEAST_KNOWN && countOffers(run) >= LONG_LIST);
  return pitchIn(services.toSorted((a, b) => b.length - a.length)[0] ?? [], passages);
}

function pitchIn(items: readonly Item[], passages: readonly Line[]): Pitch | undefined {
  const first = items[0] && passages[items[0].passage];
  if (!first) return undefined;
  const offers = new Map<string, { readonly words: string; readonly image: Image | undefined }>();
  for (const { offer, words, passage } of items) if (!offers.has(offer)) offers.set(offer, { words, image: passages[passage]?.image });
  return { offers, location: first.location };
}

function sentencesOf(passages: readonly Line[]): Sentence[] {
  return passages.flatMap(({ text }, passage) => text.split(SENTENCE_END).map((sentence, index): Sentence => ({ text: sentence, passage, opens: index === 0 })));
}

/** A short line of its own is an entry, or two that were read as one; so are the phrases of a sentence that says that they are offered. */
function entriesOf({ text, passage }: Sentence, sentence: number, whole: string): (Item & { readonly known: boolean })[] {
  const phrases = phrasesOf(text).filter((phrase) => phrase !== '');
  const isEntry = text === whole && wordsOf(text).length <= MOST_ENTRY_WORDS && !/[.!?:]$|[{}[\]|%]/.test(text.trim());
  if (!isEntry && !(phrases.length >= LONG_LIST && isOffering(text))) return [];
  return phrases.filter((phrase) => !/\d/.test(phrase)).map((phrase) => ({ offer: fold(phrase), words: phrase, sentence, passage, known: offerNamed(phrase) !== undefined }));
}

/** All offers of a list or of a short line; of a longer text only the one it opens with, as a heading or a list item does. */
function itemsOf({ text, passage, opens }: Sentence, sentence: number): Item[] {
  const phrases = phrasesOf(text);
  const items = phrases.flatMap((phrase, index) => {
    const named = offerNamed(phrase);
    return named ? [{ ...named, sentence, passage, index }] : [];
  });
  const isList = countOffers(items) >= SHORTEST_LIST || wordsOf(text).length <= MOST_WORDS;
  return isList ? items : items.filter(({ index }) => opens && index === 0);
}

function countOffers(items: readonly Pick<Item, 'offer'>[]): number {
  return new Set(items.map(({ offer }) => offer)).size;
}

/** Short phrases between separators; of a long one at the start or the end of a list, the words next to the list. */
function phrasesOf(sentence: string): string[] {
  const parts = sentence.split(SEPARATOR).map(wordsOf);
  return parts.map((words, index) => {
    if (words.length <= MOST_WORDS) return words.join(' ');
    if (parts.length < SHORTEST_LIST) return '';
    return index === 0 ? words.slice(-3).join(' ') : index === parts.length - 1 ? words.slice(0, 3).join(' ') : '';
  }).map((phrase) => /[\p{L}\p{N}].*[\p{L}\p{N}]|[\p{L}\p{N}]/su.exec(phrase)?.[0] ?? '');
}

/** Without addresses and file names. */
function wordsOf(text: string): string[] {
  return text.trim().split(/\s+/).filter((word) => !/[@_<=]|\w\.\w/.test(word));
}

/** Items that stand close to one another. */
function runsOf<Listed extends Item>(items: readonly Listed[], largestGap = LARGEST_GAP): Listed[][] {
  const runs: Listed[][] = [];
  for (const item of items) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && item.passage - last.passage <= largestGap) run.push(item);
    else runs.push([item]);
  }
  return runs;
}

function isOffered(run: readonly Item[], passages: readonly Line[]): boolean {
  const from = Math.max(0, (run[0]?.passage ?? 0) - INTRODUCTION_REACH);
  const until = (run.at(-1)?.passage ?? 0) + INTRODUCTION_REACH + 1;
  return isOffering(passages.slice(from, until).map(({ text }) => text).join(' '));
}

/** Jobs, articles, a programme with times, a catalogue with prices, the industries of one's customers. */
function isOtherList(run: readonly Item[], sentences: readonly Sentence[]): boolean {
  const first = run[0]?.sentence ?? 0;
  const own = [...new Set(run.map(({ sentence }) => sentence))].map((index) => sentences[index]?.text ?? '');
  const introduction = sentences[first - 1]?.text ?? '';
  if (isOfOther([introduction, ...own].join(' '))) return true;
  const around = sentences.slice(first, (run.at(-1)?.sentence ?? 0) + 2).map(({ text }) => text);
  return [TIME_OF_DAY, PRICE].some((pattern) => around.filter((text) => pattern.test(text)).length >= 3);
}
