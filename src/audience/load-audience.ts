import { InputError } from '#errors.js';
import { createTable } from '#warehouse/create-table.js';
import { loadTable } from '#warehouse/load-table.js';
import type { LoadedTable, LoadOptions } from '#warehouse/load-table.js';
import { columnName } from '#warehouse/match-columns.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import type { WarehouseOptions } from '#warehouse/open-warehouse.js';
import type { Rejected } from '#warehouse/rejected.js';
import { writeRejects } from '#warehouse/rejected-rows.js';
import type { TableSpec } from '#warehouse/table-spec.js';
import type { GuessedEncoding } from '#warehouse/text-encoding.js';
import type { UnreadWords } from '#warehouse/unread-words.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import type { AudienceInput } from '#rule/rule.js';
import { addressesForIds } from './addresses-for-ids.js';
import type { Audience, AudienceFiles } from './audience.js';
import type { AudienceContext } from './fact-stage.js';
import { isDeathColumn } from './death-marks.js';
import { readDeaths } from './read-deaths.js';
import { isStatusColumn, readLifecycle } from './read-lifecycle.js';
import { makeRecipientFacts } from './recipient-facts.js';
import { registerRecipientDomains } from './register-domains.js';
import { CONSENTS, CONTACTS, EVENTS, GIFTS, RECIPIENTS, SCHEDULE, SUPPRESSIONS } from './tables.js';
import { unreadWordsOf } from './unread-words.js';

const TABLES: readonly TableSpec[] = [RECIPIENTS, CONSENTS, CONTACTS, SUPPRESSIONS, EVENTS, GIFTS, SCHEDULE];

export interface LoadedAudience {
  /** Its warehouse is the caller's to close. */
  readonly audience: Audience;
  readonly rejected: readonly Rejected[];
  readonly encodings: readonly GuessedEncoding[];
  readonly unreadWords: readonly UnreadWords[];
}

export interface AudienceLoadOptions extends Omit<WarehouseOptions, 'onProgress'> {
  /** CSV or Parquet file for the rows that cannot be read: put by for `writeRejects`, and written at once if the audience is refused. */
  readonly rejects?: string;
  /** Called with what is being done: `reading contacts, 43 %`. */
  readonly progress?: (stage: string) => void;
}

/**
 * Loads the audience's tables into a warehouse of their own and works out recipient_facts. A table that is not given is empty.
 * @throws InputError when a file cannot be read as its table
 */
export async function loadAudience(files: AudienceFiles, context: AudienceContext, options: AudienceLoadOptions = {}): Promise<LoadedAudience> {
  const { rejects, progress, ...settings } = options;
  let stage = '';
  const begin = (next: string): void => {
    stage = next;
    progress?.(stage);
  };
  const warehouse = await openWarehouse({ ...settings, ...(progress && { onProgress: (percent: number) => progress(`${stage}, ${String(percent)} %`) }) });
  try {
    const loaded = await loadTables(warehouse, files, { keepRejected: rejects !== undefined }, begin);
    const given = new Set(loaded.keys()) as Set<AudienceInput>;
    const recipients = loaded.get('recipients');
    // Nobody to judge is a mistake, not a pass: most often an export that went wrong.
    if (recipients?.rows === 0) throw new InputError(files.recipients ?? 'recipients', 'has a header and no recipients', 'Export it again, or lint without it.');
    begin('looking recipients up in the other tables');
    const { facts, types } = await makeRecipientFacts({ warehouse, given, context }, recipients?.columns ?? []);
    const [tables, columns] = [[...loaded.values()], columnsOf(loaded)];
    const unreadWords = [...tables.flatMap((table) => table.unreadWords), ...await unreadWordsOf(warehouse, columns, loaded.get('contacts')?.columns ?? []), ...await addressesForIds(warehouse, given)];
    begin('judging recipients');
    return {
      audience: { warehouse, given, facts, types, mergeFields: recipients?.header ?? [], columns },
      rejected: tables.flatMap(({ rejected }) => rejected), encodings: tables.flatMap(({ encodings }) => encodings), unreadWords,
    };
  } catch (error) {
    if (rejects !== undefined && error instanceof InputError) await writeRejects(warehouse, rejects);
    await warehouse.close();
    throw error;
  }
}

function columnsOf(loaded: ReadonlyMap<string, LoadedTable>): ReadonlySet<string> {
  return new Set(TABLES.flatMap((spec) => (loaded.get(spec.name)?.header ?? []).map((written) => `${spec.name}.${columnName(spec, written)}`)));
}

/** The recipients' domains are described while the other tables are read: the one is work for JavaScript in a single thread, the other for DuckDB. */
async function loadTables(warehouse: Warehouse, files: AudienceFiles, options: LoadOptions, begin: (stage: string) => void): Promise<ReadonlyMap<string, LoadedTable>> {
  const loaded = new Map<string, LoadedTable>();
  const [recipients, ...others] = TABLES.map((spec) => async () => {
    const file = files[spec.name as AudienceInput];
    if (file === undefined || file.length === 0) return createTable(warehouse, spec);
    begin(`reading ${spec.name}`);
    loaded.set(spec.name, await loadOne(warehouse, spec, file, options));
  });
  await recipients?.();
  const readOthers = async (): Promise<void> => {
    for (const read of others) await read();
  };
  const [read, described] = await Promise.allSettled([readOthers(), registerRecipientDomains(warehouse)]);
  if (read.status === 'rejected') throw read.reason;
  if (described.status === 'rejected') throw described.reason;
  return loaded;
}

async function loadOne(warehouse: Warehouse, spec: TableSpec, file: string | readonly string[], options: LoadOptions): Promise<LoadedTable> {
  // Of the recipients a mail may print any column; of other tables only a CRM's status, and whom it marks as dead, is read beyond the spec's.
  const isReadBeyond = (column: string): boolean => isStatusColumn(column) || isDeathColumn(column);
  const others = spec === RECIPIENTS ? undefined : { others: (column: string) => spec === CONTACTS && isReadBeyond(column) };
  const inPlace = (columns: readonly string[]) => spec !== CONTACTS || !columns.some(isReadBeyond);
  const table = await loadTable(warehouse, spec, file, { ...options, ...others, inPlace });
  if (spec === CONTACTS) {
    await readLifecycle(warehouse, table.columns);
    await readDeaths(warehouse, table.columns);
  }
  return table;
}
