import { describe, expect, it } from 'vitest';
import { campaignOf, type CampaignFixture } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import unresolved from '../merge-tag-unresolved/rule.js';
import rule from './rule.js';

const page = (body: string) => `<html lang="en"><body>\n${body}\n</body></html>`;
const report = async (parts: CampaignFixture, options = {}, context = {}) =>
  (await runRule(rule, await campaignOf(parts), options, context)).map(({ messageId, data, severity }) => `${messageId} ${data?.['tag'] ?? ''}${severity ? ` (${severity})` : ''}`);
const inside = (body: string, esp?: string) => report({ html: page(body), ...(esp !== undefined && { manifest: { esp } }) });
const withFields = (body: string, esp: string | undefined, names: string[]) =>
  report({ html: page(body), manifest: { name: 'x', ...(esp !== undefined && { esp }) } }, {}, { mergeFields: { names, fillRates: () => Promise.resolve(new Map()) } });

describe('personalization/merge-tag-invalid on blocks', () => {
  it.each([
    ['{% if x %}a', 'unclosed {% if x %}'], ['{% for p in ps %}{% if p %}a{% endfor %}', 'unclosed {% if p %}'], ['a{% endif %}', 'unopened {% endif %}'],
    ['{{#if x}}a', 'unclosed {{#if x}}'], ['{{#each a}}{{this}}{{/if}}', 'unclosed {{#each a}}'], ['{{#items}}a{{/itens}}', 'unclosed {{#items}}'], ['{{ if .X }}a', 'unclosed {{ if .X }}'],
    ['*|IF:FNAME|*a', 'unclosed *|IF:FNAME|*'], ['a*|END:IF|*', 'unopened *|END:IF|*'], ['%IF A = 1%a', 'unclosed %IF A = 1%'], ['{if $x}Grüße {contact.first_name}', 'unclosed {if $x}'],
  ])('reports %s', async (body, expected) => expect(await inside(`<p>${body}</p>`)).toContain(expected));

  it.each([
    '{% if a %}{% for p in ps %}{{ p }}{% endfor %}{% else %}b{% endif %}', '{{#if a}}x{{else}}y{{/if}}{{^b}}z{{/b}}{{#each c as |d|}}{{d}}{{/each}}', '{{ if .X }}a{{ else }}b{{ end }}{{ range .L }}c{{ end }}', '{{ define "footer" }}{{ if .Unsubscribe }}a{{ end }}{{ end }}{{ block "aside" . }}b{{ end }}', '{{ block "aside" }}b',
    '*|IF:A|*a*|ELSEIF:B|*b*|ELSE:|*c*|END:IF|**|IFNOT:A|*d*|END:IF|*', '{% raw %}{% if x %}{% endraw %}', '{% set a = 1 %}{% block b %}c{% endblock %}', '%IF A = 1%a%/IF%',
    '<!-- {% if x %} -->a<!-- {% endif %} -->', '{% capture a %}b{% endcapture %}{% case a %}{% when 1 %}c{% endcase %}',
  ])('is silent on %s', async (body) => expect(await inside(`<p>${body}</p>`)).toEqual([]));

  it('names the line of the block\'s first tag', async () => {
    const [problem] = await runRule(rule, await campaignOf({ html: page('<p>a</p>\n<p>{% if x %}b</p>') }));
    expect(problem?.location).toMatchObject({ line: 3, column: 4 });
  });

  it('only warns in a piece of a mail, which another piece may close', async () => {
    expect(await report({ html: '<p>{% if x %}a</p>' })).toEqual(['unclosed {% if x %} (warning)']);
  });

  it('judges subject and body apart', async () => {
    expect(await report({ html: page('{% endif %}'), subject: '{% if x %}News' })).toEqual(['unclosed {% if x %}', 'unopened {% endif %}']);
  });
});

