import { describe, expect, it } from 'vitest';
import { domainIn, senderOf } from '#campaign/eml/sender-domain.js';
import { campaignOf } from '../campaign-of.js';

describe('the domain of a sender', () => {
  it('is that of the address, as DNS writes it', () => {
    expect(['news@Acme.example', 'Jürgen <a@MÜLLER.example>', '"a@b" <c@d.example>', 'Acme', 'a@{{ domain }}', undefined].map(domainIn)).toEqual(['acme.example', 'xn--mller-kva.example', 'd.example', undefined, undefined, undefined]);
  });

  it('is read from the message before the manifest', async () => {
    const manifest = { from: { email: 'a@manifest.example' } };
    expect(senderOf(await campaignOf({ eml: 'From: a@mail.example\n\nx\n', manifest }))?.domain).toBe('mail.example');
    expect(senderOf(await campaignOf({ html: '<p>x</p>', manifest }))).toMatchObject({ domain: 'manifest.example', from: { location: { part: 'from' } } });
    expect(senderOf(await campaignOf({ html: '<p>x</p>' }))).toBeUndefined();
  });
});
