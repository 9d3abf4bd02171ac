import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { mendedBy } from '../../../test/rule/mended-by.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const found = async (body: string) => runRule(rule, await campaignOf({ html: `<html lang="de" dir="ltr"><body lang="de" dir="ltr">${body}</body></html>` }));
const lacking = async (body: string) => (await found(body)).map(({ evidence }) => evidence?.['missing']);

describe('accessibility/direction-missing', () => {
  it('reports a mail that declares them on html and body alone, at the first element inside', async () => {
    expect(await found('\n<table><tr><td>Grüße</td></tr></table>')).toMatchObject([{ messageId: 'missing', evidence: { missing: ['lang', 'dir'] }, location: { line: 2, column: 1 } }]);
  });

  it('names the one that is missing', async () => {
    expect(await lacking('<div lang="de"><p>Grüße</p></div>')).toEqual([['dir']]);
    expect(await lacking('<div dir="ltr"><p>Grüße</p></div>')).toEqual([['lang']]);
    expect(await lacking('<div dir="ltr" lang=""><p>Grüße</p></div>')).toEqual([['lang']]);
  });

  it('is silent when a wrapper has both, or two wrappers do', async () => {
    expect(await found('<div lang="de" dir="ltr"><p>Grüße</p><p>aus Köln</p></div>')).toEqual([]);
    expect(await found('<div lang="de"><div dir="auto"><p>Grüße</p></div></div>')).toEqual([]);
  });

  it('lets a short text stand outside the wrapper', async () => {
    expect(await found('<p>Online</p><div lang="de" dir="ltr"><p>Grüße aus der Werkstatt</p></div>')).toEqual([]);
    expect(await lacking('<p>Grüße aus der Werkstatt</p><div lang="de" dir="ltr"><p>Impressum</p></div>')).toEqual([['lang', 'dir']]);
  });

  it.each(['مرحبا بكم في متجرنا', 'ברוכים הבאים לחנות'])('says of "%s" that it runs from right to left', async (text) => {
    expect(await found(`<p>${text}</p>`)).toMatchObject([{ messageId: 'rightToLeft' }]);
    expect(await found(`<div dir="rtl" lang="ar">${text}</div>`)).toEqual([]);
  });

  it('leaves a mail that declares no language to the rule that says so, unless it runs from right to left', async () => {
    const ids = async (page: string) => (await runRule(rule, await campaignOf({ html: page }))).map(({ messageId }) => messageId);
    expect(await ids('<html><body><p>Grüße aus der Werkstatt</p></body></html>')).toEqual([]);
    expect(await ids('<html lang="deutsch"><body><p>Grüße aus der Werkstatt</p></body></html>')).toEqual([]);
    expect(await ids('<html><body lang="de"><p>Grüße aus der Werkstatt</p></body></html>')).toEqual(['missing']);
    expect(await ids('<html lang="{{ locale }}"><body><p>Grüße aus der Werkstatt</p></body></html>')).toEqual(['missing']);
    expect(await ids('<html><body><p>مرحبا بكم في متجرنا</p></body></html>')).toEqual(['rightToLeft']);
  });

  it('has nothing to say of a mail without text', async () => {
    expect(await found('<img src="a.png" alt="Stuhl">')).toEqual([]);
  });
});

describe('the fix of accessibility/direction-missing', () => {
  const page = (content: string, html: string, body = '') => `<html${html}><body${body}>${content}</body></html>`;
  const mended = (content: string, html = ' lang="de" dir="ltr"', body = '') => mendedBy(rule, { html: page(content, html, body) });

  it('repeats on the wrapper what html or body declares', async () => {
    expect(await mended('<table width="600"><tr><td>Grüße</td></tr></table>')).toContain('<body><table lang="de" dir="ltr" width="600">');
    expect(await mended('<div dir=""><p>Grüße</p></div>', '', ' lang="de"')).toContain('<div lang="de" dir="ltr"><p>');
    expect(await mended('<p>Online</p><div><p>Grüße aus der Werkstatt</p></div>')).toContain('<p>Online</p><div lang="de" dir="ltr">');
  });

  it('writes the direction that all of the text has', async () => {
    expect(await mended('<div>مرحبا بكم في متجرنا</div>', ' lang="ar"')).toContain('<div lang="ar" dir="rtl">');
    expect(await mended('<div>مرحبا بكم في متجرنا</div>', '')).toContain('<div dir="rtl">');
  });

  it.each([
    ['where html says another direction than the text has', '<div>مرحبا بكم في متجرنا</div>', ' dir="ltr"'],
    ['where both directions are in the text and nobody says the language', '<div>Grüße aus der Werkstatt مرحبا</div>', ''],
    ['where no element holds most of the text', '<p>Eins zwei</p><p>Drei vier</p><p>Fünf sechs</p>', ' lang="de"'],
  ])('is not certain %s', async (_, content, html) => {
    expect(await mended(content, html)).toBe(page(content, html));
  });
});
