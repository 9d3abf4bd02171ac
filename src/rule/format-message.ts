import type { MessageData } from './finding.js';

/** Characters of one value in a message: a header of half a megabyte tells nobody more than its beginning. */
const LONGEST_VALUE = 500;

/** Fills `{{name}}` placeholders, long values by their beginning. A placeholder without data is our bug and throws. */
export function formatMessage(template: string, data: MessageData = {}): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = data[name];
    if (value === undefined) throw new Error(`message "${template}" lacks data for {{${name}}}`);
    return typeof value === 'number' ? formatNumber(value) : clipped(value, LONGEST_VALUE);
  });
}

/** At most so many UTF-16 units, with an ellipsis for the rest, and no half of a character. */
export function clipped(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

const NUMBERS = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

/** 1234567 -> 1,234,567; at most two decimals. */
function formatNumber(value: number): string {
  if (Number.isInteger(value) && value > 0 && value < 1000) return String(value);
  return NUMBERS.format(value);
}
