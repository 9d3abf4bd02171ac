import { describe, expect, it } from 'vitest';
import { friendlyAmounts, friendlyStep, minorUnits } from '#audience/friendly-amount.js';

describe('friendly amounts', () => {
  it('go in steps that grow with the amount', () => {
    expect(friendlyAmounts(3, 6, 'EUR')).toEqual([3, 3.5, 4, 4.5, 5, 6]);
    expect(friendlyAmounts(18, 31, 'EUR')).toEqual([18, 19, 20, 25, 30]);
    expect(friendlyAmounts(95, 121, 'EUR')).toEqual([95, 100, 110, 120]);
    expect(friendlyAmounts(240, 300, 'EUR')).toEqual([240, 250, 275, 300]);
    expect(friendlyAmounts(950, 1250, 'EUR')).toEqual([950, 1000, 1100, 1200]);
  });

  it('never split what a currency cannot split', () => {
    for (const [currency, digits] of [['JPY', 0], ['ISK', 0], ['KRW', 0], ['EUR', 2], ['HUF', 0], ['KWD', 3], ['BHD', 3]] as const) expect(minorUnits(currency), currency).toBe(digits);
    for (const amount of friendlyAmounts(10, 5000, 'JPY')) expect(Number.isInteger(amount)).toBe(true);
  });

  it('are as round in forint and yen as in euro', () => {
    expect(friendlyAmounts(1900, 3100, 'JPY')).toEqual([1900, 2000, 2500, 3000]);
    expect(friendlyAmounts(4800, 6200, 'HUF')).toEqual([5000, 5500, 6000]);
    expect(friendlyAmounts(240, 310, 'SEK')).toEqual([250, 300]);
  });

  it('take a code that nobody knows for one of two digits', () => {
    expect([minorUnits('ZZZ'), minorUnits(''), friendlyStep(10, 'ZZZ')]).toEqual([2, 2, 1]);
  });

  it('lie within what was asked for, ascending, and are none where none does', () => {
    for (const currency of ['EUR', 'JPY', 'KWD', 'IDR']) {
      for (let low = 0.7; low < 1e6; low *= 1.37) {
        const amounts = friendlyAmounts(low, low * 1.5, currency);
        expect(amounts.every((amount, index) => amount >= low - 1e-6 && amount <= low * 1.5 && (index === 0 || amount > amounts[index - 1]!)), `${currency} ${String(low)}`).toBe(true);
      }
    }
    expect(friendlyAmounts(101, 109, 'EUR')).toEqual([]);
  });
});
