import { once } from '#once.js';
import { areClose } from '#language/close-languages.js';
import { functionWordsOf, isFunctionWord } from '#language/function-words.js';
import { isOfOther } from './context.js';
import { SENTENCE_END, type Line } from './pitch.js';
import { clausesIn, rangeIn, type Grammar, type Said } from './sender-says.js';
import grammar from './prose.json' with { type: 'json' };
import { fold, offerNamed } from './taxonomy.js';

/** What running text says that the sender does. */
export interface ProsePitch {
  /** What each thing is called, once; things that share a word are one. */
  readonly offers: ReadonlyMap<string, string>;
  /** How many of them are different services of the taxonomy. */
  readonly known: number;
  /** Clauses with a verb of their own: "we print your flyers". */
  readonly clauses: number;
  /** It says that all between is done too: "from X to Y we do everything", "whether X, Y or Z". */
  readonly boasts: boolean;
  readonly line: Line;
}

interface Sentence extends Said {
  /** Its place in the mail. */
  readonly at: number;
  readonly line: Line;
}

/** Sentences of a pitch stand side by side; one of another kind may stand between. */
const LARGEST_GAP = 2;
/** Shorter words are no content. */
const LEAST_LETTERS = 4;
/** Forms of one word share so many letters. */
const STEM = 6;

const grammars = once((): ReadonlyMap<string, Grammar> => new Map(Object.entries<Omit<Grammar, 'function'>>(grammar).map(([language, words]) => [language, { ...words, function: new Set([...functionWordsOf(language)].map(fold)) }])));

/** What running text in these languages offers: "We design websites. We run your ads. We film ...", "from SEO to apps we do everything", "whether flyers, stands or vans, we see to it". */
export function prosePitches(lines: readonly Line[], languages: readonly string[]): readonly ProsePitch[] {
  const spoken = [...grammars()].filter(([language]) => languages.some((one) => one === language || areClose(one, language))).map(([, words]) => words);
  const said: Sentence[] = [];
  lines.flatMap((line) => line.text.split(SENTENCE_END).map((text) => ({ text, line }))).forEach(({ text, line }, at) => {
    const found = isOfOther(text) ? undefined : spoken.map((words) => rangeIn(text, words) ?? clausesIn(text, words)).find((one) => one !== undefined);
    if (found) said.push({ ...found, at, line });
  });
  return runsOf(said).map(pitchOf);
}

function runsOf(said: readonly Sentence[]): readonly (readonly [Sentence, ...Sentence[]])[] {
  const runs: [Sentence, ...Sentence[]][] = [];
  for (const one of said) {
    const run = runs.at(-1);
    if (run && one.at - (run.at(-1) ?? one).at <= LARGEST_GAP) run.push(one);
    else runs.push([one]);
  }
  return runs;
}

function pitchOf(run: readonly [Sentence, ...Sentence[]]): ProsePitch {
  const offers = new Map<string, string>();
  const stems = new Set<string>();
  let known = 0;
  for (const item of run.flatMap(({ items }) => items)) {
    const offer = offerNamed(item)?.offer;
    const own = fold(item).split(' ').filter((word) => word.length >= LEAST_LETTERS && !isFunctionWord(word)).map((word) => word.slice(0, STEM));
    if (offers.has(offer ?? fold(item)) || own.some((stem) => stems.has(stem))) continue;
    if (offer !== undefined) known += 1;
    for (const stem of own) stems.add(stem);
    offers.set(offer ?? fold(item), item);
  }
  return { offers, known, clauses: run.reduce((sum, { clauses }) => sum + clauses, 0), boasts: run.some(({ boasts }) => boasts), line: run[0].line };
}
