import { describe, expect, it } from 'vitest';
import { loadCampaign } from '#campaign/load-campaign.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import { withFiles } from '../../../test/schedule/evidence/audience-tables.js';
import rule from './rule.js';

const HIDDEN = 'style="display:none;max-height:0;overflow:hidden"';
const found = async (body: string, manifest = {}, options = {}) =>
  (await runRule(rule, await campaignOf({ html: `<html lang="en"><body>${body}<p>Our autumn report is out today, with more numbers than ever.</p></body></html>`, manifest }), options)).map(({ messageId }) => messageId);

describe('content/preheader-missing', () => {
  it.each(['View in browser', 'Im Browser ansehen', 'Voir en ligne', 'Ver en el navegador', 'Visualizza nel browser', 'Bekijk in browser', 'Ver no navegador', 'Visa i webbläsaren', 'Vis i nettleser', 'Näytä selaimessa', 'Zobacz w przeglądarce', 'Wird diese E-Mail nicht richtig dargestellt? Hier klicken', 'Open in app or online', 'Problèmes d’affichage ? Cliquez ici', 'Zobrazit v prohlížeči', 'Открыть письмо в браузере', 'Προβολή στον browser', 'ブラウザで表示する', '在浏览器中查看', 'https://acme.com/view/2026'])('reports a preview of "%s"', async (text) => {
    expect(await found(`<p><a href="https://acme.com">${text}</a></p>`)).toEqual(['viewOnline']);
  });

  it('reports that a declared campaign has none, and keeps silent on a lone body', async () => {
    expect(await found('', { kind: 'newsletter' })).toEqual(['missing']);
    expect(await found('')).toEqual([]);
  });

  it('takes the preheader that front matter gives to the layout', async () => {
    const ids = async (head: string) => (await runRule(rule, await campaignOf({ html: `---\n${head}\n---\n<p><a href="https://acme.com">View in browser</a></p>` }))).map(({ messageId }) => messageId);
    expect(await ids('title: Herbst\npreheader: "Drei Zahlen, die uns überrascht haben"')).toEqual([]);
    expect(await ids('title: Herbst\npreheader: ""')).toEqual(['viewOnline']);
    for (const nothing of ['null', '~', '# later']) expect(await ids(`preheader: ${nothing}`), nothing).not.toEqual([]);
  });

  it('reports one that repeats the subject or is very short', async () => {
    expect(await found('', { subject: 'Autumn report is out', preheader: 'autumn report is OUT' })).toEqual(['sameAsSubject']);
    expect(await found('', { subject: 'Autumn report is out!', preheader: 'Autumn report is out.' })).toEqual(['sameAsSubject']);
    expect(await found(`<div ${HIDDEN}>Hello</div>`)).toEqual(['short']);
    expect(await found(`<div ${HIDDEN}>Hello</div>`, {}, { minWidth: 3 })).toEqual([]);
    expect(await found('', { subject: 'Report', preheader: 'Three numbers' })).toEqual(['short']);
  });

  it('does not call one short that is padded, in its element or the next', async () => {
    const padding = '&zwnj;&nbsp;'.repeat(40);
    expect(await found(`<div ${HIDDEN}>Drei Zahlen${padding}</div>`)).toEqual([]);
    expect(await found(`<div ${HIDDEN}>Drei Zahlen</div><div ${HIDDEN}>${padding}</div>`)).toEqual([]);
  });

  it('reports one that is long', async () => {
    const text = 'Three numbers that surprised us, what we did about each of them, who helped, and what we will be doing next year. '.repeat(2);
    expect(await found(`<div ${HIDDEN}>${text}</div>`)).toEqual(['long']);
    expect(await found(`<div ${HIDDEN}>${text}</div>`, {}, { maxWidth: 240 })).toEqual([]);
  });

  it('reports the alt text of a picture with which the preview begins, if no preheader stands before it', async () => {
    const logo = '<img src="https://acme.com/logo.png" alt="Логотип Acme" width="120" height="40">';
    expect(await found(logo)).toEqual(['altFirst']);
    expect(await found(logo, { kind: 'newsletter' })).toEqual(['altFirst']);
    expect(await found(logo.replace(/alt="[^"]*"/, 'alt=""'))).toEqual([]);
    expect(await found(`<p>Dear readers, the leaves are falling.</p>${logo}`)).toEqual([]);
    expect(await found(`<div ${HIDDEN}>Three numbers that surprised us this autumn</div>${logo}`)).toEqual([]);
  });

  it('knows what stands first where no line tells it: in a base64 part, and in the parts of an MJML file', async () => {
    const ids = async (fixture: Parameters<typeof campaignOf>[0]) => (await runRule(rule, await campaignOf(fixture))).map(({ messageId }) => messageId);
    const [picture, text] = ['<img src="https://acme.com/a.png" alt="Acme in autumn" width="300" height="200">', '<p>Dear readers, the leaves are falling.</p>'];
    const eml = (html: string) => ({ eml: `From: a@acme.com\r\nTo: b@y.example\r\nSubject: Autumn\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(html).toString('base64')}\r\n` });
    expect(await ids(eml(`${picture}${text}`))).toEqual(['altFirst']);
    expect(await ids(eml(`${text}${picture}`))).toEqual([]);
    const part = (name: string, inner: string) => ({ [`${name}.mjml`]: `<mj-section><mj-column>${'\n'.repeat(20)}${inner}</mj-column></mj-section>` });
    const mjml = async (...parts: readonly string[]) => withFiles({
      ...part('picture', '<mj-image src="https://acme.com/a.png" alt="Acme in autumn" />'), ...part('text', `<mj-text>${text}</mj-text>`),
      'campaign.json': '{ "body": "mail.mjml" }', 'mail.mjml': `<mjml><mj-body>${parts.map((name) => `<mj-include path="./${name}.mjml" />`).join('')}</mj-body></mjml>`,
    }, async (path) => (await runRule(rule, await loadCampaign(path('.')))).map(({ messageId }) => messageId));
    expect([await mjml('picture', 'text'), await mjml('text', 'picture')]).toEqual([['altFirst'], ['missing']]);
  });

  it('accepts the manifest\'s and the hidden one, padding and all', async () => {
    expect(await found('', { kind: 'newsletter', subject: 'Report', preheader: 'Three numbers that surprised us' })).toEqual([]);
    expect(await found(`<div ${HIDDEN}>*|MC_PREVIEW_TEXT|*</div>`, { kind: 'newsletter' })).toEqual([]);
    expect(await found(`<div ${HIDDEN}>Drei Zahlen, die uns überrascht haben.&nbsp;&zwnj;&nbsp;&zwnj;</div>`, { kind: 'newsletter' })).toEqual([]);
  });
});
