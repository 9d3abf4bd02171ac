import { createHmac } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Audience } from '#audience/audience.js';
import { scanAudience } from '#engine/scan-audience.js';
import type { AudiencePredicate, AudienceScanInput } from '#engine/scan-audience.js';
import { writeVerdicts } from '#engine/write-verdicts.js';
import { InputError } from '#errors.js';
import { OutOfMemory } from '#warehouse/out-of-memory.js';
import { isAmong, raw, sql, withLookups } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import { audienceOf } from '../audience/audience-of.js';

const RECIPIENTS = `recipient_id,country,job_title,bereaved_at
r1,DE,CTO,2026-10-05T00:00:00Z
r2,DE,CTO,
r3,AT,,
r4,FR,CFO,
r5,,CEO,
`;

let audience: Audience;
let folder: string;
beforeEach(async () => {
  ({ audience } = await audienceOf({ facts: new Set(), recipients: RECIPIENTS }));
  folder = mkdtempSync(join(tmpdir(), 'scan-audience-'));
});
afterEach(async () => {
  await audience.warehouse.close();
  rmSync(folder, { recursive: true });
});

function predicate(rule: string, where: Sql, more: Partial<AudiencePredicate> = {}): AudiencePredicate {
  return { rule, messageId: 'found', where, severity: 'error', evidence: [], ...more };
}

function scan(predicates: readonly AudiencePredicate[], more: Partial<AudienceScanInput> = {}) {
  return scanAudience({ audience, predicates, hashKey: 'key', showRecipients: true, ...more });
}

async function verdictsIn(file: string): Promise<string> {
  await writeVerdicts(audience, join(folder, file));
  return readFileSync(join(folder, file), 'utf8');
}

