import { defineAudienceRule, sql } from '#rule/rule.js';

export default defineAudienceRule({
  id: 'consent/jurisdiction-unknown',
  severity: 'warning',
  summary: 'It is not on file in which country recipients live, so that their law is not known',
  needs: ['recipients'],
  messages: {
    many: '{{count}} of {{of}} recipients have no country that can be read, and were judged by the strictest law profile.',
    few: '{{count}} of {{of}} recipients have no country that can be read, and were judged by the strictest law profile.',
    noProfile: '{{count}} of {{of}} recipients live in countries whose law has no profile here, and were judged by the strictest one.',
  },
  suggestions: {
    many: 'Store the country at sign-up, and fill it in from postal addresses; an IP address is no evidence of it. Not legal advice.',
    few: 'Store the country at sign-up, and fill it in from postal addresses; an IP address is no evidence of it. Not legal advice.',
    noProfile: 'Have the law of these countries checked before you rely on anything but consent. Not legal advice.',
  },
  defaultOptions: { maxShare: 0.05 },
  optionsSchema: { maxShare: { type: 'number', minimum: 0, maximum: 1 } },
  async cases({ manifest }, { maxShare }, { totals }) {
    if (manifest.kind === 'transactional') return [];
    const share = Number((await totals?.(sql`
      SELECT avg(CAST(places.country IS NULL AS INTEGER)) AS share FROM recipients LEFT JOIN recipient_countries AS places ON places.written = recipients.country`))?.['share'] ?? 1);
    const isUnknown = sql`jurisdiction = 'unknown'`;
    return [
      share > maxShare ? { messageId: 'many', where: isUnknown, evidence: ['field_country', 'language'] } : { messageId: 'few', where: isUnknown, severity: 'info', evidence: ['field_country', 'language'] },
      { messageId: 'noProfile', where: sql`jurisdiction = 'strictest' AND country IS NOT NULL`, severity: 'info', evidence: ['country', 'law'] },
    ];
  },
});
