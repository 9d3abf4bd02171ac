import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { InputError } from '#errors.js';
import { loadTable } from '#warehouse/load-table.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { writeRejects } from '#warehouse/rejected-rows.js';
import { raw, sql } from '#warehouse/sql.js';
import type { TableSpec } from '#warehouse/table-spec.js';
import type { Warehouse } from '#warehouse/warehouse.js';

const GIFTS: TableSpec = {
  name: 'gifts',
  columns: {
    recipient_id: 'text', occurred_at: 'instant', amount: 'number', type: { enum: ['single', 'in_memory'] }, giftaid: 'boolean', tags: 'list',
  },
  required: ['recipient_id'],
};
const DAYS: TableSpec = { name: 'gifts', columns: { recipient_id: 'text', occurred_at: 'day' }, required: ['recipient_id'] };
const HEADER = 'recipient_id,occurred_at,amount,type,giftaid,tags';

let warehouse: Warehouse;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'load-table-'));
  warehouse = await openWarehouse();
});
afterEach(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true });
});

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

async function load(content: string | Uint8Array, spec: TableSpec = GIFTS, name = 'gifts.csv') {
  return loadTable(warehouse, spec, write(name, content));
}

/** Rows without the columns that are NULL. */
async function rows(): Promise<Record<string, unknown>[]> {
  const found = await warehouse.all(sql`SELECT * FROM gifts ORDER BY rowid`);
  return found.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)));
}

