import { describe, expect, it } from 'vitest';
import { moneyIn, numberOf } from '#campaign/facts/money.js';

describe('money in a text', () => {
  it.each([
    ['Give £20 now', 20, 'GBP'], ['20 € im Monat', 20, 'EUR'], ['46,31 €', 46.31, 'EUR'], ['$1,000', 1000, undefined], ['1.000 Euro', 1000, 'EUR'], ['EUR 12.50', 12.5, 'EUR'], ['250 kr', 250, undefined],
    ['1\u202F000\u00A0€', 1000, 'EUR'], ['50 zł', 50, 'PLN'], ['¥1,000', 1000, 'JPY'], ['CHF 1’500', 1500, 'CHF'], ['R$ 30', 30, 'BRL'], ['US$25', 25, 'USD'],
  ])('reads "%s"', (text, value, currency) => {
    expect(moneyIn(text)).toMatchObject([{ value, currency }]);
  });

  it.each(['20 people', '2.140 Menschen', '9. Oktober', 'Kitui 2026', 'A4', '12 Eurotunnel'])('reads no money in "%s"', (text) => {
    expect(moneyIn(text)).toEqual([]);
  });

  it('finds several, each in its place', () => {
    expect(moneyIn('£20 becomes £25.').map(({ value, start }) => [value, start])).toEqual([[20, 0], [25, 12]]);
  });

  it('tells decimals from groups', () => {
    expect(['1.000', '1,000', '1.5', '1,50', '1.234.567,89', '1,234.5', 'n/a'].map(numberOf)).toEqual([1000, 1000, 1.5, 1.5, 1234567.89, 1234.5, undefined]);
  });
});
