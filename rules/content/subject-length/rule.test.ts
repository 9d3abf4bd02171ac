import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const found = async (subject: string, options = {}) => (await runRule(rule, await campaignOf({ html: '<p>Hello</p>', subject }), options)).map(({ messageId }) => messageId);

describe('content/subject-length', () => {
  it('reports a long subject, and counts wide scripts twice', async () => {
    expect(await found('a'.repeat(61))).toEqual(['long']);
    expect(await found('夏'.repeat(31))).toEqual(['long']);
    expect(await found('夏'.repeat(30))).toEqual([]);
  });

  it('does not count reply marks, and counts a merge tag as a name', async () => {
    expect(await found(`Re: AW: ${'a'.repeat(60)}`)).toEqual([]);
    expect(await found(`{{ contact.first_name | default: "friend of the house" }}, ${'a'.repeat(40)}`)).toEqual([]);
  });

  it('reports very short subjects, emoji and bidi controls', async () => {
    expect(await found('Hi')).toEqual(['short']);
    expect(await found('🎉 Party 🎉')).toEqual(['emoji']);
    expect(await found('Invoice \u202efdp.exe')).toEqual(['controls']);
  });

  it.each(['👨‍👩‍👧 Familienfest am Sonntag', '👩🏽‍🔧 Uw fiets winterklaar', '🇸🇪 Nytt från Kiruna', 'Acme® and Widget™ © 2026'])('counts a joined emoji or a flag once, and marks of trade not at all: %s', async (subject) => {
    expect(await found(subject)).toEqual([]);
  });

  it('takes its limits from its options', async () => {
    expect(await found('Herbstbrief der Gärtnerei', { maxWidth: 20 })).toEqual(['long']);
    expect(await found('Herbst', { minWidth: 10 })).toEqual(['short']);
    expect(await found('🎉 Fest', { maxEmoji: 0 })).toEqual(['emoji']);
  });
});
