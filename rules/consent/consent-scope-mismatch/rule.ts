import { defineAudienceRule, sql } from '#rule/rule.js';
import type { AudienceCase } from '#rule/rule.js';

const EVIDENCE = ['jurisdiction', 'law'];

export default defineAudienceRule({
  id: 'consent/consent-scope-mismatch',
  severity: 'error',
  summary: 'The consent on file is for another sender, another channel or another purpose',
  needs: ['recipients', 'consents', 'manifest'],
  columns: ['consents.purposes|consents.channel|consents.controller|consents.seller_entity'],
  messages: {
    otherController: '{{count}} of {{of}} recipients have given their consent to another company than {{sender}}.',
    otherChannel: '{{count}} of {{of}} recipients have given their consent for other channels than e-mail.',
    otherPurpose: '{{count}} of {{of}} recipients have given their consent for something else than this mail ({{purpose}}).',
  },
  suggestions: {
    otherController: 'Take them out, or list the name under `sender.formerNames` if it is the same legal person. Not legal advice.',
    otherChannel: 'Take them out, or reach them by what they agreed to. Not legal advice.',
    otherPurpose: 'Take them out, or write to them about what they agreed to. Not legal advice.',
  },
  defaultOptions: {},
  optionsSchema: {},
  cases({ manifest: { kind, topic, programme, sender } }): AudienceCase<'otherController' | 'otherChannel' | 'otherPurpose'>[] {
    if (kind === 'transactional') return [];
    // An exemption for companies needs no declaration, so that none can be too narrow.
    const rests = sql`opt_in_required AND consent_active AND consent_basis NOT IN ('b2b_exemption', 'legitimate_interest')`;
    const purpose = [kind, topic, programme].filter((name) => name !== undefined).join(', ');
    return [
      { messageId: 'otherController', where: sql`${rests} AND consent_of_sender = false`, evidence: [...EVIDENCE, 'consent_controller'], data: { sender: sender?.legalName ?? '' } },
      { messageId: 'otherChannel', where: sql`opt_in_required AND consent_active AND consent_for_email = false`, evidence: [...EVIDENCE, 'consent_channel'] },
      ...(purpose === '' ? [] : [{ messageId: 'otherPurpose' as const, where: sql`${rests} AND NOT consent_covers`, evidence: [...EVIDENCE, 'consent_purposes'], data: { purpose } }]),
    ];
  },
});
