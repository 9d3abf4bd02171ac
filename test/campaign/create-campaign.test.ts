import { describe, expect, it } from 'vitest';
import { createCampaign } from '#campaign/create-campaign.js';
import { locatedSource } from '#campaign/positions.js';
import { campaignOf } from './campaign-of.js';

const HTML = '<div style="display:none">Nur bis Sonntag</div>\n<p>Hallo {{ name }}, <a href="https://x.example/?a=*|ID|*">mehr</a></p>\n<code>{{ doc }}</code>';

describe('createCampaign', () => {
  it('makes a campaign out of HTML alone, which declares nothing', () => {
    const campaign = createCampaign({ path: 'x', html: locatedSource(HTML, { part: 'html', file: 'x' }) });
    expect(campaign).toMatchObject({ declared: false, manifest: {}, subject: undefined, from: undefined, text: undefined, headers: [], attachments: [], mjmlFaults: [] });
    expect([...campaign.given].sort()).toEqual(['html', 'preheader']);
    expect(campaign.html?.source).toBe(HTML);
  });

  it('computes a fact once', () => {
    const campaign = createCampaign({ path: 'x', html: locatedSource(HTML, { part: 'html' }) });
    expect(campaign.html).toBe(campaign.html);
    expect(campaign.links).toBe(campaign.links);
    expect(campaign.templateTags).toBe(campaign.templateTags);
  });

  it('makes do without HTML', async () => {
    const campaign = await campaignOf({ text: 'Guten Tag {{ name }}', subject: 'Hallo' });
    expect(campaign).toMatchObject({ html: undefined, links: [], images: [], preheader: undefined, visibleText: { blocks: [], hidden: [] } });
    expect([...campaign.given].sort()).toEqual(['manifest', 'subject', 'text']);
  });

  it('takes the preheader of the manifest, else the hidden first text of the body', async () => {
    expect((await campaignOf({ html: HTML, preheader: 'Erklärt' })).preheader).toMatchObject({ value: 'Erklärt', location: { part: 'preheader', field: 'preheader' } });
    expect((await campaignOf({ html: HTML })).preheader).toMatchObject({ value: 'Nur bis Sonntag', location: { part: 'preheader', file: 'body.html', line: 1 } });
    expect((await campaignOf({ html: '<p>Hallo</p>' })).preheader).toBeUndefined();
  });

  it.each([
    [{ name: 'Müller', email: 'a@x.example' }, 'Müller <a@x.example>'],
    [{ email: 'a@x.example' }, 'a@x.example'],
    [{ name: 'Müller' }, 'Müller'],
  ])('writes the sender of the manifest as a header would: %j', async (from, value) => {
    expect((await campaignOf({ html: HTML, manifest: { from } })).from).toEqual({ value, location: { part: 'from', file: 'campaign.json', field: 'from' } });
  });

  it('lists template tags of subject, preheader, sender, HTML and text, in that order, with their places', async () => {
    const { templateTags } = await campaignOf({ html: HTML, text: '\nHallo %%NAME%%', subject: '{{ s }}', preheader: '{{ p }}', manifest: { from: { name: '{{ f }}' } } });
    expect(templateTags.map(({ raw, context, attribute, location }) => [raw, context, attribute, location.part, location.line])).toEqual([
      ['{{ s }}', 'text', undefined, 'subject', undefined],
      ['{{ p }}', 'text', undefined, 'preheader', undefined],
      ['{{ f }}', 'text', undefined, 'from', undefined],
      ['{{ name }}', 'text', undefined, 'html', 2],
      ['*|ID|*', 'attribute', 'href', 'html', 2],
      ['{{ doc }}', 'code', undefined, 'html', 3],
      ['%%NAME%%', 'text', undefined, 'text', 2],
    ]);
  });

  it('counts an empty subject as given: it is a subject, and a bad one', async () => {
    expect((await campaignOf({ html: HTML, subject: '' })).given.has('subject')).toBe(true);
  });

  it('tells where a manifest field is', async () => {
    expect((await campaignOf({ html: HTML, manifest: { sender: { country: 'DE' } } })).locateField('sender.country')).toEqual({ part: 'manifest', file: 'campaign.json', field: 'sender.country' });
  });
});
