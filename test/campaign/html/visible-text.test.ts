import { describe, expect, it } from 'vitest';
import { factsOf, sourceAt } from '../html-facts.js';

const BODY = '<p>The wells in Kisumu are dug.</p>';

describe('text blocks', () => {
  it('are what a reader takes in at once: paragraphs, cells, list items, headings, text around them', () => {
    const { blocks } = factsOf('Before<h1>Wells</h1><ul><li>One</li><li>Two</li></ul><table><tr><td>Left</td><td>Right<table><tr><td>Inner</td></tr></table>After</td></tr></table>');
    expect(blocks.map(({ element, text }) => `${element.name} ${text}`)).toEqual(['body Before', 'h1 Wells', 'li One', 'li Two', 'td Left', 'td Right', 'td Inner', 'td After']);
  });

  it('join inline elements and a single line break, and part at two', () => {
    expect(factsOf('<p>Dear <b>Ms</b> <font color="#333">Weber</font>,<br>thank <em>you</em>.<br><br>Yours<br>&nbsp;<br>Ana</p>').texts).toEqual(['Dear Ms Weber, thank you.', 'Yours', 'Ana']);
  });

  it('keep their lines where a line break parts words', () => {
    const { blocks } = factsOf('<p>Peru <a href="#">tilaus</a><br>\nKauppakatu 23,<br> <br></p><p>Yksi rivi<br></p><p>Ett, <b>två</b></p>');
    expect(blocks.map(({ lines }) => lines)).toEqual([['Peru tilaus', 'Kauppakatu 23,'], [], []]);
  });

  it('part where style makes a block of an inline element, and the other way round', () => {
    expect(factsOf('<p>One<span style="display:block">Two</span>Three<span style="float:right">Four</span></p>').texts).toEqual(['One', 'Two', 'Three', 'Four']);
    expect(factsOf('<p style="display:inline">One </p><p style="display:inline">Two</p>').texts).toEqual(['One Two']);
    expect(factsOf('<div style="display:inline-block">Column</div><div style="display:inline-block">Column</div>').texts).toEqual(['Column', 'Column']);
  });

  it('collapse white space and drop characters without width', () => {
    expect(factsOf('<p>\n  Donau&shy;dampf&nbsp;&nbsp;schiff\u200B\uFEFF &zwnj;&nbsp;&#847; fährt\t</p>').texts).toEqual(['Donaudampf schiff fährt']);
  });

  it('keep the joiners that spelling and emoji need', () => {
    expect(factsOf('<p>می\u200Cخواهم 👩\u200D👧\u200D👦 Ver\u200Ckauf</p>').texts).toEqual(['می\u200Cخواهم 👩\u200D👧\u200D👦 Verkauf']);
  });

  it('hold text of every script', () => {
    expect(factsOf('<p>秋の募金にご協力ください。</p><p dir="rtl">شكرا لتبرعك</p><p>Спасибо 🎉</p>').texts).toEqual(['秋の募金にご協力ください。', 'شكرا لتبرعك', 'Спасибо 🎉']);
  });

  it('leave out alt texts', () => {
    expect(factsOf('<p><img src="a.png" alt="A well">Water</p>').texts).toEqual(['Water']);
  });

  it('point at their words, without the white space around them', () => {
    const facts = factsOf('<td>\n    Dear <b>Ms Weber</b>,\n  </td>');
    expect(sourceAt(facts, facts.blocks[0]!.location)).toBe('Dear <b>Ms Weber</b>,');
  });

  it('survive tags that are left open or closed twice', () => {
    expect(factsOf('<table><tr><td>One<td>Two</b></td></td><tr><td><p>Three<p>Four</div>').texts).toEqual(['One', 'Two', 'Three', 'Four']);
  });

  it('show what Outlook hides and leave out what only Outlook shows', () => {
    expect(factsOf('<!--[if mso]><p>For Outlook</p><![endif]--><!--[if !mso]><!--><p>For all others</p><!--<![endif]--><![if !mso]><p>Revealed</p><![endif]>').texts)
      .toEqual(['For all others', 'Revealed']);
  });
});

describe('language of a block', () => {
  const langs = (html: string) => factsOf(html).blocks.map(({ lang }) => lang);

  it('is the nearest below html and body', () => {
    expect(langs('<html lang="de"><body lang="de"><p>Hallo</p><div lang="fr"><p>Bonjour</p><p lang="it">Ciao</p></div></body></html>')).toEqual([undefined, 'fr', 'it']);
  });

  it('is that of an inline element that holds all words', () => {
    expect(langs('<p><span lang="en">Give now</span></p><p>Jetzt <span lang="en">Give now</span></p>')).toEqual(['en', undefined]);
  });

  it('is unknown where MJML says `und`', () => {
    expect(langs('<div lang="fr"><p lang="und">Hello</p></div>')).toEqual([undefined]);
  });
});

