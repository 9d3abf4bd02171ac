import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const CHARSET = '<meta charset="utf-8">';
const BOILERPLATE = '<style amp4email-boilerplate>body{visibility:hidden}</style>';
const RUNTIME = '<script async src="https://cdn.ampproject.org/v0.js"></script>';
const HEAD = CHARSET + BOILERPLATE + RUNTIME;
const load = (component: string, as = 'element') => `<script async custom-${as}="${component}" src="https://cdn.ampproject.org/v0/${component}-0.1.js"></script>`;
const amp = (body: string, head = HEAD) => `<!doctype html>\n<html ⚡4email data-css-strict>\n<head>${head}</head>\n<body>${body}</body>\n</html>`;

const TEXT = ['text/plain', 'Grüße aus Köln'] as const;
const HTML = ['text/html', '<html lang="de"><body><p>Grüße aus Köln</p></body></html>'] as const;
const AMP = ['text/x-amp-html', amp('<p>Grüße aus Köln</p>')] as const;
const message = (parts: readonly (readonly [string, string])[], type = 'multipart/alternative') =>
  `From: a@acme.example\nSubject: Neues\nMIME-Version: 1.0\nContent-Type: ${type}; boundary=b\n\n${parts.map(([mimeType, content]) => `--b\nContent-Type: ${mimeType}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n${content}\n`).join('')}--b--\n`;

const found = async (eml: string) => (await runRule(rule, await campaignOf({ eml }))).map(({ messageId, severity = 'error' }) => `${severity} ${messageId}`);
const inPart = async (document: string) => (await runRule(rule, await campaignOf({ eml: message([TEXT, ['text/x-amp-html', document], HTML]) }))).map(({ messageId, data }) => `${messageId} ${String(data?.['what'] ?? '')}`.trim());

describe('the place of an AMP part', () => {
  it('is between text and HTML', async () => {
    expect(await found(message([TEXT, AMP, HTML]))).toEqual([]);
    expect(await found(message([TEXT, HTML]))).toEqual([]);
  });

  it.each([
    ['alone', message([AMP]), ['error noFallback']],
    ['behind the HTML', message([TEXT, HTML, AMP]), ['warning last']],
    ['in a mixed message', message([HTML, AMP], 'multipart/mixed'), ['warning notAlternative', 'warning last']],
    ['twice', message([TEXT, AMP, AMP, HTML]), ['warning twice']],
  ])('is wrong %s', async (_, eml, expected) => {
    expect(await found(eml)).toEqual(expected);
  });

  it('is not that of the HTML part', async () => {
    expect(await found(message([TEXT, ['text/html', amp('<p>Grüße</p>')]]))).toEqual(['error sentAsHtml']);
  });

  it('needs a way to unsubscribe where the HTML has one', async () => {
    const html = ['text/html', '<html lang="de"><body><p>Grüße</p><p><a href="https://acme.example/u/7">Newsletter abbestellen</a></p></body></html>'] as const;
    expect(await found(message([TEXT, AMP, html]))).toEqual(['warning unsubscribe']);
    expect(await found(message([TEXT, ['text/x-amp-html', amp('<p>Grüße</p><a href="https://acme.example/u/7">Abmelden</a>')], html]))).toEqual([]);
  });
});

