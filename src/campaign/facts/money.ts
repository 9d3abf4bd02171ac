/** An amount of money as a text writes it. */
export interface Money {
  readonly value: number;
  /** ISO 4217; undefined where the sign stands for several currencies ("$", "kr"). */
  readonly currency: string | undefined;
  /** The number alone, as written. */
  readonly number: string;
  /** Number and sign, as written. */
  readonly written: string;
  readonly start: number;
}

const SIGNS: Readonly<Record<string, string | undefined>> = {
  '€': 'EUR', euro: 'EUR', euros: 'EUR', euroa: 'EUR', euron: 'EUR', '£': 'GBP', 'zł': 'PLN', 'r$': 'BRL', ft: 'HUF', 'kč': 'CZK', '₹': 'INR', '¥': 'JPY', '円': 'JPY', '₩': 'KRW', '₪': 'ILS', '₺': 'TRY', 'us$': 'USD', 'c$': 'CAD', 'a$': 'AUD', $: undefined, kr: undefined, 'fr.': 'CHF',
  kronor: undefined, kroner: undefined, dollar: undefined, dollars: undefined, dollari: undefined, dólares: undefined, franken: 'CHF', złotych: 'PLN', złote: 'PLN',
};
const CODES = 'EUR|GBP|USD|CHF|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|JPY|KRW|BRL|INR|ISK|KWD|BHD|JOD|CLP|ZAR|SGD|HKD|MXN';
const SIGN = String.raw`(?:US\$|C\$|A\$|R\$|[€£$¥₹₩₪₺円]|Fr\.|kr|zł|Kč|Ft|Euro[san]?|Kronor|Kroner|Dollars?|Dollari|Dólares|Franken|Złotych|Złote|${CODES})`;
const NUMBER = String.raw`\d(?:[\d.,'’\u00A0\u202F]{0,14}\d)?`;
/** Sign before or after; letters around it make it a word ("Ftest"), and a number is not cut out of a longer one. */
const MONEY = new RegExp(String.raw`(?<![\p{L}\d])(${SIGN})[ \u00A0\u202F]?(${NUMBER})(?![\d])|(?<![\p{L}\d.,])(${NUMBER})[ \u00A0\u202F]?(${SIGN}|,-)(?![\p{L}\d])`, 'giu');
/** Of a longer text nobody reads more; hostile ones would cost time. */
const MAX_LENGTH = 20_000;

/** The amounts of money in a text, in order. */
export function moneyIn(text: string): readonly Money[] {
  return [...text.slice(0, MAX_LENGTH).matchAll(MONEY)].flatMap((match): Money[] => {
    const number = match[2] ?? match[3] ?? '';
    const value = numberOf(number);
    return value === undefined ? [] : [{ value, currency: currencyOf(match[1] ?? match[4] ?? ''), number, written: match[0], start: match.index }];
  });
}

/** The value of a number as any language writes it: the last separator is a decimal one when one or two digits follow it. */
export function numberOf(written: string): number | undefined {
  const parts = /^(\d[\d.,'’\s]*?)(?:[.,](\d{1,2}))?$/.exec(written.trim());
  if (!parts) return undefined;
  const value = Number(`${(parts[1] ?? '').replace(/\D/g, '')}.${parts[2] ?? '0'}`);
  return Number.isFinite(value) ? value : undefined;
}

function currencyOf(sign: string): string | undefined {
  const key = sign.toLowerCase();
  return Object.hasOwn(SIGNS, key) ? SIGNS[key] : new RegExp(`^(?:${CODES})$`).test(sign.toUpperCase()) ? sign.toUpperCase() : undefined;
}
