import { phrasePattern, plainText, type PhrasePattern } from '#campaign/facts/phrases.js';
import words from './data.json' with { type: 'json' };

/** What one language says of a reader who was seen. Without `reader`, the verb itself says who it was. */
interface Wording {
  readonly seen: PhrasePattern;
  readonly reader: PhrasePattern | undefined;
  /** Acts that are watched wherever they are named: looking, clicking, searching, being somewhere. */
  readonly looked: PhrasePattern;
  /** Acts that are watched online only: one may also visit a stand, open an office. */
  readonly came: PhrasePattern;
  readonly bought: PhrasePattern;
  readonly number: RegExp;
  /** What the reader is or has, which nobody tells a stranger. */
  readonly traits: PhrasePattern;
}

type Language = keyof typeof words.languages;

/** "Our statistics clearly show": who tells the sender what the reader did. */
function sourcesOf(language: Language): readonly string[] {
  const { nouns, shows } = words.sources[language];
  return nouns.flatMap((noun) => shows.map((show) => `${noun} … ${show}`));
}

const LANGUAGES: readonly Wording[] = (Object.keys(words.languages) as Language[]).map((language) => [language, words.languages[language]] as const).map(([language, { seen, reader, looked, came, bought, numerals }]) => ({
  seen: phrasePattern([...seen, ...sourcesOf(language)]),
  traits: phrasePattern(words.traits[language]),
  reader: reader.length === 0 ? undefined : phrasePattern(reader),
  looked: phrasePattern(looked),
  came: phrasePattern(came),
  bought: phrasePattern(bought),
  number: new RegExp(String.raw`(?<![\p{L}\p{N}.,])(?:\d{1,3}|${numerals.join('|')})(?![\p{L}\p{N}])`, 'gu'),
}));

const all = Object.values(words.languages);
const LOOKED = phrasePattern(all.flatMap(({ looked }) => looked));
const CAME = phrasePattern(all.flatMap(({ came }) => came));
const BOUGHT = phrasePattern(all.flatMap(({ bought }) => bought));
const FOUND = phrasePattern([...words.found, ...all.flatMap(({ seen }) => seen)]);
const TRAIT = phrasePattern(Object.values(words.traits).flat());
const TRAIT_CUE = phrasePattern(words.traitCues);
const ALONE = phrasePattern(words.alone);
const ONLINE = phrasePattern(words.online);
const WHEN = phrasePattern(words.when);
const NETWORK = phrasePattern(words.networks);
const ADDRESSED = phrasePattern(words.addressed);
const NEGATION = phrasePattern(words.negations);
const CONDITION = phrasePattern(words.conditions);
const SECURITY = phrasePattern(words.security);
const SIGN_IN = phrasePattern(words.signIn);
const RECEIPT = phrasePattern(words.receipts);

/** "22:14", "10 pm", "22.14 Uhr", "22h14". */
const CLOCK = /(?<![\d.,:])(?:[01]?\d|2[0-3])(?::[0-5]\d(?![\d:])|\s?h\s?[0-5]\d(?!\d)|\.[0-5]\d(?= (?:uhr|uur|h)(?!\p{L}))|\s?[ap]\.?m(?!\p{L})| uhr(?!\p{L})| uur(?!\p{L}))|(?<!\p{L})(?:klo|kl\.|klokken|klockan|godz\.) ?\d{1,2}(?!\d)/u;
const COUNTED = phrasePattern([...words.times, ...words.online]);
/** Characters after a number in which the thing counted is named. */
const COUNT_REACH = 30;

/** Characters after "we noticed" in which the act is named, from the reader to the act (a German verb stands last), and after "I saw" a social network. */
const ACT_REACH = 200;
const VERB_REACH = 120;
const NETWORK_REACH = 60;

/** Whether a mail's text warns of a sign-in or a device, where telling what was seen is the purpose; "Log in" in a footer does not. */
export function isSecurityNotice(text: string): boolean {
  return SECURITY.test(plainText(text));
}

/** Whether a mail confirms an order or a payment, where the time of day belongs. */
export function isReceipt(text: string): boolean {
  return RECEIPT.test(plainText(text));
}

/** Tells in what `plainText` returns whether it may hold such a sentence. */
export type Sign = (plain: string) => boolean;

