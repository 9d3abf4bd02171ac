import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { updateModel } from '#schedule/evidence/model-file/update-model.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { sql } from '#warehouse/sql.js';
import { withFiles } from '../audience-tables.js';
import { bytesOf, learnParts } from './learn-files.js';
import { oddLog } from './odd-log.js';
import type { EventRow } from './odd-log.js';

/** Milliseconds; a busy machine takes several times longer. */
const MANY_MODELS = 240_000;

const sent = (recipient_id: string, message_id: string, occurred_at: string, more: EventRow = {}): EventRow => ({ recipient_id, type: 'sent', occurred_at, message_id, ...more });
const open = (recipient_id: string, message_id: string, occurred_at: string): EventRow => ({ recipient_id, type: 'open', occurred_at, message_id, user_agent: 'Firefox' });

/** Both models are the same, file for file and byte for byte. */
async function sameModel(whole: readonly EventRow[], parts: readonly (readonly EventRow[])[]): Promise<void> {
  await withFiles({}, async (path) => {
    await learnParts(path, 'whole', [whole]);
    await learnParts(path, 'parts', parts);
    expect(bytesOf(path('parts'))).toEqual(bytesOf(path('whole')));
  });
}

const byTime = (a: EventRow, b: EventRow): number => (String(a['occurred_at']) < String(b['occurred_at']) ? -1 : 1);
const chunks = <T>(rows: readonly T[], count: number): readonly (readonly T[])[] => Array.from({ length: count }, (_, part) => rows.slice(Math.floor((rows.length * part) / count), Math.floor((rows.length * (part + 1)) / count)));

describe('a model that was brought up to date is the one that is learned from the whole log, to the byte', () => {
  it('when the log came in parts of time', () => sameModel(oddLog(1), chunks([...oddLog(1)].sort(byTime), 5)), MANY_MODELS);
  it('when its last part came first', () => sameModel(oddLog(2), [...chunks([...oddLog(2)].sort(byTime), 4)].reverse()), MANY_MODELS);

  it('however events were dealt out, in which order, and whichever came twice', async () => {
    const log = oddLog(3, 6);
    await fc.assert(fc.asyncProperty(
      fc.array(fc.record({ part: fc.integer({ min: 0, max: 2 }), again: fc.integer({ min: 0, max: 9 }), place: fc.integer() }), { minLength: log.length, maxLength: log.length }),
      async (deal) => {
        const order = [...log.keys()].sort((a, b) => deal[a]!.place - deal[b]!.place);
        const part = (number: number): readonly EventRow[] => order.filter((row) => deal[row]!.part === number || deal[row]!.again === number).map((row) => log[row]!);
        await sameModel(log, [part(0), part(1), part(2)]);
      }), { numRuns: 6, seed: 7, endOnFailure: true });
  }, MANY_MODELS);

  it.each<[string, readonly EventRow[], readonly EventRow[]]>([
    ['an open came before its send', [open('ann', 'm1', '2026-11-03T10:00:00Z')], [sent('ann', 'm1', '2026-11-03T09:00:00Z')]],
    ['a bounce came before its send', [{ recipient_id: 'ann', type: 'bounce', occurred_at: '2026-11-10T09:00:05Z', message_id: 'm1' }], [sent('ann', 'm1', '2026-11-03T09:00:00Z')]],
    ['an earlier send came to light, in an earlier week', [sent('ann', 'm1', '2026-11-10T09:00:00Z'), sent('bob', 'm1', '2026-11-10T09:00:00Z')], [sent('ann', 'm1', '2026-10-20T09:00:00Z')]],
    ['a message was sent again weeks later', [sent('ann', 'm1', '2026-10-20T09:00:00Z', { campaign_id: 'b' })], [sent('ann', 'm1', '2026-11-10T09:00:00Z', { campaign_id: 'a', triggered: true })]],
    ['an event came for an old week', [sent('ann', 'm2', '2026-11-10T09:00:00Z')], [sent('ann', 'm1', '2025-01-07T09:00:00Z'), open('ann', 'm2', '2026-11-30T09:00:00Z')]],
    ['the second part was empty', [sent('ann', 'm2', '2026-11-10T09:00:00Z')], []],
    ['the first part was empty', [], [sent('ann', 'm2', '2026-11-10T09:00:00Z')]],
    ['nothing came at all', [], []],
  ])('when %s', async (_, first, second) => sameModel([...second, ...first], [first, second]));

  it('when a week has more rows than a group of a file, whatever other weeks there are, on any number of threads', async () => {
    await withFiles({}, async (path) => {
      const file = (name: string): string => path(`${name}.parquet`);
      const maker = await openWarehouse();
      await maker.run(sql`
        CREATE TABLE log AS SELECT 'r' || i AS recipient_id, type, TIMESTAMPTZ '2026-11-02 06:00:00Z' + to_seconds(i + CASE type WHEN 'open' THEN 7200 ELSE 0 END) AS occurred_at, 'm' || i % 3 AS message_id
        FROM range(150000) AS people(i), (VALUES ('sent'), ('open')) AS types(type)
        UNION ALL SELECT 'r' || i, 'sent', TIMESTAMPTZ '2026-10-27 06:00:00Z', 'earlier' FROM range(700) AS people(i)`);
      await maker.run(sql`COPY log TO ${file('whole')} (FORMAT parquet)`);
      await maker.run(sql`COPY (SELECT * FROM log WHERE hash(recipient_id) % 100 > 0 OR message_id = 'earlier') TO ${file('old')} (FORMAT parquet)`);
      await maker.run(sql`COPY (SELECT * FROM log WHERE hash(recipient_id) % 100 = 0 AND message_id <> 'earlier') TO ${file('new')} (FORMAT parquet)`);
      await maker.close();
      for (const [model, threads, names] of [['a', 1, ['whole']], ['b', 4, ['whole']], ['c', 3, ['old', 'new']]] as const) {
        for (const name of names) {
          const warehouse = await openWarehouse({ threads });
          await updateModel(warehouse, { events: file(name), model: path(model), progress: () => undefined });
          await warehouse.close();
        }
      }
      expect(Object.keys(bytesOf(path('a'))).filter((name) => name.startsWith('2026-11-02'))).toHaveLength(2);
      expect(bytesOf(path('b'))).toEqual(bytesOf(path('a')));
      expect(bytesOf(path('c'))).toEqual(bytesOf(path('a')));
    });
  }, MANY_MODELS);
});