async function failure(content: string | Uint8Array, spec: TableSpec = GIFTS): Promise<string> {
  const error: unknown = await load(content, spec).then(() => undefined, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message.replace(`${folder}/`, '');
}

async function reasons(content: string | Uint8Array, spec: TableSpec = GIFTS): Promise<string[]> {
  const { rejected } = await load(content, spec);
  return rejected.flatMap(({ examples }) => examples.map(({ line, reason }) => `${String(line)}: ${reason}`));
}

describe('types', () => {
  test('reads every type of cell', async () => {
    await load(`${HEADER}\nr1,2026-03-04T10:00:00+02:00,12.50,In memory,Yes,wells; schools;\n`);
    expect(await rows()).toEqual([
      { recipient_id: 'r1', occurred_at: '2026-03-04T08:00:00.000Z', amount: 12.5, type: 'in_memory', giftaid: true, tags: ['wells', 'schools'] },
    ]);
  });

  test.each([
    ['2026-03-04T10:00:00Z', '2026-03-04T10:00:00.000Z'],
    ['2026-03-04T10:00:00.123456Z', '2026-03-04T10:00:00.123Z'],
    ['2026-03-04T10:00Z', '2026-03-04T10:00:00.000Z'],
    ['2026-03-04T10:00:00z', '2026-03-04T10:00:00.000Z'],
    ['2026-03-04 10:00:00 UTC', '2026-03-04T10:00:00.000Z'],
    ['2026-03-04T10:00:00+02:00', '2026-03-04T08:00:00.000Z'],
    ['2026-03-04T10:00:00+0200', '2026-03-04T08:00:00.000Z'],
    ['2026-03-04 10:00 -05', '2026-03-04T15:00:00.000Z'],
    ['2026-03-04T10:00:00.5+05:30', '2026-03-04T04:30:00.500Z'],
  ])('reads the instant %s', async (written, instant) => {
    await load(`recipient_id,occurred_at\nr1,${written}\n`);
    expect(await rows()).toEqual([{ recipient_id: 'r1', occurred_at: instant }]);
  });

  test.each(['2026-03-04T10:00:00', '2026-03-04 10:00', '2026-03-04', '3.4.2026', '03.04.2026 10:00'])('refuses %s, which has no zone, and says where and how to mend it', async (written) => {
    expect(await failure(`recipient_id,occurred_at\nr1,2026-03-01T10:00:00Z\nr2,${written}\n`))
      .toBe(`gifts.csv:3: occurred_at "${written}" has no time zone. Write instants as 2026-12-01T09:00:00+01:00 or 2026-12-01T08:00:00Z.`);
  });

  test.each(['03/04/2026', '3.4.26', '03-04-26 10:00'])('refuses %s, which is two days in one', async (written) => {
    expect(await failure(`recipient_id,occurred_at\nr1,${written}\n`)).toContain(`gifts.csv:2: occurred_at "${written}" can be read as two different days`);
  });

  test.each([
    ['occurred_at', 'soon', 'occurred_at "soon" is not an instant like 2026-12-01T09:00:00+01:00'],
    ['occurred_at', '2026-02-30T10:00:00Z', 'occurred_at "2026-02-30T10:00:00Z" is not an instant like 2026-12-01T09:00:00+01:00'],
    ['occurred_at', 'infinity', 'occurred_at "infinity" is not an instant like 2026-12-01T09:00:00+01:00'],
    ['amount', '"1,234"', 'amount "1,234" is not a number like 1234.50'],
    ['amount', '-Infinity', 'amount "-Infinity" is not a number like 1234.50'],
    ['type', 'monthly', 'type "monthly" is none of single, in_memory'],
    ['giftaid', 'perhaps', 'giftaid "perhaps" is not true or false'],
    ['amount', 'ann@example.org', 'amount (an address) is not a number like 1234.50'],
  ])('leaves out a row whose %s is %s, and says why', async (column, written, reason) => {
    expect(await reasons(`recipient_id,${column}\nr1,${written}\nr2,\n`)).toEqual([`2: ${reason}`]);
    expect(await rows()).toEqual([{ recipient_id: 'r2' }]);
  });

  test.each([['12,50', 12.5], ['1.234,50', 1234.5], ['1,234.50', 1234.5], ['-3,5', -3.5]])('reads %s in the one way that it can be read', async (written, amount) => {
    await load(`recipient_id,amount\nr1,"${written}"\n`);
    expect(await rows()).toEqual([{ recipient_id: 'r1', amount }]);
  });

  test('takes words for nothing for nothing, in every type but texts', async () => {
    await load(`${HEADER}\n${['(null)', 'n.a.', 'undefined', 'unknown', 'keine Angabe', '<NULL>'].map((word) => `r1,${word},,${word},${word},${word}\n`).join('')}`);
    expect(await rows()).toEqual(Array.from({ length: 6 }, () => ({ recipient_id: 'r1' })));
  });

  test('finds a column however its words are joined, unless the file has it plainly as well', async () => {
    await load('recipientId,giftAid,occurred At\nr1,ja,2026-12-01T09:00:00Z\n');
    expect(await rows()).toEqual([{ recipient_id: 'r1', giftaid: true, occurred_at: '2026-12-01T09:00:00.000Z' }]);
    await load('recipient_id,occurred_at,occurredAt\nr1,2026-12-01T09:00:00Z,later\n');
    expect(await rows()).toEqual([{ recipient_id: 'r1', occurred_at: '2026-12-01T09:00:00.000Z', occurredAt: 'later' }]);
  });

  test.each([[true, ['TRUE', 'Yes', '1', 'x', 'WAHR', 'ja', 'VRAI', 'oui', 'Sí', 'Vero', 'tak']], [false, ['False', 'no', '0', 'FALSCH', 'Nein', 'FAUX', 'non', 'Falso', 'nej', 'não']]])('reads %s as spreadsheets of other languages write it', async (meant, words) => {
    const { rejected } = await load(`recipient_id,giftaid\n${words.map((word, index) => `r${String(index)},${word}`).join('\n')}\n`);
    expect(rejected).toEqual([]);
    expect((await rows()).map(({ giftaid }) => giftaid)).toEqual(words.map(() => meant));
  });

  test.each([
    ['2026-03-04', '2026-03-04T00:00:00.000Z'],
    ['2026-03-04 00:00:00.000', '2026-03-04T00:00:00.000Z'],
    ['2026/3/4', '2026-03-04T00:00:00.000Z'],
    ['20260304', '2026-03-04T00:00:00.000Z'],
    ['4 Mar 2026', '2026-03-04T00:00:00.000Z'],
    ['04.03.2026', '2026-03-04T00:00:00.000Z'],
    ['4.3.2026 00:00', '2026-03-04T00:00:00.000Z'],
    ['04-MAR-2026', '2026-03-04T00:00:00.000Z'],
    ['"March 4, 2026"', '2026-03-04T00:00:00.000Z'],
    ['2026-03-04T10:00:00+02:00', '2026-03-04T08:00:00.000Z'],
  ])('reads %s where a day is enough', async (written, day) => {
    await load(`recipient_id,occurred_at\nr1,${written}\n`, DAYS);
    expect(await rows()).toEqual([{ recipient_id: 'r1', occurred_at: day }]);
  });

  test('reads months in the languages in which spreadsheets and mail programs write them', async () => {
    const days = ['Mi., 4. März 2026', '4. Jänner 2026', '1er mars 2026', '14 févr. 2026', '4 de março de 2026', 'lunes, 14 de sept. de 2026', '4 gennaio 2026', '4 mrt 2026', '14 Września 2026', '4 марта 2026 г.', '4. toukokuuta 2026', '4 Μαρτίου 2026', '2026. március 4.', '4 Kasım 2026', '2026年3月4日', '4. 3. 2026', 'mércores, 4 de marzo de 2026', 'miðvikudagur, 4. mars 2026', 'Rabu, 04 Mar 2026'];
    expect(await reasons(`recipient_id,occurred_at\n${days.map((day) => `r,"${day}"\n`).join('')}`, DAYS)).toEqual([]);
    expect((await rows()).map(({ occurred_at: day }) => String(day).slice(0, 10))).toEqual(['2026-03-04', '2026-01-04', '2026-03-01', '2026-02-14', '2026-03-04', '2026-09-14', '2026-01-04', '2026-03-04', '2026-09-14', '2026-03-04', '2026-05-04', '2026-03-04', '2026-03-04', '2026-11-04', '2026-03-04', '2026-03-04', '2026-03-04', '2026-03-04', '2026-03-04']);
  });

  test('reads every day as the platform writes it in those languages, with its weekday or without', async () => {
    const languages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'da', 'nb', 'fi', 'cs', 'sk', 'hu', 'ro', 'sl', 'et', 'lv', 'lt', 'el', 'bg', 'ru', 'uk', 'tr', 'ca', 'ja', 'ko', 'zh'];
    const days = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 4 + month)));
    const written = languages.flatMap((language) => (['full', 'long', 'medium'] as const).flatMap((dateStyle) => days.map((day) => [new Intl.DateTimeFormat(language, { dateStyle, timeZone: 'UTC' }).format(day), day.toISOString()] as const)));
    expect(await reasons(`recipient_id,occurred_at\n${written.map(([text]) => `r,"${text}"\n`).join('')}`, DAYS)).toEqual([]);
    expect((await rows()).map(({ occurred_at: day }, index) => [written[index]?.[0], String(day)])).toEqual(written);
  });

  test('takes no other word before a day for a weekday', async () => {
    const words = ['until 4 Mar 2026', 'bis 4. März 2026', 'March 4, 2026 noon', 'Foo March 4, 2026', '4 Mar 2026 Wednesday'];
    expect(await reasons(`recipient_id,occurred_at\n${words.map((word) => `r,"${word}"\n`).join('')}`, DAYS)).toEqual(words.slice(0, -1).map((word, index) => `${String(index + 2)}: occurred_at "${word}" is not a day like 2026-12-01`));
  });

  test('rejects a header row that stands there again, where files were put together, and refuses one in another order', async () => {
    expect(await reasons('recipient_id,email\nr1,a@b.de\nrecipient_id,email\nr2,b@b.de\n')).toEqual(['3: is the header row again']);
    expect((await rows()).map((row) => row['recipient_id'])).toEqual(['r1', 'r2']);
    await expect(load('recipient_id,email\nr1,a@b.de\nemail,recipient_id\nb@b.de,r2\n')).rejects.toThrow(':3: is a header row again, with its columns in another order');
    expect(await reasons('recipient_id,email\nemail,x@b.de\n')).toEqual([]);
    expect(await reasons('recipient_id,email\nr1,a@b.de\nRecipient_ID,E-Mail\n recipient_id, EMAIL \n')).toEqual(['4: is the header row again']);
  });

  test.each([[5, 22], [22, 24], [0, 24]])('looks at every column of a header row that stands there again (%i and %i change places)', async (one, other) => {
    const names = Array.from({ length: 25 }, (_, index) => (index === 0 ? 'recipient_id' : `c${String(index)}`));
    const moved = names.map((name, index) => (index === one ? names[other] : index === other ? names[one] : name));
    const row = names.map((_, index) => `v${String(index)}`).join(',');
    await expect(load(`${names.join(',')}\n${row}\n${moved.join(',')}\n${row}\n`)).rejects.toThrow(':3: is a header row again, with its columns in another order');
    expect(await reasons(`${names.join(',')}\n${row}\n${names.join(',')}\n`)).toEqual(['3: is the header row again']);
  });

  test('takes what keeps a spreadsheet from making a number of an id for no part of it', async () => {
    expect(await reasons('recipient_id,email\n="0012",a@b.de\n"=""0013""",b@b.de\n=SUM(1),c@b.de\n ="0014",d@b.de\n="0015" ,e@b.de\n')).toEqual([]);
    expect((await rows()).map((row) => row['recipient_id'])).toEqual(['0012', '0013', '=SUM(1)', '0014', '0015']);
  });

  test('reads a year of two digits behind a month in words, as databases and spreadsheets write it, but not in a file that has it in front', async () => {
    const days = async (...cells: readonly string[]) => {
      const found = await reasons(`recipient_id,occurred_at\n${cells.map((cell) => `r,${cell}\n`).join('')}`, DAYS);
      return [...(await rows()).map(({ occurred_at: at }) => String(at).slice(0, 10)), ...found];
    };
    expect(await days('04-MAR-26', '5-Mar-26', '06. Mrz 26', '7. März 26', '8-janv.-26', '31-Dec-99', '04. Mrz 2026'))
      .toEqual(['2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07', '2026-01-08', '1999-12-31', '2026-03-04']);
    expect(await days('04-Mar-25', 'Tue 31-Mar-26 10:00:00 GMT')).toEqual(['2025-03-04', '2026-03-31']);
    expect(await days('9 listopada 25', '4 marca 26')).toEqual(['2025-11-09', '2026-03-04']);
    // Oracle and Excel do not agree on the century of the first, and the second may be a month of that year.
    const said = (line: number, cell: string) => `${String(line)}: occurred_at "${cell}" is not a day like 2026-12-01`;
    expect(await days('04-Mar-45', 'Mar-26', '2026-03-04')).toEqual(['2026-03-04', said(2, '04-Mar-45'), said(3, 'Mar-26')]);
    expect(await days('26-Mar-04', '98-Mar-04', '5 Mar 2026')).toEqual(['2026-03-05', said(2, '26-Mar-04'), said(3, '98-Mar-04')]);
  });

  test('reads no year of two digits in a file that has it in front, or may have', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T00:00:00Z') });
    onTestFinished(() => void vi.useRealTimers());
    const years = async (...cells: readonly string[]) => {
      const found = await reasons(`recipient_id,occurred_at\nr,2026-03-04\n${cells.map((cell) => `r,"${cell}"\n`).join('')}`, DAYS);
      expect(found).toHaveLength(cells.length - (await rows()).length + 1);
      return (await rows()).slice(1).map(({ occurred_at: at }) => String(at).slice(0, 10));
    };
    // 31 is no year that was, 26-Nov-26 is to come, 98 is no day, 2024 stands in front.
    for (const tells of ['24-Jan-31', '98-Jan-31 10:00:00 +0000', '98-Jan-31 10:00:00', 'Wed, 24-Jan-31', '98.Mar.4', '24-Dec-26', '24-Mar-5']) expect(await years('24-Mar-05', '23-Feb-10', '5-Mar-24', tells)).toEqual([]);
    expect(await years('2024-Mar-15', '24-Mar-15', '5-Mar-24')).toEqual(['2024-03-15']);
    // Nothing tells.
    expect(await years('24-Mar-05', '23-Feb-10', '04-MAR-26')).toEqual([]);
    // No year 2031 was, nor has a month 32 days; and today is none to come.
    expect(await years('24-Mar-05', '31-Mar-05')).toEqual(['2005-03-24', '2005-03-31']);
    expect(await years('24-Mar-05', '04-Mar-99')).toEqual(['2005-03-24', '1999-03-04']);
    expect(await years('24-Nov-26', '31-Mar-05')).toEqual(['2026-11-24', '2005-03-31']);
  });

  test('reads a month that is another one in another language by the other months of the file, and says why where these do not tell', async () => {
    const days = async (...cells: readonly string[]) => {
      const found = await reasons(`recipient_id,occurred_at,since\n${cells.map((cell) => `r,${cell},${cell}\n`).join('')}`, { ...DAYS, columns: { ...DAYS.columns, since: 'month' } });
      return [...(await rows()).map(({ occurred_at: at, since }) => `${String(at).slice(0, 10)} ${String(since).slice(0, 10)}`), ...found];
    };
    expect(await days('4 listopada 2026', '5 marca 2026', '2026-03-06')).toEqual(['2026-11-04 2026-11-04', '2026-03-05 2026-03-05', '2026-03-06 2026-03-06']);
    expect(await days('4. listopada 2026.', '5. ožu 2026.', '6. lip 2026.')).toEqual(['2026-10-04 2026-10-04', '2026-03-05 2026-03-05', '2026-06-06 2026-06-06']);
    const why = '"4 listopada 2026" is not a day like 2026-12-01, with a month that is October in Croatian and November in Polish';
    expect(await days('4 listopada 2026', '2026-03-06')).toEqual(['2026-03-06 2026-03-06', `2: occurred_at ${why}`]);
    expect(await days('4 listopada 2026', '5 marca 2026', '5. ožujka 2026')).toEqual(['2026-03-05 2026-03-05', '2026-03-05 2026-03-05', `2: occurred_at ${why}`]);
  });

  test('reads instants in the basic form of ISO 8601, and as mail headers and JavaScript write them', async () => {
    const instants = ['20260304T100000Z', '20260304T100000+0100', 'Wed, 4 Mar 2026 10:00:00 +0100', '04 Mar 2026 10:00 GMT', 'Wed Mar 04 2026 10:00:00 GMT+0200 (Eastern European Standard Time)'];
    expect(await reasons(`recipient_id,occurred_at\n${instants.map((instant) => `r,"${instant}"\n`).join('')}`)).toEqual([]);
    expect((await rows()).map(({ occurred_at: instant }) => String(instant).slice(11, 16))).toEqual(['10:00', '09:00', '09:00', '10:00', '08:00']);
    expect(await reasons('recipient_id,occurred_at\nr1,"Wed, 4 Mar 2026 10:00:00 EST"\nr2,\n')).toEqual(['2: occurred_at "Wed, 4 Mar 2026 10:00:00 EST" is not an instant like 2026-12-01T09:00:00+01:00']);
    expect(await failure('recipient_id,occurred_at\nr1,4. 3. 2026\n')).toContain('has no time zone');
    for (const naive of ['4 mars 2026 10:00', '4. 3. 2026 10:00', '4.3.2026 10.00', '2026/03/04 10:00', '2026-03-04 10:00 AM', '20260304T1000', '2026. március 4. 10:00']) {
      expect(await failure(`recipient_id,occurred_at\nr1,${naive}\n`, DAYS), naive).toContain('has no time zone');
    }
  });

  test('guesses no day either', async () => {
    expect(await failure('recipient_id,occurred_at\nr1,03/04/2026\n', DAYS)).toContain('can be read as two different days');
    expect(await failure('recipient_id,occurred_at\nr1,31/12/2026\n', DAYS)).toContain('is written as 03/04/2026 is, which can be read as two different days. Write days as 2026-12-01, and instants');
    expect(await failure('recipient_id,occurred_at\nr1,3.4.26\n', DAYS)).toContain('can be read as two different days');
    expect(await failure('recipient_id,occurred_at\nr1,2026-03-04 10:00\n', DAYS)).toContain('has no time zone');
    expect(await failure('recipient_id,occurred_at\nr1,04.03.2026 10:00\n', DAYS)).toContain('has no time zone');
    expect(await reasons('recipient_id,occurred_at\nr1,5 Smarch 2026\nr2,2026-02-30\nr3,30.02.2026\nr4,\n', DAYS)).toEqual(['2: occurred_at "5 Smarch 2026" is not a day like 2026-12-01', '3: occurred_at "2026-02-30" is not a day like 2026-12-01', '4: occurred_at "30.02.2026" is not a day like 2026-12-01']);
  });

  test.each(['NULL', 'n/a', 'N/A', '#N/A', '\\N', 'NaN', '-', '—', 'None', '0000-00-00'])('takes %s for nothing but in a text, where it may be a name', async (written) => {
    const spec: TableSpec = { ...GIFTS, columns: { ...GIFTS.columns, last_name: 'text' } };
    expect(await reasons(`recipient_id,occurred_at,amount,type,giftaid,tags,last_name\nr1,${Array(6).fill(written).join(',')}\n`, spec)).toEqual([]);
    expect(await rows()).toEqual([{ recipient_id: 'r1', last_name: written }]);
    expect(await reasons(`recipient_id,amount\nr1,${written}\nr2,1\n`, { ...GIFTS, required: ['amount'] })).toEqual(['2: amount is empty']);
  });

  test('takes it for nothing in a label too, and splits words at commas and spaces', async () => {
    const spec: TableSpec = { name: 'gifts', columns: { recipient_id: 'text', source: 'label', domains: 'words' }, required: ['recipient_id'] };
    expect(await reasons('recipient_id,source,domains\nr1,n/a,NULL\nr2,NULL,"a.de, b.de;c.de | d.de"\nr3,Messe Köln,ä.de\nr4,-,\n', spec)).toEqual([]);
    expect(await rows()).toEqual([{ recipient_id: 'r1' }, { recipient_id: 'r2', domains: ['a.de', 'b.de', 'c.de', 'd.de'] }, { recipient_id: 'r3', source: 'Messe Köln', domains: ['ä.de'] }, { recipient_id: 'r4' }]);
  });

  test('takes the day since when something is so for yes', async () => {
    expect(await reasons('recipient_id,giftaid\nr1,2019-04-06\nr2,2019-04-06T10:00:00Z\nr3,12\n')).toEqual(['4: giftaid "12" is not true or false']);
    expect(await rows()).toEqual([{ recipient_id: 'r1', giftaid: true }, { recipient_id: 'r2', giftaid: true }]);
  });

  test('reads digests of addresses in any case, and names what is none: nobody would be found by it', async () => {
    const digest = 'a'.repeat(32) + '0123456789abcdef'.repeat(2);
    const spec: TableSpec = { name: 'gifts', columns: { digest: 'sha256' }, required: ['digest'] };
    const { rejected } = await load(`digest\n${digest}\n${digest.toUpperCase()}\nSHA256:${digest}\n${digest.slice(32)}\nann@acme.com\n${digest}0\n`, spec);
    expect((await rows()).map((row) => row['digest'])).toEqual([digest, digest, digest]);
    expect(rejected[0]?.examples.map(({ reason }) => reason)).toEqual([`digest "${digest.slice(32)}" is not the SHA-256 of an address: 64 hexadecimal digits`, 'digest (an address) is not the SHA-256 of an address: 64 hexadecimal digits', expect.stringContaining('is not the SHA-256 of an address')]);
  });

  test('takes the synonyms of a value for it, and no other word', async () => {
    const spec: TableSpec = { ...GIFTS, columns: { ...GIFTS.columns, type: { enum: ['single', 'in_memory'], synonyms: { single: ['one_off', 'einmalig'] } } } };
    const { rejected } = await load('recipient_id,type\nr1,One-off\nr2,EINMALIG\nr3,in memory\nr4,monthly\nr5,(One–Off)\nr6,éinmalig\n', spec);
    expect((await rows()).map(({ type }) => type)).toEqual(['single', 'single', 'in_memory', 'single', 'single']);
    expect(rejected[0]?.rows).toBe(1);
  });

  test('keeps columns that it does not know, as text', async () => {
    const { header } = await load('recipient_id,Favourite "colour";\nr1,00123\n');
    expect(await rows()).toEqual([{ recipient_id: 'r1', 'Favourite "colour";': '00123' }]);
    expect(header).toEqual(['recipient_id', 'Favourite "colour";']);
  });

  test('keeps a column whose name DuckDB uses itself', async () => {
    expect(await reasons('recipient_id,rowid,_problem,amount\nr1,7,8,x\nr2,7,8,1\n')).toEqual(['2: amount "x" is not a number like 1234.50']);
    expect(await rows()).toEqual([{ recipient_id: 'r2', rowid_: '7', _problem_: '8', amount: 1 }]);
  });

  test('keeps hostile text as text', async () => {
    await load(`recipient_id,name\nr1,"'); DROP TABLE gifts; --"\nr2,"=HYPERLINK(""http://x"")"\n`);
    expect(await rows()).toEqual([{ recipient_id: 'r1', name: `'); DROP TABLE gifts; --` }, { recipient_id: 'r2', name: '=HYPERLINK("http://x")' }]);
  });
});

