import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const page = (head: string, body: string) => `<!doctype html><html lang="de">\n<head>${head}</head><body><p>${body}</p></body></html>`;
const found = async (html: string) => runRule(rule, await campaignOf({ html }));
const ids = async (html: string) => (await found(html)).map(({ messageId }) => messageId);
const eml = (charset: string, body: Uint8Array) => Buffer.concat([Buffer.from(`From: a@b.example\nMIME-Version: 1.0\nContent-Type: text/html${charset}\nContent-Transfer-Encoding: 8bit\n\n`), body]);

describe('content/charset-missing', () => {
  it('reports text beyond ASCII without a declared charset, at the head', async () => {
    expect(await found(page('', 'Schöne Grüße'))).toMatchObject([{ messageId: 'missing', data: { character: 'ö' }, location: { line: 2 } }]);
  });

  it('says that the head of a layout could not be looked at', async () => {
    const html = '{% extends "basis.html" %}{% block inhalt %}<p>Schöne Grüße</p>{% endblock %}';
    expect(await ids(html)).toEqual([]);
    expect(await rule.unchecked?.(await campaignOf({ html }), rule.defaultOptions, { now: new Date(0), sendAt: new Date(0) })).toBe('the head that {% extends "basis.html" %} puts in is not part of the campaign');
    expect(await ids('<p>Schöne Grüße</p>')).toEqual(['missing']);
  });

  it('names a character that can be seen, or its number', async () => {
    expect(await found(page('', 'A\u200c word, Grüße'))).toMatchObject([{ messageId: 'missing', data: { character: 'ü' } }]);
    expect(await found(page('', 'A\u200c word'))).toMatchObject([{ messageId: 'missing', data: { character: 'U+200C' } }]);
  });

  it('only mentions it where accents may come with merged data', async () => {
    expect(await found(page('', 'Hello {{ first_name }}'))).toMatchObject([{ messageId: 'missingAscii', severity: 'info' }]);
    expect(await ids(page('', 'Hello &uuml;'))).toEqual([]);
    expect(await ids('<p>Hello {{ first_name }}</p>')).toEqual([]);
  });

  it('is silent when a charset that holds the text is declared', async () => {
    expect(await ids(page('<meta charset="utf-8">', 'Schöne Grüße 🎄 Łódź'))).toEqual([]);
    expect(await ids(page('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', 'Schöne Grüße – „€“'))).toEqual([]);
    expect(await ids(page('<meta charset="gb2312">', '你好'))).toEqual([]);
    expect(await ids(page(`<meta charset="{{ page.charset || 'utf-8' }}">`, 'Grüße'))).toEqual([]);
  });

  it('reports characters that the declared charset lacks', async () => {
    expect(await found(page('<meta charset="iso-8859-1">', 'Łódź 🎄'))).toMatchObject([{ messageId: 'unfit', data: { charset: 'iso-8859-1', character: 'Ł', more: ', nor 2 others' } }]);
  });

  it('takes us-ascii at its word', async () => {
    expect(await runRule(rule, await campaignOf({ eml: eml('; charset=us-ascii', Buffer.from('<p>The boatyard\x92s hall</p>', 'latin1')) }))).toMatchObject([{ messageId: 'unfit', data: { charset: 'us-ascii', character: '’' } }]);
    expect(await ids(page('<meta charset="us-ascii">', 'Plain words'))).toEqual([]);
  });

  it('reports a charset that does not exist', async () => {
    expect(await ids(eml('; charset=utf-9', Buffer.from('<p>ASCII</p>')).toString())).toEqual([]);
    expect(await runRule(rule, await campaignOf({ eml: eml('; charset=utf-9', Buffer.from('<p>ASCII</p>')) }))).toMatchObject([{ messageId: 'unknown', data: { charset: 'utf-9' } }]);
  });

  it('takes the header of a message for the declaration', async () => {
    const ids = async (charset: string, body: Uint8Array) => (await runRule(rule, await campaignOf({ eml: eml(charset, body) }))).map(({ messageId }) => messageId);
    expect(await ids('; charset=utf-8', Buffer.from('<p>Grüße</p>'))).toEqual([]);
    expect(await ids('', Buffer.from('<p>Grüße</p>'))).toEqual(['missing']);
    expect(await ids('; charset=utf-8', Buffer.from('<p>Grüße</p>', 'latin1'))).toEqual(['undecodable']);
  });
});
