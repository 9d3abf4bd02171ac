import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

/** Gifts of the year before the send, one a programme. */
function gifts(recipient: string, ...programmes: readonly string[]): string {
  return programmes.map((programme, index) => `${recipient},2026-0${String(index + 1)}-01T00:00:00Z,20,EUR,single,${programme}\n`).join('');
}

async function run(rows: string, { manifest = { kind: 'fundraising', programme: 'School meals' }, options = {}, ...more }: { manifest?: Manifest; options?: object; events?: string } = {}) {
  return runAudienceRule(rule, { recipients: 'recipient_id\nr1\nr2\nżaneta\n', gifts: `recipient_id,occurred_at,amount,currency,type,programme\n${rows}`, manifest, ...more }, {}, options);
}
const found = async (...input: Parameters<typeof run>) => shortly(await run(...input));

describe('fundraising/programme-mismatch', () => {
  it('finds who follows one other programme, and names it', async () => {
    const [finding] = await run(gifts('r1', 'Sea rescue', 'Sea rescue', 'sea rescue') + gifts('r2', 'Sea rescue', 'School Meals') + gifts('żaneta', 'Ratownictwo', 'Ratownictwo'));
    expect(finding).toMatchObject({ messageId: 'other', severity: 'warning', recipients: ['r1', 'żaneta'], evidence: { favourite_programme: { 'Sea rescue': 1, Ratownictwo: 1 } } });
  });

  it('lets be who gave once, to many, or without a purpose', async () => {
    expect(await found(gifts('r1', 'sea rescue') + gifts('r2', 'a', 'b', 'c', 'd') + gifts('żaneta', '', ''))).toEqual([]);
  });

  it.each(['General Fund', 'unrestricted', 'NULL', 'n/a', 'Zweckfrei', 'fonds général', 'Allgemeine Spende'])('learns nothing from gifts for "%s"', async (programme) => {
    expect(await found(gifts('r1', programme, programme, programme))).toEqual([]);
    expect(await found(gifts('r1', programme, programme, 'sea rescue', 'sea rescue'))).toEqual(['other: r1']);
  });

  it('takes gifts for an emergency for an interest in it', async () => {
    expect(await found(gifts('r1', 'emergency-relief', 'emergency-relief') + gifts('r2', 'Nothilfe Ukraine', 'Nothilfe Ukraine'))).toEqual(['other: r1 r2']);
  });

  it('knows a hospital or a score from a general fund', async () => {
    expect(await found(gifts('r1', 'General Hospital', 'General Hospital') + gifts('r2', 'Encore concerts', 'Encore concerts'))).toEqual(['other: r1 r2']);
  });

  it('takes a click on this programme for an interest in it', async () => {
    expect(await found(gifts('r1', 'sea rescue', 'sea rescue'), { events: 'recipient_id,type,occurred_at,category\nr1,click,2026-10-01T00:00:00Z,school meals\n' })).toEqual([]);
  });

  it('lets emergencies and appeals without a purpose go to all', async () => {
    for (const programme of ['Emergency relief', 'general fund', 'Nothilfe', 'Wo am nötigsten', 'Fonds général', 'Where it is most needed']) expect(await found(gifts('r1', 'sea rescue', 'sea rescue'), { manifest: { kind: 'fundraising', programme } })).toEqual([]);
    expect(await found(gifts('r1', 'sea rescue', 'sea rescue'), { manifest: { kind: 'fundraising' } })).toEqual([]);
    expect(await found(gifts('r1', 'sea rescue', 'sea rescue'), { manifest: { kind: 'newsletter', programme: 'school meals' } })).toEqual([]);
  });

  it('takes its limits from its options', async () => {
    expect(await found(gifts('r1', 'sea rescue'), { options: { minimumTouches: 1 } })).toEqual(['other: r1']);
    expect(await found(gifts('r1', 'a', 'b', 'c'), { options: { minimumShare: 0.3 } })).toEqual(['other: r1']);
    expect(await found(gifts('r1', 'sea rescue', 'sea rescue'), { options: { umbrella: ['school meals'] } })).toEqual([]);
  });
});
