import type { VNode } from 'preact';
import { DAYS, HeatMap, type Cell } from './heat-map.js';
import { HOURS, hourOfWeek, type Explanation, type PlanRow } from './read-plan.js';

const BASIS: Readonly<Record<string, string>> = {
  personal: 'their own habits',
  archetype: 'people who behave alike, for there are few events of their own',
  population: 'the population, for there is hardly an event of their own',
};

/** One recipient's slot on the week, and why it is what it is. */
export function Person({ row, explanation }: { readonly row: PlanRow; readonly explanation: Explanation | undefined }): VNode {
  return (
    <div class="one">
      <p class="slot">{row.local_send_at ? readable(row.local_send_at) : 'Held'}</p>
      <HeatMap caption={`Hours of ${row.recipient_id}: slot, window and the best others`} cells={cellsOf(row, explanation)} />
      <p class="legend"><i class="chosen" /> slot <i class="window" /> equally good <i class="alternative" /> best others <i class="moved" /> closed, would be better</p>
      <ul class="reasons">{reasonsOf(row, explanation).map((reason) => <li>{reason}</li>)}</ul>
    </div>
  );
}

function cellsOf({ local_send_at: at, window_start: start, window_end: end, expected_rate: rate }: PlanRow, explanation: Explanation | undefined): Cell[] {
  const cells: Cell[] = Array.from({ length: HOURS }, () => ({ heat: 0, text: 'not chosen' }));
  const best = Math.max(rate ?? 0, explanation?.moved_from?.expected_rate ?? 0, 1e-9);
  const put = (hour: number, cell: Cell): void => void (cells[((hour % HOURS) + HOURS) % HOURS] = cell);
  for (const { local_hour: hour, expected_rate: expected } of explanation?.alternatives ?? []) put(hourOfWeek(hour), { kind: 'alternative', heat: expected / best, text: `alternative, ${percent(expected)}` });
  const moved = explanation?.moved_from;
  if (moved) put(hourOfWeek(moved.local_hour), { kind: 'moved', heat: 1, text: `closed by ${moved.closed_by.replaceAll('_', ' ')}, ${percent(moved.expected_rate)}` });
  if (!at) return cells;
  if (start && end) {
    const offset = offsetOf(at);
    const hours = Math.round((Date.parse(end) - Date.parse(start)) / 3_600_000);
    const first = hourOfWeek(new Date(Date.parse(start) + offset).toISOString());
    for (let hour = 0; hour < Math.min(hours, HOURS); hour++) put(first + hour, { kind: 'window', heat: 0.5, text: 'equally good' });
  }
  put(hourOfWeek(at), { kind: 'chosen', heat: 1, text: `slot${rate === null ? '' : `, ${percent(rate)} expected to engage`}` });
  return cells;
}

function reasonsOf(row: PlanRow, explanation: Explanation | undefined): string[] {
  const reasons = [`The slot rests on ${BASIS[row.evidence] ?? row.evidence}: ${String(row.personal_events)} own ${row.personal_events === 1 ? 'event' : 'events'}.`];
  if (row.expected_rate !== null) reasons.push(`${percent(row.expected_rate)} are expected to engage${interval(row)}.`);
  if (row.lift !== null) reasons.push(`Against the slot that one time for all would give: ${row.lift >= 0 ? '+' : ''}${percent(row.lift)}, a projection.`);
  reasons.push(`Time zone ${row.timezone} (${row.timezone_source === 'explicit' ? 'given' : `from ${row.timezone_source}`}).`);
  if (row.reason) reasons.push(row.status === 'held' ? `Held: ${row.reason.replaceAll('_', ' ')}.` : `Moved from a better hour by: ${row.reason.replaceAll('_', ' ')}.`);
  for (const { local_hour: hour, cost } of explanation?.alternatives ?? []) reasons.push(`${readable(hour)} would cost ${percent(cost)} of the expected rate.`);
  const closed = Object.entries(explanation?.closed_hours ?? {});
  if (closed.length > 0) reasons.push(`Closed hours of the span: ${closed.map(([why, hours]) => `${String(hours)} by ${why.replaceAll('_', ' ')}`).join(', ')}.`);
  return reasons;
}

function interval({ expected_rate_low: low, expected_rate_high: high }: PlanRow): string {
  return low === null || high === null ? '' : ` (${percent(low)} to ${percent(high)})`;
}

/** Milliseconds that the recipient's clock is ahead of UTC. */
function offsetOf(local: string): number {
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)$/.exec(local) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function readable(local: string): string {
  const [date = '', time = ''] = local.replace(/^[A-Z][a-z]{2} /, '').split(/[T ]/);
  return `${DAYS[Math.floor(hourOfWeek(local) / 24)] ?? ''} ${date}, ${time.slice(0, 5)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
