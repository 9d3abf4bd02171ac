import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { MANIFEST_SCHEMA } from '#campaign/manifest-schema.js';
import { manifestFaults } from '#campaign/manifest-faults.js';
import { checkManifest, readManifest } from '#campaign/read-manifest.js';
import { InputError } from '#errors.js';
import { PACKAGE_ROOT } from '../../src/package.js';

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

  it('has each field in docs/manifest.md, and takes its example', () => {
    const page = readFileSync(join(PACKAGE_ROOT, 'docs', 'manifest.md'), 'utf8');
    const rows = page.split('\n').filter((line) => line.startsWith('| `')).flatMap((row) => row.split('|')[1]?.match(/[\w.]+/g) ?? []);
    const fields = Object.entries(MANIFEST_SCHEMA.properties).flatMap(([name, field]) => ('properties' in field ? Object.keys(field.properties as object).map((inner) => `${name}.${inner}`) : [name]));
    expect(rows.sort()).toEqual(fields.sort());
    expect(manifestFaults(JSON.parse(/```json\n([^`]*)```/.exec(page)?.[1] ?? ''))).toEqual([]);
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

  it.each([
    ['ask: { type: upgarde }', 'ask.type (line 1) is "upgarde" (Use "upgrade")'],
    ['esp: mailchmp', 'esp (line 1) is "mailchmp" (Use "mailchimp"; leave esp out for a system of another name)'],
    ['esp: Hub Sopt', 'is "Hub Sopt" (Use "hubspot"'],
    ['sender: { domains: [acme.example, "https://acme.example"] }', 'sender.domains.1 (line 1) is "https://acme.example" (It must be a host, without https://'],
    ['sender: { domains: [acme.example/shop] }', 'sender.domains.0'],
    ['brand: { logoHosts: ["*.acme.example"] }', 'brand.logoHosts.0'],
    ['from: { email: news at acme.example }', 'from.email (line 1) is "news at acme.example" (It must be an address'],
    ['from: { email: "Acme <news@acme.example>" }', 'a name goes into from.name'],
    ['from: { email: news@acme }', 'from.email'],
    ['from: news@acme.example', 'from (line 1) is "news@acme.example" (It must be an object with name, email)'],
    ['replyTo: the office', 'replyTo (line 1) is "the office" (It must hold an address'],
    ['sender: { country: SU }', 'sender.country (line 1) is "SU" (Use "RU")'],
    ['sender: { country: XX }', 'sender.country (line 1) is "XX" (It must be a two-letter ISO 3166-1 code'],
    ['language: jp', 'language (line 1) is "jp" (Use "ja": JP is a country)'],
    ['language: xx', 'language (line 1) is "xx" (It must be a BCP 47 tag'],
    ['ask: { currency: EUD }', 'ask.currency (line 1) is "EUD" (It must be an ISO 4217 code'],
    ['brand: { colors: ["#0a3d6"] }', 'brand.colors.0 (line 1) is "#0a3d6" (It must be a colour'],
    ['targetRoles: [nurses, tecnical]', 'targetRoles.1 (line 1) is "tecnical" (Use "technical")'],
    ['suppressions: left.csv', 'suppressions (line 1) is "left.csv" (It must be an array, such as ["left.csv"])'],
    ['sender: { legalName: "" }', 'sender.legalName (line 1) is "" (It must not be empty)'],
    ['__proto__: {}', '__proto__ (line 1) is not a known field'],
  ])('refuses a value that would mean nothing, or something else: %s', (text, expected) => {
    expect(message(() => readManifest(text, 'campaign.yaml'))).toContain(expected);
  });

  it('leaves what is free to its writer: other systems, asks and roles, merge tags, codes in small letters, domains of every alphabet', () => {
    for (const text of [
      'esp: everyaction', 'esp: Campaign Monitor', 'esp: mailpoet', 'esp: sendx', 'ask: { type: Upgrade to monthly }', 'ask: { type: legacy }', 'targetRoles: [nurses, Geschäftsführer]',
      'from: { email: "*|FROM|*" }', 'from: { email: "{{sender}}@acme.example" }', 'from: { email: post@münchen.example }', 'replyTo: "Acme <a@acme.example>, b@acme.example"',
      'sender: { country: ch, domains: [ACME.example, 例え.example, acme.co.uk] }', 'language: gsw', 'brand: { colors: [navy, 0a3d62, "rgb(10, 61, 98)"] }', 'ask: { currency: XOF }',
    ]) expect([text, message(() => readManifest(text, 'campaign.yaml'))]).toEqual([text, 'no error']);
  });

  it('takes the codes of the European Union for countries, as tables do', () => {
    expect(['uk', 'EL', 'at'].map((country) => readManifest(`sender: { country: ${country} }`, 'campaign.yaml').manifest.sender?.country)).toEqual(['GB', 'GR', 'AT']);
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

describe('manifestFaults', () => {
  it('tells each fault with its path, its JSON Pointer and a remedy', () => {
    expect(manifestFaults({ sender: { domains: ['acme.example', 'a b'] }, 'tools/version': 1 })).toEqual([
      { path: 'tools/version', pointer: '/tools~1version', what: 'is not a known field', remedy: expect.stringMatching(/^Known here: name, /) as string },
      { path: 'sender.domains.1', pointer: '/sender/domains/1', what: 'is "a b"', remedy: expect.stringMatching(/^It must be a host, /) as string },
    ]);
    expect(manifestFaults({ name: JSON.parse('['.repeat(5000) + ']'.repeat(5000)) as unknown })).toMatchObject([{ path: 'name', remedy: 'It must be a string.' }]);
    expect(manifestFaults({ kind: 'newsletter', sender: { country: 'DE' } })).toEqual([]);
  });
});
