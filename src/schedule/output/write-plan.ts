import { rm } from 'node:fs/promises';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { raw, sql } from '#warehouse/sql.js';
import { writeTable } from '#warehouse/write-table.js';
import type { PlannedRecipient, PlanSink } from '../plan-result.js';
import { PLAN_CSV_HEADER, planCsv } from './plan-csv.js';
import { fileTarget } from './write-text.js';
import type { TextTarget } from './write-text.js';

/** Column types of a Parquet plan; instants are instants, the time on the recipient's clock is text with its offset. */
const PARQUET_TYPES: Readonly<Record<keyof PlannedRecipient, 'VARCHAR' | 'TIMESTAMPTZ' | 'DOUBLE' | 'INTEGER'>> = {
  recipient_id: 'VARCHAR', status: 'VARCHAR', send_at: 'TIMESTAMPTZ', local_send_at: 'VARCHAR', timezone: 'VARCHAR', timezone_source: 'VARCHAR',
  window_start: 'TIMESTAMPTZ', window_end: 'TIMESTAMPTZ', expected_rate: 'DOUBLE', expected_rate_low: 'DOUBLE', expected_rate_high: 'DOUBLE',
  lift: 'DOUBLE', lift_low: 'DOUBLE', lift_high: 'DOUBLE', evidence: 'VARCHAR', personal_events: 'INTEGER', propensity: 'DOUBLE', reason: 'VARCHAR',
};

export const PLAN_FORMATS = ['csv', 'json', 'parquet'] as const;
export type PlanFormat = (typeof PLAN_FORMATS)[number];

/** A CSV file with a header row. */
export function csvSink(target: TextTarget): PlanSink {
  let before = PLAN_CSV_HEADER;
  const write = async (rows: readonly PlannedRecipient[]): Promise<void> => {
    await target.write(before + planCsv(rows));
    before = '';
  };
  return { write, close: () => target.close(), abort: () => target.abort() };
}

/** A JSON array, one row a line. */
export function jsonSink(target: TextTarget): PlanSink {
  let before = '[\n';
  const write = async (rows: readonly PlannedRecipient[]): Promise<void> => {
    for (const row of rows) {
      await target.write(before + JSON.stringify(row));
      before = ',\n';
    }
  };
  const close = async (): Promise<void> => {
    await target.write(before === '[\n' ? '[]\n' : '\n]\n');
    await target.close();
  };
  return { write, close, abort: () => target.abort() };
}

/** One JSON object a line. */
export function jsonLinesSink<Row>(target: TextTarget): PlanSink<Row> {
  return {
    write: (rows) => target.write(rows.map((row) => `${JSON.stringify(row)}\n`).join('')),
    close: () => target.close(),
    abort: () => target.abort(),
  };
}

/** A Parquet file, made from a file of JSON Lines beside it. */
export function parquetSink(file: string): PlanSink {
  const lines = `${file}.${String(process.pid)}.jsonl`;
  const rows = jsonLinesSink<PlannedRecipient>(fileTarget(lines));
  const close = async (): Promise<void> => {
    await rows.close();
    const warehouse = await openWarehouse();
    const columns = Object.entries(PARQUET_TYPES).map(([name, type]) => `${name}: '${type}'`).join(', ');
    try {
      await writeTable(warehouse, sql`SELECT * FROM read_json(${raw(`'${lines.replaceAll("'", "''")}'`)}, format = 'newline_delimited', columns = {${raw(columns)}})`, file);
    } finally {
      await warehouse.close();
      await rm(lines, { force: true });
    }
  };
  return { write: (chunk) => rows.write(chunk), close, abort: () => rows.abort() };
}
