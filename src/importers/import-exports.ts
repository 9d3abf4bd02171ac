import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { ConfigError, InputError } from '#errors.js';
import { createTable } from '#warehouse/create-table.js';
import { locateRecords } from '#warehouse/locate-record.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { DATE_ORDERS } from './date-order.js';
import type { DateOrder } from './date-order.js';
import { EXPORT_MAPS } from './export-maps.js';
import type { ExportSource } from './export-map.js';
import { columnsOf, keptColumns } from './file-columns.js';
import { campaignOfFile } from './file-campaign.js';
import { findExports } from './find-exports.js';
import type { ImportedFile, ImportResult } from './import-result.js';
import { lossOf } from './losses.js';
import { loadExports } from './load-exports.js';
import type { LoadedExport } from './load-exports.js';
import { makeRows } from './make-rows.js';
import type { Fault, RowContext } from './make-rows.js';
import { makePeople } from './people.js';
import { optOutColumns } from './opt-out-columns.js';
import { provenOrder } from './proven-order.js';
import { silentRows } from './silent-rows.js';
import { TARGETS, WRITTEN, targetTable } from './target-tables.js';
import type { TableName } from './target-tables.js';
import { writeTables } from './write-tables.js';

/** What to read, and what the exports do not say themselves. */
export interface ImportOptions {
  readonly source: ExportSource;
  /** Exported files, and folders of them. */
  readonly paths: readonly string[];
  /** Folder for the tables; it is made. */
  readonly output: string;
  /** IANA name of the account's zone: of times that name none, where the export does not write UTC. */
  readonly timezone?: string;
  /** Which comes first in dates such as 05/02/2026; without it they stop the import, unless others in the file show it. */
  readonly dateOrder?: DateOrder;
  /** ISO 4217 code of gifts whose file names none. */
  readonly currency?: string;
  /** csv when absent. */
  readonly format?: 'csv' | 'parquet';
  readonly progress?: (stage: string) => void;
}

/**
 * Turns the files that a system exports into Presend's tables.
 * @throws InputError when no file is an export of that system, or a time or date would have to be guessed
 */
export async function importExports(options: ImportOptions): Promise<ImportResult> {
  checkOptions(options);
  const maps = EXPORT_MAPS.filter(({ source }) => source === options.source);
  const { files, others } = findExports(options.paths);
  refuseOverwriting(files, options);
  const warehouse = await openWarehouse();
  try {
    options.progress?.('reading');
    const { known, unknown } = await loadExports(warehouse, maps, files);
    const notRead = [...unknown, ...others];
    const [first] = notRead;
    if (known.length === 0) throw new InputError(first?.file ?? options.paths.join(', '), `is no export of ${options.source} that is known${first === undefined ? '' : `: ${first.reason}`}`, 'docs/import.md lists the files that are read.');
    const sharedAddresses = await makePeople(warehouse, known);
    for (const [name, spec] of Object.entries(TARGETS)) await createTable(warehouse, { ...spec, name: targetTable(name as TableName) }, [sql`_key VARCHAR`]);
    const imported = await importFiles(warehouse, known, options);
    makeFolder(options.output);
    options.progress?.('writing');
    const written = await writeTables(warehouse, options);
    return {
      source: options.source, files: imported, ...written, sharedAddresses,
      unknown: notRead,
      giftsByAddress: known.some(({ map, fields }) => map.rows.some(({ table }) => table === 'gifts') && !fields.has('id')),
      heldBack: heldBack(known, written.tables.find(({ table }) => table === 'recipients')?.rows ?? 0),
    };
  } finally {
    await warehouse.close();
  }
}

/** Contacts that are no recipients. Of donors, who stand there as often as they gave, it says nothing. */
function heldBack(known: readonly LoadedExport[], recipients: number): number {
  const contacts = known.filter(({ map }) => map.people === true && map.keep !== false).reduce((sum, { rows }) => sum + rows, 0);
  return contacts === 0 ? 0 : contacts - recipients;
}

/** An export that is called as a table is would be gone. */
function refuseOverwriting(files: readonly string[], { output, format = 'csv' }: ImportOptions): void {
  const tables = new Set(WRITTEN.map((table) => resolve(output, `${table}.${format}`)).filter((file) => existsSync(file)).map((file) => realpathSync(file)));
  const file = files.find((each) => tables.has(realpathSync(each)));
  if (file !== undefined) throw new ConfigError('--output', `"${output}" is where "${basename(file)}" lies, which is read and would be overwritten`, 'Name another folder.');
}

function makeFolder(output: string): void {
  try {
    mkdirSync(output, { recursive: true });
  } catch (cause) {
    throw new InputError(output, 'cannot be a folder for the tables', 'Name another folder: a new one, or one in which you may write.', { cause });
  }
}