describe('CSV', () => {
  test.each([
    ['a byte order mark', '\ufeffrecipient_id,amount\nr1,5\n'],
    ['CRLF', 'recipient_id,amount\r\nr1,5\r\n'],
    ['no line end at the end', 'recipient_id,amount\nr1,5'],
    ['semicolons', 'recipient_id;amount\nr1;5\n'],
    ['tabs', 'recipient_id\tamount\nr1\t5\n'],
    ['bars', 'recipient_id|amount\nr1|5\n'],
    ['quotes', '"recipient_id","amount"\n"r1","5"\n'],
    ['blank lines above', '\n  \nrecipient_id,amount\nr1,5\n'],
    ['blank lines between', 'recipient_id,amount\n\nr1,5\n\n'],
    ['a header in another case', ' Recipient-ID , AMOUNT\n r1 , 5 \n'],
    ['a header that spans lines', 'recipient_id,amount,"per\nmonth"\nr1,5,\n'],
  ])('reads a file with %s', async (_, content) => {
    const { rejected } = await load(content);
    expect(await rows()).toEqual([{ recipient_id: 'r1', amount: 5 }]);
    expect(rejected).toEqual([]);
  });

  test('reads gzip, whatever the file is called', async () => {
    await load(gzipSync('recipient_id,amount\nr1,5\n'));
    expect(await rows()).toEqual([{ recipient_id: 'r1', amount: 5 }]);
  });

  test('counts and names the rows it cannot split, and goes on', async () => {
    const { rejected, rows: kept } = await load('recipient_id,amount\nr1,5\nr2\nr3,5,6\nr4,"5"x\nr5,5\n');
    expect(kept).toBe(2);
    expect(rejected).toEqual([{
      table: 'gifts', file: join(folder, 'gifts.csv'), rows: 3,
      examples: [
        { line: 3, reason: 'has 1 cells, the header row has 2' },
        { line: 4, reason: 'has 3 cells, the header row has 2' },
        { line: 5, reason: 'has a quote that is not closed or stands inside a cell' },
      ],
    }]);
  });

  test('names true lines behind cells that span lines, blank lines, ragged rows and stray quotes', async () => {
    const content = 'recipient_id,amount,note\nr1,5,"one\ntwo\n\nthree"\n\nr2,5\nr3,x,6" pipe\nr4,5,"a ""b"""\nr5,y,\n';
    expect(await reasons(content)).toEqual([
      '7: has 2 cells, the header row has 3',
      '8: amount "x" is not a number like 1234.50',
      '10: amount "y" is not a number like 1234.50',
    ]);
    expect(await reasons(content.replaceAll('\n', '\r\n'))).toHaveLength(3);
    expect((await reasons(content.replaceAll('\n', '\r\n'))).at(-1)).toBe('10: amount "y" is not a number like 1234.50');
  });

  test('names true lines behind quotes that are written twice, around line ends too', async () => {
    expect(await reasons('recipient_id,amount,note\nr1,5,"he said ""hi"" and\nleft"\nr2,5,"x ""y""\n""z"\nr3,x,\n')).toEqual(['6: amount "x" is not a number like 1234.50']);
  });

  test('counts the lines that a stray quote makes one row with', async () => {
    const { rejected, rows: kept } = await load('recipient_id,name\nr1,"Ann\nr2,Bob\nr3,"Cy\nr4,Dee\n');
    expect(kept).toBe(1);
    expect(rejected[0]).toMatchObject({ rows: 3, examples: [{ line: 2, reason: 'has a quote that is not closed or stands inside a cell, so that 3 lines are one' }] });
  });

  test('refuses a quote that is never closed, which would take the rest of the file along, in any size of file', async () => {
    const lost = (lines: number) => `gifts.csv:3: a quote is never closed, and the lines after it, ${lines.toLocaleString('en-GB')}, would be lost. Close the quote where the cell ends, or write it twice ("") where it is part of the text.`;
    const list = (lines: number) => `recipient_id,name\nr0,Ann\nr1,"Bob\n${`r2,${'y'.repeat(3996)}\n`.repeat(lines)}`;
    expect(await failure(list(2))).toBe(lost(2));
    expect(await failure(list(2).replaceAll('\n', '\r\n'))).toBe(lost(2));
    expect(await failure(list(9000))).toBe(lost(9000));
    expect(await failure(`${list(600)}r3,"Dee\n`)).toContain('gifts.csv:3: a quoted cell goes on over 601 more lines');
  });

  test('names true lines of ragged rows behind a byte order mark, and behind CRLF', async () => {
    const content = '\ufeff\n"recipient_id","amo\nunt"\nr1,5\nr2\nr3,5,6\n';
    const wanted = ['5: has 1 cells, the header row has 2', '6: has 3 cells, the header row has 2'];
    expect(await reasons(content)).toEqual(wanted);
    expect(await reasons(content.replaceAll('\n', '\r\n'))).toEqual(wanted);
  });

  test('names true lines in a gzip file and in a file of one column', async () => {
    expect(await reasons(gzipSync('recipient_id,amount\n"r\n1",5\nr2,x\n'))).toEqual(['4: amount "x" is not a number like 1234.50']);
    expect(await reasons('amount\n1\n\nx\n', { ...GIFTS, required: [] })).toEqual(['4: amount "x" is not a number like 1234.50']);
  });

  test('names the true line deep in a large file', async () => {
    const lines = Array.from({ length: 200_000 }, (_, index) => (index === 150_000 ? 'r150000,x' : `r${String(index)},${String(index)}`));
    expect(await reasons(`recipient_id,amount\n${lines.join('\n')}\n`)).toEqual(['150002: amount "x" is not a number like 1234.50']);
    expect(await warehouse.all(sql`SELECT count(*) AS n, sum(amount) AS total FROM gifts`)).toEqual([{ n: 199_999, total: 199_999 * 100_000 - 150_000 }]);
  });

  test('names at most five rows, and counts all', async () => {
    const { rejected } = await load(`recipient_id,amount\nr0,1\n${'r1,x\n'.repeat(1000)}`);
    expect(rejected[0]?.rows).toBe(1000);
    expect(rejected[0]?.examples).toHaveLength(5);
  });

  test('leaves out the row with a byte that is not UTF-8, far down', async () => {
    const content = Buffer.concat([Buffer.from(`recipient_id,name\n${'r0,Anna\n'.repeat(50_000)}`), Buffer.from('r1,M\xfcller\n', 'latin1')]);
    expect(await reasons(content)).toEqual(['50002: is not UTF-8']);
  });
});

