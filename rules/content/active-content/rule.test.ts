import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const found = async (body: string, options = {}) => runRule(rule, await campaignOf({ html: `<html lang="fr"><body>${body}</body></html>` }), options);
const ids = async (body: string, options = {}) => (await found(body, options)).map(({ messageId }) => messageId);

describe('content/active-content', () => {
  it('reports what every client removes as an error', async () => {
    for (const [html, id] of [
      ['<script>track()</script>', 'script'], ['<script props src="https://a.example/a.js"></script>', 'script'], ['<iframe src="https://a.example"></iframe>', 'frame'], ['<object data="a.swf"></object>', 'plugin'],
      ['<embed src="a.swf">', 'plugin'], ['<meta http-equiv="Refresh" content="0;url=https://a.example">', 'refresh'],
      ['<form action="https://a.example"><input name="é"><button>Répondre</button></form>', 'form'],
    ] as const) {
      const problems = await found(html);
      expect(problems).toMatchObject([{ messageId: id }]);
      expect(problems[0]?.severity).toBeUndefined();
    }
  });

  it('warns of what the mail can do without', async () => {
    for (const [html, id] of [
      ['<p onclick="a()">Été</p>', 'handler'], ['<input name="a">', 'field'], ['<base href="https://a.example/">', 'base'],
      ['<link rel="stylesheet" href="https://a.example/a.css">', 'stylesheet'], ['<style>@import url("https://a.example/a.css");</style>', 'import'],
      ['<video src="a.mp4"></video>', 'media'],
    ] as const) expect(await found(html)).toMatchObject([{ messageId: id, severity: 'warning' }]);
  });

  it('only mentions the toggles of menus made of CSS', async () => {
    expect(await found('<input type="checkbox" id="menu">')).toMatchObject([{ messageId: 'field', severity: 'info' }]);
  });

  it('lets pass data for Gmail, web fonts, fallbacks, AMP, and what is no active content', async () => {
    for (const html of [
      '<script type="application/ld+json">{"@type":"Order"}</script>', '<script props>module.exports = { größe: props.size }</script>',
      '<link rel="stylesheet" href="https://fonts.googleapis.com/css?family=Été"><style>@import url(//fonts.googleapis.com/css2?family=A);</style>',
      '<video src="a.mp4"><a href="https://a.example"><img src="a.png" alt="Film"></a></video>',
      '<base target="_blank"><link rel="icon" href="a.png"><meta http-equiv="X-UA-Compatible" content="IE=edge">',
      '<!--[if mso]><script>a</script><![endif]--><style>/* @import url(a.css); */</style><p one="1">on</p>',
      '<button href="https://a.example">Inky</button>',
    ]) expect(await ids(html)).toEqual([]);
    expect(await runRule(rule, await campaignOf({ html: '<html ⚡4email><head><script async src="https://cdn.ampproject.org/v0.js"></script></head></html>' }))).toEqual([]);
  });

  it('collapses what is alike, at the first', async () => {
    expect(await found('\n<a onclick="a()">A</a><a onclick="b()">B</a><a onfocus="c()">C</a>')).toMatchObject([
      { data: { what: 'onclick', more: ' (the first of 2)' }, evidence: { count: 2 }, location: { line: 2, column: 1 } }, { data: { what: 'onfocus', more: '' } },
    ]);
  });

  it('takes hosts of style sheets from its option', async () => {
    const html = '<link rel="stylesheet" href="https://a.example/a.css"><link rel="stylesheet" href="https://fonts.googleapis.com/css">';
    expect(await found(html, { allowStylesheetHosts: ['a.example'] })).toMatchObject([{ data: { what: 'https://fonts.googleapis.com/css' } }]);
  });
});
