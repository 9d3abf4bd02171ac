import { describe, expect, it } from 'vitest';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const found = async (recipients: readonly string[], options = {}, slot = '2026-12-06T08:00:00Z') => shortly(await runAudienceRule(rule, {
  recipients: ['recipient_id,country,region,timezone', ...recipients].join('\n'),
  schedule: ['recipient_id,send_at', ...recipients.map((row) => `${row.split(',')[0] ?? ''},${slot}`)].join('\n'),
}, {}, options));

const KNOWN = ['a,DE,,', 'b,US,CA,', 'c,,,Asia/Tokyo', 'd,Österreich,,'];

describe('timing/recipient-timezone-unknown', () => {
  it('reports a country of many zones without a region, and no country at all', async () => {
    expect(await found([...KNOWN, 'e,US,,', 'f,,,'])).toEqual(['unknown: e f']);
  });

  it('lets a small share pass', async () => {
    expect(await found([...KNOWN, 'e,US,,'], { maximumShare: 0.2 })).toEqual([]);
    expect(await found([...KNOWN, 'e,US,,'], { maximumShare: 0.19 })).toEqual(['unknown: e']);
  });

  it('reports an offset that stands for a zone, even where the country tells it', async () => {
    expect(await found([...KNOWN, 'e,DE,,+01:00'])).toEqual(['misspelt: e']);
  });

  it('is silent on zones, regions and countries of one zone, and on who is held', async () => {
    expect(await found(KNOWN)).toEqual([]);
    expect(await found(['e,US,,'], {}, '')).toEqual([]);
  });

  it('reads the names of states and provinces', async () => {
    expect(await found([...KNOWN, 'e,US,New York,', 'f,CA,Québec,', 'g,AU,Victoria,', 'h,BR,São Paulo,', 'i,US,Narnia,'])).toEqual(['unknown: i']);
  });
});
