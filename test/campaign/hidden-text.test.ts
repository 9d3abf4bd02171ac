import { describe, expect, it } from 'vitest';
import { factsOf, sourceAt } from './html-facts.js';

const SEEN = '<p>Our wells now serve 12,000 people.</p>';

/** What a styled element after a visible paragraph hides. */
const hiddenBy = (style: string, css = '') => factsOf(`<style>${css}</style>${SEEN}<div class="x" style="${style}">kept from you</div>`).hiddenTexts;

describe('ways of hiding text', () => {
  it.each([
    ['display:none', 'display'],
    ['visibility:hidden', 'visibility'],
    ['opacity:0', 'opacity'],
    ['font-size:0', 'font-size'],
    ['font-size:1px', 'font-size'],
    ['font:0/0 a', 'font-size'],
    ['max-height:0;overflow:hidden', 'max-height'],
    ['height:0;overflow:hidden', 'max-height'],
    ['width:0;overflow:hidden', 'max-height'],
    ['line-height:0;overflow:hidden', 'max-height'],
    ['color:#ffffff', 'color'],
    ['color:white', 'color'],
    ['color:rgb(254, 254, 254)', 'color'],
    ['color:hsl(0, 0%, 100%)', 'color'],
    ['color:transparent', 'color'],
    ['color:rgba(0,0,0,.02)', 'color'],
    ['background-color:#333;color:#333', 'color'],
    ['background:#000 none;color:#010101', 'color'],
    ['position:absolute;left:-9999px', 'off-screen'],
    ['text-indent:-9999px', 'off-screen'],
    ['margin-left:-2000px', 'off-screen'],
    ['position:absolute;clip:rect(0 0 0 0)', 'off-screen'],
    ['clip-path:inset(100%)', 'off-screen'],
    ['transform:scale(0)', 'off-screen'],
    ['mso-hide:all', 'mso-hide'],
  ])('%s hides by %s', (style, by) => {
    expect(hiddenBy(style)).toEqual([`${by}: kept from you`]);
  });

  it.each([
    'display:block', 'visibility:visible', 'opacity:.5', 'font-size:11px', 'line-height:1px', 'max-height:0', 'overflow:hidden',
    'height:40px;overflow:hidden', 'color:#777', 'color:#fff;background:#000', 'left:-9999px', 'margin-left:-20px', 'text-indent:-20px',
    'position:absolute;clip:rect(0, 100px, 50px, 0)', 'color:nonsense', 'display:blok',
  ])('%s hides nothing', (style) => {
    expect(hiddenBy(style)).toEqual([]);
  });

  it('names the attribute `hidden`, which a declared display overrides', () => {
    expect(factsOf(`${SEEN}<p hidden>secret</p><p hidden style="display:block">shown</p>`).hiddenTexts).toEqual(['hidden-attribute: secret']);
  });

  it('takes maximum heights of inline boxes and cells for what they are: without effect', () => {
    expect(factsOf(`${SEEN}<span style="max-height:0;overflow:hidden">inline</span><table><td style="height:0;overflow:hidden">cell</table>`).hidden).toEqual([]);
  });

  it('honours style blocks by specificity, order and importance', () => {
    expect(hiddenBy('', '.x{display:none}')).toEqual(['display: kept from you']);
    expect(hiddenBy('display:block', '.x{display:none}')).toEqual([]);
    expect(hiddenBy('display:block', '.x{display:none !important}')).toEqual(['display: kept from you']);
    expect(hiddenBy('', 'div.x{display:block} .x{display:none}')).toEqual([]);
    expect(hiddenBy('', '.x{display:block} .x{display:none}')).toEqual(['display: kept from you']);
    expect(hiddenBy('', 'p + div[class~="x"]{display:none}')).toEqual(['display: kept from you']);
    expect(hiddenBy('display:none;display:block')).toEqual([]);
  });

  it('skips selectors it cannot read and keeps the rules around them', () => {
    expect(hiddenBy('', '.a::before{x:y} .b:unknown(3){x:y} ]]garbage{x:y} .x{display:none}')).toEqual(['display: kept from you']);
    expect(hiddenBy('', '<!-- .x{display:none} -->')).toEqual(['display: kept from you']);
    expect(hiddenBy('', '.x{color:{{brand}};} {% if sale %}.x{opacity:0}{% endif %}')).toEqual(['opacity: kept from you']);
  });

  it('reports nested hidden content once, at the outermost element, with words that stand apart', () => {
    const facts = factsOf(`${SEEN}<div style="display:none"><p>one</p><p style="opacity:0">two<br>three</p></div>`);
    expect(facts.hiddenTexts).toEqual(['display: one two three']);
    expect(sourceAt(facts, facts.hidden[0]!.location)).toBe('one</p><p style="opacity:0">two<br>three');
  });

  it('lets a descendant undo what is inherited, and nothing else', () => {
    const child = (style: string, own: string) => factsOf(`${SEEN}<div style="${style}">gone <span style="${own}">back</span></div>`).hiddenTexts;
    expect(child('font-size:0', 'font-size:14px')).toEqual(['font-size: gone']);
    expect(child('visibility:hidden', 'visibility:visible')).toEqual(['visibility: gone']);
    expect(child('color:#fff', 'color:#000')).toEqual(['color: gone']);
    expect(child('display:none', 'display:block')).toEqual(['display: gone back']);
    expect(child('opacity:0', 'opacity:1')).toEqual(['opacity: gone back']);
  });

  it('keeps hidden runs apart when a reader sees words between them', () => {
    expect(factsOf(`${SEEN}<table style="font-size:0"><tr><td>a</td><td style="font-size:12px">b</td><td>c</td></tr></table>`).hiddenTexts)
      .toEqual(['font-size: a', 'font-size: c']);
  });

  it('leaves a gap where invisible letters stand, and none where nothing is drawn', () => {
    const texts = (style: string) => factsOf(`<p>Banco<span style="${style}">i</span>Real</p>`).texts;
    expect(texts('color:#fff')).toEqual(['Banco Real']);
    expect(texts('visibility:hidden')).toEqual(['Banco Real']);
    expect(texts('display:none')).toEqual(['BancoReal']);
  });

  it('says nothing of hidden elements without words', () => {
    expect(factsOf(`${SEEN}<div style="display:none">&nbsp;&zwnj;&#8199;&shy; <img src="a.png" alt="x"></div>`).hidden).toEqual([]);
  });

  it('takes scripts, styles, titles and comments for no text at all', () => {
    const html = `<head><title>Title</title></head>${SEEN}<script>var a</script><style>p{}</style><!-- note --><noscript><p>No scripts here</p></noscript>`;
    expect(factsOf(html)).toMatchObject({ texts: ['Our wells now serve 12,000 people.', 'No scripts here'], hidden: [] });
  });
});

