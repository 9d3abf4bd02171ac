import { describe, expect, it } from 'vitest';
import { factsOf } from './audience-of.js';

const recipients = 'recipient_id\nr1\nr2\n';
const HEADER = 'recipient_id,type,occurred_at,campaign_id,triggered,category,is_ask\n';

async function facts(events: string, columns: readonly string[], more: object = {}): Promise<Record<string, unknown> | undefined> {
  return (await factsOf({ recipients, events: HEADER + events, ...more }, columns, 'giving', 'stewardship'))[0];
}

/** Of people who each got one mail, which was no ask: campaign, triggered and category. */
async function factsOfEach(mails: readonly string[], columns: readonly string[]): Promise<Record<string, unknown>[]> {
  const ids = mails.map((_, place) => `r${String(place)}`);
  const events = mails.map((mail, place) => `${ids[place]!},sent,2026-11-01T00:00:00Z,${mail},false\n`).join('');
  return factsOf({ recipients: `recipient_id\n${ids.join('\n')}\n`, events: HEADER + events }, columns, 'giving', 'stewardship');
}

describe('stewardship', () => {
  it('counts a campaign of several asks once, and asks of the last year only', async () => {
    const events = 'r1,sent,2026-11-01T00:00:00Z,year-end,,,true\nr1,sent,2026-11-10T00:00:00Z,year-end,,,true\nr1,sent,2026-05-01T00:00:00Z,spring,,,true\nr1,sent,2025-05-01T00:00:00Z,old,,,true\n';
    expect(await facts(events, ['asks_year', 'last_asked_at', 'asks_in_a_row'])).toEqual({ asks_year: 2, last_asked_at: '2026-11-10T00:00:00.000Z', asks_in_a_row: 4 });
  });

  it('ends a run of asks with anything else that is no service mail', async () => {
    expect(await facts('r1,sent,2026-11-01T00:00:00Z,a,,,true\nr1,sent,2026-10-01T00:00:00Z,b,,news,false\nr1,sent,2026-09-01T00:00:00Z,c,,,true\n', ['asks_in_a_row'])).toEqual({ asks_in_a_row: 1 });
    expect(await facts('r1,sent,2026-11-01T00:00:00Z,a,,,true\nr1,sent,2026-10-01T00:00:00Z,b,true,,false\nr1,sent,2026-09-01T00:00:00Z,c,,,true\n', ['asks_in_a_row'])).toEqual({ asks_in_a_row: 2 });
  });

  it('knows thanks by their name in several languages, or by what set them off', async () => {
    const thanks = ['thanks-spring,,', 'Spendenquittung,,', 'merci,,', 'kiitos,,', 'podziękowanie,,', 'tak,,', 'x,true,wells'];
    expect(await factsOfEach([...thanks, 'take-action,,', 'tackle,,', 'x,true,password-reset'], ['last_thanked_at']))
      .toEqual([...thanks.map(() => ({ last_thanked_at: '2026-11-01T00:00:00.000Z' })), { last_thanked_at: null }, { last_thanked_at: null }, { last_thanked_at: null }]);
  });

  it('takes for news what neither asks nor serves nor is about another programme', async () => {
    const gifts = 'recipient_id,occurred_at,amount,currency,programme\nr2,2026-01-01T00:00:00Z,10,EUR,School-Meals\n';
    const events = 'r1,sent,2026-11-01T00:00:00Z,a,,wells,false\nr1,sent,2026-11-02T00:00:00Z,b,,school-meals,false\nr1,sent,2026-11-03T00:00:00Z,c,,newsletter,\nr1,sent,2026-11-04T00:00:00Z,d,,wells,true\nr1,sent,2026-11-05T00:00:00Z,e,true,wells,false\n';
    const news = (await facts(events, ['recent_news_at'], { gifts, manifest: { programme: 'Wells' } }))?.['recent_news_at'];
    expect(JSON.stringify(news)).toContain('2026-11-03');
    expect(news).toHaveLength(2);
  });

  it('knows mail about a failed payment, which is neither thanks nor news', async () => {
    const columns = ['payment_failed_at', 'last_thanked_at', 'asks_in_a_row'];
    const mails = ['payment_failed', 'Rücklastschrift', 'impayé'].map((label) => `x,true,${label}`);
    expect(await factsOfEach(mails, columns)).toEqual(mails.map(() => ({ payment_failed_at: '2026-11-01T00:00:00.000Z', last_thanked_at: null, asks_in_a_row: 0 })));
  });

  it('cannot tell asks where nothing names any, and reads the category where is_ask is missing', async () => {
    expect(await facts('r1,sent,2026-11-01T00:00:00Z,a,,wells,\n', ['asks_known', 'asks_year', 'asks_in_a_row', 'recent_news_at'])).toEqual({ asks_known: false, asks_year: null, asks_in_a_row: null, recent_news_at: null });
    expect(await facts('r1,sent,2026-11-01T00:00:00Z,a,,Spendenaufruf,\n', ['asks_known', 'asks_year'])).toEqual({ asks_known: true, asks_year: 1 });
  });
});