describe('an update', () => {
  it('with what the model has already writes nothing', async () => {
    await withFiles({}, async (path) => {
      const log = oddLog(4);
      const [first, again, part] = await learnParts(path, 'model', [log, log, log.slice(100, 200)]);
      expect(first).toMatchObject({ created: true, written: first!.files, rejected: [] });
      for (const later of [again, part]) expect(later).toMatchObject({ created: false, written: 0, messages: first!.messages, signals: first!.signals, firstEvent: first!.firstEvent });
    });
  });

  it('writes the weeks of its events, and of an older message that they are of; no other', async () => {
    await withFiles({}, async (path) => {
      const weeks = ['2026-09-07', '2026-09-14', '2026-09-21', '2026-09-28'];
      await learnParts(path, 'model', [weeks.flatMap((day, index) => [sent('ann', `m${String(index)}`, `${day}T09:00:00Z`), open('ann', `m${String(index)}`, `${day}T10:00:00Z`)])]);
      const before = bytesOf(path('model'));
      await learnParts(path, 'model', [[open('ann', 'm0', '2026-09-28T09:00:00Z'), { recipient_id: 'ann', type: 'bounce', occurred_at: '2026-09-30T09:00:00Z', message_id: 'm1' }]]);
      const after = bytesOf(path('model'));
      const changed = Object.keys(after).filter((name) => before[name] !== after[name]).map((name) => name.replace(/\.[0-9a-f]{16}\./, '.'));
      expect(changed).toEqual(['2026-09-14.messages.parquet', '2026-09-28.signals.parquet', 'model.json']);
      expect(Object.keys(after)).toHaveLength(9);
    });
  });

  it('says which rows cannot be read, which are of no use, and takes the others', async () => {
    await withFiles({}, async (path) => {
      const [result] = await learnParts(path, 'model', [[
        sent('ann', 'm1', '2026-11-03T09:00:00Z'), { ...sent('ann', 'm1', 'yesterday'), type: 'open' }, { ...sent('ann', 'm1', '2026-11-04T09:00:00Z'), type: 'opend' }, { recipient_id: 'ann', type: 'sent', occurred_at: '2026-11-03T09:00:00Z' },
        { recipient_id: 'ann', type: 'delivered', occurred_at: '2026-11-12T09:00:00Z', message_id: 'm1' },
      ]]);
      expect(result).toMatchObject({ events: 3, messages: 1, signals: 0, unused: { delivered: 1, 'sent without a message or campaign': 1 }, firstEvent: '2026-11-03T09:00:00.000Z', lastEvent: '2026-11-12T09:00:00.000Z' });
      expect(result!.rejected).toMatchObject([{ table: 'events', rows: 1 }]);
      expect(result!.unreadWords).toMatchObject([{ column: 'type', count: 1, words: [{ word: 'opend', meant: 'open' }] }]);
    });
  });

  it('of deliveries without any send is refused, and may come without the sends that the model has', async () => {
    await withFiles({}, async (path) => {
      const delivered = { ...sent('ann', 'm1', '2026-11-03T09:00:05Z'), type: 'delivered' };
      await expect(learnParts(path, 'model', [[delivered]])).rejects.toThrow(/1 `delivered` events and no `sent`/);
      expect(await learnParts(path, 'model', [[sent('ann', 'm1', '2026-11-03T09:00:00Z')], [delivered]])).toMatchObject([{ messages: 1 }, { messages: 1, unused: { delivered: 1 } }]);
    });
  });

  it('of rows none of which can be read leaves the model as it was', async () => {
    await withFiles({}, async (path) => {
      await learnParts(path, 'model', [oddLog(5, 2)]);
      const before = bytesOf(path('model'));
      await expect(learnParts(path, 'model', [[{ recipient_id: '', type: 'sent', occurred_at: '2026-11-03T09:00:00Z' }]])).rejects.toThrow(/none of its 1 rows can be read/);
      expect(bytesOf(path('model'))).toEqual(before);
    });
  });

  it('names no person, message or address in the model', async () => {
    await withFiles({}, async (path) => {
      const warehouse = await openWarehouse();
      await learnParts(path, 'model', [oddLog(6, 3)]);
      const columns = await warehouse.all<{ name: string; column_type: string }>(sql`
        SELECT column_name AS name, column_type FROM (DESCRIBE SELECT * FROM read_parquet(${path('model/*.parquet')}, union_by_name = true)) WHERE column_type = 'VARCHAR' ORDER BY 1`);
      expect(columns.map(({ name }) => name)).toEqual(['machine', 'type']);
      await warehouse.close();
    });
  });
});
