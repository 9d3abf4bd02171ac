import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTemplateTags, type TagSyntax } from '#campaign/merge/template-tags.js';

const found = (text: string) => findTemplateTags(text).map(({ syntax, kind, expression }) => [syntax, kind, expression]);
const raws = (text: string) => findTemplateTags(text).map(({ raw }) => raw);

describe('findTemplateTags', () => {
  const OUTPUTS: [string, TagSyntax, string, string][] = [
    ['Mailchimp', '*| |*', '*|FNAME|*', 'FNAME'],
    ['Mailchimp list field', '*| |*', '*|LIST:ADDRESS|*', 'LIST:ADDRESS'],
    ['HubSpot', '{{ }}', "{{ personalization_token('contact.firstname', 'there') }}", "personalization_token('contact.firstname', 'there')"],
    ['Marketing Cloud', '%% %%', '%%First Name%%', 'First Name'],
    ['Marketing Cloud expression', '%% %%', '%%=v(@n)=%%', 'v(@n)'],
    ['Braze', '{{ }}', "{{${first_name} | default: 'you'}}", "${first_name} | default: 'you'"],
    ['Braze, bare', '{{ }}', '{{${first_name}}}', '${first_name}'],
    ['Braze, nested', '{{ }}', '{{custom_attribute.${plan}}}', 'custom_attribute.${plan}'],
    ['Klaviyo', '{{ }}', "{{ person|lookup:'X'|default:'x' }}", "person|lookup:'X'|default:'x'"],
    ['Klaviyo system tag', '{% %}', "{% unsubscribe 'Abmelden' %}", "unsubscribe 'Abmelden'"],
    ['Django', '{% %}', '{% trans "Hello" %}', 'trans "Hello"'],
    ['a project\'s own', '{% %}', '{% site_name %}', 'site_name'],
    ['Marketo', '{{ }}', '{{lead.First Name:default=Kunde}}', 'lead.First Name:default=Kunde'],
    ['Marketo, new designer', '{% %}', '{%=lead.city ?: "x" %}', 'lead.city ?: "x"'],
    ['SendGrid, unescaped', '{{ }}', '{{{unsubscribe}}}', 'unsubscribe'],
    ['Iterable', '{{ }}', '{{[odd field]}}', '[odd field]'],
    ['Iterable data feed', '[[ ]]', '[[feed.title]]', 'feed.title'],
    ['Mailjet', '{{ }}', '{{var:first_name:"x"}}', 'var:first_name:"x"'],
    ['Mailjet contact', '[[ ]]', '[[data:firstname:"x"]]', 'data:firstname:"x"'],
    ['Dynamics', '{scope.name}', '{!User:First Name;Kunde}', 'User:First Name;Kunde'],
    ['CiviCRM', '{scope.name}', '{contact.first_name}', 'contact.first_name'],
    ['Smarty', '{$name}', '{$kunde.vorname|default:"Förderin"}', '$kunde.vorname|default:"Förderin"'],
    ['Smarty, an object', '{$name}', '{$order->total|string_format:"%.2f"}', '$order->total|string_format:"%.2f"'],
    ['Luminate', '[[ ]]', '[[S1:first_name:Friend]]', 'S1:first_name:Friend'],
    ['Luminate conditional', '[[ ]]', '[[?x[[S1:a]]x::xVALx::ja::nein]]', '?x[[S1:a]]x::xVALx::ja::nein'],
    ['Engaging Networks', '{scope.name}', '{user_data~First Name~x}', 'user_data~First Name~x'],
    ['Mautic', '{scope.name}', '{contactfield=firstname|x}', 'contactfield=firstname|x'],
    ['ActiveCampaign', '%NAME%', '%FIRSTNAME%', 'FIRSTNAME'],
    ['Adobe Campaign', '<% %>', '<%= recipient.firstName %>', 'recipient.firstName'],
    ['template literal', '${ }', '${user.name}', 'user.name'],
    ['word processor', '<< >>', '<<First Name>>', 'First Name'],
    ['word processor, escaped', '<< >>', '&lt;&lt;First Name&gt;&gt;', 'First Name'],
  ];

  it.each(OUTPUTS)('finds output of %s', (_esp, syntax, raw, expression) => {
    const text = `Größe ${raw}, guten Tag`;
    expect(findTemplateTags(text)).toEqual([{ syntax, kind: 'output', raw, expression, start: 6, end: 6 + raw.length }]);
  });

  it.each([
    '{% if a %}', '{%- endfor -%}', '{{#if a}}', '{{~#if a~}}', '{{/if}}', '{{else}}', '{{ else if b }}', '{{^}}', '{{#each items}}', '{{!-- }} --}}', '{{! x }}', '{{ end }}',
    '*|IF:FNAME|*', '*|ELSE:|*', '*|END:IF|*', '*|IFNOT:X|*', '%%[ SET @n = 1 ]%%', '<% if (a) { %>', '<%-- x --%>', '%IF $A%', '%/IF%', '%ELSE%', '{# x #}', '{if $a}', '{/if}',
  ])('takes %s for a statement', (raw) => {
    expect(findTemplateTags(`a ${raw} b`)).toMatchObject([{ kind: 'statement', raw }]);
  });

  it.each([
    ['CSS braces', '.a{color:red}@media x{.b{width:100%}}'],
    ['nested CSS that ends in braces', '@media x{a{b:c}}'],
    ['per cents in prose', '100% and 50 % off, 20%-30%'],
    ['a discount between per cent signs', '50%OFF%'],
    ['URL escapes', 'https://x.example/?q=a%20b%C3%A4%2F%E4%F6%FC'],
    ['a URL escape that begins like a name', '?q=%DEFAULT%20x'],
    ['arrays', '[[1,2],[3,4]]'],
    ['Outlook comments', '<!--[if mso]><p>x</p><![endif]--><!--[if (gte mso 9)|(IE)]>x<![endif]-->'],
    ['two-letter names', '%AB%'],
    ['other single braces', '{name} {foo.bar} {color:red}'],
    ['empty braces', '{{}} {{ }} ${} [[]]'],
    ['an amount', 'costs $5 {see below}'],
    ['unclosed tags', '{{ first_name } and {% if x and *|FNAME* and %%x% and <% y'],
    ['stray braces around paragraphs', '<p>{{ one</p>\n<p>two }}</p>'],
    ['guillemets over lines', 'a << b\n>> c'],
  ])('takes no notice of %s', (_what, text) => {
    expect(raws(text)).toEqual([]);
  });

  it('keeps the closing brace of a CSS rule out of the tag', () => {
    expect(raws('.a{color:{{brand}}}')).toEqual(['{{brand}}']);
  });

  it('sees a tag that an editor has split by markup', () => {
    expect(raws('Hi {{fi<span>rst</span>}}!')).toEqual(['{{fi<span>rst</span>}}']);
  });

  it('lets an unclosed tag not swallow the next one', () => {
    expect(raws('{{ a, {{ b }} {% if {% endif %} <% x <%= y %>')).toEqual(['{{ b }}', '{% endif %}', '<%= y %>']);
  });

  it('reads a tag over several lines', () => {
    expect(found('{{ a\n  | default: "x" }}\r\n{% for i\n in b %}')).toEqual([
      ['{{ }}', 'output', 'a\n  | default: "x"'],
      ['{% %}', 'statement', 'for i\n in b'],
    ]);
  });

  it('takes markup in quotes for the argument of a tag, over several lines too', () => {
    expect(raws('{{ absatz("Herzlich,<br />\n  Ihr <b>Müller</b>") }}')).toHaveLength(1);
    expect(raws("{{ absatz('Don\\'t wait,\n  <a href=\\'/x\\'>Siân</a>') }}")).toHaveLength(1);
    expect(raws('{{ Notiz\n<p>Es geht weiter</p> }}')).toEqual([]);
  });

  it('reads statements of Smarty: conditions on tags, loops, comments, and what CiviCRM wraps to have it translated', () => {
    const text = '{if {contact.gift_aid|boolean} and $betrag > 5}{ts 1=$betrag 2="{$jahr}"}Danke{/ts}{/if}{foreach from=$zeilen item=z}{/foreach}{* offen: Größe *}{include file="fuss.tpl"}';
    expect(findTemplateTags(text).map(({ kind, raw }) => [kind, raw])).toEqual([
      '{if {contact.gift_aid|boolean} and $betrag > 5}', '{ts 1=$betrag 2="{$jahr}"}', '{/ts}', '{/if}', '{foreach from=$zeilen item=z}', '{/foreach}', '{* offen: Größe *}', '{include file="fuss.tpl"}',
    ].map((raw) => ['statement', raw]));
  });

  it('takes braces in running text and in style sheets for no Smarty', () => {
    expect(raws('Sets {a, b} and {section 3}, {include}, {capture the flag}, {$5}. .x{*zoom:1} .y{color:red}')).toEqual([]);
  });

  it('finds tags inside URLs', () => {
    expect(raws('https://x.example/?a=%20%FIRSTNAME%&b={{ id }}&c=*|EMAIL|*')).toEqual(['%FIRSTNAME%', '{{ id }}', '*|EMAIL|*']);
  });

  it('returns tags in order, without overlap, whose offsets give their text', () => {
    const piece = fc.constantFrom('{{', '}}', '{%', '%}', '*|', '|*', '%%', '[[', ']]', '<%', '%>', '<<', '>>', '${', '}', '{', 'NAME', 'x', ' ', '\n', 'é', '%', '=', '[', '{{x}}', '{{!--', '--}}');
    fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      let end = 0;
      for (const tag of findTemplateTags(text)) {
        expect(tag.start).toBeGreaterThanOrEqual(end);
        expect(text.slice(tag.start, tag.end)).toBe(tag.raw);
        end = tag.end;
      }
    }));
  });

  it.each(['{{', '{{a ', '{% ', '<% ', '%%[', '%%=', '*|', '[[?x', '${(', '{{!--', '{{${a', '%IF '])('gets through 200,000 unclosed %s', (opener) => {
    expect(findTemplateTags(opener.repeat(200_000))).toEqual([]);
  });
});