describe('scanAudience', () => {
  it('counts each predicate and holds a recipient for an error alone', async () => {
    const result = await scan([
      predicate('a/one', sql`country = ${'DE'}`),
      predicate('a/two', sql`job_title = 'CTO'`, { severity: 'warning' }),
      predicate('a/three', sql`country = 'FR'`, { severity: 'info' }),
      predicate('a/four', sql`false`),
    ]);
    expect(result).toMatchObject({ total: 5, hold: 2, send: 3, crashes: [] });
    expect(result.hits.map(({ rule, count }) => [rule, count])).toEqual([['a/one', 2], ['a/two', 2], ['a/three', 1], ['a/four', 0]]);
  });

  it('counts a recipient for the first case of a rule that holds, and for each rule', async () => {
    const { hits } = await scan([
      predicate('a/one', sql`country = 'DE'`, { messageId: 'strong' }),
      predicate('a/one', sql`country IS NOT NULL`, { messageId: 'weak' }),
      predicate('a/two', sql`country IS NOT NULL`),
    ]);
    expect(hits.map(({ messageId, count }) => [messageId, count])).toEqual([['strong', 2], ['weak', 2], ['found', 4]]);
  });

  it('judges a part of the recipients after the other where all at once take too much memory, with the same verdicts', async () => {
    const predicates = [predicate('a/one', sql`country = ${'DE'}`, { evidence: ['country'] }), predicate('a/two', sql`job_title IS NULL`, { severity: 'warning' })];
    const [whole, verdicts] = [await scan(predicates), await verdictsIn('whole.csv')];
    const { warehouse } = audience;
    const tried: string[] = [];
    const run = async (statement: Sql) => {
      const text = statement.pieces.join('?');
      if (/TABLE recipient_verdicts|INTO recipient_verdicts/.test(text)) tried.push(text.includes('recipient_number <') ? 'part' : 'whole');
      if (tried.length === 1) throw new OutOfMemory('', new Error('Out of Memory Error'));
      return warehouse.run(statement);
    };
    audience = { ...audience, warehouse: { ...warehouse, run } };
    expect(await scan(predicates)).toEqual(whole);
    expect(tried).toEqual(['whole', 'part', 'part', 'part']);
    audience = { ...audience, warehouse };
    expect(await verdictsIn('parts.csv')).toBe(verdicts);
  });

  it('takes a predicate that is NULL for one that does not hold', async () => {
    expect((await scan([predicate('a/one', sql`country <> 'DE'`)])).hits[0]?.sample.toSorted()).toEqual(['r3', 'r4']);
  });

  it('counts evidence by value, the most frequent first, instants by month', async () => {
    const { hits } = await scan([predicate('a/one', sql`true`, { evidence: ['country', 'bereaved_at'] })]);
    expect(Object.entries(hits[0]?.evidence['country'] ?? {})).toEqual([['DE', 2], ['AT', 1], ['FR', 1], ['none', 1]]);
    expect(hits[0]?.evidence['bereaved_at']).toEqual({ none: 4, '2026-10': 1 });
  });

  it('says of an opt-out that stands whenever it was that no day is on file', async () => {
    const own = await audienceOf({ facts: new Set(['engagement']), recipients: 'recipient_id\nr1\nr2\n', events: 'recipient_id,type,occurred_at\nr1,unsubscribe,someday\nr2,unsubscribe,2026-01-05T00:00:00Z\n' });
    const { hits } = await scan([predicate('a/one', sql`true`, { evidence: ['unsubscribed_at'] })], { audience: own.audience });
    await own.audience.warehouse.close();
    expect(hits[0]?.evidence['unsubscribed_at']).toEqual({ 'no day on file': 1, '2026-01': 1 });
  });

  it('names five values at most and adds up the others', async () => {
    const { audience: wide } = await audienceOf({ facts: new Set(), recipients: `recipient_id,job_title\n${Array.from({ length: 20 }, (_, index) => `r${String(index)},title ${String(index % 8)}`).join('\n')}\n` });
    const { hits } = await scan([predicate('a/one', sql`true`, { evidence: ['job_title'] })], { audience: wide });
    expect(hits[0]?.evidence['job_title']).toEqual({ 'title 0': 3, 'title 1': 3, 'title 2': 3, 'title 3': 3, 'title 4': 2, other: 6 });
    await wide.warehouse.close();
  });

  it('shows an address in the evidence as ids are shown', async () => {
    const own = await audienceOf({
      facts: new Set(['persons']), recipients: 'recipient_id,email\nr1,ann@work.de\n', suppressions: 'email,list\nann@home.de,objection\n',
      contacts: 'contact_id,email,alternate_emails\nc1,ann@work.de,ann@home.de\n',
    });
    try {
      const address = async (showRecipients: boolean) => (await scan([predicate('a/one', sql`true`, { evidence: ['person_address'] })], { audience: own.audience, showRecipients })).hits[0]?.evidence['person_address'];
      expect(await address(true)).toEqual({ 'ann@home.de': 1 });
      expect(await address(false)).toEqual({ [`sha256:${createHmac('sha256', 'key').update('ann@home.de').digest('hex').slice(0, 16)}`]: 1 });
    } finally {
      await own.audience.warehouse.close();
    }
  });

  it('samples by keyed hash, the same for the same key and others for another', async () => {
    const hash = (key: string, id: string): string => `sha256:${createHmac('sha256', key).update(id).digest('hex').slice(0, 16)}`;
    const sample = async (hashKey: string) => (await scan([predicate('a/one', sql`country = 'DE'`)], { hashKey, showRecipients: false })).hits[0]?.sample;
    expect((await sample('key'))?.toSorted()).toEqual(['r1', 'r2'].map((id) => hash('key', id)).sort());
    expect((await sample('other'))?.toSorted()).toEqual(['r1', 'r2'].map((id) => hash('other', id)).sort());
  });

  it('samples no more recipients than asked for', async () => {
    expect((await scan([predicate('a/one', sql`true`)], { sampleSize: 2 })).hits[0]?.sample).toHaveLength(2);
  });

  it('answers more predicates than one number has bits, a rule of many cases among them', async () => {
    const predicates = [
      ...Array.from({ length: 45 }, (_, index) => predicate(`a/single-${String(index)}`, sql`${index % 2} = 0`)),
      ...Array.from({ length: 20 }, (_, index) => predicate('a/many', sql`recipient_id = ${`r${String(index)}`}`, { messageId: `case${String(index)}` })),
    ];
    const { hits, hold } = await scan(predicates);
    expect(hold).toBe(5);
    expect(hits.slice(0, 45).map(({ count }) => count)).toEqual(Array.from({ length: 45 }, (_, index) => (index % 2 === 0 ? 5 : 0)));
    expect(hits.filter(({ count }) => count === 1).map(({ messageId }) => messageId)).toEqual(['case1', 'case2', 'case3', 'case4', 'case5']);
  });

  it('names the rule whose SQL fails, and answers the others', async () => {
    const { hits, crashes } = await scan([predicate('a/one', sql`country = 'DE'`), predicate('a/broken', sql`no_such_column`), predicate('a/blind', sql`true`, { evidence: ['no_such_column'] })]);
    expect(crashes.map(({ rule }) => rule)).toEqual(['a/broken', 'a/blind']);
    expect(hits.map(({ count }) => count)).toEqual([2, 0, 0]);
  });

  it.each([
    ['nothing', sql`SELECT job_title FROM recipients WHERE country = ${'IT'}`],
    ['few texts', sql`SELECT job_title FROM recipients WHERE country = ${'DE'}`],
    ['a NULL among them', sql`SELECT job_title FROM recipients WHERE country IN (${'AT'}, ${'FR'})`],
    ['many texts', sql`SELECT 'title ' || i AS title FROM range(1000) AS many(i) UNION ALL SELECT 'CTO'`],
    ['what another lookup allows', sql`SELECT job_title FROM recipients WHERE ${isAmong(sql`country`, sql`SELECT country FROM recipients WHERE job_title = 'CFO'`)}`],
  ])('answers a lookup that finds %s as an IN does, and so its contrary', async (_finds, query) => {
    const rulesFor = (isIn: Sql) => [predicate('a/in', isIn), predicate('a/not-in', sql`NOT (${isIn})`), predicate('a/unknown', sql`(${isIn}) IS NULL`)];
    const { hits } = await scan(rulesFor(isAmong(sql`job_title`, query)));
    expect(hits).toEqual((await scan(rulesFor(sql`job_title IN (${withLookups(query)})`))).hits);
    expect(hits.reduce((sum, { count }) => sum + count, 0)).toBe(5);
  });

  it('shows no text that a lookup finds among the recipients', async () => {
    const { plan, hits } = await scan([predicate('a/one', isAmong(sql`job_title`, sql`SELECT job_title FROM recipients WHERE country = 'FR'`))], { explain: true });
    expect(hits[0]?.count).toBe(1);
    expect(JSON.stringify([plan?.statement, plan?.parameters])).not.toContain('CFO');
  });

  it('tells how it scanned: one statement, what is bound in it, and the plan', async () => {
    const { plan } = await scan([predicate('a/one', sql`country = ${'DE'}`, { evidence: ['country'] }), predicate('a/two', sql`job_title = ${"'; DROP"}`)], { explain: true });
    expect(plan?.statement.match(/FROM recipient_facts/g)).toHaveLength(1);
    expect(plan?.statement).toMatch(/country = \$\d+/);
    expect(plan?.statement).not.toContain('DROP');
    expect(plan?.parameters).toEqual(expect.arrayContaining(['DE', "'; DROP"]));
    expect(plan?.plan).toContain('PROJECTION');
  });

  it('counts an audience that nobody asks anything about', async () => {
    expect(await scan([])).toMatchObject({ total: 5, hold: 0, send: 5, hits: [] });
  });

  it('counts an audience that nobody is left in', async () => {
    const { audience: empty } = await audienceOf({ facts: new Set(), recipients: 'recipient_id\nr1\n' });
    await empty.warehouse.run(sql`DELETE FROM recipients`);
    expect(await scan([predicate('a/one', sql`true`)], { audience: empty })).toMatchObject({ total: 0, hold: 0, send: 0 });
    await empty.warehouse.close();
  });
});

