import { defineAudienceRule, sql } from '#rule/rule.js';

export default defineAudienceRule({
  id: 'timing/recipient-timezone-unknown',
  severity: 'warning',
  summary: 'The local time at which recipients get the mail is not known',
  needs: ['recipients', 'schedule'],
  facts: ['slot'],
  messages: {
    misspelt: 'The timezone of {{count}} of {{of}} recipients ({{percent}} %) is no name of the IANA time zone database.',
    unknown: '{{count}} of {{of}} recipients ({{percent}} %) have no timezone, and no country or region that has one: their local time cannot be told.',
  },
  suggestions: {
    misspelt: 'Write names like Europe/Berlin: an offset like +02:00 or EST is wrong for half of the year.',
    unknown: 'Ask for the region or the postcode where a country has several zones, and until then send at an hour that is fit in all of them.',
  },
  defaultOptions: { maximumShare: 0.1 },
  optionsSchema: { maximumShare: { type: 'number', minimum: 0, maximum: 1 } },
  async cases({ manifest }, { maximumShare }, { totals }) {
    const misspelt = sql`timezone IS NOT NULL AND zone_source IS DISTINCT FROM 'explicit' AND slot_at IS NOT NULL`;
    const row = await totals?.(sql`SELECT count(*) AS planned, count(*) FILTER (WHERE zone IS NULL) AS unknown FROM recipient_facts WHERE slot_at IS NOT NULL`);
    const share = Number(row?.['unknown'] ?? 0) / Math.max(1, Number(row?.['planned'] ?? 0));
    if (manifest.kind === 'transactional') return [];
    return [
      { messageId: 'misspelt' as const, where: misspelt, evidence: ['timezone'] },
      ...(share > maximumShare ? [{ messageId: 'unknown' as const, where: sql`zone IS NULL AND slot_at IS NOT NULL`, evidence: ['country'] }] : []),
    ];
  },
});
