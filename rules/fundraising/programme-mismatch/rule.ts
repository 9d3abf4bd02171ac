import { programmeKey, programmeName, UMBRELLA } from '#audience/programme-name.js';
import { asksForMoney } from '#campaign/facts/ask.js';
import { PHRASES } from '#rule/option-schemas.js';
import { defineAudienceRule, sql } from '#rule/rule.js';

const IS_UMBRELLA = new RegExp(UMBRELLA, 'u');

export default defineAudienceRule({
  id: 'fundraising/programme-mismatch',
  severity: 'warning',
  summary: 'Donors who follow one programme are asked for another',
  needs: ['recipients', 'gifts', 'manifest'],
  facts: ['programmes'],
  messages: { other: '{{count}} of {{of}} recipients give to and follow one other programme, and this mail asks for "{{programme}}".' },
  suggestions: { other: 'Send them the story of their own programme (see the evidence), or ask whether they want news of others.' },
  defaultOptions: { minimumShare: 0.6, minimumTouches: 2, umbrella: [] as string[] },
  optionsSchema: {
    minimumShare: { type: 'number', exclusiveMinimum: 0, maximum: 1 }, minimumTouches: { type: 'integer', minimum: 1 }, umbrella: PHRASES,
  },
  cases({ manifest }, { minimumShare, minimumTouches, umbrella }) {
    const programme = programmeName(manifest.programme ?? '');
    if (!asksForMoney(manifest) || programme === '' || IS_UMBRELLA.test(programme) || umbrella.some((name) => programmeKey(name) === programmeKey(programme))) return [];
    return [{
      messageId: 'other',
      where: sql`NOT list_contains(programmes, ${programmeKey(programme)}) AND favourite_share >= ${minimumShare} AND programme_touches >= ${minimumTouches}`,
      evidence: ['favourite_programme'],
      data: { programme: manifest.programme ?? '' },
    }];
  },
});
