import { describe, expect, it } from 'vitest';
import { partsOf } from '#language/parts-of.js';
import { campaignOf } from '../campaign/campaign-of.js';
import type { CampaignFixture } from '../campaign/campaign-of.js';

const partsIn = async (fixture: CampaignFixture) => partsOf(await campaignOf(fixture));
const page = (body: string): string => `<html lang="de"><body>${body}</body></html>`;

describe('partsOf', () => {
  it('gives subject, preheader, blocks by role and alt texts of content images', async () => {
    const html = page(`<h1>Überschrift</h1>
      <a href="https://shop.example" style="display:block;background:#06c;color:#fff;padding:12px">Jetzt ansehen</a>
      <img src="hero.jpg" width="600" height="300" alt="Eine Frau im Wald">
      <img src="open.gif" width="1" height="1" alt="pixel">
      <img src="deko.jpg" width="600" height="300" alt="">
      <div class="footer"><p>Sie erhalten diese E-Mail, weil Sie sich angemeldet haben.</p></div>`);
    const parts = await partsIn({ html, subject: 'Hallo', preheader: 'Vorschau' });
    expect(parts.map(({ role, text }) => [role, text])).toEqual([
      ['subject', 'Hallo'], ['preheader', 'Vorschau'], ['body', 'Überschrift'], ['button', 'Jetzt ansehen'],
      ['footer', 'Sie erhalten diese E-Mail, weil Sie sich angemeldet haben.'], ['alt', 'Eine Frau im Wald'],
    ]);
    expect(parts.every(({ location }) => location !== undefined)).toBe(true);
  });

  it('gives a hidden preheader of the body once', async () => {
    const parts = await partsIn({ html: page('<div style="display:none">Vorschau im Text</div><p>Inhalt der Mail</p>') });
    expect(parts.map(({ role, text }) => [role, text])).toEqual([['preheader', 'Vorschau im Text'], ['body', 'Inhalt der Mail']]);
  });

  it('gives the language that markup declares for a part, not the one around everything', async () => {
    const parts = await partsIn({ html: page('<div lang="de"><p>Eins</p><p lang="en">One</p><p><span lang="fr">Un</span></p></div>') });
    expect(parts.map(({ text, lang }) => [text, lang])).toEqual([['Eins', undefined], ['One', 'en'], ['Un', 'fr']]);
  });

  it('leaves out phrases inside a paragraph that declare a language of their own', async () => {
    const [part] = await partsIn({ html: page('<p>Unsere Technik ist <i lang="en">state of the art</i> und günstig.</p>') });
    expect(part?.text).toBe('Unsere Technik ist  ,  und günstig.');
  });

  it('takes the text part only when there is no HTML', async () => {
    expect((await partsIn({ html: page('<p>Inhalt</p>'), text: 'Nur Text' })).map(({ text }) => text)).toEqual(['Inhalt']);
    expect((await partsIn({ text: 'Erster Absatz\n\nZweiter Absatz' })).map(({ text }) => text)).toEqual(['Erster Absatz', 'Zweiter Absatz']);
  });
});
