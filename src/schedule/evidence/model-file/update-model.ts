import { InputError } from '#errors.js';
import { bytesOf } from '#warehouse/find-files.js';
import { isDiskFull } from '#warehouse/is-disk-full.js';
import { raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { loadEvents, mergedMessages, mergedSignals, messageRows, sendRows, signalRows } from '../event-log.js';
import { SIGNALS } from '../log-kinds.js';
import type { LearnResult } from '../../learn-result.js';
import { emptyManifest, readingOf, readManifest } from './read-manifest.js';
import type { ModelManifest, WeekFile } from './read-manifest.js';
import { checkFiles, pathsOf, withFiles } from './read-weeks.js';
import { openModelFolder } from './write-model-folder.js';
import { sortByWeek, writeWeeks } from './write-weeks.js';

export interface UpdateOptions {
  /** Files, folders or globs. */
  readonly events: string;
  /** The model's folder; made where it is not there. */
  readonly model: string;
  readonly progress: (stage: string) => void;
}

/**
 * Adds events to a model, or makes one. Its rows are merged by minimum, maximum and DISTINCT, for which it does not matter in which order, in which parts and how often
 * events come: so a model that was brought up to date is, to the byte, the one that is learned from the whole log.
 */
export async function updateModel(warehouse: Warehouse, { events, model, progress }: UpdateOptions): Promise<LearnResult> {
  const folder = openModelFolder(model);
  try {
    const reading = await readingOf(warehouse);
    const before = readManifest(model, reading) ?? emptyManifest(reading);
    progress('reading the events');
    const few = bytesOf(events) < WORTH_THREADS;
    if (few) await useOneThread(warehouse);
    const loaded = await loadEvents(warehouse, events);
    const counts = await countEvents(warehouse);
    const unused = unusedEvents(counts);
    await reduceEvents(warehouse, few);
    progress('merging them with the model');
    const shared = await sharedMessages(warehouse, model, before);
    checkFiles(model, shared);
    await sortByWeek(warehouse, 'messages', mergedMessages(withFiles(messageRows(sql`new_sends`), 'messages', model, shared)));
    await sortByWeek(warehouse, 'signals', mergedSignals(sql`new_signals`));
    for (const table of few ? ['events'] : ['new_sends', 'new_signals']) await warehouse.run(sql`DROP TABLE ${raw(table)}`);
    progress('writing the model');
    await useOneThread(warehouse);
    const manifest: ModelManifest = {
      ...before, firstEvent: counts.reduce((first, count) => earlier(first, count.first), before.firstEvent), lastEvent: counts.reduce((last, count) => later(last, count.last), before.lastEvent),
      messages: await writeWeeks(warehouse, 'messages', { model, half: folder.half, standing: before.messages.filter((file) => !shared.includes(file)) }),
      signals: await writeWeeks(warehouse, 'signals', { model, half: folder.half, standing: before.signals }),
    };
    refuseWithoutSends(events, manifest, unused);
    folder.commit(manifest);
    return { model, events: loaded.rows, unused, ...summary(before, manifest), rejected: loaded.rejected, unreadWords: loaded.unreadWords };
  } catch (error) {
    throw isDiskFull(error) ? new InputError(model, 'cannot be written: there is no space left, there or in the temporary folder', 'Make room; the model is as it was.', { cause: error }) : error;
  } finally {
    folder.close();
  }
}

/** Bytes of new events; statements over fewer are so short that threads cost more than they bring: our own. */
const WORTH_THREADS = 16 * 1024 ** 2;

async function useOneThread(warehouse: Warehouse): Promise<void> {
  await warehouse.run(sql`SET threads = 1`);
}

/** Makes `new_sends` and `new_signals`: views of few events, tables instead of many, which take several times the memory. */
async function reduceEvents(warehouse: Warehouse, few: boolean): Promise<void> {
  const kind = raw(few ? 'VIEW' : 'TABLE');
  await warehouse.run(sql`CREATE ${kind} new_sends AS FROM ${sendRows()}`);
  await warehouse.run(sql`CREATE ${kind} new_signals AS FROM ${signalRows()}`);
  if (!few) await warehouse.run(sql`DROP TABLE events`);
}

/** Files with messages that new sends and bounces are of, whatever week these fall into. */
async function sharedMessages(warehouse: Warehouse, model: string, { messages }: ModelManifest): Promise<readonly WeekFile[]> {
  await warehouse.run(sql`CREATE OR REPLACE TABLE new_bits AS SELECT DISTINCT ${FIRST_BITS} AS bits FROM new_sends`);
  const named = await filesWith(warehouse, model, messages, (rows) => sql`(SELECT filename, message FROM (SELECT filename, message, ${FIRST_BITS} AS bits FROM ${rows}) JOIN new_bits USING (bits)) WHERE message IN (SELECT message FROM new_sends)`);
  return filesWith(warehouse, model, named, (rows) => sql`${rows} WHERE (recipient, message) IN (SELECT (recipient, message) FROM new_sends)`); // two columns of few files
}

/** What most messages are told apart by: DuckDB looks numbers of up to 20 bits up in an array, in a quarter of the time that it needs to look up a hash. */
const FIRST_BITS = sql`CAST(message >> 44 AS INTEGER)`;

/** Those with a row that is left of `rows`. */
async function filesWith(warehouse: Warehouse, model: string, files: readonly WeekFile[], left: (rows: Sql) => Sql): Promise<readonly WeekFile[]> {
  if (files.length === 0) return [];
  const found = await warehouse.all<{ path: string }>(sql`SELECT DISTINCT filename AS path FROM ${left(sql`read_parquet(${pathsOf(model, files)}, filename = true)`)}`).catch((error: unknown) => {
    checkFiles(model, files);
    throw error;
  });
  return files.filter(({ file }) => found.some(({ path }) => path.endsWith(file)));
}

/** The events of a type; instants are ISO 8601 in UTC. */
interface EventCount {
  readonly type: string;
  /** Whether they name no message or campaign. */
  readonly unnamed: boolean;
  readonly events: number;
  readonly first: string;
  readonly last: string;
}

/** One look at all of them tells what several would. */
async function countEvents(warehouse: Warehouse): Promise<readonly EventCount[]> {
  return warehouse.all<{ [Key in keyof EventCount]: EventCount[Key] }>(sql`
    SELECT CAST(type AS VARCHAR) AS type, unnamed, events, first, last
    FROM (SELECT type, message IS NULL AS unnamed, count(*) AS events, min(occurred_at) AS first, max(occurred_at) AS last FROM events GROUP BY ALL)`);
}

function isSendOrBounce(type: string): boolean {
  return type === 'sent' || type === 'bounce';
}

function earlier(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && Date.parse(b) < Date.parse(a)) ? b : a;
}