function checkOptions({ timezone, currency, dateOrder, paths }: ImportOptions): void {
  if (paths.length === 0) throw new InputError('import', 'no file was given', 'Give the files that were exported, or the folder that holds them.');
  if (currency !== undefined && !/^[A-Z]{3}$/.test(currency)) throw new ConfigError('--currency', `"${currency}" is no currency`, 'Write its ISO 4217 code, such as EUR.');
  if (dateOrder !== undefined && !DATE_ORDERS.includes(dateOrder)) throw new ConfigError('--date-order', `"${dateOrder}" is no order`, `Write ${DATE_ORDERS.join(' or ')}.`);
  if (timezone === undefined) return;
  try {
    new Intl.DateTimeFormat('en', { timeZone: timezone });
  } catch (cause) {
    throw new ConfigError('--timezone', `"${timezone}" is no time zone`, 'Write its IANA name, such as Europe/Berlin.', { cause });
  }
}

/** Overviews of campaigns first: they say when the others were sent. */
async function importFiles(warehouse: Warehouse, known: readonly LoadedExport[], options: ImportOptions): Promise<readonly ImportedFile[]> {
  const saysWhen = ({ map }: LoadedExport): boolean => map.rows.some(({ table }) => table === 'campaigns');
  const imported = [];
  for (const exported of [...known.filter(saysWhen), ...known.filter((each) => !saysWhen(each))]) {
    options.progress?.(exported.source.file);
    imported.push(await importFile(warehouse, exported, options));
  }
  return imported;
}

async function importFile(warehouse: Warehouse, exported: LoadedExport, options: ImportOptions): Promise<ImportedFile> {
  const { source, map, rows, rejected } = exported;
  const proven = options.dateOrder === undefined ? await provenOrder(warehouse, exported) : undefined;
  const dateOrder = options.dateOrder ?? proven;
  const { kept, notRead } = columnsOf(exported);
  const context: RowContext = { zone: options.timezone, dateOrder, currency: options.currency, campaign: await campaignOfFile(warehouse, source.file), kept: await keptColumns(warehouse, map.source, kept) };
  await warehouse.run(sql`CREATE OR REPLACE TABLE import_used (target VARCHAR, line BIGINT)`);
  const faults: { readonly table: TableName; readonly fault: Fault }[] = [];
  for (const row of map.rows) {
    for (const fault of await makeRows(warehouse, exported, row, context)) {
      await refuseGuess(exported, fault, options.dateOrder);
      faults.push({ table: row.table, fault });
    }
  }
  const of = (fatal: boolean) => faults.filter(({ fault }) => fault.fatal === fatal).map(({ table, fault }) => lossOf(table, fault));
  return {
    file: source.file, name: map.name, rows, dateOrder: proven, silent: await silentRows(warehouse, exported), leftOut: of(true), lostCells: of(false), kept, notRead, mayOptOut: await optOutColumns(warehouse, exported, [...kept, ...notRead]),
    unreadable: rejected === undefined ? undefined : { rows: rejected.rows, reason: rejected.examples.slice(0, 1).map(({ line, reason }) => `line ${String(line)} ${reason}`).join('') },
  };
}

const SYSTEMS: Readonly<Record<ExportSource, string>> = {
  mailchimp: 'Mailchimp', brevo: 'Brevo', klaviyo: 'Klaviyo', sendgrid: 'SendGrid', hubspot: 'HubSpot', civicrm: 'CiviCRM', salesforce: 'Salesforce', 'raisers-edge': "Raiser's Edge", pipedrive: 'Pipedrive', dynamics: 'Dynamics', rapidmail: 'rapidmail',
  donorbox: 'Donorbox', twingle: 'twingle', fundraisingbox: 'FundraisingBox', stripe: 'Stripe', paypal: 'PayPal', list: 'whatever system wrote the list', events: 'whatever system wrote the log',
};

/** Stops at a time whose zone, or a date whose month, nobody can know. */
async function refuseGuess({ source, map, rejected }: LoadedExport, { kind, field, value, first }: Fault, dateOrder: DateOrder | undefined): Promise<void> {
  if (kind !== 'naive' && kind !== 'ambiguous') return;
  const lines = rejected === undefined && source.format !== 'parquet' ? await locateRecords(source, { records: [first], offsets: [] }) : undefined;
  const where = lines === undefined ? source.file : `${source.file}:${String(lines.records.get(first) ?? 0)}`;
  if (kind === 'ambiguous' && dateOrder === undefined) throw new InputError(where, `${field} "${value ?? ''}" can be read as two different days`, 'Say which number comes first with --date-order day-month or --date-order month-day.');
  if (kind === 'ambiguous') throw new InputError(where, `${field} "${value ?? ''}" is no date by --date-order ${dateOrder ?? ''}`, 'Give the other order, or rewrite the column with dates as 2026-12-01.');
  throw new InputError(where, `${field} "${value ?? ''}" has no time zone, and ${SYSTEMS[map.source]} writes its account's`, 'Give that with --timezone, such as --timezone Europe/Berlin.');
}
