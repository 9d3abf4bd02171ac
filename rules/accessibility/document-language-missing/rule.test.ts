import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import type { CampaignFixture } from '../../../test/campaign/campaign-of.js';
import { mendedBy } from '../../../test/rule/mended-by.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const GERMAN = '<p>Unser Kundendienst ist täglich von acht Uhr morgens bis zehn Uhr abends für Sie da.</p>';
const MJML = '<mj-body><mj-section><mj-column><mj-text>Your table is waiting for you and your friends.</mj-text></mj-column></mj-section></mj-body>';

const found = async (fixture: CampaignFixture) => runRule(rule, await campaignOf(fixture));
const page = (attributes: string, content = GERMAN): CampaignFixture => ({ html: `<!doctype html>\n<html${attributes}><body>${content}</body></html>` });

describe('accessibility/document-language-missing', () => {
  it('reports a missing or empty lang and names the language of the text', async () => {
    const expected = { messageId: 'missing', data: { attribute: 'lang="de" (the text reads as German)', tag: 'html' }, location: { part: 'html', line: 2 } };
    for (const attributes of ['', ' lang=""', ' lang=" "', ' xml:lang="de"']) expect(await found(page(attributes))).toMatchObject([expected]);
  });

  it('names no language after a few words, which a relative may say as well', async () => {
    expect(await found({ html: '<html><body><p>Koodisi on 482913</p></body></html>' })).toMatchObject([{ data: { attribute: expect.stringMatching(/such as lang="en"/) as string } }]);
  });

  it('says that the tag of a layout, or of an include at the start, could not be looked at', async () => {
    const unchecked = async (html: string) => rule.unchecked?.(await campaignOf({ html }), rule.defaultOptions, { now: new Date(0), sendAt: new Date(0) });
    for (const html of [`{% extends "basis.html" %}{% block inhalt %}${GERMAN}{% endblock %}`, `{{> kopf }}${GERMAN}{{> fuss }}`, `<@layout.mail>${GERMAN}</@layout.mail>`]) {
      expect(await found({ html })).toEqual([]);
      expect(await unchecked(html)).toMatch(/^the html tag that [{<].*[}>] puts in is not part of the campaign$/);
    }
    expect(await unchecked(`<html><body>${GERMAN}{% include "fuss.html" %}</body></html>`)).toBeUndefined();
    expect(await found({ html: `<html><body>${GERMAN}{% include "fuss.html" %}</body></html>` })).toMatchObject([{ messageId: 'missing' }]);
  });

  it.each(['english', 'de_DE', 'jp', 'und', 'x-default', '日本語'])('reports lang="%s", which names no language', async (value) => {
    expect(await found(page(` lang="${value}"`))).toMatchObject([{ messageId: 'invalid', data: { value } }]);
  });

  it('mends an underscore and keeps the region', async () => {
    expect(await found(page(' lang="de_AT"'))).toMatchObject([{ data: { attribute: 'lang="de-AT"' } }]);
    expect(await found(page(' lang="en_US"'))).toMatchObject([{ data: { attribute: 'lang="de" (the text reads as German)' } }]);
  });

  it('reports MJML that says nothing, and names its tag', async () => {
    expect(await found({ mjml: `<mjml>${MJML}</mjml>` })).toMatchObject([{ messageId: 'invalid', data: { value: 'und' } }]);
    expect(await found({ mjml: `<mjml lang="en">${MJML}</mjml>` })).toEqual([]);
  });

  it('gives the form when no text tells the language', async () => {
    const [problem] = await found(page('', '<img src="hero.jpg" alt="">'));
    expect(problem?.data?.['attribute']).toContain('such as lang="en"');
  });

  it('accepts valid tags and tags that are filled in when the mail is sent', async () => {
    for (const value of ['de', 'de-AT', 'pt-BR', 'zh-Hans-CN', 'nn', '{{ locale }}', '{% if vip %}de{% else %}en{% endif %}', '*|LANG|*']) expect(await found(page(` lang="${value}"`))).toEqual([]);
  });

  it('accepts a fragment whose text stands in elements that declare a language, and no other', async () => {
    expect(await found({ html: `<div lang="de">${GERMAN}</div>` })).toEqual([]);
    expect(await found({ html: `<div lang="de">${GERMAN}</div>${GERMAN}` })).toHaveLength(1);
    expect(await found({ html: GERMAN })).toHaveLength(1);
  });
});

describe('the fix of accessibility/document-language-missing', () => {
  const mended = (attributes: string, manifest?: CampaignFixture['manifest'], content = GERMAN) => mendedBy(rule, { ...page(attributes, content), ...(manifest && { manifest }) });
  const htmlTag = (source: string) => /<html[^>]*>/.exec(source)?.[0];

  it('writes what the manifest says, or an element around all of the text', async () => {
    expect(htmlTag(await mended(' dir="ltr"', { language: 'de-AT' }))).toBe('<html lang="de-AT" dir="ltr">');
    expect(htmlTag(await mended('', undefined, `<div lang="de">${GERMAN}</div>`))).toBe('<html lang="de">');
    expect(htmlTag(await mended(' lang=""', { language: 'de' }))).toBe('<html lang="de">');
    expect(htmlTag(await mended(' lang=deutsch class=x', { language: 'de' }))).toBe('<html lang="de" class=x>');
  });

  it('mends an underscore', async () => {
    expect(htmlTag(await mended(" lang='de_AT'"))).toBe('<html lang="de-AT">');
  });

  it('is not certain of what is only detected, nor where text and manifest disagree, nor of attributes that a tag writes', async () => {
    expect(htmlTag(await mended(''))).toBe('<html>');
    expect(htmlTag(await mended('', { language: 'fr' }))).toBe('<html>');
    expect(htmlTag(await mended(' lang="en_US"'))).toBe('<html lang="en_US">');
    expect(htmlTag(await mended(' {{ attributes }}', { language: 'de' }))).toBe('<html {{ attributes }}>');
  });

  it('writes it on the mjml tag', async () => {
    expect(await mendedBy(rule, { mjml: `<mjml owa="desktop">${MJML}</mjml>`, manifest: { language: 'en' } })).toBe(`<mjml lang="en" owa="desktop">${MJML}</mjml>`);
  });

  it('has none for an .eml', async () => {
    const eml = `From: a@acme.example\r\nSubject: Hallo\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body lang="de">${GERMAN}</body></html>`;
    expect(await found({ eml })).toMatchObject([{ messageId: 'missing' }]);
    expect((await found({ eml }))[0]).not.toHaveProperty('fix');
  });
});