describe('encodings', () => {
  test.each([
    ['UTF-8', Buffer.from('recipient_id,name\nr1,Müller – 5 €\n')],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffrecipient_id,name\nr1,Müller – 5 €\n')],
    ['Windows-1252', Buffer.from('recipient_id,name\nr1,M\xfcller \x96 5 \x80\n', 'latin1')],
    ['Windows-1252, gzip', gzipSync(Buffer.from('recipient_id,name\nr1,M\xfcller \x96 5 \x80\n', 'latin1'))],
    ['UTF-16 with a byte order mark', Buffer.from('\ufeffrecipient_id,name\nr1,Müller – 5 €\n', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\ufeffrecipient_id,name\nr1,Müller – 5 €\n', 'utf16le').swap16()],
    ['UTF-16 without a byte order mark', Buffer.from('recipient_id,name\nr1,Müller – 5 €\n', 'utf16le')],
    ['UTF-16 JSON Lines', Buffer.from('{"recipient_id":"r1","name":"Müller – 5 €"}\n', 'utf16le')],
  ])('reads %s', async (_, content) => {
    expect((await load(content)).rejected).toEqual([]);
    expect(await rows()).toEqual([{ recipient_id: 'r1', name: 'Müller – 5 €' }]);
  });

  test('names true lines of a file in another encoding, and leaves no copy behind', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.includes(`-${String(process.pid)}-`)).length;
    expect(await reasons(Buffer.from('recipient_id,amount,name\nr1,5,M\xfcller\nr2,x,\n', 'latin1'))).toEqual(['3: amount "x" is not a number like 1234.50']);
    expect(readdirSync(tmpdir()).filter((name) => name.includes(`-${String(process.pid)}-`))).toHaveLength(before);
  });

  test('rejects the rows of another encoding in a file that is UTF-8 otherwise', async () => {
    const content = Buffer.concat([Buffer.from('recipient_id,name\nr1,Müller\nr2,Größe\n'), Buffer.from('r3,M\xfcller\n', 'latin1'), Buffer.from('r4,Ö\n')]);
    expect(await reasons(content)).toEqual(['4: is not UTF-8']);
    expect((await rows()).map((row) => row['recipient_id'])).toEqual(['r1', 'r2', 'r4']);
  });
});

