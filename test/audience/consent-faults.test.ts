import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { sql } from '#warehouse/sql.js';
import { CONSENT_FAULTS } from './consent-faults.js';
import { judgeConsents } from './judge-consents.js';
import { plantAudience } from './planted-audience.js';
import { CAMPAIGN } from './planted-campaign.js';

const SEND_AT = new Date('2026-12-01T08:00:00Z');
const PEOPLE = 8000;

/** What the consent rules say of each recipient of a planted audience, beside the plan. */
async function judged(seed: number) {
  const folder = mkdtempSync(join(tmpdir(), 'presend-consent-faults-'));
  const planter = await openWarehouse({ threads: 2 });
  try {
    const { plan, recipients, consents } = await plantAudience(planter, { folder, format: 'csv', recipients: PEOPLE, contacts: 10, suppressions: 10, faults: CONSENT_FAULTS, seed });
    const planned = await planter.all<{ recipient_id: string; fault: string | null; verdict: string; rules: string | null }>(sql`SELECT * FROM read_csv(${plan}, all_varchar = true)`);
    return { planned, ...(await judgeConsents({ recipients, consents }, CAMPAIGN, SEND_AT)) };
  } finally {
    await planter.close();
    rmSync(folder, { recursive: true });
  }
}

describe('consent faults planted among honest look-alikes', () => {
  it.each([1, 20261201])('are found row for row, and nothing else is (seed %i)', { timeout: 120_000 }, async (seed) => {
    const { planned, found, crashes } = await judged(seed);
    expect(crashes).toEqual([]);
    expect(new Set(planned.flatMap(({ fault }) => fault ?? []))).toEqual(new Set(CONSENT_FAULTS.map(({ name }) => name)));
    const wrong = planned.flatMap(({ recipient_id, fault, verdict, rules: expected }) => {
      const said = found.get(recipient_id) ?? { rules: [], verdict: 'send' };
      const is = `${said.verdict} ${said.rules.toSorted().join(';')}`;
      return is === `${verdict} ${expected ?? ''}` ? [] : [`${fault ?? 'clean'}: ${is}, not ${verdict} ${expected ?? ''}`];
    });
    expect([...new Set(wrong)]).toEqual([]);
  });
});
