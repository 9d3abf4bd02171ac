import { describe, expect, it } from 'vitest';
import { factsOf, sourceAt } from '../html-facts.js';

/** Kind, source, width and height of each image. */
const sizes = (html: string) => factsOf(html).images.map(({ kind, src, width, height }) => [kind, src, width, height]);

describe('size of an image', () => {
  it.each([
    ['attributes', '<img src="a" width="300" height="200">', 300, 200],
    ['attributes with a unit', '<img src="a" width="300px" height="200px">', 300, 200],
    ['inline style', '<img src="a" style="width:300px;height:auto">', 300, undefined],
    ['attributes before style', '<img src="a" width="300" style="width:120px">', 300, undefined],
    ['pixels before percentages', '<img src="a" width="300" style="width:100%;max-width:600px">', 300, undefined],
    ['a style block', '<style>.logo{width:120px;height:40px}</style><img class="logo" src="a">', 120, 40],
    ['a desktop rule, not a phone\'s', '<style>img{width:120px}@media (max-width:480px){img{width:40px!important}}</style><img src="a">', 120, undefined],
    ['600 px, where nothing else is said', '<img src="a" style="width:50%">', 300, undefined],
    ['its container', '<table width="500"><tr><td width="50%"><img src="a" width="100%"></td></tr></table>', 250, undefined],
    ['a container with a maximum', '<div style="max-width:480px"><div style="width:100%"><img src="a" style="width:100%"></div></div>', 480, undefined],
    ['its maximum', '<img src="a" width="800" style="max-width:560px">', 560, undefined],
    ['nothing', '<img src="a">', undefined, undefined],
  ])('comes from %s', (_where, html, width, height) => {
    expect(sizes(html)).toEqual([['img', 'a', width, height]]);
  });
});

describe('background images', () => {
  it('are found in style, in a style block, in an attribute and in VML', () => {
    expect(sizes('<div style="background:#fff url(\'inline.jpg\') no-repeat;width:600px;height:200px"></div>')).toEqual([['css-background', 'inline.jpg', 600, 200]]);
    expect(sizes('<style>.hero{background-image:url("block.jpg")} .none{background-image:url(unused.jpg)}</style><div class="hero"></div>')).toEqual([['css-background', 'block.jpg', undefined, undefined]]);
    expect(sizes('<table background="attribute.jpg" width="600"><tr><td>x</td></tr></table>')).toEqual([['attribute-background', 'attribute.jpg', 600, undefined]]);
    expect(sizes('<p>x</p><!--[if gte mso 9]><v:rect style="width:600px;height:300px"><v:fill type="tile" src="vml.jpg"/><v:textbox><![endif]-->')).toEqual([['vml', 'vml.jpg', 600, 300]]);
  });

  it('are counted once when attribute and style name the same file', () => {
    expect(sizes('<table><tr><td background="a.jpg" style="background:url(a.jpg)">x</td></tr></table>')).toEqual([['attribute-background', 'a.jpg', undefined, undefined]]);
  });

  it('are no gradients, and none after `none`', () => {
    expect(sizes('<div style="background:linear-gradient(#fff,#000)"></div><div style="background:url(a.png);background-image:none"></div>')).toEqual([]);
  });
});

describe('purpose of an image', () => {
  it.each([
    ['pixel', '<img src="https://t.example/open?u={{id}}" width="1" height="1" alt="">'],
    ['pixel', '<img src="https://t.example/o.gif" style="width:1px;height:1px">'],
    ['pixel', '<img src="https://t.example/o.gif" width="3" height="3">'],
    ['pixel', '<img src="https://t.example/o.gif" style="display:none">'],
    ['pixel', '<img src="https://t.example/pixel.gif" width="1" height="1">'],
    ['pixel', '<div style="visibility:hidden"><img src="https://t.example/o.gif" width="40"></div>'],
    ['spacer', '<img src="images/spacer.gif" width="1" height="20">'],
    ['spacer', '<img src="images/spacer.gif" width="1" height="1">'],
    ['spacer', '<img src="https://cdn.example/blank_40.png">'],
    ['spacer', '<img src="line.png" width="600" height="1" alt="">'],
    ['icon', '<img src="facebook.png" width="32" height="32" alt="Facebook">'],
    ['icon', '<img src="facebook.png" width="30" alt="Facebook">'],
    ['content', '<img src="logo-transparent.png" width="200" height="80" alt="Acme">'],
    ['content', '<img src="logo.png" height="40" alt="Acme">'],
    ['content', '<img src="line.png" width="600" height="1" alt="A horizon">'],
    ['content', '<img src="hero.jpg" alt="">'],
    ['content', '<style>@media (prefers-color-scheme:dark){.dark{display:block!important}}</style><img class="dark" style="display:none" src="logo-white.png" width="200">'],
  ])('%s: %s', (purpose, html) => {
    expect(factsOf(html).images.map((image) => image.purpose)).toEqual([purpose]);
  });

  it('is content for each slice of a picture', () => {
    const slices = ['a', 'b', 'c', 'd'].map((name) => `<td style="font-size:0"><img src="${name}.jpg" width="300" height="250" style="display:block"></td>`);
    expect(factsOf(`<table><tr>${slices.slice(0, 2).join('')}</tr><tr>${slices.slice(2).join('')}</tr></table>`).images.map(({ purpose, visible }) => [purpose, visible])).toEqual(Array(4).fill(['content', true]));
  });
});

describe('what is known of an image', () => {
  it('includes alt, or that there is none, link and visibility', () => {
    const { images } = factsOf('<a href="https://a.example/?u={{id}}"><img src="{{ hero }}" alt="For {{ name }}"></a><img src="b" alt=""><img src="c"><p style="visibility:hidden"><img src="d" width="90"></p>');
    expect(images.map(({ src, alt, href, visible }) => [src, alt, href, visible])).toEqual([
      ['{{ hero }}', 'For {{ name }}', 'https://a.example/?u={{id}}', true], ['b', '', undefined, true], ['c', undefined, undefined, true], ['d', undefined, undefined, false],
    ]);
  });

  it('is not hidden by what hides text alone', () => {
    expect(factsOf('<td style="font-size:0;line-height:0;color:#fff"><img src="a" width="90"></td><p style="font-size:0"><img src="b" width="90"></p>').images.map(({ visible }) => visible)).toEqual([true, true]);
  });

  it('includes its place, also inside an Outlook comment', () => {
    const facts = factsOf('<p>x</p><!--[if mso]><v:fill src="a.jpg"/><![endif]--><img\nsrc="b.jpg">');
    expect(facts.images.map(({ location }) => sourceAt(facts, location))).toEqual(['<v:fill src="a.jpg"/>', '<img\nsrc="b.jpg">']);
  });

  it('includes image inputs', () => {
    expect(factsOf('<input type="image" src="go.png" alt="Go">').images[0]).toMatchObject({ kind: 'img', src: 'go.png', alt: 'Go' });
  });
});