test('says which files are not in UTF-8, and reads each of a table in its own encoding', async () => {
  write('a.csv', 'recipient_id,name\nr1,Müller\n');
  write('b.csv', Buffer.from('recipient_id,name\nr2,M\xfcller\n', 'latin1'));
  write('c.csv', Buffer.from('\ufeffrecipient_id,name\nr3,Müller\n', 'utf16le'));
  const { encodings } = await loadTable(warehouse, GIFTS, join(folder, '*.csv'));
  expect((await rows()).map(({ name }) => name)).toEqual(['Müller', 'Müller', 'Müller']);
  expect(encodings).toEqual([{ table: 'gifts', file: join(folder, 'b.csv'), encoding: 'windows-1252' }, { table: 'gifts', file: join(folder, 'c.csv'), encoding: 'utf-16le' }]);
});

test('refuses a header row of gigabytes by its beginning, more of which no memory could hold', async () => {
  const file = write('gifts.csv', `recipient_id,${'x'.repeat(300_000)}`);
  truncateSync(file, 6e9);
  await expect(loadTable(warehouse, GIFTS, file)).rejects.toThrow(`gifts.csv:1: its header row does not end within 256 KiB. Check its line ends and quotes`);
});

test('refuses JSON Lines of one endless line', async () => {
  expect(await failure(`{"recipient_id":"${'x'.repeat(5_000_000)}"}\n`)).toBe('gifts.csv: has no line that is a JSON object of at most 2 MB. Write JSON Lines: one object a line.');
});