describe('an AMP document', () => {
  it.each([
    ['lacks its doctype', amp('Grüße').replace('<!doctype html>\n', ''), ['doctype <!doctype html>']],
    ['does not call itself one', amp('Grüße').replace(' ⚡4email data-css-strict', ''), ['notAmp ⚡4email']],
    ['lacks charset, boilerplate and runtime', amp('Grüße', ''), [`lacks ${CHARSET}`, `lacks ${BOILERPLATE}`, `lacks ${RUNTIME}`]],
    ['loads the runtime without async', amp('Grüße', HEAD.replace('async ', '')), [`lacks ${RUNTIME}`]],
    ['holds elements that AMP has not', amp('<img src="https://acme.example/a.png" alt=""><iframe src="https://acme.example/"></iframe>'), ['element <img>', 'element <iframe>']],
    ['runs scripts', amp('<script>alert(1)</script><script src="https://acme.example/ü.js"></script>'), ['script <script>', 'script https://acme.example/ü.js']],
    ['has a handler', amp('<p onclick="go()">Grüße</p>'), ['handler onclick']],
    ['uses components that it does not load', amp('<amp-carousel width="9" height="9"></amp-carousel><amp-state id="s"></amp-state><template type="amp-mustache">{{x}}</template>'), ['component amp-mustache', 'component amp-bind', 'component amp-carousel']],
    ['has a style of its own', amp('Grüße', `${HEAD}<style>p { color: red }</style>`), ['styleElement <style>']],
    ['imports styles', amp('Grüße', `${HEAD}<style amp-custom>@import url(https://acme.example/a.css);</style><link rel="stylesheet" href="https://acme.example/ü.css">`), ['import @import', 'import https://acme.example/ü.css']],
    ['sends a form the old way', amp('<form method="post" action="https://acme.example/f"></form>', HEAD + load('amp-form')), ['form has action instead of action-xhr']],
    ['sends a form in the clear', amp('<form method="post" action-xhr="http://acme.example/f"><input type="file" name="f"></form>', HEAD + load('amp-form')), ['form sends to "http://acme.example/f", which is no full https address', 'input <input type="file">']],
    ['loads pictures in the clear, without size', amp('<amp-img src="http://acme.example/ü.png" alt="Ü"></amp-img>'), ['imageAddress http://acme.example/ü.png', 'imageSize <amp-img>']],
    ['has links that lead nowhere', amp('<a href="#">a</a><a href="https://localhost/ü">b</a>'), ['link #', 'link https://localhost/ü']],
    ['is too long', amp('ü'.repeat(101_000)), [`tooLarge ${String(202_000 + Buffer.byteLength(amp('')))}`]],
    ['has too many styles', amp('Grüße', `${HEAD}<style amp-custom>p{color:red}${' '.repeat(75_000)}</style>`), ['cssTooLarge 75012']],
  ])('is found that %s', async (_, document, expected) => {
    expect(await inPart(document)).toEqual(expected);
  });

  it.each([
    ['a comment before the doctype', `<!-- ü -->\n${amp('Grüße')}`],
    ['a charset that a template fills in', amp('Grüße', '<meta charset="{{ page.charset }}">' + BOILERPLATE + RUNTIME)],
    ['amp4email in letters', amp('Grüße').replace('⚡4email', 'amp4email')],
    ['what it loads', amp('<form method="post" action-xhr="https://acme.example/f"><input type="text" name="ü"><div submit-success><template type="amp-mustache">{{ok}}</template></div></form><amp-list width="1" height="1" src="https://acme.example/l"></amp-list>', HEAD + load('amp-form') + load('amp-list') + load('amp-mustache', 'template'))],
    ['data, actions and filled addresses', amp('<amp-state id="s"><script type="application/json">{"ü":1}</script></amp-state><button on="tap:AMP.setState({s: 1})">Ü</button><amp-img src="{{bild}}" layout="fill" alt="Ü"></amp-img><a href="{{url}}">a</a>', HEAD + load('amp-bind'))],
  ])('may hold %s', async (_, document) => {
    expect(await inPart(document)).toEqual([]);
  });

  it('is judged as a page too, at its places', async () => {
    expect(await runRule(rule, await campaignOf({ html: amp('\n<img src="https://acme.example/ü.png" alt="Ü"><a href="#">a</a>') }))).toMatchObject([{ messageId: 'element', severity: 'warning', location: { line: 5, column: 1 } }]);
    expect(await runRule(rule, await campaignOf({ html: '<html lang="de"><body><img src="a.png"></body></html>' }))).toEqual([]);
  });

  it('tells what is alike once, and knows how often', async () => {
    expect(await runRule(rule, await campaignOf({ html: amp('<img src="https://acme.example/a.png"><img src="https://acme.example/b.png">') }))).toMatchObject([{ messageId: 'element', places: ['element <img>', 'element <img>'] }]);
  });
});
