import { moneyIn } from '#campaign/facts/money.js';
import { phrasePattern, plainText, type PhrasePattern } from '#campaign/facts/phrases.js';
import { once } from '#once.js';
import grammar from './grammar.json' with { type: 'json' };
import { speaksOfTrade } from './trade.js';

export type Pitch = 'offer' | 'survey';

type Part = keyof typeof grammar;
/** A pattern a part of speech. */
type Words = Readonly<Record<Part, PhrasePattern>>;

/** "15 %", "20 percent"; a hundred is a figure of speech. */
const PERCENT = /(?<!\d)[1-9]\d? ?(?:%|(?:percent|per cent|prozent|pour cent|por ciento|por cento|per cento|procent|prosent|prosenttia)(?!\p{L}))/u;
const MONEY = /[€$£] ?\d|\d ?[€$£]|\d ?(?:eur(?:o|oa|olla|on|os|a|y)?|usd|gbp|pounds?|dollars?|chf|franken|kr|kronor|kroner|zł|złotych|pln|sek|dkk|nok)(?!\p{L})|(?<!\p{L})(?:eur|usd|gbp|chf|kr) ?\d/u;
/** "From 0 to 10". */
const SCALE = /(?<![\d.,:/])[01] ?(?:to|a|à|bis|tot|till|til|do|e|y|-|\u2013) ?(?:5|10)(?![\d.,:/%]| ?(?:h|uhr|€|kg|days|tage|dagen|pm|am)(?!\p{L}))/u;
/** What may go before a request: "Proszę przedłużyć ...", "¿Te apetece ...". */
const PLEASE = /^(?:[^\p{L}\d]|please |bitte |proszę |prosimy |per favore |por favor |gerne )+$/u;
/** "HERBST5": a code that somebody has thought of, and no number. */
const COUPON = /(?<![\p{L}\d])\p{Lu}{4,14}\d{1,2}(?![\p{L}\d])/u;
const DIGIT = /\d/;
/** A line of a bill: "Discount 10 % -4.80". */
export const BOOKED = /[-\u2013\u2212] ?[€$£]? ?\d+[.,]\d\d/;
/** A promise of money off names it soon: "save up to 15 pounds on ...". */
const NEAR = 40;
/** Characters between "only" and how long. */
const SOON = 12;
const LEAST_WORDS = 4;

/** Languages one by one: "valuta" rates in Italian, and is money in Swedish. Made when the first transactional mail is read. */
const languages = once((): readonly Words[] =>
  Object.keys(grammar.invite).map((language) => Object.fromEntries(Object.entries<Readonly<Record<string, readonly string[]>>>(grammar).map(([part, words]) => [part, phrasePattern(words[language] ?? [])])) as Words));

/** What a sentence, or a question and its answer, does to its reader beside what it informs him of: the words of a language, put together as it puts them. */
export function pitchIn(sentence: string): Pitch | undefined {
  const text = plainText(sentence).trim();
  if (text.split(' ').length < LEAST_WORDS) return undefined;
  if (!isSettled(text) && (languages().some((words) => isOffer(text, words) || (COUPON.test(sentence) && isThanks(text, words))) || speaksOfTrade(text))) return 'offer';
  return languages().some((words) => isSurvey(text, words)) ? 'survey' : undefined;
}

/** Whether a text, as `plainText` returns it, says what was deducted or refunded. */
export function isSettled(text: string): boolean {
  return BOOKED.test(text) || languages().some(({ settled }) => settled.test(text));
}

function isOffer(text: string, words: Words): boolean {
  return OFFERS.some((holds) => holds(text, words));
}

