import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadTable } from '#warehouse/load-table.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { sql } from '#warehouse/sql.js';
import type { TableSpec } from '#warehouse/table-spec.js';
import type { Warehouse } from '#warehouse/warehouse.js';

const SPEC: TableSpec = {
  name: 'recipients',
  columns: { recipient_id: 'text', kind: { enum: ['natural', 'unknown'], synonyms: { natural: ['privat'] }, otherwise: { value: 'unknown', within: [{ words: ['mensch'], value: 'natural' }] } }, state: { enum: ['active'] } },
  required: ['recipient_id'],
  key: 'recipient_id',
};

let warehouse: Warehouse;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'unread-words-'));
  warehouse = await openWarehouse({ threads: 1 });
});
afterEach(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true });
});

async function loadKinds(kinds: readonly string[]) {
  const file = join(folder, 'recipients.csv');
  writeFileSync(file, `recipient_id,kind\n${kinds.map((kind, index) => `r${String(index)},"${kind}"\n`).join('')}`);
  return loadTable(warehouse, SPEC, file);
}

test('names the words that an enum does not know, the most frequent first, and what they count as', async () => {
  const { unreadWords, rejected } = await loadKinds(['VIP', 'natural', 'Größe XL', 'Privat', 'VIP', '', 'n/a', 'ein Mensch']);
  expect(rejected).toEqual([]);
  expect(unreadWords).toEqual([{ table: 'recipients', column: 'kind', takenFor: 'unknown', count: 3, different: 2, words: [{ word: 'VIP', count: 2 }, { word: 'Größe XL', count: 1 }] }]);
  const kinds = await warehouse.all<{ kind: string | null }>(sql`SELECT kind FROM recipients ORDER BY rowid`);
  expect(kinds.map(({ kind }) => kind)).toEqual(['unknown', 'natural', 'unknown', 'natural', 'unknown', null, null, 'natural']);
});

test('says nothing where every word is known, or the column is not there', async () => {
  expect((await loadKinds(['natural', 'Privat', 'unknown', '-'])).unreadWords).toEqual([]);
  writeFileSync(join(folder, 'ids.csv'), 'recipient_id\nr1\n');
  expect((await loadTable(warehouse, SPEC, join(folder, 'ids.csv'))).unreadWords).toEqual([]);
});

test('shows five of a column of names, by their beginning, and counts the others', async () => {
  const [found] = (await loadKinds(Array.from({ length: 3000 }, (_, index) => `Maximiliane Ørsted-${String(index)} ${'x'.repeat(500)}`))).unreadWords;
  expect([found?.count, found?.different, found?.words.length]).toEqual([3000, 3000, 5]);
  for (const { word } of found?.words ?? []) expect(Array.from(word)).toHaveLength(30);
});

test('shows no address, and nothing that a terminal would obey', async () => {
  const [found] = (await loadKinds(['anna@firma.example', 'anna@firma.example', '\u001b[31mrot\u202e'])).unreadWords;
  expect(found?.words).toEqual([{ word: '(an address)', count: 2 }, { word: '\ufffd[31mrot\ufffd', count: 1 }]);
});

test('counts rows that stay only', async () => {
  const file = join(folder, 'recipients.csv');
  writeFileSync(file, 'recipient_id,kind,state\nr1,VIP,\nr1,VIP,\n,VIP,\nr3,VIP,gone\n');
  const { unreadWords, rejected } = await loadTable(warehouse, SPEC, file);
  expect(rejected.map(({ rows }) => rows)).toEqual([3]);
  expect(unreadWords.map(({ count }) => count)).toEqual([1]);
});
