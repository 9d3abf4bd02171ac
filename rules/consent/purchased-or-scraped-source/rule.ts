import { mergeField } from '#audience/merge-field.js';
import { defineAudienceRule, isAmong, join, sql } from '#rule/rule.js';
import type { Sql } from '#rule/rule.js';
import words from './data.json' with { type: 'json' };

const EVIDENCE = ['jurisdiction', 'law', 'consent_source_type', 'consent_source'];
const REMEDY = 'Do not mail them; the list owner may write to them under a consent of its own. Not legal advice.';
const BAD_SOURCES = ['purchased', 'scraped'];
/** Columns in which exports say where an address is from. */
const SOURCE_COLUMN = /^(?:lead|contact|record|data|address|original)?[ _-]?(?:source|origin|quelle|herkunft)$/i;

export default defineAudienceRule({
  id: 'consent/purchased-or-scraped-source',
  severity: 'error',
  summary: 'An address was bought, rented or collected without its owner',
  needs: ['recipients', 'consents'],
  messages: {
    bought: '{{count}} of {{of}} recipients come from a source that is on file as bought or scraped, and their law asks for an opt-in given to the sender.',
    boughtOptOut: '{{count}} of {{of}} recipients come from a source that is on file as bought or scraped; harvesting makes other faults worse, and mailbox providers and ESPs forbid it.',
    soundsBought: '{{count}} of {{of}} recipients come from a source that sounds bought or scraped.',
  },
  suggestions: { bought: REMEDY, boughtOptOut: REMEDY, soundsBought: 'Check where they come from, and take out those who gave you nothing. Not legal advice.' },
  defaultOptions: {},
  optionsSchema: {},
  cases({ manifest }, _options, { mergeFields }) {
    if (manifest.kind === 'transactional') return [];
    const stands = sql`coalesce(consent_status NOT IN ('objected', 'withdrawn'), true)`;
    const bought = sql`${stands} AND list_contains(${BAD_SOURCES}, consent_source_type)`;
    const columns = (mergeFields?.names ?? []).filter((name) => SOURCE_COLUMN.test(name)).map((name) => mergeField(name));
    return [
      { messageId: 'bought', where: sql`${bought} AND opt_in_required`, evidence: EVIDENCE },
      { messageId: 'boughtOptOut', where: bought, severity: 'warning', evidence: EVIDENCE },
      { messageId: 'soundsBought', where: sql`${stands} AND (${join([BOUGHT_SOURCE, ...columns.map(soundsBought)], ' OR ')})`, heuristic: true, evidence: EVIDENCE },
    ];
  },
});

/** Many records name one source: it is read once. */
const BOUGHT_SOURCE = sql`coalesce(${isAmong(sql`consent_source`, sql`SELECT source FROM (SELECT any_value(source) AS source FROM consents GROUP BY source) WHERE ${soundsBought(sql`source`)}`)}, false)`;

function soundsBought(cell: Sql): Sql {
  return sql`coalesce(regexp_matches(lower(${cell}), ${`(^|[^\\p{L}])(${words.phrases.map((phrase) => phrase.replaceAll(' ', '[ _-]?')).join('|')})([^\\p{L}]|$)`}), false)`;
}
