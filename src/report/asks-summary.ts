import type { AsksResult } from '#fundraising/ask-row.js';
import { labelledLines, type Line, type Look } from './labelled-lines.js';
import { plain } from './numbers.js';
import { rejectedRowsText, unreadWordsText } from './tables-text.js';

/** What the stable ids of reasons mean, for a person. */
const REASONS: Readonly<Record<string, string>> = {
  deceased: 'recorded as deceased',
  vulnerable: 'flagged as being in vulnerable circumstances',
  minor: 'under eighteen',
  suppressed: 'on a suppression list',
  unsubscribed: 'unsubscribed',
  complained: 'reported a mail as spam',
  no_consent: 'no consent on file that covers this',
  in_complaint: 'a complaint is open',
  payment_failed: 'a payment failed and none came since',
  in_distress: 'paused, stopped or could not pay, by the status',
  occasion_opt_out: 'opted out of this occasion, or of asks',
  other_address: 'stands in the list at another address too, and gives there',
  in_memory_only: 'gave in memory of somebody only',
  no_gifts: 'no comparable gift to build an amount on',
  no_regular_gift: 'no running regular gift to raise',
  other_currency: 'gives in another currency than the campaign asks in',
  not_thanked: 'the last gift has not been thanked for',
  asks_this_year: 'has had as many asks as a year may hold',
  no_progress: 'no news of what became of the gift lately',
  bereaved: 'bereaved lately',
  pledge_too_new: 'the regular gift began too lately',
  raised_recently: 'raised the gift lately',
  raised_by_self: 'gave more than before, unasked, lately',
  lowered_recently: 'lowered the gift lately',
  declined_recently: 'declined to raise it lately',
  cancelled_recently: 'cancelled a regular gift lately',
  refunded_recently: 'had a gift refunded lately',
  gave_recently: 'gave lately',
  asked_recently: 'was asked lately',
  progress_too_new: 'the news went out too lately',
  no_amount_fits: 'no friendly amount lies within the bounds',
};

/** What a person wants to know of a run of `presend asks`, in a terminal. */
export function asksSummary(result: AsksResult, look: Look): string {
  const lines: readonly Line[] = [
    ['asked at', result.at],
    ['recipients', `${plain(result.recipients)}: ${plain(result.eligible)} may be asked, ${plain(result.recipients - result.eligible)} not`],
    ...Object.entries(result.held).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([reason, count]): Line => ['not', `${plain(count)} ${reason}: ${REASONS[reason] ?? reason}`]),
    ...Object.entries(result.proposed).sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, { asks, preset }]): Line => ['proposed', `${plain(asks)} in ${currency}, preset amounts come to ${plain(preset)}`]),
    ['programme', `${plain(result.recipients - result.withoutProgramme)} with evidence for one, ${plain(result.withoutProgramme)} without`],
    ['acceptance', acceptanceText(result)],
    ...uncheckedLines(result),
    ...result.rejected.filter(({ rows }) => rows > 0).map((rejected): Line => ['rejected', rejectedRowsText(rejected)]),
    ...result.unreadWords.map((unread): Line => ['unread', unreadWordsText(unread)]),
  ];
  return labelledLines(lines, look);
}

function acceptanceText({ pastAsks: { asks, accepted, enough } }: AsksResult): string {
  if (asks === 0) return 'unknown: no past ask to a donor is on file, so that no gain is promised';
  return `${plain(accepted)} of ${plain(asks)} past asks were answered${enough ? '' : ', too few to promise a gain'}`;
}

function uncheckedLines({ unchecked }: AsksResult): readonly Line[] {
  const groups = new Map<string, string[]>();
  for (const { reason, missing } of unchecked) groups.set(missing, [...(groups.get(missing) ?? []), reason]);
  return [...groups].map(([missing, reasons]): Line => ['not checked', `${reasons.join(', ')}: no ${missing} given`]);
}
