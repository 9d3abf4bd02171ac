import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { NOW, runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

async function found(names: readonly string[], { html = '<p>Hello {{ first_name }}</p>', manifest = {}, options = {} }: { html?: string; manifest?: Manifest; options?: { allow?: string[] } } = {}) {
  const mergeFields = { names, fillRates: () => Promise.resolve(new Map<string, { filled: number; of: number }>()) };
  const problems = await runRule(rule, await campaignOf({ html: `<html><body>${html}</body></html>`, manifest }), options, { now: NOW, mergeFields });
  return problems.map(({ messageId, data }) => `${messageId}: ${String(data?.['names'])}`);
}

describe('audience/unused-personal-data', () => {
  it('lists columns that nothing uses, delicate ones first', async () => {
    expect(await found(['recipient_id', 'email', 'first_name', 'shoe size', 'date_of_birth', 'Notes'])).toEqual(['sensitive: date_of_birth, Notes, shoe size']);
    expect(await found(['recipient_id', 'email', 'favourite_colour'])).toEqual(['unused: favourite_colour']);
  });

  it.each(['Geburtstag', 'téléphone', 'Straße', 'mobilePhone', 'church', 'puhelin', 'PESEL'])('knows %s for delicate', async (name) => {
    expect(await found(['email', name])).toEqual([`sensitive: ${name}`]);
  });

  it('counts what the mail prints or asks for, and what the manifest names', async () => {
    expect(await found(['email', 'City', 'plan', 'ask_amount'], { html: '<p>{% if person.plan == "pro" %}In {{ person.city }}{% endif %}</p>', manifest: { ask: { amountField: 'ask_amount' } } })).toEqual([]);
  });

  it('leaves what rules read, and ids and keys of other systems', async () => {
    expect(await found(['recipientId', 'E-Mail', 'firstName', 'recipient_id', 'Email', 'First Name', 'job title', 'company', 'country', 'timezone', 'crm_id', 'external id', 'segment', 'last_verified_at', 'utm_campaign', 'updated_on'])).toEqual([]);
  });

  it('names eight and counts the others', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `trait ${'abcdefghijkl'[index] ?? ''}`);
    expect((await found(names))[0]).toMatch(/and 4 more$/);
  });

  it('lets columns of its option be', async () => {
    expect(await found(['email', 'phone'], { options: { allow: ['Phone'] } })).toEqual([]);
  });
});
