import { IS_RECORDED_VULNERABLE, recordsAny } from '#audience/recorded-state.js';
import { asksForMoney } from '#campaign/facts/ask.js';
import { defineAudienceRule, sql } from '#rule/rule.js';

const TAKE_OUT = 'Take them out of appeals, and follow your policy for supporters in vulnerable circumstances.';

export default defineAudienceRule({
  id: 'fundraising/vulnerable-supporter',
  severity: 'error',
  summary: 'An appeal goes to people who are marked as vulnerable, or to minors',
  needs: ['recipients', 'manifest'],
  messages: {
    vulnerable: '{{count}} of {{of}} recipients are marked as being in vulnerable circumstances, and this mail asks them for money.',
    minor: '{{count}} of {{of}} recipients are under 18, and this mail asks them for money.',
  },
  suggestions: { vulnerable: TAKE_OUT, minor: TAKE_OUT },
  defaultOptions: {},
  optionsSchema: {},
  unchecked({ manifest }, _options, { mergeFields }) {
    const isRecorded = !mergeFields || !asksForMoney(manifest) || recordsAny(['vulnerable', 'age_band'], mergeFields.names);
    return Promise.resolve(isRecorded ? undefined : 'whether anybody is marked as vulnerable or under 18: give the column vulnerable, age_band or status in recipients');
  },
  cases({ manifest }) {
    if (!asksForMoney(manifest)) return [];
    return [
      { messageId: 'vulnerable', where: IS_RECORDED_VULNERABLE },
      { messageId: 'minor', where: sql`age_band IN ('under13', '13_15', '16_17')`, evidence: ['age_band'] },
    ];
  },
});
