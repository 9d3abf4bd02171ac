import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const findings = async (subject: string, options = {}, manifest = {}) => runRule(rule, await campaignOf({ html: '<p>We have planted four hundred trees in the park, and this is what they look like.</p>', subject, manifest }), options);
const found = async (...about: Parameters<typeof findings>) => (await findings(...about)).map(({ messageId }) => messageId);
const severities = async (subject: string) => (await findings(subject)).map(({ messageId, severity = rule.severity }) => `${messageId} ${severity}`);

describe('content/subject-length', () => {
  it('reports a long subject, and counts wide scripts twice', async () => {
    expect(await found('a'.repeat(61))).toEqual(['long']);
    expect(await found('夏'.repeat(31))).toEqual(['long']);
    expect(await found('夏'.repeat(25))).toEqual([]);
  });

  it('warns of what most lists cut, advises against what some cut, and does not let an empty one pass', async () => {
    expect(await severities('a'.repeat(61))).toEqual(['long warning']);
    expect(await severities('a'.repeat(51))).toEqual(['ratherLong info']);
    expect(await severities('a'.repeat(50))).toEqual([]);
    expect(await severities('Re: ')).toEqual(['empty error']);
    expect(await severities('Invoice \u202efdp.exe')).toEqual(['controls warning']);
  });

  const from = { from: { name: 'Gärtnerei Lehner', email: 'news@lehner.example' } };
  it.each(['Hello {{ first_name }} 👋', '[Gärtnerei Lehner] Gärtnerei Lehner | trees', '✨ Hi *|FNAME|*, this is it', 'Liebe {{ contact.vorname }}', '2026 / 11'])('reports that it says nothing at the beginning: %s', async (subject) => {
    expect(await found(subject, {}, from)).toEqual(['nothingFirst']);
  });

  it.each(['Gärtnerei Lehner: four hundred trees', 'Hello {{ first_name }}, your trees', 'Welcome to Gärtnerei Lehner', '{{ product.name }} is back', '夏のお知らせ', 'Lehner: drzewa'])('does not report one that says something: %s', async (subject) => {
    expect(await found(subject, {}, from)).toEqual([]);
  });

  it('reads the beginning of a subject of 100,000 emoji, and counts all', async () => {
    expect(await found('🎉'.repeat(100_000))).toEqual(['nothingFirst', 'long', 'emoji']);
  });

  it('does not count reply marks, and counts a merge tag as a name', async () => {
    expect(await found(`Re: AW: ${'a'.repeat(50)}`)).toEqual([]);
    expect(await found(`{{ contact.first_name | default: "friend of the house" }}, ${'a'.repeat(30)}`)).toEqual([]);
  });

  it('reports very short subjects and several emoji', async () => {
    expect(await found('Hi')).toEqual(['short']);
    expect(await found('🎉 Party 🎉')).toEqual(['emoji']);
  });

  it.each(['👨‍👩‍👧 Familienfest am Sonntag', '👩🏽‍🔧 Uw fiets winterklaar', '🇸🇪 Nytt från Kiruna', 'Acme® and Widget™ © 2026'])('counts a joined emoji or a flag once, and marks of trade not at all: %s', async (subject) => {
    expect(await found(subject)).toEqual([]);
  });

  it('takes its limits from its options', async () => {
    expect(await found('Herbstbrief der Gärtnerei', { maxWidth: 20 })).toEqual(['long']);
    expect(await found('Herbstbrief der Gärtnerei', { goodWidth: 20 })).toEqual(['ratherLong']);
    expect(await found('Hallo, hallo: Herbstbrief', { openingWidth: 12 })).toEqual(['nothingFirst']);
    expect(await found('Hallo, hallo', { openingWidth: 0 })).toEqual([]);
    expect(await found('Herbst', { minWidth: 10 })).toEqual(['short']);
    expect(await found('🎉 Fest', { maxEmoji: 0 })).toEqual(['emoji']);
  });
});
