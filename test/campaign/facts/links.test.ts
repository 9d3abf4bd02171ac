import { describe, expect, it } from 'vitest';
import { factsOf, sourceAt } from '../html-facts.js';

describe('links', () => {
  it('have their visible text, else the alt texts of their images', () => {
    const { links } = factsOf('<a href="a">Read <b>on</b></a><a href="b"><img src="1.png" alt="A well"><img src="2.png" alt="in Kisumu"></a><a href="c"><img src="3.png" alt="Icon"> Shop</a>');
    expect(links.map(({ href, text, role, visible }) => [href, text, role, visible])).toEqual([
      ['a', 'Read on', 'text', true], ['b', 'A well in Kisumu', 'image', true], ['c', 'Shop', 'text', true],
    ]);
  });

  it('keep href, title and template tags as written, entities decoded', () => {
    const [link] = factsOf('<a href=" https://a.example/?u={{ id }}&amp;v=%%x%% " title="For {{ name }}">{{ label }}</a>').links;
    expect(link).toMatchObject({ href: 'https://a.example/?u={{ id }}&v=%%x%%', title: 'For {{ name }}', text: '{{ label }}' });
  });

  it('lead where the editor of Adobe Campaign keeps their target', () => {
    const kept = (href: string) => factsOf(`<a href="${href}" data-nl-type="externalLink" data-nl-lnkep-perso-attr-href="https://acme.example/event?a=1&amp;b=2">Register</a>`).links[0]?.href;
    expect(kept('#')).toBe('https://acme.example/event?a=1&b=2');
    expect(kept('https://acme.example/')).toBe('https://acme.example/');
    expect(factsOf('<a href="#" data-nl-type="externalLink">Register</a>').links[0]?.href).toBe('#');
  });

  it('part the words of a linked card', () => {
    expect(factsOf('<a href="a"><h2>Wells</h2><p>They are dug.</p></a>').links[0]?.text).toBe('Wells They are dug.');
  });

  it('are invisible when nothing in them is seen', () => {
    const { links } = factsOf('<a href="a" style="display:none">gone</a><a href="b"></a><a href="c"><img src="p.gif" width="1" height="1"></a><a href="d"><span style="font-size:0">tiny</span></a><a href="e">seen</a>');
    expect(links.map(({ href, visible, text }) => [href, visible, text])).toEqual([
      ['a', false, 'gone'], ['b', false, ''], ['c', false, ''], ['d', false, 'tiny'], ['e', true, 'seen'],
    ]);
  });

  it('are areas of image maps too', () => {
    const { links } = factsOf('<img src="map.png" usemap="#m" alt=""><map name="m"><area href="a" alt="Give"><area href="b"></map>');
    expect(links.map(({ href, role, text }) => [href, role, text])).toEqual([['a', 'area', 'Give'], ['b', 'area', '']]);
  });

  it('are images when a background is all they show', () => {
    expect(factsOf('<a href="a" style="display:block;height:200px;background-image:url(hero.jpg)"></a>').links[0]).toMatchObject({ role: 'image', visible: true });
  });

  it('leave out anchors without href', () => {
    expect(factsOf('<a name="top">Top</a>').links).toEqual([]);
  });

  it('in Outlook comments are told apart and stand in document order, at their place', () => {
    const facts = factsOf('<p><a href="1">one</a></p><!--[if (gte mso 9)|(IE)]><table><tr><td><a href="2?u={{id}}" title="t">two &amp; more</a><![endif]--><!--[if !mso]><a href="never">n</a><![endif]--><!--[if IE]><a href="old">o</a><![endif]--><p><a href="3">three</a></p>');
    expect(facts.links.map(({ href, text, msoOnly, visible }) => [href, text, msoOnly, visible])).toEqual([['1', 'one', false, true], ['2?u={{id}}', 'two & more', true, true], ['3', 'three', false, true]]);
    expect(sourceAt(facts, facts.links[1]!.location)).toBe('<a href="2?u={{id}}" title="t">');
  });

  it('point at their start tag', () => {
    const facts = factsOf('<p>Read <a\n  href="a">on</a></p>');
    expect(sourceAt(facts, facts.links[0]!.location)).toBe('<a\n  href="a">');
  });
});
