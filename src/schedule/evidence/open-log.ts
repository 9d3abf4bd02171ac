import type { LoadedTable } from '#warehouse/load-table.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { eventsLog, loadEvents, makeNoEvents } from './event-log.js';
import type { EventLog } from './event-log.js';
import { readModel } from './model-file/read-model.js';

/** Where the log is: a table (files, folder or glob), or a model that was learned from one; undefined: there is none, and nobody has done anything. With `propensities` the table `events` stays, and holds them. */
export type LogSource = { readonly events: string | undefined; readonly propensities?: boolean } | { readonly model: string };

/** The log, and what was read to get at it. */
export async function openLog(warehouse: Warehouse, source: LogSource): Promise<EventLog & { readonly tables: readonly LoadedTable[] }> {
  if ('model' in source) return { ...await readModel(warehouse, source.model), tables: [] };
  if (source.events === undefined) {
    await makeNoEvents(warehouse);
    return { ...await eventsLog(warehouse), tables: [] };
  }
  const events = await loadEvents(warehouse, source.events, source.propensities);
  return { ...await eventsLog(warehouse, source.propensities), tables: [events] };
}