describe('text and what it stands on', () => {
  const onBackground = (background: string) => factsOf(`${SEEN}<table><tr><td ${background}><p style="color:#fff">Join us tonight</p></td></tr></table>`).hiddenTexts;
  const HIDDEN = ['color: Join us tonight'];

  it.each([
    ['bgcolor="#ffffff"', HIDDEN], ['bgcolor="ffffff"', HIDDEN], ['bgcolor="#003366"', []], ['style="background:#fff"', HIDDEN],
    ['style="background-color:navy"', []], ['style="background:rgba(0,0,0,.6)"', []], ['style="background:transparent"', HIDDEN],
    ['style="background:#fff url(hero.jpg) no-repeat"', []], ['style="background-image:linear-gradient(#000,#333)"', []],
    ['background="hero.jpg"', []], ['bgcolor="{{ brand }}"', []], ['style="background-color:{{ brand }}"', []], ['style="background:{brand}"', []],
    ['style="background-color:#000;background:none"', HIDDEN],
  ])('white text in <td %s>', (background, expected) => {
    expect(onBackground(background)).toEqual(expected);
  });

  it('inherits colour and background through tables, and links do not inherit colour', () => {
    const html = (inner: string) => factsOf(`<body bgcolor="#000000" text="#000000">${inner}</body>`).hiddenTexts;
    expect(html('<table><tr><td><font size="2">black on black</font></td></tr></table>')).toEqual([]);
    expect(html('<p style="color:#eee">read me</p><table><tr><td><p>black on black</p></td></tr></table>')).toEqual(['color: black on black']);
    expect(html('<p style="color:#eee">read me <a href="x">blue on black</a></p>')).toEqual([]);
    expect(html('<p style="color:#eee">read me <a href="x" style="color:inherit">pale on black</a></p>')).toEqual([]);
  });

  it('gives up where an element is laid over others', () => {
    expect(factsOf(`${SEEN}<div style="position:absolute;color:#fff">over the hero</div><div style="margin-top:-80px;color:#fff">pulled up</div>`).hidden).toEqual([]);
  });

  it('knows that form controls have colours of their own', () => {
    expect(factsOf(`<body text="#ffffff">${SEEN.replace('<p>', '<p style="color:#000">')}<button>Go</button></body>`).hidden).toEqual([]);
  });
});

