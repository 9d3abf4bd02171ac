/** One recipient of a plan, as far as the page shows it. */
export interface PlanRow {
  readonly recipient_id: string;
  readonly status: string;
  readonly local_send_at: string | null;
  readonly timezone: string;
  readonly timezone_source: string;
  readonly window_start: string | null;
  readonly window_end: string | null;
  readonly expected_rate: number | null;
  readonly expected_rate_low: number | null;
  readonly expected_rate_high: number | null;
  readonly lift: number | null;
  readonly evidence: string;
  readonly personal_events: number;
  readonly reason: string;
}

export interface Explanation {
  readonly recipient_id: string;
  readonly evidence: { readonly basis: string; readonly personal_events: number; readonly weighted_messages: number; readonly weighted_engagements: number; readonly opens_count: boolean; readonly archetype_probability: number };
  readonly slot: { readonly local_hour: string; readonly expected_rate: number } | null;
  readonly alternatives: readonly { readonly local_hour: string; readonly expected_rate: number; readonly cost: number }[];
  readonly closed_hours: Readonly<Record<string, number>>;
  readonly moved_from: { readonly local_hour: string; readonly closed_by: string; readonly expected_rate: number } | null;
}

export interface Plan {
  readonly total: number;
  readonly scheduled: number;
  /** Recipients by local hour of the week, 0 = Monday 00:00, by what their slot rests on; `all` is the sum. */
  readonly hours: ReadonlyMap<string, readonly number[]>;
  /** The first MOST_ROWS, to look up. */
  readonly rows: readonly PlanRow[];
  readonly explanations: ReadonlyMap<string, Explanation>;
}

export const HOURS = 168;
export const MOST_ROWS = 100_000;
const NUMBERS = new Set(['expected_rate', 'expected_rate_low', 'expected_rate_high', 'lift', 'personal_events']);

/** Reads a plan (CSV or JSON, or what `POST /v1/plan` answers) and, when they came too, its explanations (JSON Lines). Throws Error. */
export async function readPlan(files: readonly Blob[]): Promise<Plan> {
  const rows: PlanRow[] = [];
  const explanations = new Map<string, Explanation>();
  for (const file of files) {
    const text = await file.text();
    if (/^\uFEFF?recipient_id,/.test(text)) rows.push(...fromCsv(text));
    else for (const value of jsonValues(text)) sort(value, rows, explanations);
  }
  if (rows.length === 0) throw new Error('This is not a plan: give what `presend plan --output` wrote, as CSV or JSON.');
  return { total: rows.length, scheduled: rows.filter(({ status }) => status === 'scheduled').length, hours: countHours(rows), rows: rows.slice(0, MOST_ROWS), explanations };
}

const LOCAL = /(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)/;

/** Hour of the week of a time on a recipient's own clock. */
export function hourOfWeek(local: string): number {
  const [, year, month, day, hour] = (LOCAL.exec(local) ?? []).map(Number);
  const weekday = (new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day)).getUTCDay() + 6) % 7;
  return weekday * 24 + (hour ?? 0);
}

function countHours(rows: readonly PlanRow[]): Map<string, number[]> {
  const hours = new Map<string, number[]>([['all', Array.from({ length: HOURS }, () => 0)]]);
  for (const { local_send_at: at, evidence } of rows) {
    if (at === null || at === '') continue;
    const hour = hourOfWeek(at);
    for (const key of ['all', evidence]) {
      const counts = hours.get(key) ?? Array.from({ length: HOURS }, () => 0);
      counts[hour] = (counts[hour] ?? 0) + 1;
      hours.set(key, counts);
    }
  }
  return hours;
}

/** A whole document, or one object a line. */
function jsonValues(text: string): unknown[] {
  try {
    return [JSON.parse(text)].flat();
  } catch {
    return text.split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as unknown);
  }
}

function sort(value: unknown, rows: PlanRow[], explanations: Map<string, Explanation>): void {
  if (typeof value !== 'object' || value === null) return;
  if ('plan' in value && Array.isArray(value.plan)) {
    const { explanations: more = [] } = value as { explanations?: unknown[] };
    for (const each of [...(value.plan as unknown[]), ...more]) sort(each, rows, explanations);
  } else if ('alternatives' in value) explanations.set((value as Explanation).recipient_id, value as Explanation);
  else if ('recipient_id' in value && 'status' in value) rows.push(value as PlanRow);
}

function fromCsv(text: string): PlanRow[] {
  const [header = [], ...records] = recordsOf(text.replace(/^\uFEFF/, ''));
  return records.map((record) => Object.fromEntries(header.map((name, index) => [name, valueOf(name, record[index] ?? '')])) as unknown as PlanRow);
}

function valueOf(name: string, text: string): string | number | null {
  if (!NUMBERS.has(name)) return text;
  return text === '' ? null : Number(text);
}

/** RFC 4180. */
function recordsOf(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r?\n|$)/g)) {
    record.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === ',') continue;
    if (record.length > 1) records.push(record);
    record = [];
  }
  return records;
}
