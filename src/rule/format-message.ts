import type { MessageData } from './finding.js';

/** Fills `{{name}}` placeholders. A placeholder without data is our bug and throws. */
export function formatMessage(template: string, data: MessageData = {}): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = data[name];
    if (value === undefined) throw new Error(`message "${template}" lacks data for {{${name}}}`);
    return typeof value === 'number' ? formatNumber(value) : value;
  });
}

const NUMBERS = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

/** 1234567 -> 1,234,567; at most two decimals. */
function formatNumber(value: number): string {
  return NUMBERS.format(value);
}
