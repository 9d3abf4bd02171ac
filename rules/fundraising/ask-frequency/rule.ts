import { asksForMoney } from '#campaign/facts/ask.js';
import { daysFrom } from '#rule/option-schemas.js';
import { defineAudienceRule, join, sql } from '#rule/rule.js';
import type { Sql } from '#rule/rule.js';

const DAY = String.raw`(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])`;
const SPACE = 'Hold this ask back for them, and send a report or thanks in between.';

export default defineAudienceRule({
  id: 'fundraising/ask-frequency',
  severity: 'warning',
  summary: 'Somebody is asked for money too often',
  needs: ['recipients', 'events', 'manifest'],
  columns: ['events.is_ask|events.category'],
  events: ['sent|delivered'],
  facts: ['stewardship'],
  messages: {
    tooSoon: '{{count}} of {{of}} recipients were asked less than {{limit}} days before the send, and would be asked again.',
    nothingBetween: '{{count}} of {{of}} recipients had nothing but asks in their last {{limit}} mails, and this would be one more.',
    tooMany: '{{count}} of {{of}} recipients would be asked more than {{limit}} times in 12 months.',
  },
  suggestions: { tooSoon: SPACE, nothingBetween: SPACE, tooMany: SPACE },
  defaultOptions: { perYear: 6, minimumDays: 21, asksInARow: 2, seasons: ['12-26/12-31'] },
  optionsSchema: {
    perYear: { type: 'integer', minimum: 1 }, minimumDays: daysFrom(0), asksInARow: { type: 'integer', minimum: 1, maximum: 4 },
    seasons: { type: 'array', items: { type: 'string', pattern: `^${DAY}/${DAY}$`, description: 'two days of the year, such as 12-26/12-31' } },
  },
  cases({ manifest }, { perYear, minimumDays, asksInARow, seasons }) {
    if (!asksForMoney(manifest)) return [];
    return [
      { messageId: 'tooSoon', where: sql`last_asked_at > send_at - to_days(${minimumDays}) AND NOT (${inSeason(seasons)})`, evidence: ['last_asked_at'], data: { limit: minimumDays } },
      { messageId: 'nothingBetween', where: sql`asks_in_a_row >= ${asksInARow}`, evidence: ['asks_in_a_row'], data: { limit: asksInARow } },
      { messageId: 'tooMany', where: sql`asks_year >= ${perYear}`, evidence: ['asks_year'], data: { limit: perYear } },
    ];
  },
});

/** Whether the send falls into one of the seasons, `MM-DD/MM-DD`, both days included. */
function inSeason(seasons: readonly string[]): Sql {
  const within = seasons.map((season) => season.split('/')).map(([from = '', until = '']) =>
    from <= until ? sql`strftime(send_at, '%m-%d') BETWEEN ${from} AND ${until}` : sql`(strftime(send_at, '%m-%d') >= ${from} OR strftime(send_at, '%m-%d') <= ${until})`);
  return join([sql`false`, ...within], ' OR ');
}
