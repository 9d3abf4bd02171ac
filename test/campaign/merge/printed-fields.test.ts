import { describe, expect, it } from 'vitest';
import { columnOf, fieldExpression, printedColumns, printedFieldsOf } from '#campaign/merge/printed-fields.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import { campaignOf } from '../campaign-of.js';

const expressionOf = (text: string) => findTemplateTags(text).map(fieldExpression)[0];
const fields = async (html: string) => printedFieldsOf(await campaignOf({ html }));

describe('the expression of an output tag', () => {
  it.each([
    ['{{ contact.firstname }}', 'contact', 'firstname', undefined], ["{{ personalization_token('contact.firstname', 'there') }}", 'contact', 'firstname', 'there'], ["{{${first_name} | default: 'là'}}", undefined, 'first_name', 'là'],
    ['{{custom_attribute.${Größe}}}', 'custom_attribute', 'Größe', undefined], ['{{lead.First Name:default=you}}', 'lead', 'First Name', 'you'], ["{{ person|lookup:'X Y'|default:'z' }}", 'person', 'X Y', 'z'],
    ['{{insert name "default=x"}}', undefined, 'name', 'x'], ['{{var:first_name:"x"}}', 'var', 'first_name', 'x'], ['*|FNAME|*', undefined, 'FNAME', undefined], ['%%First Name%%', undefined, 'First Name', undefined],
    ['[[S1:first_name:Friend]]', 'S1', 'first_name', 'Friend'], ['{user_data~First Name~x}', 'user_data', 'First Name', 'x'], ['{contactfield=firstname|x}', 'contactfield', 'firstname', 'x'], ['{!User:First Name;x}', 'User', 'First Name', 'x'],
    ['<%= recipient.firstName %>', 'recipient', 'firstName', undefined], ['{{ .Subscriber.FirstName }}', 'Subscriber', 'FirstName', undefined], ["{{ name|default:'' }}", undefined, 'name', ''],
  ])('%s', (text, scope, name, fallback) => expect(expressionOf(text)).toEqual({ scope, name, fallback }));

  it.each(['{% if x %}', '{{ formatDate now "YYYY" }}', '*|MC:SUBJECT|*', '{{ 1 + 2 }}'])('%s names no field', (text) => expect(expressionOf(text)).toBeUndefined());
});

describe('the fields that a mail prints', () => {
  it('leave out system tags, items of loops and what the template assigns', async () => {
    expect(await fields('{{ unsubscribe_url }}{{ sender.name }}{% for p in ps %}{{ p.name }}{% endfor %}{{#each ps}}{{name}}{{/each}}{% assign x = 1 %}{{ x }}')).toEqual([]);
  });

  it('say what they are about, and whether a condition asks for them', async () => {
    const [first, second] = await fields('{{ customer.first_name }}{% if plz %}{{ plz }}{% endif %}');
    expect(first).toMatchObject({ kind: 'first_name', personal: true, guarded: false });
    expect(second).toMatchObject({ kind: 'postal_code', personal: true, guarded: true });
  });

  it('find the column of the same name first, else of the same kind', async () => {
    expect(columnOf('FNAME', ['Vorname', 'fname'])).toBe('fname');
    expect(columnOf('FNAME', ['email', 'Prénom'])).toBe('Prénom');
    expect(columnOf('tier', ['email'])).toBeUndefined();
    expect(printedColumns(await campaignOf({ html: '{{ first_name }}{{ city }}' }), ['Vorname', 'Ort', 'company'], ['first_name', 'company'])).toEqual(['Vorname']);
  });
});
