import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { MANIFEST_SCHEMA } from '#campaign/manifest-schema.js';
import { checkManifest, readManifest } from '#campaign/read-manifest.js';
import { InputError } from '#errors.js';

const FULL: Required<Manifest> = {
  name: 'Herbstaufruf', kind: 'fundraising', audienceType: 'donors', context: 'b2c',
  from: { name: 'Brunnen e. V.', email: 'post@brunnen.example' }, replyTo: 'hallo@brunnen.example',
  subject: 'Wasser für Kitui', preheader: 'Was Ihre Spende bewirkt hat', language: 'de', body: 'body.mjml', text: 'body.txt', esp: 'mailchimp',
  sender: { legalName: 'Brunnen e. V.', formerNames: ['Brunnenhilfe e. V.'], charityNumber: 'VR 4711', postalAddress: 'Hauptstr. 1, 10115 Berlin', country: 'DE', domains: ['brunnen.example'], freemail: false },
  topic: 'wasser', programme: 'wells-kenya', offers: ['patenschaft'], offerEndsAt: '2026-12-06T23:59:59+01:00', targetRoles: ['technical'],
  ask: { type: 'upgrade', currency: 'EUR', amountField: 'ask_amount' }, brand: { colors: ['#0a3d62'], fonts: ['Inter'], logoHosts: ['cdn.brunnen.example'] },
  audience: 'recipients.csv', consents: 'consents.csv', contacts: 'crm.csv', suppressions: ['unsubscribed.csv'], events: 'events.parquet', gifts: 'gifts.csv',
  schedule: { from: '2026-12-01T00:00:00Z', until: '2026-12-08T00:00:00Z' },
};

const message = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'no error';
};

