import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LAW_PROFILES } from '#config/law-profiles.js';
import type { Manifest } from '#campaign/manifest.js';
import { judgeConsents } from './judge-consents.js';
import { person, tablesOf } from './people.js';

type Consent = Readonly<Record<string, string>>;
/** Country, class, the consent on file, and the rule that must hold the recipient; none: lawful. */
type Case = readonly [country: string, recipientClass: string, consent: Consent | undefined, rule?: string];

const PROOF = { status: 'active', given_at: '2026-03-04T10:00:00Z', source: 'Anmeldung', wording_version: 'v1', purposes: 'marketing', controller: 'Étoile GmbH' };
const EXPRESS: Consent = { ...PROOF, basis: 'express', confirmed_at: '2026-03-04T10:05:00Z' };
const UNCONFIRMED: Consent = { ...PROOF, basis: 'express' };
const SALE: Consent = { ...PROOF, basis: 'soft_opt_in', opt_out_offered_at_collection: 'true', relationship_type: 'purchase', relationship_paid: 'true', seller_entity: 'Étoile GmbH' };
const FREE_ACCOUNT: Consent = { ...SALE, relationship_type: 'contract', relationship_paid: 'false' };
const NO_OPT_OUT: Consent = { ...SALE, opt_out_offered_at_collection: 'false' };
const NEGOTIATION: Consent = { ...SALE, relationship_type: 'negotiation' };
const ENDED: Consent = { ...SALE, relationship_ended_at: '2026-06-01T00:00:00Z' };
const EXEMPT: Consent = { ...PROOF, basis: 'b2b_exemption' };
const INTEREST: Consent = { ...PROOF, basis: 'legitimate_interest' };
const BOUGHT: Consent = { ...PROOF, basis: 'implied', relationship_type: 'purchase', relationship_last_event_at: '2026-05-01T00:00:00Z' };
const BOUGHT_LONG_AGO: Consent = { ...BOUGHT, relationship_last_event_at: '2024-06-01T00:00:00Z' };
const ASKED: Consent = { ...BOUGHT, relationship_type: 'inquiry' };
const ASKED_LATELY: Consent = { ...ASKED, relationship_last_event_at: '2026-11-01T00:00:00Z' };
const INFERRED: Consent = { ...BOUGHT, basis: 'inferred' };
const GAVE: Consent = { ...PROOF, basis: 'charitable_soft_opt_in', opt_out_offered_at_collection: 'true', relationship_type: 'donation' };
const OBJECTED: Consent = { ...EXPRESS, status: 'objected' };

const [MISSING, SOFT, DOUBLE, B2B, IMPLIED, CHARITY] = [
  'consent/consent-missing', 'consent/soft-opt-in-unmet', 'consent/double-opt-in-unconfirmed', 'consent/b2b-exemption-not-applicable', 'consent/implied-consent-expired', 'consent/charity-soft-opt-in-invalid',
];

/** Where companies are protected as consumers are: Germany's way, which most share. */
const strict = (country: string): Case[] => [
  [country, 'natural', EXPRESS], [country, 'legal_person', EXPRESS], [country, 'natural', undefined, MISSING], [country, 'legal_person', undefined, MISSING], [country, 'generic_mailbox', undefined, MISSING],
  [country, 'natural', SALE], [country, 'legal_person', SALE], [country, 'natural', NO_OPT_OUT, SOFT], [country, 'legal_person', INTEREST, B2B], [country, 'legal_person', EXEMPT, B2B], [country, 'natural', NEGOTIATION, SOFT],
  [country, 'natural', GAVE, CHARITY], [country, 'natural', BOUGHT, MISSING], [country, 'legal_person', OBJECTED, MISSING],
];
/** Where companies may be written to until they object. */
const optOutForCompanies = (country: string): Case[] => [
  [country, 'natural', EXPRESS], [country, 'natural', UNCONFIRMED], [country, 'natural', undefined, MISSING], [country, 'sole_trader', undefined, MISSING], [country, '', undefined, MISSING],
  [country, 'legal_person', undefined], [country, 'generic_mailbox', undefined], [country, 'legal_person', EXEMPT], [country, 'natural', EXEMPT, B2B], [country, 'sole_trader', INTEREST, B2B],
  [country, 'natural', SALE], [country, 'natural', NO_OPT_OUT, SOFT], [country, 'legal_person', OBJECTED, MISSING],
];

