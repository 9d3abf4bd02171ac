import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { raw } from '#warehouse/sql.js';
import { lint } from '../../src/lint.js';
import { TARGETING_FAULTS as FAULTS } from './targeting-faults.js';
import { plantAudience } from './planted-audience.js';
import { CAMPAIGN, HTML } from './planted-campaign.js';

it('holds and sends 12,000 recipients with faults of targeting as planted, row for row', { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'planted-'));
  const warehouse = await openWarehouse({ threads: 2 });
  try {
    const tables = await plantAudience(warehouse, { folder, format: 'csv', recipients: 12_000, contacts: 2_000, suppressions: 2_000, faults: FAULTS, seed: 5 });
    mkdirSync(join(folder, 'campaign'));
    writeFileSync(join(folder, 'campaign', 'body.html'), HTML);
    writeFileSync(join(folder, 'campaign', 'campaign.json'), JSON.stringify({ ...CAMPAIGN, audience: tables.recipients, consents: tables.consents, contacts: tables.contacts, suppressions: [tables.suppressions] }));
    const { campaigns: [result] } = await lint({ campaigns: [join(folder, 'campaign')], now: new Date('2026-11-20T09:00:00Z'), verdicts: join(folder, 'verdicts.parquet') });
    expect(result?.crashes).toEqual([]);
    expect(result?.rejected).toEqual([]);

    const plan = `read_csv('${tables.plan}', all_varchar = true)`;
    expect(await warehouse.all(raw(`
      SELECT plan.fault, plan.verdict AS planned, plan.rules AS planned_rules, found.verdict, found.rules, count(*) AS recipients, min(recipient_id) AS "first"
      FROM ${plan} AS plan FULL JOIN '${join(folder, 'verdicts.parquet')}' AS found USING (recipient_id)
      WHERE plan.verdict IS DISTINCT FROM found.verdict OR plan.rules IS DISTINCT FROM found.rules GROUP BY ALL ORDER BY recipients DESC LIMIT 20`))).toEqual([]);
    const planted = await warehouse.all<{ fault: string }>(raw(`SELECT fault FROM ${plan} WHERE fault IS NOT NULL GROUP BY fault`));
    expect(planted.map(({ fault }) => fault).toSorted()).toEqual(FAULTS.map(({ name }) => name).toSorted());
  } finally {
    await warehouse.close();
    rmSync(folder, { recursive: true });
  }
});
