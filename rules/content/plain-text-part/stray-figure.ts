import { moneyIn } from '#campaign/facts/money.js';

/** A price or a percentage. */
interface Figure {
  readonly written: string;
  /** The digits before the decimal mark. */
  readonly whole: string;
}

const PERCENT = /(?<![\d.,])(\d{1,3})(?:[.,]\d{1,2})?[ \u00A0\u202F]?%/g;
/** Of longer parts nobody compares the figures. */
const MAX_LENGTH = 200_000;

/**
 * A price or percentage that only the text part names, beside one that only the HTML names: one of them is wrong. A part that just leaves
 * figures out is an abridgement. A figure counts as named wherever its digits stand, since the HTML may set the cents apart.
 */
export function strayFigure(html: string, plain: string): { readonly html: string; readonly plain: string } | undefined {
  const onlyPlain = missingFrom(html, figuresIn(plain));
  if (!onlyPlain) return undefined;
  const onlyHtml = missingFrom(plain, figuresIn(html));
  return onlyHtml && { html: onlyHtml.written, plain: onlyPlain.written };
}

function missingFrom(text: string, figures: readonly Figure[]): Figure | undefined {
  if (figures.length === 0) return undefined;
  const numbers = new Set(joined(text.slice(0, MAX_LENGTH)).match(/\d+/g));
  return figures.find(({ whole }) => !numbers.has(whole));
}

function figuresIn(text: string): readonly Figure[] {
  const prices = text.slice(0, MAX_LENGTH).split('\n').flatMap((line) => moneyIn(line)).map(({ written, value }) => ({ written, whole: String(Math.floor(value)) }));
  const shares = [...text.slice(0, MAX_LENGTH).matchAll(PERCENT)].map(([written, whole = '']) => ({ written, whole: String(Number(whole)) }));
  return [...prices, ...shares];
}

/** Thousands without what sets them apart. */
function joined(text: string): string {
  return text.replace(/(?<=\d)[.,'’ \u00A0\u202F](?=\d{3}(?!\d))/g, '');
}
