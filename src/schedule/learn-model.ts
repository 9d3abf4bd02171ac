import { resolve } from 'node:path';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { updateModel } from './evidence/model-file/update-model.js';
import type { LearnResult } from './learn-result.js';

/** What `presend learn` takes. Paths are relative to the working directory. */
export interface LearnOptions {
  /** New events, or all of them: a file, folder or glob. */
  readonly events: string;
  /** The model's folder: brought up to date, or made. */
  readonly model: string;
  /** Memory for the tables, as DuckDB writes sizes (`4GiB`); what does not fit goes to the temporary folder. */
  readonly memory?: string;
  /** Told what is being done, now and then. */
  readonly progress?: (stage: string) => void;
}

/** Puts events into a model that plans can be made from. Throws UserError. */
export async function learn({ events, model, memory, progress = () => undefined }: LearnOptions): Promise<LearnResult> {
  const warehouse = await openWarehouse(memory === undefined ? {} : { memoryLimit: memory });
  try {
    return await updateModel(warehouse, { events: resolve(events), model: resolve(model), progress });
  } finally {
    await warehouse.close();
  }
}