describe('personalization/merge-tag-invalid on what stands inside tags', () => {
  it.each(['{{ name | default: “friend” }}', "{{ name | default: ‘Freundin’ }}", '{{ name|default:&ldquo;x&rdquo; }}', '{% if a == „b“ %}c{% endif %}'])('reports typographic quotes in %s', async (tag) => {
    expect((await inside(`<p>Grüße ${tag}</p>`))[0]).toMatch(/^curlyQuotes/);
  });

  it('lets a quoted text run over lines', async () => {
    expect(await inside("<p>{{ absatz('Es ist schön,\n  dass du da bist (endlich)') }}</p>")).toEqual([]);
    expect(await inside("<p>{{ absatz('Don\\'t wait (too long), Siân') }}</p>")).toEqual([]);
  });

  it('lets typographic quotes be inside straight ones', async () => {
    expect(await inside('<p>{{ name | default: "you’re “new”" }}</p>', 'customer.io')).toEqual([]);
    expect(await inside('<p>{{ name }}{{!-- “note” --}}</p>')).toEqual([]);
  });

  it('reports a space in the name of a field, where the manifest says which system reads it', async () => {
    expect(await inside('<p>Grüße {{ first name }}</p>', 'klaviyo')).toEqual(['syntax {{ first name }}']);
    expect(await inside('<p>Grüße {{ contact.FIRST NAME }}</p>', 'brevo')).toEqual(['syntax {{ contact.FIRST NAME }}']);
    expect(await inside('<p>Grüße *|FIRST NAME|*</p>', 'mailchimp')).toEqual(['syntax *|FIRST NAME|*']);
    expect(await inside('<p>Grüße {{ First name }}, {{ Vorname }}</p>')).toEqual([]);
    expect(await inside('<p>Grüße {{lead.First Name}}</p>', 'marketo')).toEqual([]);
    expect(await inside('<p>{{upper name}} {{ first_name }}</p>', 'sendgrid')).toEqual([]);
  });

  it('reports a tag that an editor split, once among the rules', async () => {
    const html = page('<p>Hallo {{ vor<span style="color:red">na</span>me }}, schön</p>');
    expect(await report({ html })).toEqual(['split {{ vor<span style="color:red">na</span>me }}']);
    expect(await runRule(unresolved, await campaignOf({ html }))).toEqual([]);
  });

  it('lets a default hold markup, and conditions compare', async () => {
    expect(await inside('<p>{{ name | default: "<b>friend</b>" }}{% if a < b %}x{% endif %}</p>')).toEqual([]);
  });

  it('reports block words in other letters', async () => {
    expect(await inside('<p>{% If x %}a{% endif %}</p>')).toEqual(['wrongCase {% If x %}']);
  });

  it('reports lower-case names in Mailchimp', async () => {
    expect(await inside('<p>*|fname|* *|LNAME|* *|MC:SUBJECT|*</p>', 'mailchimp')).toEqual(['wrongCase *|fname|*']);
  });

  it.each([
    ["{{ customer.name | default 'x' }}", 'expected ":" after filter name'], ['{{ a | upcase | | b }}', 'expected filter name'], ["{% if a = 'b' %}x{% endif %}", 'expected "|" before filter'],
    ['{% if a %}x{% elseif b %}y{% endif %}', 'Liquid writes "elsif"'], ["{{ ${first_name} || default: 'é' }}", 'expected filter name'],
  ])('has Liquid parsed: %s', async (tag, reason) => {
    const problems = await runRule(rule, await campaignOf({ html: page(tag), manifest: { esp: 'braze' } }));
    expect(problems.map(({ messageId, data }) => `${messageId} ${data?.['reason'] ?? ''}`)).toEqual([`syntax ${reason}`]);
  });

  it('lets the tags of a Liquid system pass', async () => {
    const body = "{{${first_name} | default: 'there'}}{{custom_attribute.${favourite colour}}}{% connected_content https://x.example/{{${user_id}}} :save r %}{% abort_message('no') %}{{content_blocks.${Fuß}}}";
    expect(await inside(body, 'braze')).toEqual([]);
    expect(await inside('{% unsubscribe_url %}{{ customer.name | default: "x" }}{% for i in customer.items limit:3 %}{{ i.name }}{% endfor %}', 'customer.io')).toEqual([]);
  });

  it('does not read Django as Liquid', async () => {
    expect(await inside("<p>{{ first_name|default:'x' }}{% if a and b or c %}{% endif %}{% unsubscribe 'Leave' %}{{ person|lookup:'X Y'|default:'' }}</p>", 'klaviyo')).toEqual([]);
  });

  it('reports every mistake, not only the first', async () => {
    expect(await inside("<p>{{ a | default 'x' }}</p><p>{{ b | default 'y' }}</p>", 'liquid')).toHaveLength(2);
  });
});

