import { describe, expect, it } from 'vitest';
import { mergeFieldsOf } from '#audience/merge-fields.js';
import { audienceOf } from '../../../test/audience/audience-of.js';
import { campaignOf, type CampaignFixture } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const report = async (parts: CampaignFixture, options = {}, context = {}) =>
  (await runRule(rule, await campaignOf(parts), options, context)).map(({ messageId, data, severity }) => `${messageId} ${data?.['tag'] ?? ''}${severity ? ` (${severity})` : ''}`);
const template = (html: string, esp?: string) => report({ html, ...(esp !== undefined && { manifest: { esp } }) });

describe('personalization/merge-tag-no-fallback without recipients', () => {
  it('says what is seen where the field is empty: a gap in a sentence, or nothing', async () => {
    const gaps = async (html: string) => (await runRule(rule, await campaignOf({ html }))).map(({ data }) => data?.['gap']);
    expect(await gaps('<p>Hello {{ first_name }}, welcome.</p>')).toEqual(['the sentence has a gap']);
    expect(await gaps('<table><tr><td>Name</td><td>{{ first_name }}</td></tr></table>')).toEqual(['nothing stands in its place']);
  });

  it.each([
    '{{ first_name }}', '{{ contact.firstname }}', '{{${first_name}}}', '{{lead.First Name}}', '{{customer.first_name | capitalize}}', '{{data:firstname}}', '%FIRSTNAME%', '%%First Name%%', '[[S1:first_name]]',
    '{contact.first_name}', '{user_data~First Name}', '{contactfield=firstname}', "{{ person|lookup:'Prénom' }}", '<%= recipient.firstName %>', '{{ .Subscriber.FirstName }}', '{{defaultIfEmpty firstName}}',
  ])('reports %s', async (tag) => expect(await template(`<p>Hello ${tag}, welcome.</p>`)).toEqual([`noFallback ${tag}`]));

  it.each([
    '{{ first_name | default: "there" }}', "{{ first_name|default:'' }}", "{{ personalization_token('contact.firstname', 'there') }}", "{{${first_name} | default: 'là'}}", '{{lead.First Name:default=you}}',
    '{contact.email_greeting_display}', '{contact.display_name}', '{{insert name "default=friend"}}', '{{defaultIfEmpty firstName "friend"}}', '{{data:firstname:"friend"}}', '[[S1:first_name:Friend]]', '{user_data~First Name~Friend}', '{contactfield=firstname|Freund}',
    '{{ first_name or "you" }}', '{{ profile.person.name.firstName ?: "you" }}', '{% if first_name %}{{ first_name }}{% endif %}', '{{#if user.name}}{{user.name}}{{else}}you{{/if}}', '{{#user}}{{name}}{{/user}}',
    '{{ unsubscribe_url }}', '{{ order.number }}', '{{ email }}', '%UNSUBSCRIBELINK%', '%%unsub_center_url%%', '{{ organization.name }}', '{% for p in items %}{{ p.name }}{% endfor %}', '{% assign name = customer.name | default: "you" %}{{ name }}',
  ])('is silent on %s', async (tag) => expect(await template(`<p>Hello ${tag}, welcome.</p>`)).toEqual([]));

  it('reports a field once, with its number, wherever it is printed', async () => {
    const problems = await runRule(rule, await campaignOf({ html: '<p>{{ first_name }}</p><p>{{ First_Name }}</p>', subject: '{{ first_name }}, news' }));
    expect(problems.map(({ data, location }) => [data?.['places'], location?.part])).toEqual([['3 times', 'subject']]);
  });

  it('leaves a postal address alone, and a city in a sentence not', async () => {
    expect(await template('<p>{{ street }}<br>{{ zip }} {{ city }}</p>')).toEqual([]);
    expect(await template('<p>Neues aus {{ Ort }}</p>')).toEqual(['noFallback {{ Ort }}']);
  });

  it('reads a link\'s title, which readers see and hear', async () => {
    expect(await template('<a href="https://x.example/platz" title="Der Platz von {{ first_name }}">Mein Platz</a>')).toEqual(['noFallback {{ first_name }}']);
  });

  it('wants a condition that asks for the field', async () => {
    expect(await template('<p>{% if vip %}Hello {{ first_name }}{% endif %}</p>')).toEqual(['noFallback {{ first_name }}']);
  });

  it('only informs where defaults are set in the system', async () => {
    expect(await template('<p>Hello *|FNAME|*</p>')).toEqual(['perhapsElsewhere *|FNAME|* (info)']);
    expect(await template('<p>Hello {{ contact.firstname }}</p>', 'hubspot')).toEqual(['perhapsElsewhere {{ contact.firstname }} (info)']);
  });

  it('leaves links, addresses of images, sent mail and samples alone', async () => {
    expect(await template('<a href="https://x.example/{{ first_name }}">a</a><img src="https://x.example/{{ city }}.png" alt="b">')).toEqual([]);
    expect(await report({ html: '<p>{{ first_name }}</p>' }, { source: 'rendered' })).toEqual([]);
    expect(await report({ eml: 'From: a@x.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>{{ first_name }}</p>' })).toEqual([]);
  });
});

describe('personalization/merge-tag-no-fallback with recipients', () => {
  const judged = async (html: string, recipients: string, options = {}) => {
    const { audience } = await audienceOf({ recipients, facts: new Set() });
    try {
      return await runRule(rule, await campaignOf({ html }), options, { mergeFields: mergeFieldsOf(audience) });
    } finally {
      await audience.warehouse.close();
    }
  };

  it('says how many have no value, blanks and stand-ins among them', async () => {
    const [problem] = await judged('<p>Hej *|FNAME|*</p>', 'recipient_id,first_name\nr1,Åsa\nr2," "\nr3,okänd\nr4,Bo');
    expect(problem).toMatchObject({ messageId: 'emptyForSome', data: { empty: 2, of: 4, percent: '50' }, evidence: { fillRate: 0.5 } });
    expect(problem?.severity).toBeUndefined();
  });

  it('is silent when everybody has a value, or as many as the option asks for', async () => {
    expect(await judged('<p>Hi {{ contact.Ort }}</p>', 'recipient_id,Ort\nr1,Köln')).toEqual([]);
    expect(await judged('<p>Hi {{ first_name }}</p>', 'recipient_id,first_name\nr1,Åsa\nr2,', { minFillRate: 0.5 })).toEqual([]);
  });

  it('takes a column for a field of the person, whatever its name', async () => {
    expect(await judged('<p>Your {{ tier }} seat</p>', 'recipient_id,tier\nr1,gold\nr2,')).toMatchObject([{ messageId: 'emptyForSome', data: { empty: 1, of: 2 } }]);
  });

  it('leaves a tag that nothing can read to the rule on merge tags', async () => {
    const ids = async (body: string) => (await runRule(rule, await campaignOf({ html: `<p>${body}</p><p>Hi {{ last_name }}</p>` }))).map(({ data }) => data?.['tag']);
    expect(await ids('Hi {{ first_name | upcase: "Größe }}')).toEqual(['{{ last_name }}']);
    expect(await ids('Hi {{ first_<b>name</b> }}')).toEqual(['{{ last_name }}']);
  });

  it('leaves a field without a column to the rule on merge tags', async () => {
    expect(await judged('<p>Hi {{ first_name }}</p>', 'recipient_id,city\nr1,Köln')).toEqual([]);
  });
});
