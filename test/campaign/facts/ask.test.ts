import { describe, expect, it } from 'vitest';
import { asksForMoney, asksForUpgrade } from '#campaign/facts/ask.js';

describe('an ask', () => {
  it('is an appeal, or any mail that declares one', () => {
    expect(asksForMoney({ kind: 'fundraising' })).toBe(true);
    expect(asksForMoney({ kind: 'newsletter', ask: { currency: 'EUR' } })).toBe(true);
    expect(asksForMoney({ kind: 'newsletter' })).toBe(false);
    expect(asksForMoney({})).toBe(false);
  });

  it('is no receipt, and no report that says so', () => {
    expect(asksForMoney({ kind: 'transactional', ask: { type: 'single' } })).toBe(false);
    for (const type of ['none', 'report', 'thank-you', 'Thanks']) expect(asksForMoney({ kind: 'fundraising', ask: { type } })).toBe(false);
  });

  it('may be for more than before', () => {
    for (const type of ['upgrade', 'monthly_upgrade', 'Increase']) expect(asksForUpgrade({ kind: 'fundraising', ask: { type } })).toBe(true);
    for (const type of ['single', 'regular', 'none']) expect(asksForUpgrade({ kind: 'fundraising', ask: { type } })).toBe(false);
    expect(asksForUpgrade({ kind: 'fundraising' })).toBe(false);
  });
});
