import { fold } from './taxonomy.js';

/** How a language says what we do; words are folded. */
export interface Grammar {
  readonly we: readonly string[];
  /** What verbs of the first person plural end in, where they need no pronoun. */
  readonly ending?: string;
  /** "Everything". */
  readonly all: readonly string[];
  /** What opens a range ("from") and alternatives ("whether it is"), and what stands between their members. */
  readonly from: readonly string[];
  readonly whether: readonly string[];
  readonly links: readonly string[];
  /** What may stand between subject, verb and object. */
  readonly adverbs: readonly string[];
  /** Verbs that offer nothing ("we believe"), and words that only end like verbs. */
  readonly idle: readonly string[];
  /** Words with which no object of an offer begins, beside function words: "we opened [a] branch". */
  readonly others: readonly string[];
  /** Articles and "your", which name nothing. */
  readonly yours: readonly string[];
  /** All function words of the language. */
  readonly function: ReadonlySet<string>;
}

/** What one sentence says that the sender does. */
export interface Said {
  readonly items: readonly string[];
  /** Clauses with a verb of their own. */
  readonly clauses: number;
  readonly boasts: boolean;
}

/** The words of one part of a sentence, between commas or "and"; where one word folds into two, the second is written as ''. */
interface Part {
  readonly written: readonly string[];
  readonly folded: readonly string[];
}

const SEPARATOR = /[,;:()·|/\n]|\s[–—-]\s|\s(?:&|and|as well as|und|sowie|et|ainsi que|y|e|ed|en|och|samt|og|ja|sekä|oraz|i)\s/iu;
/** What names no thing that is offered: fields, prices, addresses. */
const NO_ITEM = /[\d{}[\]%@*<>€$£|_]/u;
const ADDRESS = /(?:https?:|www\.)\S+/gi;
const MOST_WORDS = 6;
const LEAST_LETTERS = 3;
const SHORTEST_VERB = 5;
/** "We firmly believe", "we opened": English alone has both. */
const ENGLISH_ADVERB = /ly$/;
const ENGLISH_PAST = /ed$/;

/** "We do A, B and C", "hacemos A, cuidamos B": the object of each clause, and what follows it in its place. */
export function clausesIn(sentence: string, words: Grammar): Said | undefined {
  const items: string[] = [];
  let clauses = 0;
  let offered = false;
  let begun = false;
  for (const part of partsOf(sentence)) {
    const object = objectOf(part, words);
    begun ||= words.we.includes(part.folded[0] ?? '');
    if (object === undefined && !offered && !(begun && leavesOutSender(part, words))) continue;
    const named = object ?? part;
    const item = beginsOther(named, words) ? undefined : itemOf(named, words);
    offered = item !== undefined;
    if (item === undefined) continue;
    items.push(item);
    if (object !== undefined || leavesOutSender(part, words)) clauses += 1;
  }
  return items.length === 0 ? undefined : { items, clauses, boasts: false };
}

/** "From A via B to C we do everything", "whether A, B or C, we see to it". */
export function rangeIn(sentence: string, words: Grammar): Said | undefined {
  const parts = partsOf(sentence);
  const all = parts.flatMap(({ folded }) => folded);
  const opening = openingIn(parts, words, words.all.some((phrase) => standsIn(all, phrase.split(' ')) !== -1));
  if (!opening || !all.some((word) => isSender(word, words))) return undefined;
  const members = parts.slice(opening.part).flatMap((part, index) => splitAt(index === 0 ? from(part, opening.after) : part, words.links));
  const items = members.map((member) => withoutClause(member, words)).flatMap((member) => {
    const [first = ''] = member.folded;
    return words.function.has(first) && ![...words.yours, ...words.adverbs].includes(first) ? [] : itemOf(member, words) ?? [];
  });
  return items.length === 0 ? undefined : { items, clauses: 0, boasts: true };
}

function partsOf(sentence: string): Part[] {
  return sentence.replace(ADDRESS, ' ').split(SEPARATOR).map((text) => {
    const pairs = text.trim().split(/\s+/).flatMap((written) => fold(written).split(' ').filter(Boolean).map((folded, index) => ({ written: index === 0 ? written : '', folded })));
    return { written: pairs.map(({ written }) => written), folded: pairs.map(({ folded }) => folded) };
  }).filter(({ folded }) => folded.length > 0);
}

