import { sql } from '#rule/rule.js';
import type { Totals } from '#rule/rule.js';

/** When a campaign goes out, over all whose slot is known. Days are the recipients' own, as `2026-12-06`. */
export interface Slots {
  /** Recipients with a slot, and those of them whose local time is known too. */
  readonly planned: number;
  readonly local: number;
  readonly firstAt: Date;
  readonly firstDay: string;
  /** The day that most of them share; the earlier one of equals. */
  readonly commonDay: string;
}

/** Undefined where nobody's slot or nobody's local time is known. Needs the facts of the slot. */
export async function slotsOf(totals: Totals | undefined): Promise<Slots | undefined> {
  const row = await totals?.(sql`
    SELECT sum(planned) AS planned, coalesce(sum(planned) FILTER (WHERE day IS NOT NULL), 0) AS local, min(first_at) AS first_at,
      CAST(min(day) AS VARCHAR) AS first_day, CAST(arg_max(day, row(planned, -epoch(day))) FILTER (WHERE day IS NOT NULL) AS VARCHAR) AS common_day
    FROM (SELECT CAST(local_send_at AS DATE) AS day, count(*) AS planned, min(slot_at) AS first_at FROM recipient_facts WHERE slot_at IS NOT NULL GROUP BY 1)`);
  if (row?.['first_day'] == null || row['common_day'] == null) return undefined;
  return { planned: Number(row['planned']), local: Number(row['local']), firstAt: new Date(String(row['first_at'])), firstDay: String(row['first_day']), commonDay: String(row['common_day']) };
}