function later(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && Date.parse(b) > Date.parse(a)) ? b : a;
}

/** Rows that say nothing of when anybody reads, by what they are, most first. */
function unusedEvents(counts: readonly EventCount[]): Readonly<Record<string, number>> {
  const unused = new Map<string, number>();
  for (const { type, unnamed, events } of counts) {
    if (SIGNALS.some((signal) => signal === type) || (isSendOrBounce(type) && !unnamed)) continue;
    const kind = isSendOrBounce(type) ? `${type} without a message or campaign` : type;
    unused.set(kind, (unused.get(kind) ?? 0) + events);
  }
  return Object.fromEntries([...unused].sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1)));
}

/** A plan from events takes deliveries for sends where there are no others; whether there are cannot be told of a log that comes in parts. */
function refuseWithoutSends(events: string, { messages }: ModelManifest, { delivered = 0 }: Readonly<Record<string, number>>): void {
  if (messages.length === 0 && delivered > 0) throw new InputError(events, `has ${delivered.toLocaleString('en-GB')} \`delivered\` events and no \`sent\``, 'Without sends nothing can be learned: write `sent` for `delivered`, here and in what comes later.');
}

function summary(before: ModelManifest, after: ModelManifest): Pick<LearnResult, 'created' | 'messages' | 'signals' | 'weeks' | 'files' | 'written' | 'firstEvent' | 'lastEvent'> {
  const files = [...after.messages, ...after.signals];
  const known = new Set([...before.messages, ...before.signals].map(({ file }) => file));
  const rows = (part: readonly WeekFile[]): number => part.reduce((sum, file) => sum + file.rows, 0);
  return {
    created: before.firstEvent === null, messages: rows(after.messages), signals: rows(after.signals), weeks: new Set(files.map(({ week }) => week)).size, files: files.length,
    written: files.filter(({ file }) => !known.has(file)).length, firstEvent: after.firstEvent, lastEvent: after.lastEvent,
  };
}
