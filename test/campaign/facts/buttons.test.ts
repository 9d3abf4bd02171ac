import mjml2html from 'mjml';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../html-facts.js';

/** Role of the first link, and of the block it is. */
const rolesOf = (html: string) => {
  const { links, blocks } = factsOf(`<p>Hello</p>${html}<p>Bye</p>`);
  return [links[0]?.role, blocks[1]?.role];
};

describe('buttons', () => {
  it.each([
    ['a filled box', '<a href="x" style="background:#0a3d62;color:#fff;padding:12px 24px">Give now</a>'],
    ['a gradient', '<a href="x" style="background-image:linear-gradient(#c00,#900);padding:12px;color:#fff">Give now</a>'],
    ['a frame', '<a href="x" style="border:2px solid #0a3d62;padding:12px 24px">Give now</a>'],
    ['padding made of borders', '<a href="x" style="background:#0a3d62;border:12px solid #0a3d62;color:#fff">Give now</a>'],
    ['a fixed height', '<a href="x" style="background:#0a3d62;color:#fff;display:inline-block;line-height:40px;width:200px">Give now</a>'],
    ['a cell around the link', '<table align="center"><tr><td bgcolor="#0a3d62" style="border-radius:4px;padding:12px 24px"><a href="x" style="color:#fff">Give now</a></td></tr></table>'],
    ['a cell among empty cells', '<table width="210"><tr><td bgcolor="#c00"><table><tr><td width="15"></td><td><div style="padding:9px"><a href="x">Give now</a></div></td><td width="15"></td></tr></table></td></tr></table>'],
    ['a table inside the link', '<a href="x"><table><tr><td style="background:#c00;line-height:40px;display:inline-block;width:150px"><span style="color:#fff">Give now</span></td></tr></table></a>'],
    ['a span inside the link', '<a href="x"><span style="background:#c00;padding:9px">Give now</span></a>'],
    ['a class with some look of its own', '<style>.btn-primary{padding:9px}</style><a href="x" class="btn-primary">Give now</a>'],
    ['a style block', '<style>.give a{background:#c00;padding:9px}</style><div class="give"><a href="x">Give now</a></div>'],
    ['a colour from a template tag', '<a href="x" style="background:{{ color }};padding:12px">Give now</a>'],
  ])('drawn by %s', (_how, html) => {
    expect(rolesOf(html)).toEqual(['button', 'button']);
  });

  it.each([
    ['a link in a sentence', 'Please <a href="x" style="color:#c00">give now</a>.'],
    ['a link with room only', '<a href="x" style="padding:12px">Give now</a>'],
    ['a link of the colour it stands on', '<a href="x" style="background:#fff;padding:12px">Give now</a>'],
    ['a named link without any look', '<a href="x" class="button">Give now</a>'],
    ['a strip across the mail', '<table width="600"><tr><td bgcolor="#eeeeee" style="padding:8px"><a href="x">View in browser</a></td></tr></table>'],
    ['a linked card', '<a href="x" style="display:block;background:#eee;padding:20px"><h2>Wells</h2><p>They are dug.</p></a>'],
    ['a long text', `<a href="x" style="background:#eee;padding:20px">${'They are dug and give water. '.repeat(4)}</a>`],
    ['one of several links in a cell', '<table><tr><td bgcolor="#eeeeee" style="padding:9px"><a href="x">Home</a> <a href="y">Shop</a></td></tr></table>'],
  ])('but not %s', (_what, html) => {
    expect(rolesOf(html)).toEqual(['text', 'body']);
  });

  it('are form buttons too', () => {
    expect(factsOf('<form><input type="text" value="name"><input type="submit" value="Abschicken"><button>Senden</button></form>').roles).toEqual(['button: Abschicken', 'button: Senden']);
  });

  it('stand beside their VML twin, which Outlook alone gets', () => {
    const vml = '<!--[if mso]><v:roundrect href="https://a.example/give" style="height:40px;width:200px"><w:anchorlock/><center>Give now</center></v:roundrect><![endif]-->';
    const { links, roles } = factsOf(`<div>${vml}<a href="https://a.example/give" style="background:#c00;line-height:40px;width:200px;display:inline-block;mso-hide:all">Give now</a></div>`);
    expect(roles).toEqual(['button: Give now']);
    expect(links.map(({ role, msoOnly, text, href }) => ({ role, msoOnly, text, href }))).toEqual([
      { role: 'button', msoOnly: true, text: 'Give now', href: 'https://a.example/give' },
      { role: 'button', msoOnly: false, text: 'Give now', href: 'https://a.example/give' },
    ]);
  });

  it('come out of MJML', async () => {
    const { html } = await mjml2html('<mjml><mj-body><mj-section><mj-column><mj-text>Hello</mj-text><mj-button href="https://a.example">Give now</mj-button></mj-column></mj-section></mj-body></mjml>', { ignoreIncludes: true });
    expect(factsOf(html).roles).toEqual(['body: Hello', 'button: Give now']);
  });
});
