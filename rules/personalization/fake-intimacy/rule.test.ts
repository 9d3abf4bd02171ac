import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const COLD: Manifest = { audienceType: 'prospecting', from: { name: 'Acme', email: 'noreply@x.example' } };
const report = async (html: string, manifest: Manifest = {}, options = {}) =>
  (await runRule(rule, await campaignOf({ html, manifest: { name: 'x', ...manifest } }), options)).map(({ messageId, data, heuristic }) => `${messageId} ${data?.['phrase'] ?? ''}${heuristic ? '' : '!'}`);

describe('personalization/fake-intimacy', () => {
  it.each([
    ['<p>Hi Anna,</p><p>We care about you.</p>', 'We care about you'], ['<p>Hallo {{ vorname }},</p><p>du fehlst uns!</p>', 'du fehlst uns'], ['<p>Bonjour Zoé,</p><p>On pense à vous.</p>', 'On pense à vous'],
    ['<p>Hola Ana,</p><p>¡Te echamos de menos!</p>', 'Te echamos de menos'], ['<p>Cześć Łucja,</p><p>tęsknimy za tobą</p>', 'tęsknimy za tobą'], ['<p>Hei Aino,</p><p>Kaipaamme sinua</p>', 'Kaipaamme sinua'],
  ])('reports %s to strangers', async (html, phrase) => expect(await report(html, COLD)).toEqual([`staged ${phrase}`]));

  it('wants more than a phrase', async () => {
    expect(await report('<p>Hi Anna,</p><p>We care about you.</p>')).toEqual([]);
    expect(await report('<p>Hi Anna,</p><p>We care about you.</p>', { audienceType: 'members', from: { email: 'ines@x.example' } })).toEqual([]);
    expect(await report('<p>Hi Anna,</p><p>We take care of your garden. I love you both, said the king.</p>', COLD)).toEqual([]);
  });

  it('takes the points from its option', async () => {
    expect(await report('<p>Hi Anna,</p><p>We care about you.</p>', {}, { minScore: 2 })).toHaveLength(1);
    expect(await report('<p>Hi Anna,</p><p>We care about you.</p>', COLD, { minScore: 4 })).toHaveLength(1);
  });

  it('reports a stranger\'s name after the phrase, written or as a fallback', async () => {
    expect(await report('<p>We miss you, customer!</p>')).toEqual(['strangerInIntimacy We miss you']);
    expect(await report('<p>Wir vermissen dich, {{ vorname | default: "Kunde" }}!</p>')).toEqual(['strangerInIntimacy Wir vermissen dich']);
    expect(await report('<p>We miss you, {{ first_name | default: "" }}!</p>')).toEqual([]);
  });

  it('leaves transactional mails alone', async () => {
    expect(await report('<p>Hi Anna,</p><p>We care about you.</p>', { ...COLD, kind: 'transactional' })).toEqual([]);
  });
});
