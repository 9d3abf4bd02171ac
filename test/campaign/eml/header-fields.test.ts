import { describe, expect, it } from 'vitest';
import { headersNamed, isMailing, parametersOf, rawValue } from '#campaign/eml/header-fields.js';
import { campaignOf } from '../campaign-of.js';

const message = (headers: string, body = 'Hallo') => campaignOf({ eml: `${headers}\n\n${body}\n` });

describe('headersNamed and rawValue', () => {
  it('finds fields whatever their case, and gives a value as it stands in the file, unfolded', async () => {
    const campaign = await message('from: =?utf-8?q?M=C3=BCller=2C?=\n  Hans <a@b.example>\nSubject: x');
    const [from] = headersNamed(campaign, 'from');
    expect(from?.value).toContain('Müller,');
    expect(from && rawValue(campaign, from)).toBe('=?utf-8?q?M=C3=BCller=2C?= Hans <a@b.example>');
  });
});

describe('parametersOf', () => {
  it('reads tags of a signature', () => {
    expect(Object.fromEntries(parametersOf('v=1; d = acme.example; H=from : to; b=a=b=;'))).toEqual({ v: '1', d: 'acme.example', h: 'from : to', b: 'a=b=' });
  });
});

describe('isMailing', () => {
  it('believes the manifest', async () => {
    expect(isMailing(await campaignOf({ html: '<p>a</p>', manifest: { kind: 'newsletter' } }))).toBe('declared');
    expect(isMailing(await campaignOf({ html: '<a href="https://a.example/u">Unsubscribe</a>', manifest: { kind: 'transactional' } }))).toBeUndefined();
  });

  it('else looks for the marks of a mailing, which replies and discussion lists are not', async () => {
    expect(isMailing(await message('From: a@b.example\nList-Unsubscribe: <mailto:u@b.example>'))).toBe('shown');
    expect(isMailing(await message('From: a@b.example\nList-Unsubscribe: <mailto:u@b.example>\nList-Post: <mailto:l@b.example>'))).toBeUndefined();
    expect(isMailing(await message('From: a@b.example', 'Vom Newsletter abmelden: https://b.example/abmelden'))).toBe('shown');
    expect(isMailing(await message('From: a@b.example', 'Bis morgen!'))).toBeUndefined();
  });
});
