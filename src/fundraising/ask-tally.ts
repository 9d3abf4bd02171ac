import type { AskRow, AsksResult } from './ask-row.js';

/** What is counted over all recipients. */
export type AskTally = Pick<AsksResult, 'recipients' | 'eligible' | 'held' | 'proposed' | 'withoutProgramme'>;

/** Counts rows one by one. */
export function askTally(): { add(row: AskRow): void; total(): AskTally } {
  let [recipients, eligible, withoutProgramme] = [0, 0, 0];
  const held: Record<string, number> = {};
  const proposed: Record<string, { asks: number; preset: number }> = {};
  return {
    add({ eligible: may, reason, currency, ask_preset: preset, programme }) {
      recipients++;
      if (programme === null) withoutProgramme++;
      if (may === 'no') {
        held[reason] = (held[reason] ?? 0) + 1;
        return;
      }
      eligible++;
      const sum = (proposed[currency ?? ''] ??= { asks: 0, preset: 0 });
      sum.asks++;
      sum.preset += preset ?? 0;
    },
    total: () => ({ recipients, eligible, held, proposed, withoutProgramme }),
  };
}
