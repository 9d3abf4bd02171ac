import { describe, expect, it } from 'vitest';
import { rendererOf } from '#campaign/merge/render-template.js';
import { campaignOf } from '../campaign-of.js';

async function rendered(text: string, values: Readonly<Record<string, string>>, esp?: string): Promise<string | undefined> {
  const campaign = await campaignOf({ html: '<p>x</p>', text, manifest: esp === undefined ? {} : { esp } });
  return rendererOf(campaign)?.(new Map(Object.entries(values))).text?.value.trim();
}

describe('a template rendered for one recipient', () => {
  it.each([
    ['handlebars', '{{#if first_name}}Hi {{first_name}},{{else}}Hello,{{/if}} welcome', 'sendgrid'],
    ['mustache', '{{#first_name}}Hi {{first_name}},{{/first_name}}{{^first_name}}Hello,{{/first_name}} welcome', undefined],
    ['mailchimp', '*|IF:FIRST_NAME|*Hi *|FIRST_NAME|*,*|ELSE:|*Hello,*|END:IF|* welcome', 'mailchimp'],
    ['liquid', '{% if first_name != blank %}Hi {{ first_name }},{% else %}Hello,{% endif %} welcome', 'braze'],
  ])('takes the branch that its values ask for: %s', async (_name, text, esp) => {
    expect(await rendered(text, { firstname: 'Zoë' }, esp)).toBe('Hi Zoë, welcome');
    expect(await rendered(text, { firstname: '' }, esp)).toBe('Hello, welcome');
  });

  it('follows conditions within conditions, alternatives and comparisons', async () => {
    const nested = '{{#if a}}A{{#if b}}B{{else}}b{{/if}}{{else if b}}only B{{else}}none{{/if}}.';
    expect(await Promise.all([['1', '1'], ['1', ''], ['', '1'], ['', '']].map(([a = '', b = '']) => rendered(nested, { a, b }, 'sendgrid')))).toEqual(['AB.', 'Ab.', 'only B.', 'none.']);
    const plan = '*|IF:PLAN=gold|*gold*|ELSEIF:PLAN=silver|*silver*|ELSE:|*other*|END:IF|*.';
    expect(await Promise.all(['gold', 'silver', 'tin'].map((value) => rendered(plan, { plan: value }, 'mailchimp')))).toEqual(['gold.', 'silver.', 'other.']);
    expect(await rendered('{{#unless first_name}}Hello{{/unless}}.', { firstname: '' }, 'sendgrid')).toBe('Hello.');
  });

  it('prints code in a value as text, in whatever language', async () => {
    for (const [text, esp] of [['Hi {{first_name}}', 'sendgrid'], ['Hi *|FIRST_NAME|*', 'mailchimp'], ['Hi {{ first_name }}{% if x %}{% endif %}', 'braze'], ['Hi %%First Name%%', 'salesforce']] as const)
      for (const value of ['{{ 7 | times: 6 }}', '{% for i in (1..9) %}x{% endfor %}', '*|EMAIL|*', '%%emailaddr%%', '$&', '{{#if x}}'])
        expect(await rendered(text, { firstname: value, email: 'a@b.com' }, esp)).toBe(`Hi ${value}`);
  });

  it('shows the first branch of a condition about what the recipients do not have', async () => {
    expect(await rendered('{{#if vip}}Dear member{{else}}Hello{{/if}}', { firstname: 'Ann' }, 'sendgrid')).toBe('Dear member');
  });

  it('leaves loops and code of a system to the system', async () => {
    expect(await rendered('{{#each items}}{{name}}{{/each}}', { name: 'x' }, 'sendgrid')).toBeUndefined();
    expect(await rendered('%%[ IF EMPTY(@n) THEN ]%%Hello%%[ ENDIF ]%%', { n: 'x' }, 'salesforce')).toBeUndefined();
  });
});