test.each([['of many megabytes', 30, false], ['that DuckDB drops in silence', 70, false], ['that DuckDB drops in silence, in a gzip file', 70, true]])('rejects a line %s, and reads the others', async (_, megabytes, gzip) => {
  const content = `recipient_id,name\nr1,a\nr2,${'x'.repeat(megabytes * 1_000_000)}\nr3,b\n`;
  const { rows: kept, rejected } = await load(gzip ? gzipSync(content, { level: 1 }) : content);
  expect(kept).toBe(2);
  expect(rejected.map(({ rows: count, examples }) => [count, examples[0]?.line, examples[0]?.reason])).toEqual([[1, 3, 'is longer than 2 MB']]);
});

describe('rows that are put by', () => {
  test('are those without a zone too, when the file is refused for them', async () => {
    const content = 'recipient_id,amount,occurred_at\nr1,x,2026-01-01T09:00:00Z\nr2,5,2026-01-01 09:00\nr3,6,03/04/2026\n';
    await expect(loadTable(warehouse, GIFTS, write('gifts.csv', content), { keepRejected: true })).rejects.toThrow('has no time zone');
    await writeRejects(warehouse, join(folder, 'rejects.csv'));
    expect(readFileSync(join(folder, 'rejects.csv'), 'utf8').split('\n').slice(1, -1).map((line) => line.split(',')[2])).toEqual(['2', '3', '4']);
  });

  test('repeat a row of an earlier id as a line that can be loaded again', async () => {
    await loadTable(warehouse, { ...GIFTS, key: 'recipient_id' }, write('gifts.csv', 'recipient_id,amount,occurred_at,name\nr1,5,2026-01-01T09:00:00Z,a\nr1,5,2026-01-01T10:00:00+01:00,"b, c"\n'), { keepRejected: true });
    expect(await warehouse.all(raw('SELECT "row" FROM rejected_rows'))).toEqual([{ row: 'r1,5.0,2026-01-01T09:00:00.000000Z,"b, c"' }]);
  });

  test('are written with file, line, reason and the row, and open in a spreadsheet without running anything', async () => {
    const content = 'recipient_id,amount,name\nr1,5,a\n=cmd|calc,x,"b, c"\n,5,d\nr4,5\nr1,7,e\n';
    await loadTable(warehouse, { ...GIFTS, key: 'recipient_id' }, write('gifts.csv', content), { keepRejected: true });
    await writeRejects(warehouse, join(folder, 'rejects.csv'));
    const at = `gifts,${join(folder, 'gifts.csv')}`;
    expect(readFileSync(join(folder, 'rejects.csv'), 'utf8')).toBe([
      'table,file,line,reason,row',
      `${at},3,"amount ""x"" is not a number like 1234.50","'=cmd|calc,x,""b, c"""`,
      `${at},4,recipient_id is empty,",5,d"`,
      `${at},5,"has 2 cells, the header row has 3","r4,5"`,
      `${at},6,recipient_id is that of an earlier row,"r1,7.0,e"`, '',
    ].join('\n'));
  });

  test('are all rows, of every format', async () => {
    write('a.jsonl', '{"recipient_id":"r1","amount":"x"}\nnonsense\n{"recipient_id":"r2"}\n');
    await warehouse.run(raw(`COPY (SELECT 'r' || i AS recipient_id, 'x' AS amount FROM range(100) AS t(i) UNION ALL SELECT 'r', '1') TO '${join(folder, 'b.parquet')}' (FORMAT parquet)`));
    await loadTable(warehouse, GIFTS, [join(folder, 'a.jsonl'), join(folder, 'b.parquet')], { keepRejected: true });
    const file = join(folder, 'rejects.parquet');
    await writeRejects(warehouse, file);
    expect(await warehouse.all(raw(`SELECT count(*) AS n, first("row") AS first, max(line) FILTER (WHERE file LIKE '%parquet') AS last FROM '${file}'`)))
      .toEqual([{ n: 102, first: '{"recipient_id":"r1","amount":"x"}', last: 100 }]);
  });
});

test('takes what the folders of a partitioned table say for columns, unless the file has them', async () => {
  for (const [path, content] of [['type=single/year=2026/a.csv', 'recipient_id\nr1\n'], ['type=in%20memory/year=__HIVE_DEFAULT_PARTITION__/b.csv', 'recipient_id,type\nr2,single\n'], ['type=in%20memory/c.csv', 'recipient_id\nr3\n']] as const) {
    mkdirSync(join(folder, 'parts', dirname(path)), { recursive: true });
    write(join('parts', path), content);
  }
  for (const given of ['parts', 'parts/', 'parts/type=*/**/*.csv']) {
    await loadTable(warehouse, GIFTS, join(folder, given));
    expect((await rows()).toSorted((a, b) => String(a['recipient_id']).localeCompare(String(b['recipient_id'])))).toEqual([
      { recipient_id: 'r1', type: 'single', year: '2026' }, { recipient_id: 'r2', type: 'single' }, { recipient_id: 'r3', type: 'in_memory' },
    ]);
  }
});

