import { monthsFrom } from '#rule/option-schemas.js';
import { defineAudienceRule, sql } from '#rule/rule.js';

const SUNSET = 'Ask once whether they still want the mail, and then stop: a short series, not one more campaign.';

export default defineAudienceRule({
  id: 'audience/unengaged-recipient',
  severity: 'warning',
  summary: 'Somebody who has not reacted for a long time gets the mail again',
  needs: ['recipients', 'events'],
  events: ['sent|delivered', 'click|reply|conversion'],
  facts: ['engagement'],
  messages: {
    silent: '{{count}} of {{of}} recipients ({{percent}} %) have shown no sign of life for {{months}} months.',
    never: '{{count}} of {{of}} recipients ({{percent}} %) have never reacted to mail that they have got for {{months}} months or longer.',
  },
  suggestions: { silent: SUNSET, never: SUNSET },
  defaultOptions: { silentMonths: 12, neverMonths: 6, minSends: 5 },
  optionsSchema: { silentMonths: monthsFrom(1), neverMonths: monthsFrom(1), minSends: { type: 'integer', minimum: 1 } },
  cases({ manifest }, { silentMonths, neverMonths, minSends }) {
    if (manifest.kind === 'transactional') return [];
    const isMailed = sql`sends >= ${minSends}`;
    const life = sql`greatest(last_engaged_at, contact_last_purchase_at, relationship_last_event_at, consent_given_at, consent_confirmed_at)`;
    const isQuietFor = (months: number) => sql`coalesce(${life} <= send_at - to_months(${months}), true)`;
    return [
      { messageId: 'silent', where: sql`${isMailed} AND last_engaged_at IS NOT NULL AND ${isQuietFor(silentMonths)}`, evidence: ['last_engaged_at'], data: { months: silentMonths } },
      { messageId: 'never', where: sql`${isMailed} AND last_engaged_at IS NULL AND first_sent_at <= send_at - to_months(${neverMonths}) AND ${isQuietFor(neverMonths)}`, evidence: ['first_sent_at'], data: { months: neverMonths } },
    ];
  },
});