describe('text that is shown under some condition', () => {
  const swap = (css: string, style = 'display:none') => factsOf(`<style>${css}</style>${SEEN}<p class="mobile" style="${style}">Tap to call us</p>`).hiddenTexts;
  const RESPONSIVE = ['display: Tap to call us (responsive)'];

  it.each([
    '@media (max-width:480px){.mobile{display:block!important}}',
    '@media only screen and (max-width: 600px) { p.mobile { display: block !important; } }',
    '@media screen and (max-device-width:480px){.mobile{display:table-cell !important}}',
    '@media (width <= 480px){.mobile{display:block!important}}',
    '@media (prefers-color-scheme:dark){.mobile{display:block!important}}',
    '@media print{.mobile{display:block!important}}',
    '@media screen and (-webkit-min-device-pixel-ratio:0){.mobile{display:block!important}}',
    '@media yahoo{.mobile{display:block!important}}',
    '@supports (-webkit-overflow-scrolling:touch){.mobile{display:block!important}}',
    '@media screen{@media (max-width:480px){.mobile{display:block!important}}}',
    'u + .body .mobile{display:block!important}', '[owa] .mobile{display:block!important}', '#MessageViewBody .mobile{display:block!important}',
    'p:hover ~ .mobile{display:block!important}',
  ])('%s reveals it', (css) => {
    expect(swap(css)).toEqual(RESPONSIVE);
  });

  it.each([
    '', '@media (max-width:480px){.mobile{color:red}}', '@media (max-width:480px){.other{display:block!important}}',
    '@media (max-width:480px){.mobile{display:block}}', '@media (max-width:480px){.mobile{display:none!important}}',
  ])('%s does not reveal it', (css) => {
    expect(swap(css)).toEqual(['display: Tap to call us']);
  });

  it.each(['@media (min-width:480px)', '@media screen', '@media all and (min-width:30em)', '@media (prefers-color-scheme:light)', '@supports (display:grid)', '@layer mail'])(
    '%s holds in the base view', (condition) => {
      expect(swap(`${condition}{.mobile{display:block!important}}`)).toEqual([]);
      expect(factsOf(`<style>${condition}{p{display:none}}</style>${SEEN}`).texts).toEqual(['Our wells now serve 12,000 people.']);
    });

  it('reveals every inherited way of hiding too', () => {
    expect(swap('@media (max-width:480px){.mobile{font-size:16px!important}}', 'font-size:0')).toEqual(['font-size: Tap to call us (responsive)']);
    expect(swap('@media (max-width:480px){.mobile{max-height:none!important}}', 'max-height:0;overflow:hidden')).toEqual(['max-height: Tap to call us (responsive)']);
    expect(swap('@media (prefers-color-scheme:dark){.mobile{color:#000!important}}', 'color:#fff')).toEqual(['color: Tap to call us (responsive)']);
  });

  it('takes a text that stands visibly elsewhere for a swap', () => {
    const facts = factsOf('<p>Order before Friday.</p><table style="display:none"><tr><td>Order before friday.</td></tr></table><p style="display:none">Another text</p>');
    expect(facts.hiddenTexts).toEqual(['display: Order before friday. (responsive)', 'display: Another text']);
  });

  it('leaves mso-hide alone where Outlook gets content of its own', () => {
    const link = '<a href="https://a.example" style="mso-hide:all;background:#c00;padding:9px">Give</a>';
    expect(factsOf(`${SEEN}<div><!--[if mso]><v:roundrect href="https://a.example"><center>Give</center></v:roundrect><![endif]-->${link}</div>`).hidden).toEqual([]);
    expect(factsOf(`${SEEN}<!--[if mso]><table><tr><td>&nbsp;<![endif]--><p>${link}</p>`).hiddenTexts).toEqual(['mso-hide: Give']);
  });
});
