import { writeFileSync } from 'node:fs';
import { csv, withFiles } from './evidence/audience-tables.js';
import { plan } from '#schedule/plan.js';
import type { PlanOptions } from '#schedule/plan.js';
import type { PlannedRecipient, PlanResult } from '#schedule/plan-result.js';

export type TableRow = Readonly<Record<string, string | number | boolean | undefined>>;

export interface PlanRun {
  readonly rows: readonly PlannedRecipient[];
  readonly result: PlanResult;
  /** The plan as it is written. */
  readonly text: string;
}

export const NOW = new Date('2026-11-16T09:00:00Z');
export const SPAN = { from: new Date('2026-12-01T00:00:00Z'), until: new Date('2026-12-08T00:00:00Z') };

/** Plans files and reads the rows back. */
export async function runPlan(options: Omit<PlanOptions, 'output' | 'format'>): Promise<PlanRun> {
  let text = '';
  const result = await plan({ now: NOW, ...options, format: 'json', output: (part) => void (text += part) });
  return { rows: JSON.parse(text) as PlannedRecipient[], result, text };
}

/** Plans tables that are given as rows; `schedule` is the config's section. */
export async function planTables(
  tables: { readonly recipients: readonly TableRow[]; readonly events?: readonly TableRow[]; readonly schedule?: object }, options: Partial<PlanOptions> = {},
): Promise<PlanRun> {
  const events = tables.events === undefined || tables.events.length === 0 ? 'recipient_id,type,occurred_at,message_id\n' : csv(tables.events);
  return withFiles({ 'recipients.csv': csv(tables.recipients), 'events.csv': events }, (path) => {
    writeFileSync(path('presend.config.json'), JSON.stringify({ schedule: tables.schedule ?? {} }));
    return runPlan({ ...SPAN, recipients: path('recipients.csv'), events: path('events.csv'), config: path('presend.config.json'), ...options });
  });
}
