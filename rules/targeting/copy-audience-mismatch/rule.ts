import { MATCHES_PERSON } from '#audience/contact-match.js';
import { HAS_GIVEN } from '#audience/past-gifts.js';
import type { AudienceType } from '#campaign/manifest.js';
import { locateInPassage } from '#campaign/facts/passages.js';
import { defineRule, sql } from '#rule/rule.js';
import type { AudienceCase } from '#rule/rule.js';
import { newcomerPhrases, type NewcomerKind } from './newcomer-phrases.js';

type MessageId = NewcomerKind | 'customersTold' | 'membersTold' | 'donorsTold' | 'knownTold';

/** A declared audience that is past what the phrase offers. */
const SETTLED: Readonly<Record<NewcomerKind, readonly (AudienceType | undefined)[]>> = {
  newCustomer: ['customers', 'former-customers'], becomeMember: ['members'], firstGift: ['donors'], stranger: ['customers', 'former-customers', 'members', 'donors'],
};

const NOT_YET = '(^|[^a-z])(non|not|no|never|kein|prospect|potential|lead|interest|nie|ikke|inte)';
/** What may say of recipients who they are. */
const TOLD_BY = sql`
  SELECT (SELECT count(*) FROM contacts) + (SELECT count(*) FROM consents) + (SELECT count(*) FROM gifts) + (SELECT count(status) FROM recipients) AS rows`;
const EVIDENCE = ['contact_match', 'contact_lifecycle', 'status', 'relationship_type'];

const REWRITE = 'Say it to newcomers only: take these people out, or put the sentence into a condition that leaves them out.';
const REACQUAINT = 'Say it to strangers only: write to these people as those whom you know, and mention what you had to do with each other.';

export default defineRule<MessageId, object>({
  id: 'targeting/copy-audience-mismatch',
  severity: 'error',
  summary: 'The copy takes people for newcomers who are customers, members or donors already',
  needs: [],
  messages: {
    newCustomer: 'The mail says "{{words}}", and the manifest says that it goes to {{audience}}.',
    becomeMember: 'The mail says "{{words}}", and the manifest says that it goes to {{audience}}.',
    firstGift: 'The mail says "{{words}}", and the manifest says that it goes to {{audience}}.',
    stranger: 'The mail says "{{words}}", and the manifest says that it goes to {{audience}}.',
    customersTold: '{{count}} of {{of}} recipients are or were customers, and the mail says "{{words}}".',
    membersTold: '{{count}} of {{of}} recipients are members, and the mail says "{{words}}".',
    donorsTold: '{{count}} of {{of}} recipients have given before, and the mail says "{{words}}".',
    knownTold: '{{count}} of {{of}} recipients know the sender, and the mail says "{{words}}".',
  },
  suggestions: { newCustomer: REWRITE, becomeMember: REWRITE, firstGift: REWRITE, stranger: REACQUAINT, customersTold: REWRITE, membersTold: REWRITE, donorsTold: REWRITE, knownTold: REACQUAINT },
  defaultOptions: {},
  optionsSchema: {},
  *check(campaign) {
    const { manifest } = campaign;
    if (manifest.kind === 'transactional') return;
    for (const { kind, phrase, passage } of newcomerPhrases(campaign)) {
      if (!SETTLED[kind].includes(manifest.audienceType)) continue;
      const words = asWritten(passage.text, phrase);
      yield { messageId: kind, data: { words, audience: String(manifest.audienceType) }, location: locateInPassage(campaign, passage, words), evidence: { words, audienceType: manifest.audienceType } };
    }
  },
  async unchecked(campaign, _options, { totals }) {
    const { manifest } = campaign;
    if (manifest.kind === 'transactional' || (manifest.audienceType !== undefined && manifest.audienceType !== 'mixed')) return undefined;
    const [first] = newcomerPhrases(campaign);
    if (!first || Number((await totals?.(TOLD_BY))?.['rows'] ?? 0) > 0) return undefined;
    return `whether "${first.phrase}" goes to people who are past that: give recipients, and contacts, consents or gifts`;
  },
  audienceCases(campaign) {
    if (campaign.manifest.kind === 'transactional') return [];
    return newcomerPhrases(campaign).map(({ kind, phrase }) => toldCase(kind, phrase, campaign.manifest.audienceType));
  },
});

/** Who is past what a phrase offers, by CRM, status, consent record or gifts. */
function toldCase(kind: NewcomerKind, phrase: string, audienceType: AudienceType | undefined): AudienceCase<MessageId> {
  const data = { words: phrase };
  if (kind === 'newCustomer') {
    const where = sql`(${MATCHES_PERSON} AND contact_lifecycle IN ('customer', 'former_customer')) OR relationship_type IN ('purchase', 'contract')
      OR ${hasStatus('customer|buyer|client|kunde|kundin|bestandskunde|cliente|klant|kund|asiakas|klient')}`;
    return { messageId: 'customersTold', where, evidence: EVIDENCE, data };
  }
  if (kind === 'becomeMember') {
    const where = sql`(relationship_type = 'membership' AND coalesce(relationship_ended_at > send_at, true))
      OR (${MATCHES_PERSON} AND len(list_filter(contact_products, lambda product: regexp_matches(lower(product), '(^|[^a-z])(member|mitglied)'))) > 0)
      OR ${hasStatus('member|mitglied|membre|adhérent|adhérente|socio|socia|socius|lid|sócio|sócia|medlem|jäsen|członek')}`;
    return { messageId: 'membersTold', where, evidence: EVIDENCE, data };
  }
  if (kind === 'stranger') {
    // Whom the CRM knows among prospects is the matter of targeting/known-contact-as-cold-prospect, whatever the mail says.
    const isInCrm = audienceType === 'prospecting' ? sql`false` : sql`(${MATCHES_PERSON} AND contact_lifecycle IS NOT NULL)`;
    const where = sql`${isInCrm} OR relationship_type IN ('purchase', 'contract', 'membership', 'donation', 'volunteer') OR ${HAS_GIVEN}`;
    return { messageId: 'knownTold', where, evidence: EVIDENCE, data };
  }
  const where = sql`(${MATCHES_PERSON} AND contact_lifecycle IN ('donor', 'lapsed_donor')) OR relationship_type = 'donation'
    OR ${HAS_GIVEN}
    OR ${hasStatus('donor|giver|spender|spenderin|donateur|donatrice|donante|donatore|donatrice|doador|givare|giver|lahjoittaja|darczyńca')}`;
  return { messageId: 'donorsTold', where, evidence: EVIDENCE, data };
}

/** `status` is free text: "active_customer", "Kundin", but not "non-customer" or "prospective member". */
function hasStatus(words: string) {
  const status = sql`lower(coalesce(status, ''))`;
  return sql`(regexp_matches(${status}, ${`(^|[^\\p{L}])(${words})s?($|[^\\p{L}])`}) AND NOT regexp_matches(${status}, ${NOT_YET}))`;
}

/** The phrase in the mail's own letters, where it stands there as it was found. */
function asWritten(text: string, phrase: string): string {
  const index = text.toLowerCase().indexOf(phrase);
  return index === -1 ? phrase : text.slice(index, index + phrase.length);
}
