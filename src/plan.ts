import { join } from 'node:path';
import type { PlanOptions } from '#schedule/plan.js';
import type { PlanResult } from '#schedule/plan-result.js';

/** What `presend plan` takes besides. */
export interface PlanCampaignOptions extends PlanOptions {
  /** Plan a campaign that asks as if it did not: nobody is held for reasons of the ask. */
  readonly ignoreAsk?: boolean;
}

/**
 * Picks a send window for every recipient. When the campaign asks and gifts are known, who must not be asked is held, as if `presend asks`
 * had been run first. The planner and its SQL engine are loaded only when they are called.
 */
export async function plan({ ignoreAsk = false, ...options }: PlanCampaignOptions): Promise<PlanResult> {
  const planner = await import('#schedule/plan.js');
  if (ignoreAsk || options.asks !== undefined || options.campaign === undefined || !(await asksForGifts(options.campaign, options.gifts))) return planner.plan(options);
  const { makePrivateFolder } = await import('#warehouse/private-folder.js');
  const folder = makePrivateFolder();
  try {
    const file = join(folder.path, 'asks.parquet');
    await askFirst(options, file);
    return await planner.plan({ ...options, asks: file });
  } finally {
    folder.remove();
  }
}

async function asksForGifts(path: string, gifts: string | undefined): Promise<boolean> {
  const { loadCampaign } = await import('#campaign/load-campaign.js');
  const { manifest } = await loadCampaign(path);
  return manifest.ask !== undefined && (gifts ?? manifest.gifts) !== undefined;
}

/** Asks are judged at the first instant of the span. */
async function askFirst({ recipients, gifts, events, consents, campaign, config, from, now, memory, progress }: PlanOptions, output: string): Promise<void> {
  const { asks } = await import('#fundraising/asks.js');
  await asks({
    output,
    ...(recipients !== undefined && { recipients }), ...(gifts !== undefined && { gifts }), ...(events !== undefined && { events }),
    ...(consents !== undefined && { consents }), ...(campaign !== undefined && { campaign }), ...(config !== undefined && { config }),
    ...(from !== undefined && { sendAt: new Date(Math.max(from.getTime(), (now ?? new Date()).getTime())) }), ...(now !== undefined && { now }), ...(memory !== undefined && { memory }), ...(progress !== undefined && { progress }),
  });
}
