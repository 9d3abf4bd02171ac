import { asksForUpgrade } from '#campaign/facts/ask.js';
import { daysFrom, monthsFrom } from '#rule/option-schemas.js';
import { defineAudienceRule, sql } from '#rule/rule.js';

const THANK_FIRST = 'Leave them out and thank them; ask when the time has come.';

export default defineAudienceRule({
  id: 'fundraising/upgrade-too-soon',
  severity: 'error',
  summary: 'A higher gift is asked of donors who have just started or changed theirs',
  needs: ['recipients', 'gifts', 'manifest'],
  facts: ['giving'],
  messages: {
    justStarted: '{{count}} of {{of}} recipients started their regular gift less than {{term}} months before the send, and this mail asks for more.',
    justRaised: '{{count}} of {{of}} recipients raised their regular gift less than {{term}} months before the send, and this mail asks for more.',
    reduced: '{{count}} of {{of}} recipients reduced their regular gift less than {{term}} months before the send, and this mail asks for more.',
    earlyStart: '{{count}} of {{of}} recipients started their regular gift less than {{term}} months before the send: a little early to ask for more.',
    earlyRaise: '{{count}} of {{of}} recipients raised their regular gift less than {{term}} months before the send: a little early to ask for more.',
    declined: '{{count}} of {{of}} recipients declined to give more less than {{term}} months before the send.',
    raisedByThemselves: '{{count}} of {{of}} recipients gave more than before by themselves in the {{term}} months before the send.',
    justGave: '{{count}} of {{of}} recipients gave less than {{term}} days before the send, and this mail asks for more.',
  },
  suggestions: {
    justStarted: THANK_FIRST, justRaised: THANK_FIRST, reduced: THANK_FIRST, earlyStart: THANK_FIRST, earlyRaise: THANK_FIRST,
    declined: 'Take the no for an answer for half a year.',
    raisedByThemselves: THANK_FIRST, justGave: THANK_FIRST,
  },
  defaultOptions: { minimumMonths: 6, comfortableMonths: 9, monthsAfterUpgrade: 12, monthsAfterDowngrade: 12, monthsAfterDecline: 6, daysAfterGift: 60 },
  optionsSchema: {
    minimumMonths: monthsFrom(0), comfortableMonths: monthsFrom(0), monthsAfterUpgrade: monthsFrom(0),
    monthsAfterDowngrade: monthsFrom(0), monthsAfterDecline: monthsFrom(0), daysAfterGift: daysFrom(0),
  },
  cases({ manifest }, { minimumMonths, comfortableMonths, monthsAfterUpgrade, monthsAfterDowngrade, monthsAfterDecline, daysAfterGift }) {
    if (!asksForUpgrade(manifest)) return [];
    const single = sql`NOT pledge_active AND gifts_comparable > 0`;
    return [
      { messageId: 'justStarted', where: sql`pledge_active AND pledge_since > send_at - to_months(${minimumMonths})`, evidence: ['pledge_since'], data: { term: minimumMonths } },
      { messageId: 'justRaised', where: sql`pledge_active AND last_upgrade_at > send_at - to_months(${minimumMonths})`, evidence: ['last_upgrade_at'], data: { term: minimumMonths } },
      { messageId: 'reduced', where: sql`pledge_active AND last_downgrade_at > send_at - to_months(${monthsAfterDowngrade})`, evidence: ['last_downgrade_at'], data: { term: monthsAfterDowngrade } },
      { messageId: 'earlyStart', where: sql`pledge_active AND pledge_since > send_at - to_months(${comfortableMonths})`, severity: 'warning', evidence: ['pledge_since'], data: { term: comfortableMonths } },
      { messageId: 'earlyRaise', where: sql`pledge_active AND last_upgrade_at > send_at - to_months(${monthsAfterUpgrade})`, severity: 'warning', evidence: ['last_upgrade_at'], data: { term: monthsAfterUpgrade } },
      { messageId: 'declined', where: sql`last_decline_at > send_at - to_months(${monthsAfterDecline})`, severity: 'warning', evidence: ['last_decline_at'], data: { term: monthsAfterDecline } },
      { messageId: 'raisedByThemselves', where: sql`${single} AND last_gift_raised AND last_single_gift_at > send_at - to_months(${monthsAfterUpgrade})`, severity: 'warning', evidence: ['last_single_gift_at'], data: { term: monthsAfterUpgrade } },
      { messageId: 'justGave', where: sql`${single} AND last_single_gift_at > send_at - to_days(${daysAfterGift})`, severity: 'warning', evidence: ['last_single_gift_at'], data: { term: daysAfterGift } },
    ];
  },
});
