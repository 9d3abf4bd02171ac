import { IS_RECORDED_BEREAVED, isRecordedDeceased, recordsAny } from '#audience/recorded-state.js';
import { asksForMoney } from '#campaign/facts/ask.js';
import { monthsFrom } from '#rule/option-schemas.js';
import { defineAudienceRule, sql } from '#rule/rule.js';
import type { AudienceCase } from '#rule/rule.js';

type MessageId = 'deceased' | 'bereaved' | 'bereavedNews' | 'jointName';

/** Words between two first names. */
const JOINT = ['and', 'und', 'et', 'y', 'e', 'en', 'och', 'og', 'ja', 'i'];

export default defineAudienceRule<MessageId, { bereavedMonths: number }>({
  id: 'fundraising/deceased-or-bereaved',
  severity: 'error',
  summary: 'Mail goes to people who are recorded as deceased, or an appeal to people in mourning',
  needs: ['recipients'],
  messages: {
    deceased: '{{count}} of {{of}} recipients are recorded as deceased.',
    bereaved: '{{count}} of {{of}} recipients lost somebody less than {{months}} months before the send, by the record, and this mail asks them for money.',
    bereavedNews: '{{count}} of {{of}} recipients lost somebody less than {{months}} months before the send, by the record.',
    jointName: '{{count}} of {{of}} recipients are recorded as bereaved, and their first name still names two people.',
  },
  suggestions: {
    deceased: 'Suppress them for good, and hand the record over to those who look after the family.',
    bereaved: 'Take them out of appeals, and let a person decide when to write again.',
    bereavedNews: 'Read the mail with their eyes, or leave them out.',
    jointName: 'Correct the salutation before anything is sent there.',
  },
  defaultOptions: { bereavedMonths: 12 },
  optionsSchema: { bereavedMonths: monthsFrom(0) },
  unchecked({ manifest }, _options, { mergeFields }) {
    const isRecorded = !mergeFields || !asksForMoney(manifest) || recordsAny(['deceased', 'bereaved_at'], mergeFields.names);
    return Promise.resolve(isRecorded ? undefined : 'whether anybody in the list has died or is in mourning: give the column deceased, bereaved_at or status in recipients');
  },
  cases({ manifest }, { bereavedMonths }, { mergeFields }) {
    const isBereaved = sql`(coalesce(bereaved_at <= send_at AND bereaved_at > send_at - to_months(${bereavedMonths}), false) OR ${IS_RECORDED_BEREAVED})`;
    const jointName = sql`bereaved_at <= send_at AND regexp_matches(lower(coalesce(first_name, '')), ${`\\p{L}\\s*(&|\\+|/|\\s(${JOINT.join('|')})\\s)\\s*\\p{L}`})`;
    const inMourning: readonly AudienceCase<MessageId>[] = asksForMoney(manifest)
      ? [{ messageId: 'bereaved', where: isBereaved, data: { months: bereavedMonths } }]
      : manifest.kind === 'transactional' ? [] : [{ messageId: 'bereavedNews', where: isBereaved, severity: 'warning', data: { months: bereavedMonths } }];
    return [{ messageId: 'deceased', where: isRecordedDeceased(mergeFields?.names ?? []) }, ...inMourning, { messageId: 'jointName', where: jointName, severity: 'warning' }];
  },
});