describe('readManifest', () => {
  it('takes every field of the type, from JSON and from YAML', () => {
    expect(readManifest(JSON.stringify(FULL), 'campaign.json').manifest).toEqual(FULL);
    expect(readManifest('subject: "Grüße"\nsender:\n  country: NO\nofferEndsAt: 2026-12-06T23:59:59Z\n', 'campaign.yaml').manifest).toEqual({
      subject: 'Grüße', sender: { country: 'NO' }, offerEndsAt: '2026-12-06T23:59:59Z',
    });
  });

  it('knows the fields of the type and no others', () => {
    expect(Object.keys(MANIFEST_SCHEMA.properties).sort()).toEqual(Object.keys(FULL).sort());
    for (const group of ['from', 'sender', 'ask', 'brand', 'schedule'] as const) {
      const { properties } = MANIFEST_SCHEMA.properties[group] as { properties: object };
      expect(Object.keys(properties).sort()).toEqual(Object.keys(FULL[group]).sort());
    }
  });

  it('locates fields in JSON and in YAML', () => {
    const json = readManifest('{\n  "name": "x",\n  "sender": { "country": "DE" }\n}', 'mail/campaign.json');
    expect(json.locateField('sender.country')).toEqual({ part: 'manifest', file: 'mail/campaign.json', field: 'sender.country', line: 3, column: 26, endLine: 3, endColumn: 30 });
    const yaml = readManifest('name: x\nsender:\n  country: DE\n', 'campaign.yml');
    expect(yaml.locateField('sender.country')).toMatchObject({ line: 3, column: 12, endColumn: 14 });
  });

  it('locates a field that is not there by file alone', () => {
    expect(readManifest('{}', 'campaign.json').locateField('subject')).toEqual({ part: 'manifest', file: 'campaign.json', field: 'subject' });
  });

  it('names an unknown field, its line and the nearest known name', () => {
    expect(message(() => readManifest('{\n  "sender": { "contry": "DE" }\n}', 'campaign.json'))).toBe(
      'campaign.json:2: sender.contry (line 2) is not a known field (Did you mean "sender.country"?). Mend the manifest.',
    );
  });

  it('tells where a field belongs that stands at the wrong level', () => {
    expect(message(() => readManifest('{ "legalName": "x" }', 'campaign.json'))).toContain('Did you mean "sender.legalName"?');
  });

  it('reports every fault in one line', () => {
    const text = message(() => readManifest('kind: marketting\nsender:\n  country: Deutschland\nofferEndsAt: "2026-12-06 23:59"\nname: 2026\n', 'campaign.yaml'));
    expect(text).not.toContain('\n');
    expect(text).toContain('kind (line 1) is "marketting" (Use "marketing")');
    expect(text).toContain('sender.country (line 3) is "Deutschland" (It must be a two-letter ISO 3166-1 code, such as DE)');
    expect(text).toContain('offerEndsAt (line 4) is "2026-12-06 23:59" (It must be an ISO 8601 instant with a zone');
    expect(text).toContain('name (line 5) is 2026 (It must be a string)');
  });

  it.each([
    ['{\n "offerEndsAt": "2026-02-30T23:59:59+01:00" }', 'campaign.json:2: offerEndsAt (line 2) is "2026-02-30T23:59:59+01:00" (The calendar has no such day)'],
    ['{ "schedule": {\n "from": "2026-06-31T00:00:00Z", "until": "2026-07-08T00:00:00Z" } }', 'campaign.json:2: schedule.from (line 2)'],
    ['{ "schedule": {\n "from": "2026-12-08T00:00:00Z",\n "until": "2026-12-08T01:00:00+01:00" } }', 'campaign.json:3: schedule.until (line 3) is "2026-12-08T01:00:00+01:00" (It must be later than schedule.from)'],
  ])('refuses an instant that no calendar has, and a span that ends before it begins: %s', (text, expected) => {
    expect(message(() => readManifest(text, 'campaign.json'))).toContain(expected);
  });

  it('takes the leap day', () => {
    expect(readManifest('{ "offerEndsAt": "2028-02-29T23:59:59Z" }', 'campaign.json').manifest.offerEndsAt).toBe('2028-02-29T23:59:59Z');
  });

  it('asks for both ends of a schedule', () => {
    expect(message(() => readManifest('{ "schedule": { "from": "2026-12-01T00:00:00Z" } }', 'campaign.json'))).toContain('schedule.until');
  });

  it.each([
    ['campaign.json', '{\n  "name": "x",\n}', 'campaign.json:3:1: not valid JSON: a field name'],
    ['campaign.yaml', 'name: x\nfoo: [1,\n', 'campaign.yaml:3:1: not valid YAML'],
    ['campaign.yaml', 'name: a\nname: b\n', 'campaign.yaml:2:1: not valid YAML: Map keys must be unique'],
    ['campaign.json', '[]', 'the manifest (line 1) is [] (It must be an object)'],
    ['campaign.yaml', '# nothing\n', 'the manifest is null (It must be an object)'],
    ['campaign.yaml', '['.repeat(100_000), 'not valid YAML: nested too deep'],
    ['campaign.yaml', `a: &a [x, x, x, x, x, x, x, x]\n${['b', 'c', 'd', 'e'].map((name, index) => `${name}: &${name} [${Array(8).fill(`*${'abcd'[index]}`).join(', ')}]\n`).join('')}`, 'Excessive alias count'],
  ])('refuses a %s that cannot be read, and says where', (file, content, expected) => {
    expect(message(() => readManifest(content, file))).toContain(expected);
  });
});

describe('checkManifest', () => {
  it('takes data that came without a file', () => {
    expect(checkManifest({ subject: 'x' }, 'manifest')).toEqual({ subject: 'x' });
    expect(message(() => checkManifest({ tool: 1, now: 2, subject: 'x' }, 'manifest'))).toMatch(/^manifest: tool is not a known field \(Known here: name, [^)]+\); now is not a known field\. Mend the manifest\.$/);
    expect(message(() => checkManifest({ subjekt: 'x' }, 'manifest'))).toBe('manifest: subjekt is not a known field (Did you mean "subject"?). Mend the manifest.');
  });
});
