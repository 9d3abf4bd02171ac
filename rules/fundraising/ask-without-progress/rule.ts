import { asksForMoney } from '#campaign/facts/ask.js';
import { daysFrom, monthsFrom } from '#rule/option-schemas.js';
import { defineAudienceRule, sql } from '#rule/rule.js';
import { leadsWithProgress } from './leads-with-progress.js';

const REPORT_FIRST = 'Send the progress report first and ask later, or open this mail with what their gifts have done.';

export default defineAudienceRule({
  id: 'fundraising/ask-without-progress',
  severity: 'error',
  summary: 'Donors are asked again without news of what their gift has done',
  needs: ['recipients', 'gifts', 'events', 'manifest'],
  columns: ['events.is_ask|events.category'],
  events: ['sent|delivered'],
  facts: ['giving', 'stewardship'],
  messages: {
    onlyAsks: '{{count}} of {{of}} recipients give, and their last three mails were all asks; this mail does not open with news either.',
    noNews: '{{count}} of {{of}} recipients give, had no news{{about}} since their gift or in the {{days}} days before the send, and this mail does not open with it.',
  },
  suggestions: { onlyAsks: REPORT_FIRST, noNews: REPORT_FIRST },
  defaultOptions: { maximumDays: 90, restDays: 2, lookBackMonths: 18 },
  optionsSchema: { maximumDays: daysFrom(1), restDays: daysFrom(0), lookBackMonths: monthsFrom(1) },
  cases(campaign, { maximumDays, restDays, lookBackMonths }) {
    const { manifest } = campaign;
    if (!asksForMoney(manifest) || leadsWithProgress(campaign)) return [];
    const gives = sql`asks_known AND (pledge_active OR last_gift_at > send_at - to_months(${lookBackMonths}))`;
    const isNews = sql`lambda news: news <= send_at - to_days(${restDays}) AND news > send_at - to_days(${maximumDays}) AND news >= coalesce(thanks_due_at, news)`;
    const noNews = sql`${gives} AND coalesce(len(list_filter(recent_news_at, ${isNews})), 0) = 0`;
    return [
      { messageId: 'onlyAsks', where: sql`${noNews} AND asks_in_a_row >= 3`, evidence: ['asks_in_a_row'] },
      { messageId: 'noNews', where: noNews, severity: 'warning', evidence: ['last_asked_at', 'thanks_due_at'], data: { days: maximumDays, about: manifest.programme === undefined ? '' : ` about "${manifest.programme}"` } },
    ];
  },
});
