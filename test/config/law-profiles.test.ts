import { readdirSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { acceptedBases, isOptInRequired, LAW_PROFILES, lawProfileOf, RECIPIENT_CLASSES, STRICTEST } from '#config/law-profiles.js';
import schema from '#config/profiles/schema.json' with { type: 'json' };

const profiles = [...LAW_PROFILES.values()];
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

describe('every law profile', () => {
  it('has a file that is loaded', () => {
    const files = readdirSync(new URL('../../src/config/profiles', import.meta.url)).filter((file) => file !== 'schema.json');
    expect(profiles.map(({ id }) => `${id.toLowerCase()}.json`).sort()).toEqual(files.sort());
  });

  it.each(profiles.map((profile) => [profile.id, profile] as const))('%s is valid against the schema', (_, profile) => {
    validate(profile);
    expect(validate.errors).toBeNull();
  });

  it.each(profiles.map((profile) => [profile.id, profile] as const))('%s is to be reviewed within a year of its date', (_, { asOf, reviewBy }) => {
    expect(new Date(reviewBy).getTime()).toBeGreaterThan(new Date(asOf).getTime());
    expect(new Date(reviewBy).getTime() - new Date(asOf).getTime()).toBeLessThan(366 * 86_400_000);
  });

  it('is for countries that no other profile is for', () => {
    const countries = profiles.flatMap((profile) => profile.countries);
    expect(countries).toHaveLength(new Set(countries).size);
  });

  it('treats a recipient of unknown class as a natural person', () => {
    for (const profile of profiles) expect(isOptInRequired(profile, 'unknown')).toBe(isOptInRequired(profile, 'natural'));
  });
});

describe('which law is for whom', () => {
  it('gives each listed country its own profile, EU and EEA members the base, the rest of the world the strictest', () => {
    for (const country of ['AT', 'AU', 'BR', 'CA', 'CH', 'DE', 'DK', 'ES', 'FR', 'IT', 'NL', 'SE', 'US']) expect(lawProfileOf(country).id).toBe(country);
    expect(lawProfileOf('GB').id).toBe('UK');
    for (const country of ['IE', 'PL', 'NO', 'LI']) expect(lawProfileOf(country).id).toBe('EU');
    for (const country of ['JP', 'XX', undefined]) expect(lawProfileOf(country)).toBe(STRICTEST);
  });

  it('covers all 27 members of the EU', () => {
    const members = ['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'];
    expect(members.filter((country) => lawProfileOf(country) === STRICTEST)).toEqual([]);
  });

  it('asks German companies and consumers alike for opt-in, and accepts no legitimate interest', () => {
    for (const recipientClass of RECIPIENT_CLASSES) {
      expect(isOptInRequired(lawProfileOf('DE'), recipientClass)).toBe(true);
      expect(acceptedBases(lawProfileOf('DE'), recipientClass)).not.toContain('legitimate_interest');
    }
  });

  it('lets companies in the UK, France and Sweden be written to until they object, but no consumer', () => {
    for (const country of ['GB', 'FR', 'SE']) {
      expect(isOptInRequired(lawProfileOf(country), 'legal_person')).toBe(false);
      expect(isOptInRequired(lawProfileOf(country), 'natural')).toBe(true);
      expect(isOptInRequired(lawProfileOf(country), 'sole_trader')).toBe(true);
    }
  });

  it('asks nobody in the US for opt-in', () => {
    for (const recipientClass of RECIPIENT_CLASSES) expect(isOptInRequired(lawProfileOf('US'), recipientClass)).toBe(false);
  });

  it('accepts a published general address in the Netherlands, for such an address only', () => {
    expect(acceptedBases(lawProfileOf('NL'), 'generic_mailbox')).toContain('b2b_exemption');
    expect(acceptedBases(lawProfileOf('NL'), 'legal_person')).not.toContain('b2b_exemption');
  });
});