describe('template tags in text', () => {
  it('appear as their author wrote them', () => {
    expect(factsOf('<p>Hi {{ contact.first_name | default: "friend" }}, {{a}}{{b}} *|FNAME|* %%name%%</p>').texts)
      .toEqual(['Hi {{ contact.first_name | default: "friend" }}, {{a}}{{b}} *|FNAME|* %%name%%']);
  });

  it('leave no trace when they only steer, unless they part two words', () => {
    expect(factsOf('<p>Hi{% if name %} {{ name }}{% endif %}, dear {% if f %}Ms{% else %}Mr{% endif %} Weber</p>').texts).toEqual(['Hi {{ name }}, dear Ms Mr Weber']);
  });

  it('neither leave their table nor move what follows', () => {
    const facts = factsOf('<table>{% for item in items %}<tr {% if loop.first %}class="first"{% endif %}><td>{{ item.name }}</td></tr>{% endfor %}</table><p>After</p>');
    expect(facts.texts).toEqual(['{{ item.name }}', 'After']);
    expect(facts.blocks.map(({ element }) => element.name)).toEqual(['td', 'p']);
    expect(facts.blocks.map(({ location }) => sourceAt(facts, location))).toEqual(['{{ item.name }}', 'After']);
  });
});

describe('preheader', () => {
  const HIDDEN = 'display:none;font-size:1px;line-height:1px;max-height:0;max-width:0;opacity:0;overflow:hidden;mso-hide:all';

  it.each([
    HIDDEN, 'display:none', 'max-height:0;overflow:hidden', 'font-size:1px;color:#fff', 'color:#ffffff;background:#ffffff', 'opacity:0', 'mso-hide:all', 'visibility:hidden',
  ])('is the first text of the body when it is hidden by %s', (style) => {
    expect(factsOf(`<body><div style="${style}">Three wells are done.</div>${BODY}</body>`)).toMatchObject({ roles: ['preheader: Three wells are done.', 'body: The wells in Kisumu are dug.'], hidden: [] });
  });

  it('ends before its padding', () => {
    const padded = factsOf(`<div style="${HIDDEN}">Three wells are done.${'&zwnj;&nbsp;'.repeat(60)}${'&#847; &#8199;'.repeat(40)}</div><div style="${HIDDEN}">${'&nbsp;&zwnj;'.repeat(80)}</div>${BODY}`);
    expect(padded).toMatchObject({ roles: ['preheader: Three wells are done.', 'body: The wells in Kisumu are dug.'], hidden: [] });
  });

  it('is the first visible text when class or id says so', () => {
    const html = (name: string) => factsOf(`<table><tr><td ${name}>Three wells are done.</td></tr></table>${BODY}`).roles[0];
    expect(html('class="preheaderContent"')).toBe('preheader: Three wells are done.');
    expect(html('id="pre-header"')).toBe('preheader: Three wells are done.');
    expect(html('class="header"')).toBe('body: Three wells are done.');
  });

  it('may follow a line that is seen, when it is named', () => {
    expect(factsOf(`<p>View in browser</p><span class="preview-text" style="display:none">Three wells are done.</span>${BODY}`).roles[0]).toBe('preheader: Three wells are done.');
  });

  it('is nothing that comes after text, nothing that a phone shows, nothing endless', () => {
    expect(factsOf(`${BODY}<div style="display:none">later</div>`).hiddenTexts).toEqual(['display: later']);
    expect(factsOf(`<style>@media (max-width:480px){.m{display:block!important}}</style><div class="m" style="display:none">Tap to call</div>${BODY}`).hiddenTexts).toEqual(['display: Tap to call (responsive)']);
    expect(factsOf(`<div style="display:none">${'Cheap loans '.repeat(50)}</div>${BODY}`).roles).toEqual(['body: The wells in Kisumu are dug.']);
  });

  it('may be a template tag alone', () => {
    expect(factsOf(`<span style="display:none">*|MC_PREVIEW_TEXT|*</span>${BODY}`).roles[0]).toBe('preheader: *|MC_PREVIEW_TEXT|*');
  });

  it('is not what a template captures for another place, and comes after that', () => {
    expect(factsOf(`<div style="display:none">{capture name=title}Order 12{/capture}</div>${BODY}`).roles).toEqual(['body: The wells in Kisumu are dug.']);
    expect(factsOf(`{% capture title %}Order 12{% endcapture %}<div style="display:none">Three wells are done.</div>${BODY}`).roles[0]).toBe('preheader: Three wells are done.');
  });
});