describe('writeVerdicts', () => {
  it('writes one row a recipient, in the order of the file, with the rules that found something', async () => {
    await scan([predicate('a/one', sql`country = 'DE'`), predicate('a/two', sql`country IS NOT NULL`, { severity: 'warning' })]);
    expect(await verdictsIn('verdicts.csv')).toBe('recipient_id,verdict,rules,evidence\nr1,hold,a/one;a/two,a/one:found;a/two:found\nr2,hold,a/one;a/two,a/one:found;a/two:found\nr3,send,a/two,a/two:found\nr4,send,a/two,a/two:found\nr5,send,,\n');
  });

  it('writes Parquet with ids as they are', async () => {
    await scan([predicate('a/one', sql`country = 'DE'`)]);
    const file = join(folder, 'verdicts.parquet');
    await writeVerdicts(audience, file);
    expect(await audience.warehouse.all(raw(`SELECT verdict, count(*) AS n FROM '${file}' GROUP BY ALL ORDER BY verdict`))).toEqual([{ verdict: 'hold', n: 2 }, { verdict: 'send', n: 3 }]);
  });

  it('writes CSV cells that no spreadsheet runs, quoted where they must be', async () => {
    const { audience: hostile } = await audienceOf({ facts: new Set(), recipients: 'recipient_id\n"=HYPERLINK(""http://x"",""y"")"\n+1\n-1\n@x\nplain\n"a,b"\n＝1\n\'=1\n' });
    await scan([], { audience: hostile });
    await writeVerdicts(hostile, join(folder, 'verdicts.csv'));
    expect(readFileSync(join(folder, 'verdicts.csv'), 'utf8').split('\n').slice(1, -1)).toEqual([`"'=HYPERLINK(""http://x"",""y"")",send,,`, `'+1,send,,`, `'-1,send,,`, `'@x,send,,`, 'plain,send,,', '"a,b",send,,', `'＝1,send,,`, `''=1,send,,`]);
    await hostile.warehouse.close();
  });

  it('leaves the old file when it cannot write, and nothing half', async () => {
    await scan([]);
    await expect(writeVerdicts(audience, join(folder, 'none', 'verdicts.csv'))).rejects.toThrow(InputError);
    await expect(writeVerdicts(audience, join(folder, 'verdicts.xlsx'))).rejects.toThrow('is neither CSV nor Parquet');
    writeFileSync(join(folder, 'verdicts.csv'), 'old');
    await verdictsIn('verdicts.csv');
    expect(readdirSync(folder)).toEqual(['verdicts.csv']);
  });

  it('writes every recipient of a large audience once, in order', async () => {
    const ids = Array.from({ length: 200_000 }, (_, index) => `r${String(index)}`);
    const { audience: large } = await audienceOf({ facts: new Set(), recipients: `recipient_id,country\n${ids.map((id, index) => `${id},${index % 3 === 0 ? 'DE' : 'FR'}`).join('\n')}\n` });
    const result = await scan([predicate('a/one', sql`country = 'DE'`)], { audience: large });
    await writeVerdicts(large, join(folder, 'verdicts.csv'));
    const rows = readFileSync(join(folder, 'verdicts.csv'), 'utf8').split('\n').slice(1, -1);
    expect(rows.map((row) => row.split(',')[0]).join() === ids.join()).toBe(true);
    expect(rows.filter((row) => row.endsWith(',hold,a/one,a/one:found'))).toHaveLength(66_667);
    expect(result).toMatchObject({ total: 200_000, hold: 66_667, send: 133_333 });
    await large.warehouse.close();
  });
});
