import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { once } from '#once.js';
import { ASK_TYPES } from '#fundraising/ask-row.js';
import type { AskRow } from '#fundraising/ask-row.js';
import { PACKAGE_ROOT } from '../../src/package.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { raw, sql } from '#warehouse/sql.js';
import { plan } from '../../src/plan.js';
import { cli, unbroken } from './cli-io.js';

const APPEAL = join(PACKAGE_ROOT, 'fixtures/campaigns/donor-appeal');
const CLOCK = ['--now', '2026-11-20T09:00:00Z'];
const folder = mkdtempSync(join(tmpdir(), 'presend-asks-cli-'));
const file = (name: string, text?: string): string => {
  if (text !== undefined) writeFileSync(join(folder, name), text);
  return join(folder, name);
};
afterAll(() => rmSync(folder, { recursive: true }));

/** Of the appeal, without further options. */
const asked = once(() => cli(['asks', '--campaign', APPEAL, ...CLOCK]));

describe('presend asks', () => {
  it('writes one row a recipient with the columns of the design, and the summary beside it', async () => {
    const { code, stdout, stderr } = await asked();
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toBe('recipient_id,eligible,reason,programme,programme_evidence,current_amount,frequency,currency,ask_low,ask_preset,ask_high,ask_not_before,expected_gain,expected_gain_low,expected_gain_high,evidence');
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(['d01', 'd02', 'd03', 'd04', 'd05', 'd06', 'd07', 'd08']);
    expect(stderr).toContain('8: 8 may be asked, 0 not');
  });

  it('writes the same rows as CSV, JSON and Parquet', async () => {
    const json = JSON.parse((await cli(['asks', '--campaign', APPEAL, ...CLOCK, '--format', 'json'])).stdout) as AskRow[];
    expect(json.map((row) => Object.keys(row))).toEqual(json.map(() => Object.keys(ASK_TYPES)));
    const parquet = file('asks.parquet');
    expect((await cli(['asks', '--campaign', APPEAL, ...CLOCK, '--output', parquet])).stdout).toContain('8 may be asked');
    const warehouse = await openWarehouse();
    const rows = await warehouse.all<{ recipient_id: string; ask_preset: number }>(sql`SELECT recipient_id, ask_preset FROM read_parquet(${raw(`'${parquet}'`)}) ORDER BY 1`);
    await warehouse.close();
    expect(rows).toEqual(json.map(({ recipient_id, ask_preset }) => ({ recipient_id, ask_preset })));
    expect((await cli(['asks', '--campaign', APPEAL, ...CLOCK, '--format', 'parquet'])).code).toBe(2);
  });

  it('counts the reasons, and names what could not be checked and the rows that could not be read', async () => {
    const recipients = file('recipients.csv', 'recipient_id,email,vulnerable\nr1,zoë@post.example,yes\nr2,b@post.example,\nr3,c@post.example,\n');
    const gifts = file('gifts.csv', 'recipient_id,occurred_at,amount,currency\nr1,2025-03-01T10:00:00Z,20,EUR\nr2,2026-03-01T10:00:00Z,20,EUR\nr2,2026-03-02T10:00:00Z,many,EUR\n');
    const { code, stderr } = await cli(['asks', '--recipients', recipients, '--gifts', gifts, ...CLOCK]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/recipients {4}3: 1 may be asked, 2 not/);
    for (const line of ['1 vulnerable: flagged', '1 no_gifts: no comparable gift', 'no_consent: no consents given', 'suppressed: no suppressions given', '1 row of gifts']) expect(unbroken(stderr)).toContain(line);
  });

  it('says what is missing, in one line, and leaves no file behind', async () => {
    const recipients = file('recipients.csv', 'recipient_id\nr1\n');
    const { code, stderr, stdout } = await cli(['asks', '--recipients', recipients, '--output', file('none.csv')]);
    expect([code, stdout, existsSync(file('none.csv'))]).toEqual([2, '', false]);
    expect(stderr).toMatch(/^presend: --gifts.*Name the table of gifts\.\n$/);
  });

  it('takes its bounds from the config, and refuses what is none of them', async () => {
    const config = (asks: object): string => file('presend.config.json', JSON.stringify({ asks }));
    const held = await cli(['asks', '--campaign', APPEAL, ...CLOCK, '--config', config({ minimumMonthsBetween: 60 })]);
    expect(held.stderr).toContain('pledge_too_new');
    for (const [asks, field] of [[{ maximumStep: 2.5 }, 'asks.maximumStep'], [{ monthsBetween: 9 }, 'asks.monthsBetween'], [{ minimumStep: 1.4, maximumStep: 1.2 }, 'asks.minimumStep'], [{ progressRestDays: 91 }, 'asks.progressRestDays']] as const) {
      const { code, stderr } = await cli(['asks', '--campaign', APPEAL, ...CLOCK, '--config', config(asks)]);
      expect([code, stderr.split('\n').length], stderr).toEqual([2, 2]);
      expect(stderr).toContain(field);
    }
  });

  it('writes the same bytes again, also with less memory for the tables, and refuses what is no size', async () => {
    expect(await cli(['asks', '--campaign', APPEAL, ...CLOCK, '--memory', '400MiB'])).toEqual(await asked());
    const { code, stderr } = await cli(['asks', '--campaign', APPEAL, ...CLOCK, '--memory', 'lots']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--memory: "lots" is no size')]);
  });
});

describe('presend plan', () => {
  const planned = async (...flags: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await cli(['plan', '--campaign', APPEAL, ...CLOCK, '--seed', '1', ...flags]);
    expect(code, stderr).toBe(0);
    return stdout;
  };

  const plain = once(() => planned());

  it('works out the asks of a campaign that asks as `presend asks` does', async () => {
    expect(await plain()).toBe(await planned('--asks', file('asks.csv', (await asked()).stdout)));
  });

  it('hands its memory on to the asks, which it works out first', async () => {
    const stages: string[] = [];
    await expect(plan({ campaign: APPEAL, memory: 'lots', now: new Date(CLOCK[1]!), output: () => undefined, progress: (stage) => stages.push(stage) })).rejects.toThrow('--memory: "lots" is no size');
    expect(stages).toEqual(['reading the tables']);
    expect(await planned('--memory', '400MiB')).toBe(await plain());
  });

  it('holds who must not be asked, and without asks nobody', async () => {
    const gifts = file('few.csv', readFileSync(join(APPEAL, 'gifts.csv'), 'utf8').split('\n').filter((line) => !line.startsWith('d03')).join('\n'));
    expect(await planned('--gifts', gifts)).toMatch(/^d03,held,.*no ask: no_gifts$/m);
    expect(await planned('--gifts', gifts, '--no-asks')).toMatch(/^d03,scheduled/m);
  });
});
