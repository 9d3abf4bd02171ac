import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { raw } from '#warehouse/sql.js';
import { lint } from '../../src/lint.js';
import { FAULTS } from './faults.js';
import { plantAudience } from './planted-audience.js';
import { CAMPAIGN, HTML } from './planted-campaign.js';

it.each(['csv', 'parquet'] as const)('holds and sends 50,000 recipients of a %s file as planted, row for row, for the rules that were planted', { timeout: 300_000 }, async (format) => {
  const folder = mkdtempSync(join(tmpdir(), 'planted-'));
  const warehouse = await openWarehouse({ threads: 2 });
  try {
    const tables = await plantAudience(warehouse, { folder, format, recipients: 50_000, contacts: 20_000, suppressions: 30_000, faults: FAULTS, seed: 5 });
    mkdirSync(join(folder, 'campaign'));
    writeFileSync(join(folder, 'campaign', 'body.html'), HTML);
    writeFileSync(join(folder, 'campaign', 'campaign.json'), JSON.stringify({ ...CAMPAIGN, audience: tables.recipients, consents: tables.consents, contacts: tables.contacts, suppressions: [tables.suppressions] }));
    const { campaigns: [result] } = await lint({ campaigns: [join(folder, 'campaign')], now: new Date('2026-11-20T09:00:00Z'), verdicts: join(folder, 'verdicts.parquet') });
    expect(result?.crashes).toEqual([]);
    expect(result?.rejected).toEqual([]);

    const plan = format === 'csv' ? `read_csv('${tables.plan}', all_varchar = true)` : `'${tables.plan}'`;
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
