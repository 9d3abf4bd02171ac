import type { AsksOptions } from '#fundraising/asks.js';
import type { AsksResult } from '#fundraising/ask-row.js';

/** Says for every recipient whether, for how much and about what to ask. The SQL engine is loaded only when it is called. */
export async function asks(options: AsksOptions): Promise<AsksResult> {
  const fundraising = await import('#fundraising/asks.js');
  return fundraising.asks(options);
}