describe('personalization/merge-tag-invalid on where tags stand', () => {
  it('warns of typed values in a link that nothing encodes, in one finding', async () => {
    expect(await inside('<a href="https://x.example/?n={{ first_name }}&amp;c={{ contact.city }}">a</a>')).toEqual(['unencoded {{ first_name }} (warning)']);
    expect(await inside('<a href="https://x.example/?n={{ first_name | url_encode }}&amp;i={{ customer.id }}">a</a><a href="{{ unsubscribe_url }}?x=1">b</a>')).toEqual([]);
  });

  it('warns of tags in comments that Braze drops, and of the preheader in Marketo', async () => {
    expect(await inside('<p>a</p><!-- {% if x %} --><p>b</p><!-- {% endif %} -->', 'braze')).toEqual(['inComment {% if x %} (warning)', 'inComment {% endif %} (warning)']);
    expect(await report({ html: page('<p>{{lead.First Name:default=you}}</p>'), manifest: { esp: 'marketo', preheader: 'For {{lead.First Name}}' } })).toEqual(['notMerged {{lead.First Name}} (warning)']);
  });

  it('leaves tags of another dialect, and sent mail, to merge-tag-unresolved', async () => {
    expect(await inside('<p>*|fname|* {{#if x}}</p>', 'hubspot')).toEqual(['syntax {{#if x}}']);
    const eml = 'From: a@x.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<html><body>{% if x %}</body></html>';
    expect(await report({ eml })).toEqual([]);
    expect(await report({ eml }, { source: 'template' })).toEqual(['unclosed {% if x %}']);
    expect(await report({ html: page('{% if x %}') }, { source: 'rendered' })).toEqual([]);
  });

  it('is silent on a mail without tags, on code and on CSS', async () => {
    expect(await inside('<style>.a{{color:red}}</style><p>Hello</p><pre>{% if x %}</pre>')).toEqual([]);
  });
});

