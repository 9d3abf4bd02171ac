import { describe, expect, it } from 'vitest';
import { audienceOf } from '../../../test/audience/audience-of.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import { totalsOf } from '#audience/totals.js';
import rule from './rule.js';

const APPLE = 'Mozilla/5.0';
const PERSON = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Thunderbird Ümlaut';

/** Opens by user agent, each an hour after its send; an agent may be followed by a comma and `true`, by which a machine's is marked. */
async function found(agents: readonly string[], options = {}, secondsAfterSend = 3600) {
  const events = agents.flatMap((agent, index) => [`a,sent,2026-11-01T06:00:00Z,m${String(index)},,`, `a,open,${new Date(Date.UTC(2026, 10, 1, 6, 0, secondsAfterSend)).toISOString()},m${String(index)},${agent.includes(',') ? agent : `${agent},`}`]);
  const { audience } = await audienceOf({ facts: new Set(), recipients: 'recipient_id\na', events: ['recipient_id,type,occurred_at,message_id,user_agent,machine_open', ...events].join('\n') });
  try {
    return (await runRule(rule, await campaignOf({ html: '<p>Hello</p>' }), options, { totals: totalsOf(audience) })).map(({ messageId, data }) => `${messageId} ${String(data?.['percent'])}`);
  } finally {
    await audience.warehouse.close();
  }
}
const many = (agent: string, count: number) => Array.from({ length: count }, () => agent);

describe('timing/open-signal-unreliable', () => {
  it('reports a share of Apple\'s prefetches above a fifth', async () => {
    expect(await found([...many(APPLE, 5), ...many(PERSON, 15)])).toEqual(['machines 25']);
    expect(await found([...many(APPLE, 4), ...many(PERSON, 16)])).toEqual([]);
    expect(await found([...many(APPLE, 4), ...many(PERSON, 16)], { maximumShare: 0.1 })).toEqual(['machines 20']);
  });

  it('takes opens within seconds of the send for a machine\'s', async () => {
    expect(await found(many(PERSON, 20), {}, 2)).toEqual(['machines 100']);
    expect(await found(many(PERSON, 20), {}, 6)).toEqual([]);
  });

  it('counts an open that the exporting system marks once, whatever else speaks for a machine', async () => {
    expect(await found([...many(`${PERSON.replace(';', '')},true`, 5), ...many(PERSON, 15)])).toEqual(['machines 25']);
    expect(await found([...many(`${APPLE},true`, 3), ...many(`${PERSON},true`, 2), ...many(PERSON, 15)])).toEqual(['machines 25']);
    expect(await found([...many(`${PERSON},false`, 20)])).toEqual([]);
    expect(await found([...many(',true', 4), ...many('', 8), ...many(PERSON, 8)])).toEqual([]);
  });

  it('remarks that opens without a user agent cannot be told apart', async () => {
    expect(await found([...many('', 12), ...many(PERSON, 8)])).toEqual(['unclassified 60']);
    expect(await found([...many('', 12), ...many(PERSON, 8)], { maximumUnnamedShare: 0.7 })).toEqual([]);
  });

  it('says nothing of a handful of opens', async () => {
    expect(await found(many(APPLE, 19))).toEqual([]);
    expect(await found(many(APPLE, 19), { minimumOpens: 10 })).toEqual(['machines 100']);
  });
});
