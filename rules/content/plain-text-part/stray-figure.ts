import { moneyIn } from '#campaign/facts/money.js';
import { voucherCodesIn } from '#campaign/facts/voucher-codes.js';
import { withoutDates } from './stray-date.js';

/** A price, a percentage or a time of day. */
interface Figure {
  readonly written: string;
  /** The digits before the decimal mark; of a time, hours and minutes. */
  readonly whole: string;
}

const PERCENT = /(?<![\d.,])(\d{1,3})(?:[.,]\d{1,2})?[ \u00A0\u202F]?%/g;
/** "19:30", "7:30 pm", "19h30", "19.30 Uhr", "kl. 19.30"; whole hours are written in too many ways. */
const TIME = /(?<![\d:.,/])([01]?\d|2[0-3])(?::([0-5]\d)|h([0-5]\d)|\.([0-5]\d)(?=\s?(?:Uhr|uur|h)(?!\p{L})))(?![\d:])(?:\s?([ap])\.?m(?!\p{L}))?|(?<=(?<!\p{L})(?:kl\.?|klo|klokken|klockan|godz\.)\s?)([01]?\d|2[0-3])\.([0-5]\d)(?!\d|\.\d)/giu;
/** Of longer parts nobody compares the figures. */
const MAX_LENGTH = 200_000;

/**
 * A price, percentage or time that only the text part names, beside one that only the HTML names: one of them is wrong. A part that just leaves
 * figures out is an abridgement. A price counts as named wherever its digits stand, since the HTML may set the cents apart, but for those
 * of dates, and of the footer, where house numbers and postcodes are.
 */
export function strayFigure(html: string, footer: string, plain: string): { readonly html: string; readonly plain: string } | undefined {
  const [inHtml, inPlain] = [figuresIn(html), figuresIn(plain)];
  const onlyPlain = missingFrom(html, [...inHtml, ...figuresIn(footer)], inPlain);
  const onlyHtml = onlyPlain.length === 0 ? [] : missingFrom(plain, inPlain, inHtml);
  const [time, amount] = [onlyHtml.find(isTime), onlyHtml.find((figure) => !isTime(figure))];
  const stray = onlyPlain.find((figure) => (isTime(figure) ? time : amount) !== undefined);
  const other = stray && (isTime(stray) ? time : amount);
  return other && { html: other.written, plain: stray.written };
}

/** A voucher code that only the text part names, beside one that only the HTML names. */
export function strayCode(html: string, plain: string): { readonly html: string; readonly plain: string } | undefined {
  const stray = voucherCodesIn(plain).find((code) => !html.toUpperCase().includes(code));
  const other = stray === undefined ? undefined : voucherCodesIn(html).find((code) => !plain.toUpperCase().includes(code));
  return stray === undefined || other === undefined ? undefined : { html: other, plain: stray };
}

function missingFrom(text: string, known: readonly Figure[], figures: readonly Figure[]): readonly Figure[] {
  if (figures.length === 0) return [];
  const numbers = new Set<string>([...joined(withoutDates(text.slice(0, MAX_LENGTH))).match(/\d+/g) ?? [], ...known.map(({ whole }) => whole)]);
  return figures.filter(({ whole }) => !numbers.has(whole));
}

function isTime({ whole }: Figure): boolean {
  return whole.includes(':');
}

function figuresIn(text: string): readonly Figure[] {
  const prices = text.slice(0, MAX_LENGTH).split('\n').flatMap((line) => moneyIn(line)).map(({ written, value }) => ({ written, whole: String(Math.floor(value)) }));
  const shares = [...text.slice(0, MAX_LENGTH).matchAll(PERCENT)].map(([written, whole = '']) => ({ written, whole: String(Number(whole)) }));
  return [...prices, ...shares, ...timesIn(text)];
}

function timesIn(text: string): readonly Figure[] {
  return [...text.slice(0, MAX_LENGTH).matchAll(TIME)].map(([written, hour, colon, h, dot, half, nordicHour, nordicMinute]) => {
    const hours = Number(hour ?? nordicHour) + (half?.toLowerCase() === 'p' && Number(hour) < 12 ? 12 : 0);
    return { written, whole: `${hours}:${colon ?? h ?? dot ?? nordicMinute ?? ''}` };
  });
}

/** Thousands without what sets them apart. */
function joined(text: string): string {
  return text.replace(/(?<=\d)[.,'’ \u00A0\u202F](?=\d{3}(?!\d))/g, '');
}
