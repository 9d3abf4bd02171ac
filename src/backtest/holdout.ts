import { RECIPIENTS, SCHEDULE } from '#audience/tables.js';
import { ConfigError } from '#errors.js';
import { rowSink } from '#schedule/output/write-rows.js';
import type { RowFormat, RowSink } from '#schedule/output/write-rows.js';
import { utcTime } from '#schedule/zones/local-time.js';
import { instantOfWallTime } from '#schedule/zones/wall-time.js';
import { isZoneName } from '#schedule/zones/zone-name.js';
import { offsetAt, zoneOffsets } from '#schedule/zones/zone-offsets.js';
import { loadTable } from '#warehouse/load-table.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import type { Rejected } from '#warehouse/rejected.js';
import { sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { assignArm } from './assign-arm.js';
import type { Arm } from './assign-arm.js';
import { holdoutDesign } from './holdout-design.js';
import type { HoldoutDesign } from './holdout-design.js';

/** What `presend holdout` takes. */
export interface HoldoutOptions {
  readonly recipients: string;
  /** Rate of engagement without the plan; `presend backtest` measures it. */
  readonly base: number;
  /** The lift to be seen. Default 0.1. */
  readonly lift?: number;
  /** Default 0.8. */
  readonly power?: number;
  /** Decides, with the id, who is in which arm. */
  readonly key: string;
  /** What `presend plan` wrote: rows then say when both arms are sent to. */
  readonly plan?: string;
  /** The old schedule's hour and zone, `10:00` and `Europe/Berlin`: needed with a plan. */
  readonly controlAt?: string;
  readonly zone?: string;
  readonly format?: RowFormat;
  readonly output: string | ((text: string) => void);
}

export interface HoldoutRow {
  readonly recipient_id: string;
  readonly arm: Arm;
  /** UTC; null without a plan, or when the plan holds the recipient. */
  readonly send_at: string | null;
}

/** The experiment: its arms, its size, and what is to be looked at. */
export interface HoldoutResult {
  readonly design: HoldoutDesign;
  readonly key: string;
  readonly controlShare: number;
  readonly people: Readonly<Record<Arm, number>>;
  /** Recipients of either arm whom the plan holds, or does not know. */
  readonly held: Readonly<Record<Arm, number>>;
  readonly planned: boolean;
  readonly controlAt: string | null;
  readonly zone: string | null;
  readonly rejected: readonly Rejected[];
}

const TYPES = { recipient_id: 'VARCHAR', arm: 'VARCHAR', send_at: 'TIMESTAMPTZ' } as const;
/** A hash hits a share only on average: the control arm is drawn this much larger. */
const MARGIN = 1.05;
const ALPHA = 0.05;
const CHUNK = 1000;
const DAY = 86_400;

/** Designs a random holdout and writes who is in which arm. Throws UserError. */
export async function holdout(options: HoldoutOptions): Promise<HoldoutResult> {
  const { base, lift = 0.1, power = 0.8, key, plan } = options;
  if (!(base > 0 && base < 1)) throw new ConfigError('--base', `${String(base)} is no rate between 0 and 1`, 'Use a rate such as 0.2; presend backtest measures it.');
  if (!(lift > 0 && base * (1 + lift) < 1)) throw new ConfigError('--lift', `${String(lift)} over a base of ${String(base)} is no rate that can be`, 'Use a share such as 0.1.');
  if (!(power > 0 && power < 1)) throw new ConfigError('--power', `${String(power)} is no chance between 0 and 1`, 'Use a share such as 0.8.');
  if (key === '') throw new ConfigError('--key', 'is empty', 'Give a text that stands for this test, such as autumn-2026.');
  const alone = plan === undefined ? (['controlAt', 'zone'] as const).find((name) => options[name] !== undefined) : undefined;
  if (alone !== undefined) throw new ConfigError(alone === 'zone' ? '--zone' : '--control-at', 'says when the control arm is sent to, which takes a plan', 'Give it with --plan, what `presend plan` wrote, or leave it out.');
  const control = plan === undefined ? undefined : controlClock(options);
  const rows = rowSink<HoldoutRow>(TYPES, options.output, options.format);
  const warehouse = await openWarehouse();
  try {
    const tables = [await loadTable(warehouse, RECIPIENTS, options.recipients), ...(plan === undefined ? [] : [await loadTable(warehouse, SCHEDULE, plan)])];
    const design = holdoutDesign({ base, lift, power, alpha: ALPHA, recipients: tables[0]!.rows });
    const controlShare = Math.min(0.5, (MARGIN * (design.peoplePerArm ?? Infinity)) / Math.max(1, design.recipients));
    const counts = await assignEverybody(warehouse, rows, { key, controlShare, control });
    await rows.close();
    return { design, key, controlShare, ...counts, planned: plan !== undefined, controlAt: options.controlAt ?? null, zone: options.zone ?? null, rejected: tables.flatMap(({ rejected }) => rejected) };
  } catch (error) {
    await rows.abort();
    throw error;
  } finally {
    await warehouse.close();
  }
}

/** When the old schedule would send on the day that the plan chose for a person: both arms then have the same weekdays. Epoch seconds. */
function controlClock({ controlAt, zone }: HoldoutOptions): (planned: number) => number {
  const time = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(controlAt ?? '');
  if (time === null) throw new ConfigError('--control-at', controlAt === undefined ? 'is needed with --plan' : `"${controlAt}" is no time of day`, 'Name the hour of the old schedule, such as 10:00.');
  if (zone === undefined || !isZoneName(zone)) throw new ConfigError('--zone', zone === undefined ? 'is needed with --plan' : `"${zone}" is no time zone`, 'Name the zone of the old schedule, such as Europe/Berlin.');
  const seconds = Number(time[1]) * 3600 + Number(time[2]) * 60;
  return (planned) => {
    const clock = zoneOffsets(zone, (planned - 3 * DAY) * 1000, (planned + 3 * DAY) * 1000);
    return instantOfWallTime(clock, Math.floor((planned + offsetAt(clock, planned)) / DAY) * DAY + seconds);
  };
}

interface Assignment {
  readonly key: string;
  readonly controlShare: number;
  /** undefined: there is no plan. */
  readonly control: ((planned: number) => number) | undefined;
}

async function assignEverybody(warehouse: Warehouse, rows: RowSink<HoldoutRow>, { key, controlShare, control }: Assignment): Promise<Pick<HoldoutResult, 'people' | 'held'>> {
  const people = { plan: 0, control: 0 };
  const held = { plan: 0, control: 0 };
  const controlOf = control && remembered(control);
  const query = control === undefined
    ? sql`SELECT recipient_id, NULL AS planned_s FROM recipients ORDER BY recipient_id`
    : sql`SELECT recipients.recipient_id, epoch(schedule.send_at) AS planned_s FROM recipients LEFT JOIN schedule ON schedule.recipient_id = recipients.recipient_id ORDER BY 1`;
  let made: HoldoutRow[] = [];
  for await (const chunk of warehouse.stream<{ recipient_id: string; planned_s: number | null }>(query)) {
    for (const { recipient_id: id, planned_s: planned } of chunk) {
      const arm = assignArm(id, key, controlShare);
      people[arm]++;
      if (controlOf !== undefined && planned === null) held[arm]++;
      const second = planned === null || controlOf === undefined ? null : arm === 'plan' ? planned : controlOf(planned);
      made.push({ recipient_id: id, arm, send_at: second === null ? null : utcTime(second) });
      if (made.length < CHUNK) continue;
      await rows.write(made);
      made = [];
    }
  }
  await rows.write(made);
  return { people, held };
}

/** Offsets of a zone are slow to look up; plans hold few different hours. */
function remembered(control: (planned: number) => number): (planned: number) => number {
  const known = new Map<number, number>();
  return (planned) => {
    const hour = Math.floor(planned / 900) * 900;
    const found = known.get(hour) ?? control(hour);
    known.set(hour, found);
    return found;
  };
}
