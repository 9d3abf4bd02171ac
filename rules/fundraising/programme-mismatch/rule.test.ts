import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { onOneAudience, runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

/** Gifts of the year before the send, one a programme. */
function gifts(recipient: string, ...programmes: readonly string[]): string {
  return programmes.map((programme, index) => `${recipient},2026-0${String(index + 1)}-01T00:00:00Z,20,EUR,single,${programme}\n`).join('');
}

const SCHOOL_MEALS: Manifest = { kind: 'fundraising', programme: 'School meals' };
const tables = (rows: string, ids: readonly string[] = ['r1', 'r2', 'żaneta']) => ({ recipients: `recipient_id\n${ids.join('\n')}\n`, gifts: `recipient_id,occurred_at,amount,currency,type,programme\n${rows}`, manifest: SCHOOL_MEALS });

async function run(rows: string, { options = {}, ...more }: { options?: object; events?: string } = {}) {
  return runAudienceRule(rule, { ...tables(rows), ...more }, {}, options);
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

  it('learns nothing from gifts to a general fund, under any of its names', async () => {
    const names = ['General Fund', 'unrestricted', 'NULL', 'n/a', 'Zweckfrei', 'fonds général', 'Allgemeine Spende'];
    const ids = names.flatMap((_, index) => [`nothing${String(index)}`, `rescue${String(index)}`]);
    const rows = names.map((name, index) => gifts(`nothing${String(index)}`, name, name, name) + gifts(`rescue${String(index)}`, name, name, 'sea rescue', 'sea rescue')).join('');
    expect(shortly(await runAudienceRule(rule, tables(rows, ids)))).toEqual([`other: ${ids.filter((id) => id.startsWith('rescue')).join(' ')}`]);
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

  describe('who follows another programme', () => {
    const judged = onOneAudience(rule, { ...tables(gifts('r1', 'sea rescue', 'sea rescue')), manifest: { kind: 'fundraising' } });

    it('is kept from an appeal for this one', async () => expect(shortly(await judged({ manifest: SCHOOL_MEALS }))).toEqual(['other: r1']));

    it.each<Manifest>([
      ...['Emergency relief', 'general fund', 'Nothilfe', 'Wo am nötigsten', 'Fonds général', 'Where it is most needed'].map((programme) => ({ programme })), {}, { kind: 'newsletter', programme: 'school meals' },
    ])('gets an emergency, an appeal without a purpose and a newsletter: %o', async (manifest) => expect(shortly(await judged({ manifest }))).toEqual([]));
  });

  it('takes its limits from its options', async () => {
    expect(await found(gifts('r1', 'sea rescue'), { options: { minimumTouches: 1 } })).toEqual(['other: r1']);
    expect(await found(gifts('r1', 'a', 'b', 'c'), { options: { minimumShare: 0.3 } })).toEqual(['other: r1']);
    expect(await found(gifts('r1', 'sea rescue', 'sea rescue'), { options: { umbrella: ['school meals'] } })).toEqual([]);
  });
});
