import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const CONSENTS = 'recipient_id,basis,status,given_at,purposes\n';

async function found(...input: Parameters<typeof findings>) {
  return shortly(await findings(...input));
}
async function findings(gifts: string, { manifest = { kind: 'fundraising' }, options = {}, ...more }: { manifest?: Manifest; options?: object; consents?: string } = {}) {
  return runAudienceRule(rule, { recipients: 'recipient_id\nr1\nr2\nåse\n', gifts: `recipient_id,occurred_at,amount,currency,type\n${gifts}`, manifest, ...more }, {}, options);
}

describe('fundraising/in-memory-donor-appeal', () => {
  it('finds who only ever gave in memory: of late, near the day, or at any time without a wish for appeals', async () => {
    const hits = await findings('r1,2026-09-01T00:00:00Z,50,EUR,in_memory\nr2,2024-12-05T00:00:00Z,50,EUR,in_memory\nåse,2023-05-01T00:00:00Z,50,NOK,in_memory\n');
    expect(shortly(hits)).toEqual(['recent: r1', 'anniversary: r2', 'onlyInMemory: åse']);
    expect(hits.map(({ severity }) => severity)).toEqual(['error', 'error', 'warning']);
  });

  it('lets be who gives by himself as well, or who asked for appeals', async () => {
    expect(await found('r1,2026-09-01T00:00:00Z,50,EUR,in_memory\nr1,2025-01-01T00:00:00Z,50,EUR,single\nr2,2025-01-01T00:00:00Z,50,EUR,\n')).toEqual([]);
    expect(await found('åse,2023-05-01T00:00:00Z,50,NOK,in_memory\n', { consents: `${CONSENTS}åse,express,active,2023-06-01T00:00:00Z,fundraising\n` })).toEqual([]);
    expect(await found('åse,2023-05-01T00:00:00Z,50,NOK,in_memory\n', { consents: `${CONSENTS}åse,express,active,2023-06-01T00:00:00Z,\n` })).toEqual(['onlyInMemory: åse']);
  });

  it('asks nobody for more who gave in memory only', async () => {
    expect(await found('r1,2023-05-01T00:00:00Z,50,EUR,in_memory\n', { manifest: { kind: 'fundraising', ask: { type: 'upgrade' } } })).toEqual(['upgrade: r1']);
  });

  it('lets news through', async () => {
    expect(await found('r1,2026-09-01T00:00:00Z,50,EUR,in_memory\n', { manifest: { kind: 'newsletter' } })).toEqual([]);
  });

  it('takes its terms from its options', async () => {
    expect(await found('r1,2026-09-01T00:00:00Z,50,EUR,in_memory\n', { options: { recentMonths: 1 } })).toEqual(['onlyInMemory: r1']);
    expect(await found('r2,2024-12-05T00:00:00Z,50,EUR,in_memory\n', { options: { anniversaryDays: 2 } })).toEqual(['onlyInMemory: r2']);
  });
});
