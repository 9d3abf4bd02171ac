import { getElementsByTagName } from 'domutils';
import { describe, expect, it } from 'vitest';
import { documentOf } from '../html-facts.js';

const firstOf = (html: string, name: string) => getElementsByTagName(name, documentOf(html).root)[0]!;

describe('treeAdapter', () => {
  it('gives an element the attributes that its author wrote and no others', () => {
    const { attribs } = firstOf('<p title="Grüße" __proto__="x" onclick="y">Hallo</p>', 'p');
    expect(Object.keys(attribs)).toEqual(['title', '__proto__', 'onclick']);
    expect(attribs['__proto__']).toBe('x');
    expect('constructor' in attribs).toBe(false);
  });

  it('adds to a body what a second body tag says, and keeps what the first one said', () => {
    const { attribs } = firstOf('<body lang="de" class="a"><p>x</p><body lang="en" dir="ltr">', 'body');
    expect({ ...attribs }).toEqual({ lang: 'de', class: 'a', dir: 'ltr' });
  });

  it('places an element by its start tag and by its end, and text that comes in two pieces by both', () => {
    const source = '<div><b>bold</b> and <table>before<tr><td>cell</td></tr>after</table></div>';
    const { sourceCodeLocation: bold } = firstOf(source, 'b');
    expect(source.slice(bold?.startOffset, bold?.endOffset)).toBe('<b>bold</b>');
    expect(source.slice(bold?.startTag?.startOffset, bold?.startTag?.endOffset)).toBe('<b>');
    const [, text] = firstOf(source, 'div').children;
    expect(text).toMatchObject({ data: ' and beforeafter' });
    expect(source.slice(text?.sourceCodeLocation?.startOffset, text?.sourceCodeLocation?.endOffset)).toMatch(/^ and .*after$/);
  });
});