/** What stands after "we [also] print", or before "drucken wir"; undefined where nothing is offered. */
function objectOf(part: Part, words: Grammar): Part | undefined {
  const pronoun = part.folded.findIndex((word) => words.we.includes(word));
  if (pronoun > 1 && words.yours.includes(part.folded[0] ?? '')) return words.idle.includes(part.folded[pronoun - 1] ?? '') ? undefined : from(part, 0, pronoun - 1);
  const object = objectAt(part, words);
  return object === undefined ? undefined : from(part, object);
}

/** "(We run your ads,) print your flyers": the verb stands alone before what is the reader's. */
function leavesOutSender({ folded: [verb = '', object = ''] }: Part, words: Grammar): boolean {
  return ![...words.yours, ...words.idle, ...words.we].includes(verb) && !words.function.has(verb) && words.yours.includes(object);
}

/** Index of the first word of the object; undefined where nothing is offered. */
function objectAt({ folded }: Part, words: Grammar): number | undefined {
  const isEnglish = words.we.includes('we') && words.function.has('the');
  const isAside = (word: string) => words.adverbs.includes(word) || (isEnglish && ENGLISH_ADVERB.test(word));
  const next = (start: number) => folded.findIndex((word, index) => index >= start && !isAside(word));
  const first = next(0);
  const hasPronoun = words.we.includes(folded[first] ?? '');
  const verb = hasPronoun ? next(first + 1) : first;
  const does = folded[verb];
  if (does === undefined || words.idle.includes(does) || words.function.has(does) || (isEnglish && ENGLISH_PAST.test(does))) return undefined;
  const object = next(verb + 1);
  return object !== -1 && (hasPronoun || endsAsVerb(does, words)) ? object : undefined;
}

function endsAsVerb(word: string, { ending }: Grammar): boolean {
  return ending !== undefined && word.length >= SHORTEST_VERB && new RegExp(`${ending}$`, 'u').test(word);
}

function isSender(word: string, words: Grammar): boolean {
  return words.we.includes(word) || endsAsVerb(word, words);
}

function openingIn(parts: readonly Part[], words: Grammar, saysAll: boolean): { readonly part: number; readonly after: number } | undefined {
  const openers = [...(saysAll ? words.from : []), ...words.whether].map((phrase) => phrase.split(' ')).sort((a, b) => b.length - a.length);
  for (const [part, { folded }] of parts.entries()) {
    for (const opener of openers) {
      const at = standsIn(folded, opener);
      if (at === 0 || (at > 0 && opener.length > 1)) return { part, after: at + opener.length };
    }
  }
  return undefined;
}

function standsIn(folded: readonly string[], phrase: readonly string[]): number {
  return folded.findIndex((_, at) => phrase.every((word, index) => folded[at + index] === word));
}

/** The members of a range that no comma parts: "SEO über Social Media bis zur App". */
function splitAt(part: Part, links: readonly string[]): Part[] {
  const cuts: { readonly at: number; readonly length: number }[] = [];
  for (let at = 0; at < part.folded.length; at += 1) {
    const length = Math.max(0, ...links.map((link) => link.split(' ')).filter((link) => link.every((word, index) => part.folded[at + index] === word)).map((link) => link.length));
    if (length > 0) cuts.push({ at, length });
    at += Math.max(0, length - 1);
  }
  return [{ at: 0, length: 0 }, ...cuts].map(({ at, length }, index) => from(part, at + length, cuts[index]?.at));
}

/** What stands before the sender and his verb: "App-Entwicklung [machen wir alles]". */
function withoutClause(part: Part, words: Grammar): Part {
  const pronoun = part.folded.findIndex((word) => words.we.includes(word));
  const verb = part.folded.findIndex((word) => endsAsVerb(word, words));
  return pronoun === -1 && verb === -1 ? part : from(part, 0, Math.max(0, pronoun === -1 ? verb : pronoun - 1));
}

function from({ written, folded }: Part, start: number, end?: number): Part {
  return { written: written.slice(start, end), folded: folded.slice(start, end) };
}

function beginsOther({ folded: [first = ''] }: Part, words: Grammar): boolean {
  return words.others.includes(first) || (words.function.has(first) && !words.yours.includes(first));
}

/** The words that name a thing, without articles before it; undefined for prose and whatever holds numbers or fields. */
function itemOf({ written, folded }: Part, { yours, adverbs, all }: Grammar): string | undefined {
  const start = folded.findIndex((word) => !yours.includes(word) && !adverbs.includes(word));
  const named = start === -1 ? [] : written.slice(start).filter(Boolean);
  const item = named.join(' ').replace(/^[^\p{L}]+|[^\p{L}\p{N})]+$/gu, '');
  return named.length > MOST_WORDS || item.length < LEAST_LETTERS || NO_ITEM.test(item) || all.includes(fold(item)) ? undefined : item;
}
