import { isTag, type Element } from 'domhandler';
import { findAll, getElementsByTagName } from 'domutils';
import { describe, expect, it } from 'vitest';
import { documentOf, sourceAt } from '../html-facts.js';

const firstOf = (html: string, name: string) => {
  const document = documentOf(html);
  return { document, element: getElementsByTagName(name, document.root)[0]! };
};

describe('parseHtml', () => {
  it('gives every element its place, the parser\'s own the place of what is around them', () => {
    const html = '<!doctype html><p>x</p><table><tr><td class="a">y</td></tr></table>';
    const { document, element } = firstOf(html, 'td');
    expect(sourceAt({ document }, document.locateElement(element))).toBe('<td class="a">');
    const tbody = getElementsByTagName('tbody', document.root)[0]!;
    expect(sourceAt({ document }, document.locateElement(tbody))).toBe('<table>');
  });

  it('keeps offsets true behind template tags of every kind', () => {
    const html = '{% if a %}<p {{ attributes }} title="{{ t }}">{{ name }}</p>{% endif %}<%= x %>*|IF:A|*<b>bold</b>';
    const { document, element } = firstOf(html, 'b');
    expect(sourceAt({ document }, document.locateElement(element))).toBe('<b>');
    expect(document.source).toBe(html);
  });

  it('unmasks text and attributes of the tree', () => {
    const { document, element } = firstOf('<p title="For {{ name }}">Dear {{ name }}, {{other}}</p>', 'p');
    expect(document.unmask(element.attribs['title'] ?? '')).toBe('For {{ name }}');
    expect(document.unmask('nothing masked')).toBe('nothing masked');
  });

  it('parses what is in <noscript>, for mail clients run no scripts', () => {
    expect(firstOf('<body><noscript><p>x</p></noscript></body>', 'p').element.parent).toMatchObject({ name: 'noscript' });
  });

  it('reads any HTML without losing the place of an element', () => {
    const document = documentOf('<td>stray</td><b><p>x</b>y</p><table><p>fostered</table></form><svg><a href="x"/></svg>');
    const elements = findAll(() => true, document.root.children).filter((node): node is Element => isTag(node));
    for (const element of elements) expect(document.locateElement(element).line).toBeTypeOf('number');
    expect(elements.length).toBeGreaterThan(5);
  });
});
