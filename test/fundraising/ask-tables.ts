import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asks } from '#fundraising/asks.js';
import type { AsksOptions } from '#fundraising/asks.js';
import type { AskRow, AsksResult } from '#fundraising/ask-row.js';

export type Cells = Readonly<Record<string, string | number | boolean | undefined>>;

/** Tables as rows, of one or many people. */
export interface AskTables {
  readonly recipients: readonly Cells[];
  readonly gifts: readonly Cells[];
  readonly events?: readonly Cells[];
  readonly consents?: readonly Cells[];
  readonly suppressions?: readonly Cells[];
  readonly contacts?: readonly Cells[];
  readonly manifest?: object;
  /** The config's section. */
  readonly asks?: object;
}

export const NOW = new Date('2026-12-01T09:00:00Z');

const HEADERS = {
  recipients: 'recipient_id', gifts: 'recipient_id,occurred_at,amount,currency,type,programme,event', events: 'recipient_id,type,occurred_at,campaign_id,category,is_ask,amount',
  consents: 'recipient_id,basis,status,given_at', suppressions: 'recipient_id,email,list', contacts: 'contact_id,email,lifecycle,open_case',
};

/** Runs `asks` over tables in files of their own. */
export async function askTables({ manifest, asks: section, ...tables }: AskTables, options: Partial<AsksOptions> = {}): Promise<{ readonly rows: ReadonlyMap<string, AskRow>; readonly list: readonly AskRow[]; readonly result: AsksResult }> {
  const folder = mkdtempSync(join(tmpdir(), 'presend-asks-'));
  try {
    for (const [name, rows] of Object.entries(tables) as [keyof typeof HEADERS, readonly Cells[]][]) writeFileSync(join(folder, `${name}.csv`), csv(HEADERS[name], rows));
    writeFileSync(join(folder, 'presend.config.json'), JSON.stringify({ asks: section ?? {} }));
    if (manifest !== undefined) writeFileSync(join(folder, 'campaign.json'), JSON.stringify({ name: 'Appeal', kind: 'fundraising', body: 'body.html', ...manifest }));
    if (manifest !== undefined) writeFileSync(join(folder, 'body.html'), '<p>Hello</p>');
    let text = '';
    const file = (name: string): string => join(folder, `${name}.csv`);
    const result = await asks({
      now: NOW, format: 'json', output: (part) => void (text += part), config: join(folder, 'presend.config.json'),
      ...Object.fromEntries(Object.keys(tables).filter((name) => name !== 'suppressions').map((name) => [name, file(name)])),
      ...(tables.suppressions && { suppressions: [file('suppressions')] }), ...(manifest !== undefined && { campaign: folder }), ...options,
    });
    const list = JSON.parse(text) as AskRow[];
    return { list, rows: new Map(list.map((row) => [row.recipient_id, row])), result };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function csv(header: string, rows: readonly Cells[]): string {
  const columns = [...new Set([...header.split(','), ...rows.flatMap((row) => Object.keys(row))])];
  const cell = (value: string): string => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  return [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))].map((cells) => `${cells.map(cell).join(',')}\n`).join('');
}

/** A donor of 15 EUR a month since January 2025 who had news in November, is thanked and may be asked. */
export function faithful(id: string): Required<Pick<AskTables, 'recipients' | 'gifts' | 'events' | 'consents'>> {
  return {
    recipients: [{ recipient_id: id, email: `${id}@post.example`, first_name: 'Zoë', country: 'DE', recipient_class: 'natural' }],
    gifts: monthly(id, 15, '2025-01', 23),
    events: [
      { recipient_id: id, type: 'sent', occurred_at: '2025-01-01T04:05:00Z', campaign_id: 'thanks' },
      { recipient_id: id, type: 'sent', occurred_at: '2026-03-02T17:00:00Z', campaign_id: 'spring', is_ask: true },
      { recipient_id: id, type: 'sent', occurred_at: '2026-11-05T17:00:00Z', campaign_id: 'report', is_ask: false },
    ],
    consents: [{ recipient_id: id, basis: 'express', status: 'active', given_at: '2024-12-01T10:00:00Z', confirmed_at: '2024-12-01T10:05:00Z' }],
  };
}

/** Debits on the first of the month, the first of them the start of the pledge. */
export function monthly(id: string, amount: number, from: string, months: number): Cells[] {
  const first = new Date(`${from}-01T04:00:00Z`);
  return Array.from({ length: months }, (_, index) => {
    const at = new Date(first);
    at.setUTCMonth(first.getUTCMonth() + index);
    return { recipient_id: id, occurred_at: at.toISOString(), amount, currency: 'EUR', type: 'regular', programme: 'wells', event: index === 0 ? 'start' : '' };
  });
}
