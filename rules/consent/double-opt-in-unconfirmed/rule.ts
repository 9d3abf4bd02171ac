import { jurisdictionsWhere } from '#config/law-profiles.js';
import { defineAudienceRule, sql } from '#rule/rule.js';

const EVIDENCE = ['jurisdiction', 'law', 'consent_source', 'consent_source_type'];
const REMEDY = 'Take them out until they confirm; a second reminder with promotional content is itself marketing. Not legal advice.';

const EXPECTED = jurisdictionsWhere(({ doubleOptIn }) => doubleOptIn === 'expected');
const ADVISED = jurisdictionsWhere(({ doubleOptIn }) => doubleOptIn === 'advised');
/** Consent given face to face, on paper, by phone or in an account: a proof of it stands for the confirmation. */
const OFFLINE = ['paper', 'event', 'phone', 'checkout'];

export default defineAudienceRule({
  id: 'consent/double-opt-in-unconfirmed',
  severity: 'error',
  summary: 'A sign-up was never confirmed where a double opt-in is expected',
  needs: ['recipients', 'consents'],
  messages: {
    pending: '{{count}} of {{of}} recipients have signed up, and the confirmation is still pending.',
    pendingAdvised: '{{count}} of {{of}} recipients have signed up, and the confirmation that good practice in their country asks for is still pending.',
    unconfirmed: '{{count}} of {{of}} recipients have signed up, and there is no record of a confirmation, without which their sign-up can hardly be proved.',
    unconfirmedAdvised: '{{count}} of {{of}} recipients have signed up without a confirmation on record; good practice in their country is to ask for one.',
  },
  suggestions: { pending: REMEDY, pendingAdvised: REMEDY, unconfirmed: REMEDY, unconfirmedAdvised: 'Confirm new sign-ups by a mail with one link. Not legal advice.' },
  defaultOptions: {},
  optionsSchema: {},
  cases({ manifest }) {
    if (manifest.kind === 'transactional') return [];
    const express = sql`opt_in_required AND consent_basis = 'express'`;
    const proved = sql`coalesce(list_contains(${OFFLINE}, consent_source_type) AND consent_proved, false)`;
    // A confirmation that is older than the sign-up is of another one; a few hours may be a wrong zone.
    const isOther = sql`coalesce(consent_confirmed_at < consent_given_at - to_days(1), false)`;
    const unconfirmed = sql`${express} AND consent_active AND (coalesce(consent_confirmed_at > send_at, true) OR ${isOther}) AND NOT ${proved}`;
    return [
      { messageId: 'pending', where: sql`${express} AND consent_status = 'pending' AND list_contains(${EXPECTED}, jurisdiction)`, evidence: EVIDENCE },
      { messageId: 'pendingAdvised', where: sql`${express} AND consent_status = 'pending' AND list_contains(${ADVISED}, jurisdiction)`, severity: 'warning', evidence: EVIDENCE },
      { messageId: 'unconfirmed', where: sql`${unconfirmed} AND list_contains(${EXPECTED}, jurisdiction)`, evidence: EVIDENCE },
      { messageId: 'unconfirmedAdvised', where: sql`${unconfirmed} AND list_contains(${ADVISED}, jurisdiction)`, severity: 'warning', evidence: EVIDENCE },
    ];
  },
});
