import { MATCHES_COMPANY, MATCHES_PERSON } from '#audience/contact-match.js';
import { PHRASES } from '#rule/option-schemas.js';
import { defineAudienceRule, sql } from '#rule/rule.js';

const EVIDENCE = ['contact_products', 'contact_last_purchase_at'];

/** `Oak chair (4x)`, `Oak chair x 2`, `2x Oak chair`. */
const QUANTITY = '^[0-9]+ ?x |[ (]+(x ?[0-9]+|[0-9]+ ?x)\\)?$';

export default defineAudienceRule({
  id: 'targeting/offer-already-owned',
  severity: 'warning',
  summary: 'Somebody is offered what he has already',
  needs: ['recipients', 'contacts', 'manifest'],
  columns: ['recipients.email|recipients.company|recipients.last_name', 'contacts.products'],
  messages: {
    person: '{{count}} of {{of}} recipients already have what the campaign offers ({{offers}}).',
    company: '{{count}} of {{of}} recipients work for a company that already has what the campaign offers ({{offers}}).',
  },
  suggestions: {
    person: 'Take them out, or offer them what goes with it.',
    company: 'Ask the account owner: another seat may be welcome, a first pitch is not.',
  },
  defaultOptions: { repeatable: [] as string[] },
  optionsSchema: { repeatable: PHRASES },
  cases({ manifest }, { repeatable }) {
    const again = new Set(repeatable.map(folded));
    const offers = (manifest.offers ?? []).filter((offer) => !again.has(folded(offer)));
    if (offers.length === 0 || manifest.kind === 'transactional') return [];
    const product = sql`regexp_replace(regexp_replace(nfc_normalize(lower(product)), ${QUANTITY}, ''), '[^\\p{L}\\p{N}]', '', 'g')`;
    const owns = sql`coalesce(contact_lifecycle, 'customer') IN ('customer', 'open_opportunity', 'partner')
      AND CASE WHEN contact_products IS NOT NULL THEN list_has_any(list_transform(contact_products, lambda product: ${product}), ${offers.map(folded)}) ELSE false END`;
    const data = { offers: offers.join(', ') };
    return [
      { messageId: 'person', where: sql`${MATCHES_PERSON} AND ${owns}`, evidence: EVIDENCE, data },
      { messageId: 'company', where: sql`${MATCHES_COMPANY} AND ${owns}`, severity: 'info', evidence: EVIDENCE, data },
    ];
  },
});

/** "crm-audit", "CRM Audit" and "CRM audit" are one offer. */
function folded(offer: string): string {
  return offer.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
