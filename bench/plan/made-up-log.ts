import { join } from 'node:path';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { raw, sql } from '#warehouse/sql.js';

export interface LogOptions {
  readonly recipients: number;
  /** Mails each. */
  readonly mails: number;
  /** One recipient has as many events as all others. */
  readonly half?: boolean;
  /** Three rows in ten have no recipient. */
  readonly unreadable?: boolean;
  /** A seventh of the recipients gets the mail on each day of the week, and every mail has an id of its own. */
  readonly daily?: boolean;
}

/**
 * Writes recipients.parquet and events.parquet; returns how many events. Weekly mail at nine UTC, on Tuesday; a third is opened, some hours later, at hours that depend on the person; a tenth of it
 * is clicked. With `daily` also old.parquet and new.parquet: the events but for the last hundredth, and that.
 */
export async function makeLog(folder: string, { recipients, mails, half = false, unreadable = false, daily = false }: LogOptions): Promise<number> {
  const warehouse = await openWarehouse();
  const path = (name: string): string => join(folder, name);
  const write = (query: string, name: string): Promise<void> => warehouse.run(sql`COPY (${raw(query)}) TO ${path(name)} (FORMAT parquet)`);
  await write(`
    SELECT 'r' || lpad(CAST(i AS VARCHAR), 9, '0') AS recipient_id, 'x_' || i || '@gmail.com' AS email,
      (['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Europe/London', 'Australia/Sydney'])[1 + i % 5] AS timezone
    FROM range(${String(recipients)}) AS t(i)`, 'recipients.parquet');
  const id = `'r' || lpad(CAST(${half ? 'CASE WHEN i % 2 = 1 THEN 1 ELSE i END' : 'i'} AS VARCHAR), 9, '0')`;
  await write(`
    WITH mail AS (
      SELECT i, m, TIMESTAMPTZ '2026-11-10 09:00:00Z' - to_days(CAST(7 * m${daily ? ' + i % 7' : ''} AS INTEGER)) AS sent, hash(i, m) % 1000 / 1000.0 AS luck, hash(m, i, 1) % 1000 / 1000.0 AS delay
      FROM range(${String(recipients)}) AS t(i), range(${String(mails)}) AS u(m)),
    seen AS (SELECT *, sent + to_seconds(3600.0 * (i % 12 + 3 * delay)) AS seen_at FROM mail WHERE luck < 0.33)
    SELECT ${unreadable ? `CASE WHEN hash(i, m, type) % 10 >= 3 THEN ${id} END` : id} AS recipient_id, type, occurred_at, 'm' || m || ${half || daily ? `'-' || i` : `''`} AS message_id,
      CASE WHEN type = 'open' THEN 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0' END AS user_agent, CASE WHEN type = 'click' THEN '/a' END AS url
    FROM (SELECT i, m, 'sent' AS type, sent AS occurred_at FROM mail UNION ALL SELECT i, m, 'open', seen_at FROM seen
      UNION ALL SELECT i, m, 'click', seen_at + INTERVAL 40 SECOND FROM seen WHERE luck < 0.033)`, 'events.parquet');
  const events = sql`read_parquet(${path('events.parquet')})`;
  const [count] = await warehouse.all<{ rows: number }>(sql`SELECT count(*) AS rows FROM ${events}`);
  const rows = count?.rows ?? 0;
  if (daily) {
    const [since] = await warehouse.all<{ at: string }>(sql`SELECT quantile_disc(occurred_at, 0.99) AS at FROM ${events}`);
    for (const [name, comparison] of [['old', '<='], ['new', '>']] as const) {
      await warehouse.run(sql`COPY (FROM ${events} WHERE occurred_at ${raw(comparison)} CAST(${since?.at ?? ''} AS TIMESTAMPTZ)) TO ${path(`${name}.parquet`)} (FORMAT parquet)`);
    }
  }
  await warehouse.close();
  return rows;
}
