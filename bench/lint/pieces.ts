/** One lint in its pieces: each fact and each rule, in the order in which a lint asks for them. What several share is charged to the first that asks. */
import type { Campaign } from '#campaign/campaign.js';
import { rules } from '#rules/index.js';
import { isAudienceRule } from '#rule/rule.js';

/** The clock stands still. */
const NOW = new Date('2026-11-20T09:00:00Z');
const FACTS = ['html', 'visibleText', 'links', 'images', 'templateTags', 'given'] as const satisfies readonly (keyof Campaign)[];

/** Milliseconds by piece. */
export type PieceTimes = Map<string, number>;

/** `now`: milliseconds of the clock, or of the processor. */
export async function lintInPieces(load: () => Promise<Campaign>, now: () => number): Promise<{ readonly campaign: Campaign; readonly times: PieceTimes }> {
  const times: PieceTimes = new Map();
  let start = now();
  const timed = async <T>(name: string, run: () => T | Promise<T>): Promise<T> => {
    const value = await run();
    const end = now();
    times.set(name, end - start);
    start = end;
    return value;
  };
  const campaign = await timed('reading', load);
  for (const fact of FACTS) await timed(fact, () => campaign[fact]);
  for (const rule of rules) {
    if (isAudienceRule(rule) || !rule.needs.every((input) => (campaign.given as ReadonlySet<string>).has(input))) continue;
    await timed(rule.id, async () => {
      let problems = 0;
      for await (const _ of rule.check(campaign, rule.defaultOptions as never, { now: NOW, sendAt: NOW }) as AsyncIterable<unknown>) problems++;
      return problems;
    });
  }
  return { campaign, times };
}