const SIGNS: readonly Sign[] = [
  LOOKED.test, TRAIT.test, ALONE.test, NETWORK.test,
  (plain) => CAME.test(plain) && ONLINE.test(plain),
  (plain) => BOUGHT.test(plain) && CLOCK.test(plain),
];

/** Those that a mail's whole text holds; most hold none. */
export function signsOfObservation(plain: string): readonly Sign[] {
  return SIGNS.filter((sign) => sign(plain));
}

export function holdsSign(plain: string, signs: readonly Sign[]): boolean {
  return signs.some((sign) => sign(plain));
}

/** The first sentence of a text that tells the reader what the sender has seen of him; `receipt`: whether the mail is one. */
export function observationIn(text: string, receipt: () => boolean): string | undefined {
  return text.split(/(?<=[.!?])\s+(?=[\p{Lu}\p{P}\p{S}\d])/u).find((sentence) => tellsObservation(plainText(sentence), receipt))?.trim();
}

function tellsObservation(sentence: string, receipt: () => boolean): boolean {
  if (!holdsSign(sentence, SIGNS) || CONDITION.test(sentence) || SIGN_IN.test(sentence)) return false;
  return ALONE.test(sentence) || namesProfile(sentence) || LANGUAGES.some((wording) => isSeen(sentence, wording) || isCounted(sentence, wording) || (isTimedPurchase(sentence, wording) && !receipt()) || tellsTraits(sentence, wording));
}

/** "We noticed that you looked at ...". */
function isSeen(sentence: string, { seen, reader, looked, came }: Wording): boolean {
  const match = seen.exec(sentence);
  if (!match) return false;
  const said = sentence.slice(match.index, match.index + ACT_REACH);
  const rest = reader ? said : said.slice(match[0].length);
  return didIt(rest, reader, looked) || (ONLINE.test(said) && didIt(rest, reader, came));
}

/** "You opened our last mail three times", "On Tuesday you spent 14 minutes on our page", without a word of noticing. */
function isCounted(sentence: string, { reader, looked, came, number }: Wording): boolean {
  return (!sentence.includes('?') || CLOCK.test(sentence)) && (didIt(sentence, reader, looked) || (ONLINE.test(sentence) && didIt(sentence, reader, came))) && isMeasured(sentence, number);
}

/** "As you live in Seville and have two children", "We know that you turned 40": two such things with a reason's word, or one that the sender says he knows. */
function tellsTraits(sentence: string, { seen, traits }: Wording): boolean {
  const first = traits.exec(sentence);
  if (!first || sentence.includes('?')) return false;
  return seen.test(sentence) || (TRAIT_CUE.test(sentence) && traits.test(sentence.slice(first.index + first[0].length)));
}

/** "You bought the shoes at 23:48". */
function isTimedPurchase(sentence: string, { reader, bought }: Wording): boolean {
  return !sentence.includes('?') && didIt(sentence, reader, bought) && CLOCK.test(sentence);
}

/** "I saw on your LinkedIn profile that ...". */
function namesProfile(sentence: string): boolean {
  const match = FOUND.exec(sentence);
  if (!match) return false;
  const end = match.index + match[0].length;
  return NETWORK.test(sentence.slice(end, end + NETWORK_REACH)) && ADDRESSED.test(sentence.slice(match.index));
}

/** Whether the reader, in a sentence, is said to have done one of the acts rather than not to have. */
function didIt(sentence: string, reader: PhrasePattern | undefined, acts: PhrasePattern): boolean {
  if (!acts.test(sentence)) return false;
  const subject = reader ? reader.exec(sentence) : undefined;
  if (subject === null) return false;
  const start = subject?.index ?? 0;
  const rest = sentence.slice(start, subject ? start + VERB_REACH : undefined);
  const act = acts.exec(rest);
  return act !== null && !NEGATION.test(rest.slice(0, act.index + act[0].length));
}

function isMeasured(sentence: string, number: RegExp): boolean {
  if (CLOCK.test(sentence) || WHEN.test(sentence)) return true;
  return [...sentence.matchAll(number)].some(({ 0: counted, index }) => COUNTED.test(sentence.slice(index + counted.length, index + counted.length + COUNT_REACH)));
}
