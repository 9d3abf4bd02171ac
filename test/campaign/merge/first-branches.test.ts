import { describe, expect, it } from 'vitest';
import { firstBranches, unconditionalText } from '#campaign/merge/first-branches.js';

const kept = (html: string) => firstBranches(html).replace(/ +/g, ' ').trim();

describe('firstBranches', () => {
  it.each([
    ['Liquid', '{% if x %}<b>{% elsif y %}<i>{% else %}<u>{% endif %}ß'],
    ['Handlebars', '{{#if x}}<b>{{else}}<i>{{/if}}ß'],
    ['Go templates', '{{ if .X }}<b>{{ else }}<i>{{ end }}ß'],
    ['Mailchimp', '*|IF:X|*<b>*|ELSE:|*<i>*|END:IF|*ß'],
    ['AMPscript', '%%[IF x THEN]%%<b>%%[ELSE]%%<i>%%[ENDIF]%%ß'],
    ['ERB', '<% if (x) { %><b><% } else { %><i><% } %>ß'],
    ['Liquid case', '{% case x %}{% when 1 %}<b>{% when 2 %}<i>{% endcase %}ß'],
    ['mustache sections', '{{#x}}<b>{{/x}}{{^x}}<i>{{/x}}ß'],
  ])('keeps the first branch of %s', (_, html) => {
    expect(kept(html)).toBe('<b> ß');
  });

  it('keeps loops, and nested conditions by themselves', () => {
    expect(kept('{% for a in b %}<tr>{% if a %}<td>{% else %}<th>{% endif %}{% endfor %}<p>')).toBe('<tr> <td> <p>');
    expect(kept('{% if a %}{% else %}{% if b %}<b>{% else %}<i>{% endif %}<u>{% endif %}<p>')).toBe('<p>');
  });

  it('keeps offsets and lines, and the rest of the text when a block is never closed', () => {
    const html = 'ä{% if x %}\r\n1{% else %}2\n3{{ name }}4';
    const branches = firstBranches(html);
    expect(branches).toHaveLength(html.length);
    expect(branches.indexOf('\n', 14)).toBe(html.indexOf('\n', 14));
    expect(kept('1{% endif %}2{% else %}3')).toBe('1 2 3');
  });
});

describe('unconditionalText', () => {
  it.each([
    ['Liquid', 'a{% if customer %}b{% else %}c{% endif %}d'], ['mustache', 'a{{#customer}}b{{/customer}}{{^customer}}c{{/customer}}d'],
    ['Mailchimp', 'a*|IF:CUSTOMER|*b*|ELSE:|*c*|END:IF|*d'], ['Mailchimp groups', 'a*|INTERESTED:Kind:New|*b*|END:INTERESTED|*d'],
    ['AMPscript', 'a%%[ IF @customer == 1 THEN ]%%b%%[ ELSE ]%%c%%[ ENDIF ]%%d'], ['ERB', 'a<% if (x) { %>b<% } %>d'], ['Go', 'a{{ if .Customer }}b{{ else }}c{{ end }}d'],
  ])('leaves out every branch of %s', (_, text) => {
    expect(unconditionalText(text).replace(/ /g, '')).toBe('ad');
  });

  it('keeps loops and blocks of a layout, which everybody gets', () => {
    expect(unconditionalText('{% block content %}a{% for x in y %}ö{% endfor %}{% endblock %}').replace(/ /g, '')).toBe('aö');
  });
});
