import { EVENTS } from '#audience/tables.js';
import { loadTable } from '#warehouse/load-table.js';
import type { LoadedTable } from '#warehouse/load-table.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { eventsLog } from './event-log.js';
import type { EventLog } from './event-log.js';
import { readModel } from './model-file/read-model.js';

/** Where the log is: a table (files, folder or glob), or a model that was learned from one. */
export type LogSource = { readonly events: string } | { readonly model: string };

/** The log, and what was read to get at it. */
export async function openLog(warehouse: Warehouse, source: LogSource): Promise<EventLog & { readonly tables: readonly LoadedTable[] }> {
  if ('model' in source) return { ...await readModel(warehouse, source.model), tables: [] };
  const events = await loadTable(warehouse, EVENTS, source.events);
  return { ...await eventsLog(warehouse), tables: [events] };
}
