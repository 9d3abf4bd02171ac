import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { maskTemplateTags, unmaskTemplateTags } from '#campaign/merge/template-tag-mask.js';
import { placeTemplateTags } from '#campaign/merge/template-tag-places.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';

const mask = (html: string) => maskTemplateTags(html, findTemplateTags(html));
const parsed = (html: string) => load(mask(html));
const unmasked = (html: string, text: string | undefined) => unmaskTemplateTags(text ?? '', findTemplateTags(html));
const places = (html: string) => placeTemplateTags(html, findTemplateTags(html)).map((place) => place && [place.context, place.attribute].filter(Boolean).join(' '));

describe('maskTemplateTags', () => {
  it.each([
    '<p>Hallo {{ name | default: "du" }}, 😀 *|IF:X|*ja*|END:IF|*</p>',
    '<a href="{{ "x" | f }}" {% if a %}class="b"{% endif %}>é</a>',
    '',
    'no tags at all',
  ])('keeps the length of %s', (html) => {
    expect(mask(html)).toHaveLength(html.length);
  });

  it('leaves no loop to be thrown out of its table', () => {
    const $ = parsed('<table>{% for a in b %}<tr><td>{{ a }}</td></tr>{% endfor %}</table>');
    expect($('body').children()).toHaveLength(1);
    expect($('table tr td')).toHaveLength(1);
  });

  it('leaves attributes whole around statements in a start tag', () => {
    expect(parsed('<td {% if x %}class="a"{% else %}class="b"{% endif %} width="5">x</td>').html()).not.toContain('{%');
    const $ = parsed('<p {% if x %}class="a"{% endif %} title="t">x</p>');
    expect($('p').attr()).toEqual({ class: 'a', title: 't' });
  });

  it('hides quotes of a tag from the attribute around it', () => {
    const html = '<a href="{{ "x" | f }}?a=1" title="y">z</a>';
    const $ = parsed(html);
    expect(unmasked(html, $('a').attr('href'))).toBe('{{ "x" | f }}?a=1');
    expect($('a').attr('title')).toBe('y');
  });

  it('gives back text and attributes as written, adjacent tags and statements in a link among them', () => {
    const html = '<p>{{ a }}{{ b }}, <a href="{% if m %}https://a.example{% else %}https://b.example{% endif %}">*|C|*</a></p>';
    const $ = parsed(html);
    expect(unmasked(html, $('p').text())).toBe('{{ a }}{{ b }}, *|C|*');
    expect(unmasked(html, $('a').attr('href'))).toBe('{% if m %}https://a.example{% else %}https://b.example{% endif %}');
  });

  it('keeps class names apart from the statements between them', () => {
    expect(parsed('<p class="a{% if x %} b{% endif %}">x</p>')('p.a.b')).toHaveLength(1);
  });

  it('keeps an unquoted attribute value', () => {
    const html = '<a href={{url}} title=*|T|*>x</a>';
    expect(unmasked(html, parsed(html)('a').attr('href'))).toBe('{{url}}');
  });

  it('lets no angle bracket of a tag open an element', () => {
    const html = '<p>{{ "<b>" }} <<First Name>> <%= x > 1 %></p>';
    expect(parsed(html)('p').children()).toHaveLength(0);
    expect(unmasked(html, parsed(html)('p').text())).toBe('{{ "<b>" }} <<First Name>> <%= x > 1 %>');
  });

  it('does not touch script and style, but for tags that cannot be code', () => {
    const html = '<style>.a{width:{{ w }}}</style><script>let a=`${b}`, c=[[x]], d="<% %>";</script>';
    expect(mask(html)).toContain('`${b}`, c=[[x]], d="<% %>"');
    expect(mask(html)).not.toContain('{{ w }}');
  });
});

describe('placeTemplateTags', () => {
  it('tells text, attributes, markup, code, comments and style apart', () => {
    expect(places('{{t}}<a HREF="{{a}}" {% if m %}><code>{{c}}</code><!-- {{k}} --><style>{{s}}</style>{{u}}')).toEqual([
      'text', 'attribute href', 'markup', 'code', 'comment', 'style', 'text',
    ]);
  });

  it('reads Outlook comments as the HTML that they hold', () => {
    expect(places('<!--[if mso]><a href="{{a}}">{{b}}</a><![endif]--><!--[if !mso]><!-->{{c}}<!--<![endif]-->')).toEqual(['attribute href', 'text', 'text']);
  });

  it('finds no tags in a script that are JavaScript there', () => {
    expect(places('<script>`${a}`</script>${b}')).toEqual([undefined, 'text']);
  });

  it('ends code where its element ends, and survives a stray end tag', () => {
    expect(places('</code><pre>{{a}}</pre>{{b}}')).toEqual(['code', 'text']);
  });
});
