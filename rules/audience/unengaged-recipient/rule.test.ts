import { describe, expect, it } from 'vitest';
import type { AudienceText } from '../../../test/audience/audience-of.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

/** Monthly mail to a recipient until November 2026, from so many months before. */
const mailed = (recipient: string, months: number) => Array.from({ length: months }, (_, index) => `${recipient},sent,${new Date(Date.UTC(2026, 10 - index, 5)).toISOString()}\n`).join('');
const SOMEBODY = 'other,click,2026-10-01T00:00:00Z\n';

async function found(events: string, options = {}, tables: Partial<AudienceText> = {}) {
  return shortly(await runAudienceRule(rule, { recipients: 'recipient_id\nr1\nr2\nżółw\n', events: `recipient_id,type,occurred_at\n${events}`, manifest: { kind: 'newsletter' }, ...tables }, {}, options));
}

describe('audience/unengaged-recipient', () => {
  it('finds those who have been silent for a year, and those who never reacted in half a year', async () => {
    const events = `${mailed('r1', 20)}r1,click,2025-06-01T00:00:00Z\n${mailed('r2', 8)}${SOMEBODY}${mailed('żółw', 20)}żółw,click,2026-03-01T00:00:00Z\n`;
    expect(await found(events)).toEqual(['silent: r1', 'never: r2']);
  });

  it('takes no open for a sign, and a gift by post for one', async () => {
    const events = `${mailed('r1', 8)}${mailed('r2', 8)}r1,open,2026-11-01T00:00:00Z\n${SOMEBODY}`;
    expect(await found(events, {}, { gifts: 'recipient_id,occurred_at,amount,currency\nr2,2026-08-01T00:00:00Z,20,EUR\n' })).toEqual(['never: r1']);
  });

  it('waits for newcomers, and for those who were hardly mailed', async () => {
    expect(await found(`${mailed('r1', 5)}${SOMEBODY}`)).toEqual([]);
    expect(await found(`r1,sent,2025-01-01T00:00:00Z\nr1,sent,2026-01-01T00:00:00Z\n${SOMEBODY}`)).toEqual([]);
    expect(await found(`${mailed('r1', 8)}${SOMEBODY}`, {}, { consents: 'recipient_id,basis,status,given_at\nr1,express,active,2026-09-01T00:00:00Z\n' })).toEqual([]);
  });

  it('takes months and sends from its options', async () => {
    const events = `${mailed('r1', 8)}r1,click,2026-04-01T00:00:00Z\n${mailed('r2', 4)}${SOMEBODY}`;
    expect(await found(events, { silentMonths: 6 })).toEqual(['silent: r1']);
    expect(await found(events, { neverMonths: 3, minSends: 4 })).toEqual(['never: r2']);
  });

  it('never stops a receipt', async () => {
    expect(await found(`${mailed('r1', 20)}${SOMEBODY}`, {}, { manifest: { kind: 'transactional' } })).toEqual([]);
  });
});