/** Each the way in which sentences of one sort are made. */
const OFFERS: readonly ((text: string, words: Words) => boolean)[] = [
  isTour,
  isReduction,
  (text, { cut, arrived, raffle }) => cut.test(text) || arrived.test(text) || raffle.test(text),
  (text, { friend, refer, how }) => friend.test(text) && refer.test(text) && !how.test(text),
  (text, { join, club }) => join.test(text) && club.test(text),
  (text, { get, benefit }) => get.test(text) && benefit.test(text),
  isCheaper,
  (text, { have, our }) => text.includes('?') && have.test(text) && our.test(text),
  isHurry,
  (text, { plan, perk, ...words }) => (plan.test(text) || perk.test(text)) && startsWith(text, words.switch),
  (text, { also, liking, others, bought }) => also.test(text) && (liking.test(text) || (others.test(text) && bought.test(text))),
  isInstallation,
  (text, { points, reward }) => DIGIT.test(text) && points.test(text) && reward.test(text),
  (text, { spend, freight, gratis, reward }) => MONEY.test(text) && spend.test(text) && ((freight.test(text) && gratis.test(text)) || reward.test(text)),
  (text, { suit }) => MONEY.test(text) && suit.test(text),
  (text, { extend }) => MONEY.test(text) && startsWith(text, extend),
  (text, { subscribe, saving }) => subscribe.test(text) && saving.test(text),
  (text, { follow, teaser }) => follow.test(text) && teaser.test(text),
  (text, { tempt }) => text.includes('?') && startsWith(text, tempt),
  (text, { gift, ideal, give, occasion }) => (gift.test(text) && ideal.test(text)) || (give.test(text) && occasion.test(text)),
  (text, { bytheway, instore }) => startsWith(text, bytheway) && instore.test(text),
];

/** A code, and what it is good for: "5 euros off with GRAZIE5, to thank you". */
function isThanks(text: string, { thanks, benefit, next }: Words): boolean {
  return [thanks, benefit, next].some((words) => words.test(text));
}

/** "Now 39 instead of 59 euros"; a price that rises is told because the law wants it told. */
function isCheaper(text: string, { instead }: Words): boolean {
  const found = instead.exec(text);
  if (!found || !MONEY.test(text)) return false;
  const sums = moneyIn(text);
  const old = sums.find(({ start }) => start > found.index);
  const now = sums.findLast(({ start }) => start < found.index) ?? sums.find((sum) => sum !== old);
  return !old || !now || now === old || now.value < old.value;
}

/** "Get our app", but not "download the invoice in our app". */
function isInstallation(text: string, { fetch, app, within }: Words): boolean {
  const start = fetch.exec(text);
  if (!start) return false;
  const after = text.slice(start.index + start[0].length, start.index + start[0].length + NEAR);
  const end = app.exec(after);
  return end !== null && !within.test(after.slice(0, end.index));
}

/** "Only this weekend." */
function isHurry(text: string, { only, period }: Words): boolean {
  const start = only.exec(text);
  return start !== null && (period.exec(text.slice(start.index + start[0].length))?.index ?? SOON) < SOON;
}

/** "Go annual": who switches already, "you have switched to premium", begins otherwise. */
function startsWith(text: string, words: PhrasePattern): boolean {
  const start = words.exec(text);
  return start !== null && (start.index === 0 || PLEASE.test(text.slice(0, start.index)));
}

/** "Have a look at our autumn collection." */
function isTour(text: string, { invite, goods }: Words): boolean {
  const start = invite.exec(text);
  return start !== null && goods.test(text.slice(start.index + start[0].length));
}

/** "Save 10 pounds", "20 % with the code AUTUMN", "a voucher for your next visit", "free delivery of your next order". */
function isReduction(text: string, { benefit, code, everything, save, next, purchase, freight, gratis }: Words): boolean {
  const percent = PERCENT.test(text);
  if (percent && [benefit, code, everything].some((words) => words.test(text))) return true;
  const saving = save.exec(text);
  const saved = saving ? text.slice(saving.index, saving.index + saving[0].length + NEAR) : '';
  if (PERCENT.test(saved) || MONEY.test(saved)) return true;
  const following = next.exec(text);
  return following !== null && purchase.test(text.slice(following.index, following.index + following[0].length + NEAR)) && (percent || benefit.test(text) || (freight.test(text) && gratis.test(text)));
}

/** "How was your stay?", "Tell others of your experience." A gift or a number helps as well: what helps must be an opinion, or make somebody better. */
function isSurvey(text: string, { how, thing, ask, opinion, improve, help }: Words): boolean {
  if (improve.test(text) || (help.test(text) && opinion.test(text)) || SCALE.test(text)) return true;
  return how.test(text) ? opinion.test(text) || thing.test(text) : ask.test(text) && opinion.test(text);
}