const CASES: Readonly<Record<string, readonly Case[]>> = {
  EU: [...strict('IE'), ['PL', 'natural', UNCONFIRMED], ['NO', 'natural', FREE_ACCOUNT], ['BE', 'natural', ENDED]],
  DE: [...strict('DE'), ['DE', 'natural', UNCONFIRMED, DOUBLE], ['DE', 'legal_person', { ...UNCONFIRMED, status: 'pending' }, DOUBLE], ['DE', 'natural', FREE_ACCOUNT], ['DE', 'natural', { ...SALE, seller_entity: 'Étoile AG' }, SOFT]],
  AT: [...strict('AT'), ['AT', 'legal_person', UNCONFIRMED, DOUBLE], ['AT', 'natural', { ...UNCONFIRMED, source_type: 'paper', proof_ref: 'scan' }]],
  CH: [...strict('CH'), ['CH', 'natural', UNCONFIRMED], ['CH', 'natural', FREE_ACCOUNT, SOFT]],
  FR: [...optOutForCompanies('FR'), ['FR', 'natural', FREE_ACCOUNT], ['FR', 'natural', NEGOTIATION, SOFT], ['FR', 'partnership', undefined, MISSING], ['FR', 'legal_person', { ...EXEMPT, opt_out_offered_at_collection: 'false' }, B2B]],
  ES: [...strict('ES'), ['ES', 'natural', FREE_ACCOUNT], ['ES', 'natural', UNCONFIRMED]],
  IT: [...strict('IT'), ['IT', 'natural', FREE_ACCOUNT, SOFT], ['IT', 'natural', ENDED, SOFT]],
  NL: [...strict('NL'), ['NL', 'natural', FREE_ACCOUNT, SOFT], ['NL', 'generic_mailbox', EXEMPT], ['NL', 'natural', ENDED], ['NL', 'natural', { ...SALE, relationship_type: 'donation' }]],
  DK: [...strict('DK'), ['DK', 'natural', FREE_ACCOUNT], ['DK', 'natural', UNCONFIRMED]],
  SE: [...optOutForCompanies('SE'), ['SE', 'partnership', undefined], ['SE', 'natural', NEGOTIATION, SOFT]],
  UK: [...optOutForCompanies('GB'), ['GB', 'partnership', undefined, MISSING], ['GB', 'natural', NEGOTIATION], ['GB', 'natural', ASKED, MISSING]],
  US: [['US', 'natural', undefined], ['US', 'legal_person', undefined], ['US', '', undefined], ['US', 'natural', INTEREST], ['US', 'natural', OBJECTED, MISSING], ['US', 'legal_person', { ...EXPRESS, status: 'withdrawn' }, MISSING]],
  CA: [['CA', 'natural', UNCONFIRMED], ['CA', 'natural', undefined, MISSING], ['CA', 'legal_person', undefined, MISSING], ['CA', 'natural', BOUGHT], ['CA', 'natural', BOUGHT_LONG_AGO, IMPLIED], ['CA', 'natural', ASKED_LATELY], ['CA', 'natural', { ...ASKED_LATELY, relationship_last_event_at: '2026-05-01T00:00:00Z' }, IMPLIED],
    ['CA', 'legal_person', EXEMPT, B2B], ['CA', 'natural', SALE, SOFT], ['CA', 'natural', INFERRED, MISSING]],
  AU: [['AU', 'natural', UNCONFIRMED], ['AU', 'legal_person', undefined, MISSING], ['AU', 'legal_person', INFERRED], ['AU', 'natural', BOUGHT_LONG_AGO], ['AU', 'natural', INTEREST, B2B], ['AU', 'natural', SALE, SOFT]],
  BR: [['BR', 'natural', UNCONFIRMED], ['BR', 'natural', INTEREST], ['BR', 'natural', undefined, MISSING], ['BR', 'natural', SALE], ['BR', 'legal_person', EXEMPT, B2B], ['BR', 'natural', BOUGHT, MISSING]],
  strictest: [...strict('JP'), ['', 'natural', UNCONFIRMED, DOUBLE], ['JP', 'natural', FREE_ACCOUNT, SOFT], ['JP', 'natural', ENDED, SOFT], ['', 'legal_person', undefined, MISSING]],
};

/** Appeals for gifts, where the law treats them otherwise. */
const APPEALS: readonly Case[] = [
  ['GB', 'natural', GAVE], ['GB', 'natural', { ...GAVE, given_at: '2026-02-04T23:59:59Z' }, CHARITY], ['GB', 'natural', SALE, SOFT], ['NL', 'natural', { ...SALE, relationship_type: 'donation' }], ['DE', 'natural', GAVE, CHARITY],
  ['DE', 'natural', undefined, MISSING], ['CA', 'natural', undefined], ['AU', 'natural', undefined], ['US', 'natural', undefined], ['IE', 'natural', undefined, MISSING],
];

async function verdictsOn(cases: readonly Case[], manifest: Manifest): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'presend-profile-cases-'));
  try {
    const tables = tablesOf(Object.fromEntries(cases.map(([country, recipientClass, consent], index) => [`r${String(index)}`, person(country, recipientClass, ...(consent ? [consent] : []))])));
    const files = { recipients: join(folder, 'recipients.csv'), consents: join(folder, 'consents.csv') };
    writeFileSync(files.recipients, tables.recipients);
    writeFileSync(files.consents, tables.consents);
    const { found, crashes } = await judgeConsents(files, manifest, new Date('2026-12-01T09:00:00Z'));
    expect(crashes).toEqual([]);
    return cases.map((_, index) => {
      const { verdict = 'send', rules = [] } = found.get(`r${String(index)}`) ?? {};
      return verdict === 'hold' ? rules.filter((rule) => rule !== 'consent/jurisdiction-unknown').join(';') : 'send';
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const MANIFEST: Manifest = { kind: 'marketing', sender: { legalName: 'Étoile GmbH' } };

describe('the lawful and the unlawful cases of each law profile', () => {
  it('are written down for every profile', () => {
    expect(Object.keys(CASES).sort()).toEqual([...LAW_PROFILES.keys()].sort());
    for (const cases of Object.values(CASES)) expect(new Set(cases.map(([, , , rule]) => rule === undefined)).size).toBe(2);
  });

  it.each(Object.entries(CASES))('%s: each is held by one rule, or sent', async (_, cases) => {
    expect(await verdictsOn(cases, MANIFEST)).toEqual(cases.map(([, , , rule]) => rule ?? 'send'));
  });

  it('differ for the appeals of a registered charity', async () => {
    expect(await verdictsOn(APPEALS.map(([country, recipientClass, consent, rule]) => [country, recipientClass, consent && { ...consent, purposes: 'fundraising' }, rule]), { kind: 'fundraising', sender: { legalName: 'Étoile GmbH', charityNumber: '4711' } }))
      .toEqual(APPEALS.map(([, , , rule]) => rule ?? 'send'));
  });
});