describe('what cannot be read at all', () => {
  test('a missing file', async () => {
    await expect(loadTable(warehouse, GIFTS, join(folder, 'none.csv'))).rejects.toThrow(/none\.csv: no such file/);
  });

  test('a missing column, with the columns it has and the nearest name', async () => {
    expect(await failure('recipient,amount\nr1,5\n')).toBe('gifts.csv: has no column recipient_id; it has recipient, amount. Rename "recipient", if that is it.');
    expect(await failure('name;amount\nr1;5\n')).toBe('gifts.csv: has no column recipient_id; it has name, amount. The table gifts needs recipient_id.');
  });

  test('a first line that is no header row, of which only the beginning is shown', async () => {
    expect(await failure(`<!doctype html>${'x'.repeat(500)}\n<p>\n`)).toBe(`gifts.csv: has no column recipient_id; it has <!doctype html>${'x'.repeat(25)}.... The table gifts needs recipient_id.`);
  });

  test('a column twice', async () => {
    expect(await failure('recipient_id,Amount,amount\nr1,5,6\n')).toContain('gifts.csv:1: has two columns "amount"');
    expect(await failure('recipient_id,recipient id\nr1,5\n')).toContain('has two columns');
  });

  test.each([
    ['an empty file', '', 'is empty'],
    ['a file of line ends', '\n\n', 'is empty'],
    ['Zstandard', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 1, 2, 3]), 'is compressed with Zstandard'],
    ['an Excel workbook', Buffer.from('PK\u0003\u0004'), 'is a zip or Excel file'],
    ['a header row with a zero byte', 'recipient_id,"em\u0000ail"\nr1,a@acme.example\n', 'has a zero byte in its header row'],
    ['a JSON array in one line', '[{"recipient_id": "r1"}]', 'is a JSON array'],
    ['mixed line ends', 'recipient_id,amount\nr1,5\r\nr2,6\n', 'its lines end in different ways'],
    ['a broken gzip file', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), 'is a damaged gzip file'],
    ['a gzip file of which only the beginning is there', gzipSync('recipient_id,amount\nmüller,5\n').subarray(0, 12), 'is a gzip file that is cut short'],
    ['a gzip file that lacks its last byte', gzipSync('recipient_id,amount\nmüller,5\n').subarray(0, -1), 'is a gzip file that is cut short'],
    ['a Parquet file cut short', Buffer.from('PAR1xxxx'), 'cannot be read'],
  ])('%s', async (_, content, what) => {
    expect(await failure(content)).toContain(`gifts.csv: ${what}`);
  });

  test('a large gzip file cut short, although all of its rows can be read', async () => {
    const rows = Array.from({ length: 60_000 }, () => `${randomUUID()},5\n`).join('');
    expect(await failure(gzipSync(`recipient_id,amount\n${rows}`).subarray(0, -8))).toContain('gifts.csv: is a gzip file that is cut short. Copy it again');
  });

  test('rows of which none can be read, so that nobody is taken for checked', async () => {
    expect(await failure('recipient_id,amount\nr1;5\nr2;6\n')).toContain('none of its 2 rows can be read (line 2: has 1 cells, the header row has 2)');
  });

  test('a header row alone is an empty table', async () => {
    expect(await load(HEADER)).toMatchObject({ rows: 0, rejected: [] });
  });
});

describe('required values and keys', () => {
  test('leaves out a row without its required value', async () => {
    expect(await reasons('recipient_id,amount\n ,5\nr2,6\n')).toEqual(['2: recipient_id is empty']);
  });

  test('leaves out a row that has none of the values of which it needs one', async () => {
    const spec = { ...GIFTS, required: [], requireOneOf: ['recipient_id', 'amount'] };
    expect(await reasons('recipient_id,amount,type\n,,single\n,5,single\n', spec)).toEqual(['2: none of recipient_id, amount is filled']);
    expect(await failure('type\nsingle\n', spec)).toContain('has no column recipient_id or amount');
  });

  test('keeps the first row of a key', async () => {
    expect(await reasons('recipient_id,amount\nr1,5\nr2,6\nr1,7\nr1,8\n', { ...GIFTS, key: 'recipient_id' }))
      .toEqual(['4: recipient_id is that of an earlier row', '5: recipient_id is that of an earlier row']);
    expect(await rows()).toEqual([{ recipient_id: 'r1', amount: 5 }, { recipient_id: 'r2', amount: 6 }]);
  });
});

describe('JSON Lines', () => {
  test('reads objects, arrays as lists, and keys that only some lines have', async () => {
    const { rejected } = await load('{"recipient_id":"r1","amount":12.5,"giftaid":true,"tags":["wells","schools"]}\r\n\r\n{"recipient_id":7,"tags":"a;b","x/y":"z","o":{"k":1}}');
    expect(await rows()).toEqual([
      { recipient_id: 'r1', amount: 12.5, giftaid: true, tags: ['wells', 'schools'] },
      { recipient_id: '7', tags: ['a', 'b'], 'x/y': 'z', o: '{"k":1}' },
    ]);
    expect(rejected).toEqual([]);
  });

  test('may stand in an array, an object a line, as a plan is written', async () => {
    const { rejected } = await load('[\n{"recipient_id":"r1","tags":["a","b,"]},\n  {"recipient_id":"r2","o":"x,"} ,\n{"recipient_id":"r3","amount":"x"},\n{"recipient_id":"r4"}\n]\n');
    expect(await rows()).toEqual([{ recipient_id: 'r1', tags: ['a', 'b,'] }, { recipient_id: 'r2', o: 'x,' }, { recipient_id: 'r4' }]);
    expect(rejected).toHaveLength(1);
    expect(await failure('[\n  {\n    "recipient_id": "r1"\n  }\n]\n')).toContain('has no line that is a JSON object');
  });

  test('names the lines that it cannot read', async () => {
    expect(await reasons('{"recipient_id":"r1","amount":1}\n\nnot json\n[1]\n{"recipient_id":"r2","amount":"x"}\n{"amount":3}\n'))
      .toEqual(['3: is not a JSON object', '4: is not a JSON object', '5: amount "x" is not a number like 1234.50', '6: recipient_id is empty']);
  });
});

