import { describe, expect, it } from 'vitest';
import { programmeKey } from '#audience/programme-name.js';
import { factsOf } from './audience-of.js';

const recipients = 'recipient_id\nr1\n';
const GIFTS = 'recipient_id,occurred_at,amount,currency,type,programme\n';
const COLUMNS = ['programmes', 'favourite_programme', 'programme_touches', 'programme_gifts'];

describe('programmes', () => {
  it('weighs gifts and clicks of two years, the newer the more', async () => {
    const gifts = `${GIFTS}r1,2026-10-01T00:00:00Z,10,EUR,single,Seenotrettung\nr1,2024-12-20T00:00:00Z,10,EUR,single,schools\nr1,2020-01-01T00:00:00Z,10,EUR,single,forest\nr1,2026-10-01T00:00:00Z,10,EUR,in_memory,hospice\n`;
    const events = 'recipient_id,type,occurred_at,category\nr1,click,2026-09-01T00:00:00Z,seenotrettung\nr1,click,2026-09-01T00:00:00Z,newsletter\nr1,open,2026-09-01T00:00:00Z,schools\n';
    const [row] = await factsOf({ recipients, gifts, events }, [...COLUMNS, 'favourite_share'], 'programmes');
    expect(row).toMatchObject({ programmes: ['seenotrettung', 'schools'], favourite_programme: 'Seenotrettung', programme_touches: 3, programme_gifts: 2 });
    expect(row?.['favourite_share']).toBeGreaterThan(0.8);
  });

  it('takes names that differ by hyphens, underscores and case for one programme, and shows it as written', async () => {
    const gifts = `${GIFTS}r1,2026-10-01T00:00:00Z,10,EUR,single,Brunnen Kitui\nr1,2026-09-01T00:00:00Z,10,EUR,single,brunnen_kitui\n`;
    const clicks = 'recipient_id,type,occurred_at,category\nr1,click,2026-10-02T00:00:00Z,BRUNNEN-KITUI\n';
    const [row] = await factsOf({ recipients: 'recipient_id\nr1\n', gifts, events: clicks }, COLUMNS, 'programmes');
    expect(row).toEqual({ programmes: ['brunnenkitui'], favourite_programme: 'Brunnen Kitui', programme_touches: 3, programme_gifts: 2 });
  });

  it('takes names that differ by accents, apostrophes and other signs for one programme, in any script', async () => {
    const spellings = [["Forêts d'Amazonie", 'FORETS_DAMAZONIE'], ["Children's Ward", 'childrens-ward'], ['Schronisko Łódź', 'schronisko lodz'], ['Συσσίτιο της Πλάκας', 'ΣΥΣΣΙΤΙΟ ΤΗΣ ΠΛΑΚΑΣ'], ['한글 도서관', '한글도서관'], ['Biblioteca do Bairro', 'biblioteca-bairro'], ['Water for the Sahel', 'water_sahel']];
    const gifts = spellings.map(([one = '', other = ''], place) => `r${String(place)},2026-10-01T00:00:00Z,10,EUR,single,${one}\nr${String(place)},2026-09-01T00:00:00Z,10,EUR,single,${other}\n`).join('');
    const rows = await factsOf({ recipients: `recipient_id\n${spellings.map((_, place) => `r${String(place)}\n`).join('')}`, gifts: GIFTS + gifts }, COLUMNS, 'programmes');
    expect(rows).toMatchObject(spellings.map(([one = '']) => ({ programmes: [programmeKey(one)], programme_gifts: 2 })));
    for (const [one, other] of [['La Paz', 'Paz'], ['Phase A', 'Phase B'], ['Health Care', 'Health']] as const) expect(programmeKey(one)).not.toBe(programmeKey(other));
  });

  it('knows the campaign\'s programme although nobody gave to it yet', async () => {
    const events = 'recipient_id,type,occurred_at,category\nr1,click,2026-09-01T00:00:00Z,wells\n';
    expect((await factsOf({ recipients, events, manifest: { programme: 'Wells' } }, COLUMNS, 'programmes'))[0]).toEqual({ programmes: ['wells'], favourite_programme: 'wells', programme_touches: 1, programme_gifts: 0 });
  });

  it('learns nothing from a gift that was given back', async () => {
    const gifts = `${GIFTS}r1,2026-09-01,30,EUR,single,forest\nr1,2026-10-01,50,EUR,single,wells\nr1,2026-10-02,5,EUR,single,\nr1,2026-10-09,-50,EUR,single,wells\n`;
    expect((await factsOf({ recipients, gifts }, COLUMNS, 'programmes'))[0]).toEqual({ programmes: ['forest'], favourite_programme: 'forest', programme_touches: 1, programme_gifts: 1 });
  });

  it('counts a click that was delivered twice once, and two clicks of one mail twice', async () => {
    const click = (url: string, second: number) => `r1,click,2026-09-01T00:00:0${String(second)}Z,wells,m1,${url}\n`;
    const events = `recipient_id,type,occurred_at,category,message_id,url\n${click('https://a.example/1', 0).repeat(3)}${click('https://a.example/2', 0)}${click('https://a.example/1', 5)}`;
    expect((await factsOf({ recipients, events, manifest: { programme: 'wells' } }, COLUMNS, 'programmes'))[0]).toMatchObject({ programme_touches: 3 });
  });

  it('has no answer without evidence', async () => {
    expect((await factsOf({ recipients, gifts: `${GIFTS}r1,2026-10-01T00:00:00Z,10,EUR,single,\n` }, COLUMNS, 'programmes'))[0]).toEqual({ programmes: null, favourite_programme: null, programme_touches: null, programme_gifts: null });
  });
});
