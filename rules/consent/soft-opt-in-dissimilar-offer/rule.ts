import { MATCHES_ADDRESS } from '#audience/contact-match.js';
import type { Manifest } from '#campaign/manifest.js';
import { defineAudienceRule, sql } from '#rule/rule.js';
import { categoriesIn, patternOf, CATEGORIES } from './categories.js';

const EVIDENCE = ['jurisdiction', 'basis_law', 'contact_products'];

export default defineAudienceRule({
  id: 'consent/soft-opt-in-dissimilar-offer',
  severity: 'warning',
  summary: 'A soft opt-in is claimed for goods of another kind than those bought',
  needs: ['recipients', 'consents', 'contacts', 'manifest'],
  columns: ['contacts.products'],
  messages: {
    dissimilar: 'A soft opt-in is claimed for {{count}} of {{of}} recipients who bought something else than what the mail offers ({{offer}}).',
  },
  suggestions: { dissimilar: 'Offer them what is similar to what they bought, or take them out; Germany and Austria read "similar" narrowly. Not legal advice.' },
  defaultOptions: {},
  optionsSchema: {},
  cases({ manifest }) {
    const offered = categoriesIn(offerOf(manifest));
    if (manifest.kind === 'transactional' || offered.length === 0) return [];
    const bought = sql`translate(lower(array_to_string(contact_products, ' | ')), '_-', '  ')`;
    const claimed = sql`opt_in_required AND consent_accepted AND consent_basis = 'soft_opt_in' AND ${MATCHES_ADDRESS}`;
    const where = sql`${claimed} AND regexp_matches(${bought}, ${patternOf(CATEGORIES)}) AND NOT regexp_matches(${bought}, ${patternOf(offered)})`;
    return [{ messageId: 'dissimilar', where, heuristic: true, evidence: EVIDENCE, data: { offer: offered.join(', ') } }];
  },
});

function offerOf({ offers = [], topic }: Manifest): string {
  return (offers.length > 0 ? offers : [topic ?? '']).join(' | ').toLowerCase().replace(/[_-]/g, ' ');
}