describe('Parquet', () => {
  async function parquet(select: string): Promise<string> {
    const file = join(folder, 'gifts.parquet');
    await warehouse.run(raw(`COPY (${select}) TO '${file}' (FORMAT parquet)`));
    return file;
  }

  test('takes typed columns as they are', async () => {
    await loadTable(warehouse, GIFTS, await parquet(`SELECT 7 AS recipient_id, TIMESTAMPTZ '2026-03-04 10:00:00+02' AS occurred_at, 12.5::DECIMAL(9, 2) AS amount, true AS giftaid, ['a', 'b'] AS tags`));
    expect(await rows()).toEqual([{ recipient_id: '7', occurred_at: '2026-03-04T08:00:00.000Z', amount: 12.5, giftaid: true, tags: ['a', 'b'] }]);
  });

  test('refuses a timestamp column without a zone', async () => {
    const file = await parquet(`SELECT 'r1' AS recipient_id, TIMESTAMP '2026-03-04 10:00:00' AS occurred_at`);
    await expect(loadTable(warehouse, GIFTS, file)).rejects.toThrow(/gifts\.parquet:1: occurred_at "2026-03-04 10:00:00" has no time zone/);
  });

  test('reads values that stand in a dictionary as it reads those of a CSV: without white space, in the words of the column, empty as NULL', async () => {
    await loadTable(warehouse, GIFTS, await parquet(`SELECT 'r' || i AS recipient_id, ['\u00a0single ', 'In Memory', ' ', 'x'][1 + i % 4] AS type, ['a; b', ' c\t', ';', NULL][1 + i % 4] AS tags FROM range(9999) AS t(i) WHERE i % 4 < 3`));
    expect((await rows()).slice(0, 3)).toEqual([{ recipient_id: 'r0', type: 'single', tags: ['a', 'b'] }, { recipient_id: 'r1', type: 'in_memory', tags: ['c'] }, { recipient_id: 'r2', tags: [] }]);
  });

  test('names the row of a cell that it cannot read', async () => {
    const { rejected } = await loadTable(warehouse, GIFTS, await parquet(`SELECT 'r' || i AS recipient_id, CASE WHEN i = 3 THEN 'x' ELSE '1' END AS amount FROM range(5) AS t(i)`));
    expect(rejected[0]?.examples).toEqual([{ line: 4, reason: 'amount "x" is not a number like 1234.50' }]);
  });

  test('keeps instants to the microsecond, before 1970 and at the end of time', async () => {
    const instants = ["'1969-12-31 23:59:59.999999Z'", "'2026-03-04 10:00:00.123456+02'", "'9999-12-31 00:00:00Z'", "'infinity'"];
    await loadTable(warehouse, GIFTS, await parquet(`SELECT 'r' AS recipient_id, CAST(unnest([${instants.join(', ')}]) AS TIMESTAMPTZ) AS occurred_at`));
    expect((await warehouse.all(sql`SELECT CAST(occurred_at AS VARCHAR) AS at FROM gifts ORDER BY rowid`)).map(({ at }) => at))
      .toEqual(['1969-12-31 23:59:59.999999', '2026-03-04 08:00:00.123456', '9999-12-31 00:00:00', 'infinity']);
  });
});

describe('a reduced table', () => {
  const reduced = [
    { name: 'recipient', type: raw('UBIGINT'), value: sql`hash(recipient_id)` },
    { name: 'dated', type: raw('BOOLEAN'), value: sql`occurred_at IS NOT NULL` },
    { name: 'rich', type: raw('BOOLEAN'), value: sql`amount > 100` },
  ];

  test('holds what is worked out of columns, of those too that no file has, and nothing else', async () => {
    const { rows: count } = await loadTable(warehouse, GIFTS, [write('a.csv', 'Recipient ID,amount,note\n żaneta ,120,x\nr2,,y\n'), write('b.csv', 'recipient_id\nr3\n')], { reduced });
    expect(count).toBe(3);
    expect(await warehouse.all(sql`SELECT * REPLACE(recipient = hash(list_value('żaneta', 'r2', 'r3')[1 + rowid]) AS recipient) FROM gifts ORDER BY rowid`))
      .toEqual([{ recipient: true, dated: false, rich: true }, { recipient: true, dated: false, rich: null }, { recipient: true, dated: false, rich: null }]);
  });

  test('names rows that cannot be read as the whole table does, by columns that are not kept too', async () => {
    const file = write('a.csv', 'recipient_id,amount,giftaid\nr1,1,yes\n,2,no\nr3,much,no\nr4,4,perhaps\nr5,5,\n');
    const { rejected } = await loadTable(warehouse, GIFTS, file, { reduced });
    expect(rejected).toEqual((await loadTable(warehouse, GIFTS, file)).rejected);
    expect(rejected[0]?.examples.map(({ line }) => line)).toEqual([3, 4, 5]);
  });
});

describe('many files', () => {
  test('reads a folder and a glob as one table, with each file\'s own columns', async () => {
    write('a.csv', 'recipient_id,colour\nr1,red\n');
    write('b[1].jsonl', '{"amount":6,"recipient_id":"r2","Size":"L"}\n');
    write('notes.md', 'not a table');
    for (const given of [folder, join(folder, '*.*s*'), join(folder, '**/?*.*s*')]) expect((await loadTable(warehouse, GIFTS, given)).rows).toBe(2);
    expect(await rows()).toEqual([{ recipient_id: 'r1', colour: 'red' }, { recipient_id: 'r2', amount: 6, Size: 'L' }]);
  });

  test('names the file of a rejected row', async () => {
    const files = [write('a.csv', 'recipient_id,amount\nr1,5\nr2,x\n'), write('b.csv', 'recipient_id,amount\nr3,6\nr3\nr1,7\n')];
    const { rejected } = await loadTable(warehouse, { ...GIFTS, key: 'recipient_id' }, files);
    expect(rejected).toMatchObject([
      { file: files[0], rows: 1, examples: [{ line: 3 }] },
      { file: files[1], rows: 2, examples: [{ line: 3, reason: 'has 1 cells, the header row has 2' }, { line: 4, reason: 'recipient_id is that of an earlier row' }] },
    ]);
  });

  test('says when a glob or folder has no table', async () => {
    await expect(loadTable(warehouse, GIFTS, join(folder, '*.csv'))).rejects.toThrow('matches no file');
    await expect(loadTable(warehouse, GIFTS, folder)).rejects.toThrow('has no CSV, JSON Lines or Parquet file');
  });
});

describe('wide tables', () => {
  const wide = (columns: number) => `recipient_id,${Array.from({ length: columns - 1 }, (_, index) => `Feld ${String(index)}`).join(',')}\nr1${',x'.repeat(columns - 1)}\n`;

  test('refuses more columns than anybody has, in one line', async () => {
    expect(await failure(wide(10_000))).toMatch(/^gifts\.csv: has 10,000 columns, more than the 2,000 that are read of a table\. Export fewer columns/);
  });

  test('takes any number of which it keeps few', async () => {
    const file = write('gifts.csv', wide(10_000));
    const { rows: read, columns } = await loadTable(warehouse, GIFTS, file, { others: (column) => column === 'Feld 9998' });
    expect(read).toBe(1);
    expect(columns.filter((column) => !Object.hasOwn(GIFTS.columns, column))).toEqual(['Feld 9998']);
    expect(await rows()).toEqual([{ recipient_id: 'r1', 'Feld 9998': 'x' }]);
  });

  test('keeps every column of one that is as wide as a CRM exports', async () => {
    const { columns } = await load(wide(600));
    expect(columns).toHaveLength(599 + Object.keys(GIFTS.columns).length);
    expect(Object.keys((await rows())[0] ?? {})).toHaveLength(600);
  });
});
