import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const found = async (body: string, { head = '', ...options } = {}) =>
  runRule(rule, await campaignOf({ html: `<!DOCTYPE html><html lang="en"><head><title>News</title>${head}</head><body bgcolor="#ffffff">\n<h1>News from the workshop</h1>\n<p>The second counter is open.</p>\n${body}</body></html>` }), options);
const means = async (body: string, options = {}) => (await found(body, options)).map(({ evidence }) => evidence?.['by']);

const STORY = 'Dear friend, thank you for the lovely evening; the children send their love and hope to see you again at Easter.';

describe('content/hidden-text', () => {
  it.each([
    ['display', `<div style="display:none">${STORY}</div>`],
    ['visibility', `<div style="visibility: hidden">${STORY}</div>`],
    ['opacity', `<div style="opacity: 0">${STORY}</div>`],
    ['font-size', `<div style="font-size: 1px">${STORY}</div>`],
    ['max-height', `<div style="max-height: 0; overflow: hidden">${STORY}</div>`],
    ['color', `<p style="color: #fefefe">${STORY}</p>`],
    ['off-screen', `<div style="position: absolute; left: -9999px">${STORY}</div>`],
    ['hidden-attribute', `<div hidden>${STORY}</div>`],
  ])('reports text hidden by %s', async (by, body) => {
    expect(await means(body)).toEqual([by]);
  });

  it('says how many characters are hidden, how, where, and quotes the beginning', async () => {
    const [problem] = await found(`<p><font color="white">${STORY}</font></p>`);
    expect(problem).toMatchObject({ messageId: 'hidden', data: { characters: 89, means: 'the colour of its background' }, location: { file: 'body.html', line: 4 } });
    expect(problem?.data?.['excerpt']).toBe('Dear friend, thank you for the lovely evening; the children…');
  });

  it('adds up pieces that are hidden in the same way', async () => {
    const pieces = STORY.split(' ').map((word) => `<span style="font-size:0">${word} </span>`).join('');
    const [problem, ...others] = await found(`<p>${pieces}</p>`);
    expect(problem?.data?.['characters']).toBe(89);
    expect(others).toEqual([]);
  });

  it('counts letters of any script', async () => {
    expect(await means(`<p style="color:#fff">${'月曜日から営業時間が新しくなり、二つ目の窓口も開きます。'.repeat(2)}</p>`)).toEqual(['color']);
  });

  describe('is silent on', () => {
    it.each([
      ['short hidden text', '<p style="color:#ffffff">reply above this line</p>'],
      ['dashes that keep Gmail from scaling', `<div style="display:none; white-space:nowrap">${'- '.repeat(60)}</div>`],
      ['invisible characters', `<div style="font-size:0">${'&nbsp;&zwnj;'.repeat(200)}</div>`],
      ['a comment', `<!-- ${STORY} -->`],
      ['an Outlook conditional comment', `<!--[if mso]><p>${STORY}</p><![endif]-->`],
      ['template tags', '<div style="display:none">{{ campaign.tracking_identifier_for_the_reporting_database }} *|MC:CAMPAIGN_TRACKING_IDENTIFIER|*</div>'],
      ['an id for the help desk', '<div style="display:none">Message ID: &lt;acme-widgets/web-shop/issues/1284/2093847561@tickets.example&gt;</div>'],
      ['text that only Outlook hides', `<p style="mso-hide: all">${STORY}</p>`],
      ['a table that sets the font size again', `<table style="font-size:0"><tr><td style="font-size:16px">${STORY}</td></tr></table>`],
      ['white text on a dark cell', `<table><tr><td bgcolor="#222222" style="color:#ffffff">${STORY}</td></tr></table>`],
      ['white text on a colour that a merge tag sets', `<table><tr><td bgcolor="{{ brand.color }}" style="color:#ffffff">${STORY}</td><td style="background-color:{color}; color:#fff">${STORY} Bye.</td></tr></table>`],
      ['white text on a background image', `<table><tr><td style="background-image:url(night.jpg); color:#ffffff">${STORY}</td></tr></table>`],
    ])('%s', async (_, body) => {
      expect(await means(body)).toEqual([]);
    });

    it('what a media query shows on a phone', async () => {
      const head = '<style>.m { display: none } @media (max-width: 480px) { .m { display: block !important } }</style>';
      expect(await means(`<div class="m">${STORY}</div>`, { head })).toEqual([]);
    });

    it('a copy of text that stands visibly elsewhere', async () => {
      expect(await means(`<p>${STORY}</p><div style="display:none">${STORY}</div>`)).toEqual([]);
    });
  });

  describe('with a preheader', () => {
    const mail = async (preheader: string, options = {}) =>
      runRule(rule, await campaignOf({ html: `<html lang="en"><body><div style="display:none;max-height:0">${preheader}</div><h1>News</h1><p>The second counter is open.</p></body></html>` }), options);

    it('lets one pass, padding included', async () => {
      expect(await mail(`${STORY}${'&nbsp;&zwnj;&#847; '.repeat(150)}`)).toEqual([]);
    });

    it('reports one that no inbox can show', async () => {
      const [problem, ...others] = await mail(STORY.repeat(3));
      expect(problem).toMatchObject({ messageId: 'longPreheader', data: { characters: 267, maximum: 200 } });
      expect(others).toEqual([]);
    });

    it('takes text that is too long for a preheader as hidden text', async () => {
      expect((await mail(STORY.repeat(9))).map(({ messageId }) => messageId)).toEqual(['hidden']);
    });

    it('takes its limit from the option', async () => {
      expect((await mail(STORY, { maxPreheaderCharacters: 80 })).map(({ messageId }) => messageId)).toEqual(['longPreheader']);
    });
  });

  it('takes the least number of characters from its option', async () => {
    const body = '<p style="color:#ffffff">reply above this line</p>';
    expect(await means(body, { minCharacters: 10 })).toEqual(['color']);
    expect(await means(`<div hidden>${STORY}</div>`, { minCharacters: 100 })).toEqual([]);
  });
});