describe('personalization/merge-tag-invalid on fields', () => {
  it('reports fields that the recipients lack, with the nearest name', async () => {
    const problems = await runRule(rule, await campaignOf({ html: page('<p>{{ customer.fist_time }}</p>'), manifest: { esp: 'customer.io' } }), {}, { mergeFields: { names: ['first_time'], fillRates: () => Promise.resolve(new Map()) } });
    expect(problems.map(({ data }) => data)).toEqual([{ tag: '{{ customer.fist_time }}', field: 'customer.fist_time', hint: '; did you mean "first_time"' }]);
  });

  it('knows slips of bare names, which may else be about anything', async () => {
    const columns = ['email', 'first_name', 'company_name'];
    expect(await withFields('{{ frist_name }} {{ firstnam }} {{ compeny_name }} {{ first_namee }}', 'klaviyo', columns)).toEqual(['frist_name', 'firstnam', 'compeny_name', 'first_namee'].map((name) => `unknownField {{ ${name} }} (warning)`));
    expect(await withFields('{{ campaign_name }} {{ product_name }} {{ tier }} {{ event.frist_name }} {{ firstName }}', 'klaviyo', columns)).toEqual([]);
  });

  it('is less sure without a declared system, with a fallback or in a condition', async () => {
    expect(await withFields('{{ contact.tier }}', undefined, ['email'])).toEqual(['unknownField {{ contact.tier }} (warning)']);
    expect(await withFields('{{ contact.tier | default("x") }}', 'hubspot', ['email'])).toEqual(['unknownField {{ contact.tier | default("x") }} (warning)']);
    expect(await withFields('*|TIER|*', 'mailchimp', ['email'])).toEqual(['unknownField *|TIER|*']);
  });

  it('minds the case where the system does', async () => {
    expect(await withFields('{{ First_Name }}', 'sendgrid', ['first_name'])).toEqual(['wrongCase {{ First_Name }}']);
    expect(await withFields('%%FIRST NAME%%', 'sfmc', ['First Name'])).toEqual([]);
  });

  it('knows a column by the usual names of what it holds', async () => {
    expect(await withFields('{{ contact.firstname }}{{ contact.Größe }}', 'hubspot', ['first_name', 'Größe'])).toEqual([]);
    expect(await withFields('*|FNAME|* *|VORNAME|*', 'mailchimp', ['First Name'])).toEqual([]);
  });

  it('exempts system tags, orders, loops and what the template sets', async () => {
    expect(await withFields('{{ unsubscribe_link }}{{ order.number }}{% for p in products %}{{ p.name }}{% endfor %}{% assign greeting = "Hi" %}{{ greeting }}{{#each items}}{{name}}{{/each}}{{ organization.full_address }}', undefined, ['email'])).toEqual([]);
    expect(await withFields('*|UNSUB|* *|LIST:ADDRESS|* *|MC:SUBJECT|* *|CURRENT_YEAR|*', 'mailchimp', ['email'])).toEqual([]);
  });
});

describe('personalization/merge-tag-invalid on what belongs to another language with the same braces', () => {
  it.each([
    ['brevo', '{{ contact.VORNAME | default("Freund") }}'], ['klaviyo', "{{ first_name|default('du') }}"], ['klaviyo', '{{#if person.first_name}}'], ['hubspot', '{{ contact.firstname|default: "there" }}'], ['hubspot', '{{/if}}'],
    ['sendgrid', '{{ first_name | default: "there" }}'], ['iterable', '{{ firstName | upcase }}'], ['postmark', '{{ name | default("là") }}'], ['customer.io', '{{ customer.first_name | default("there") }}'],
  ])('%s: %s', async (esp, tag) => expect(await inside(`<p>Hallo ${tag},</p>`, esp)).toContain(`syntax ${tag}`));

  it.each([
    ['brevo', '{{ contact.VORNAME | default : "Freund (m)" }}'], ['klaviyo', "{{ first_name|default:'you' }}"], ['hubspot', '{{ personalization_token("contact.firstname", "a | b: c") }}'], ['hubspot', "{{ contact.firstname|default('là') }}"],
    ['sendgrid', '{{insert name "default=friend | guest"}}'], ['iterable', '{{#each items as |item|}}{{item.name}}{{/each}}'], ['braze', '{{${first_name} | default: "there"}}'], ['sendgrid', '{{#if name}}{{name}}{{else}}there{{/if}}'],
  ])('%s fills %s', async (esp, tag) => expect(await inside(`<p>Hallo ${tag},</p>`, esp)).toEqual([]));
});

it.each([['{{ contact.FIRSTNAME | default("there" }}', 'brevo'], ['Hi {{ first_name | default:"there }}', 'klaviyo'], ['%%=ProperCase(v(@fn)=%%', 'salesforce-marketing-cloud']])('reports what is never closed in %s', async (tag) => {
  expect(await report({ html: page(`<p>${tag}</p>`) })).toEqual([expect.stringMatching(/^syntax /)]);
});
it.each(['{{ contact.FIRSTNAME | default("it\'s (you") }}', "{{ first_name|default:'there' }}", '%%=ProperCase(v(@fn))=%%'])('is silent on %s', async (tag) => {
  expect(await report({ html: page(`<p>${tag}</p>`) })).toEqual([]);
});
