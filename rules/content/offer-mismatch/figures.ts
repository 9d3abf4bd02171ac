import { moneyIn, type Money } from '#campaign/facts/money.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import { voucherCodesIn } from '#campaign/facts/voucher-codes.js';
import WORDS from './words.json' with { type: 'json' };

/** What a headline promises that the body says otherwise. */
export interface Mismatch {
  readonly kind: 'percent' | 'price' | 'delivery' | 'code';
  readonly said: string;
  readonly shown: string;
}

interface Share {
  readonly written: string;
  readonly value: number;
  readonly isUpTo: boolean;
}

/** Texts of the body. */
export interface Body {
  /** A paragraph each, what stands for pictures among them. */
  readonly lines: readonly string[];
  /** Whatever else may name a figure: addresses of pictures. */
  readonly hints: string;
}

const DISCOUNT = phrasePattern(WORDS.discount);
/** Japanese words that others begin with: 引き続き, オフィス, セールス. */
const DISCOUNT_INSIDE = /引き(?!続)|オフ(?![ァィェォ])|セール(?!ス)/u;
const BESIDES = phrasePattern(WORDS.besides);
const FREE_DELIVERY = phrasePattern(WORDS.freeDelivery);
const UP_TO = new RegExp(`(?:^|[^\\p{L}]|(?=[\\p{Script=Han}\\p{Script=Hangul}]))(?:${WORDS.upTo.join('|')})\\s?[-–−]?$`, 'u');
/** "%50'ye varan", "50%まで". */
const UP_TO_AFTER = /^(?:['’]\p{L}{1,3})? ?(?:varan|kadar|まで|까지)/u;
/** "30 %", "全品30％", Turkish "%30". */
const PERCENT = /(?<![\p{L}\d.,/-]|%|\d\s)[%٪](?<before>\d{1,2})(?![\d%٪]|[.,]\d)|(?<![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d.,/-])(?<minus>[-–−]\s?)?(?<digits>\d{1,2})(?:[.,]\d{1,2})?[ \u00A0\u202F]?(?:[%％٪]|percent(?!\p{L})|prozent(?!\p{L})|procent(?!\p{L})|prosent(?!\p{L})|prosenttia|pour ?cent|por ?ciento|per cento|por cento)/giu;
const SENTENCE_END = /(?<=[.!?·|])\s+(?=\p{Lu})/u;
/** How far around a percentage the words stand that say what it is. */
const NEAR = 45;
/** "5 million", "10k": amounts that nobody pays. */
const LARGE = /^\s?(?:k|m|bn|mio|mrd|million|milliard|millon|milion|miljo|mld)/iu;
/** A price that is mistaken for another lies near it; a goal, a prize or a threshold does not. Our own limit. */
const NEARBY = 2.5;
/** Instalments, days, weeks and months of what is paid once. */
const PARTS = [2, 3, 4, 5, 6, 10, 12, 24, 26, 30, 31, 36, 52, 365, 366];

/** The first figure of a headline that the body contradicts: it names another of the same kind, and this one nowhere. */
export function mismatchOf(headline: string, body: Body): Mismatch | undefined {
  const text = body.lines.join('\n');
  const numbers = numbersIn(`${text}\n${body.hints}`);
  return otherCode(headline, text) ?? otherDelivery(headline, body.lines) ?? otherShare(headline, body.lines, numbers) ?? otherPrice(headline, body.lines, numbers);
}

function otherCode(headline: string, text: string): Mismatch | undefined {
  const [said, ...more] = voucherCodesIn(headline);
  if (said === undefined || more.length > 0 || text.toUpperCase().replace(/\s/g, '').includes(said)) return undefined;
  const shown = voucherCodesIn(text)[0];
  return shown === undefined ? undefined : { kind: 'code', said, shown };
}

function otherDelivery(headline: string, lines: readonly string[]): Mismatch | undefined {
  if (!FREE_DELIVERY.test(plainText(headline))) return undefined;
  const [said, ...more] = moneyIn(headline);
  if (!said || more.length > 0) return undefined;
  const shown = lines.flatMap((line) => line.split(SENTENCE_END)).filter((line) => FREE_DELIVERY.test(plainText(line))).flatMap(moneyIn).filter((amount) => isComparable(amount, said));
  const [first] = shown;
  return first && !shown.some(({ value }) => value === said.value) ? { kind: 'delivery', said: said.written, shown: first.written } : undefined;
}

function otherShare(headline: string, lines: readonly string[], numbers: ReadonlySet<string>): Mismatch | undefined {
  const [said, ...more] = sharesIn(headline);
  if (!said || more.length > 0 || numbers.has(String(said.value))) return undefined;
  const shown = lines.flatMap(sharesIn);
  const values = [...new Set(shown.map(({ value }) => value))];
  if (shown.length === 0 || values.includes(said.value) || (said.isUpTo && values.length > 1) || addsUp(shown, said.value)) return undefined;
  return { kind: 'percent', said: said.written, shown: shown[0]?.written ?? '' };
}

/** The percentages of a text by which something gets cheaper. */
function sharesIn(text: string): readonly Share[] {
  return [...text.matchAll(PERCENT)].flatMap((match) => {
    const [written] = match;
    const { minus, before, digits = before } = match.groups ?? {};
    const around = plainText(text.slice(Math.max(0, match.index - NEAR), match.index + written.length + NEAR));
    if ((minus === undefined && !DISCOUNT.test(around) && !DISCOUNT_INSIDE.test(around)) || BESIDES.test(around)) return [];
    return [{ written: written.trim(), value: Number(digits), isUpTo: UP_TO.test(text.slice(Math.max(0, match.index - 20), match.index).toLowerCase()) || UP_TO_AFTER.test(text.slice(match.index + written.length, match.index + written.length + 12)) }];
  });
}

function otherPrice(headline: string, lines: readonly string[], numbers: ReadonlySet<string>): Mismatch | undefined {
  const [said, ...more] = unsaidIn(moneyIn(headline), numbers);
  if (!said || more.length > 0 || FREE_DELIVERY.test(plainText(headline)) || LARGE.test(headline.slice(said.start + said.written.length)) || numbers.has(String(Math.floor(said.value)))) return undefined;
  const named = new Set(moneyIn(headline).map(({ value }) => value));
  const shown = lines.flatMap(moneyIn).filter(({ value }) => !named.has(value));
  const values = [...new Set(shown.map(({ value }) => value))];
  const [first] = shown;
  if (!first || values.length > 2 || values.includes(said.value) || !shown.every((amount) => isComparable(amount, said)) || combines(values, said.value)) return undefined;
  return values.every((value) => isNearby(value, said.value)) ? { kind: 'price', said: said.written, shown: first.written } : undefined;
}

/** Of "49 instead of 84" the one that the body does not name, where it names the other; else all. */
function unsaidIn(amounts: readonly Money[], numbers: ReadonlySet<string>): readonly Money[] {
  const unsaid = amounts.filter(({ value }) => !numbers.has(String(Math.floor(value))));
  return amounts.length === 2 && unsaid.length === 1 ? unsaid : amounts;
}

function isComparable(one: Money, other: Money): boolean {
  return one.currency === other.currency;
}

function isNearby(one: number, other: number): boolean {
  return one > 0 && other > 0 && one / other <= NEARBY && other / one <= NEARBY;
}

/** Two reductions that go together. */
function addsUp(shown: readonly Share[], wanted: number): boolean {
  return shown.some((one, at) => shown.some((other, place) => place > at && one.value + other.value === wanted));
}

/** Whether a value is what others make together: a sum, what is saved, an instalment. */
function combines(values: readonly number[], wanted: number): boolean {
  const makes = (value: number) => Math.abs(value - wanted) < 1;
  return values.some((one) => PARTS.some((parts) => makes(one * parts) || makes(one / parts))) || values.some((one, at) => values.some((other, place) => place > at && (makes(one + other) || makes(Math.abs(one - other)))));
}

/** Every whole number that stands anywhere, thousands joined. */
function numbersIn(text: string): ReadonlySet<string> {
  const joined = text.replace(/(?<=\d)[.,'’ \u00A0\u202F](?=\d{3}(?!\d))/g, '');
  return new Set((joined.match(/\d{1,15}/g) ?? []).map((digits) => String(Number(digits))));
}
