import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCampaign } from '#campaign/load-campaign.js';
import { PACKAGE_ROOT } from '../../../src/package.js';
import { campaignOf, type CampaignFixture } from '../../../test/campaign/campaign-of.js';
import { svgSaying } from '../../../test/image-text/pictures.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';
import { fold, offerNamed } from './taxonomy.js';

const found = async (fixture: CampaignFixture, options = {}) => runRule(rule, await campaignOf(fixture), options);
const offersIn = async (html: string, manifest = {}, options = {}) => {
  const [problem] = await found({ html: `<html><body>${html}</body></html>`, manifest }, options);
  return Object.keys((problem?.evidence?.['offers'] as Record<string, string> | undefined) ?? {});
};

const SEVEN = ['website design', 'brand strategy', 'customer relationship management', 'search marketing', 'social media', 'email marketing', 'influencer marketing'];

/** The same seven services, as an agency would list them in each language. */
const RANT: Readonly<Record<string, string>> = {
  en: 'As a full-service agency we offer website design, brand strategy, CRM, SEO, social media, email marketing and influencer marketing.',
  de: 'Als Full-Service-Agentur bieten wir Ihnen Webdesign, Markenstrategie, CRM, Suchmaschinenoptimierung, Social Media, E-Mail-Marketing und Influencer-Marketing.',
  fr: 'Nous vous proposons la création de sites web, la stratégie de marque, le CRM, le référencement, les réseaux sociaux, l’e-mailing et le marketing d’influence.',
  es: 'Ofrecemos diseño web, estrategia de marca, CRM, posicionamiento SEO, redes sociales, email marketing y marketing de influencers.',
  it: 'Offriamo siti web, strategia di marca, CRM, posizionamento SEO, social media, email marketing e influencer marketing.',
  nl: 'Wij bieden webdesign, merkstrategie, CRM, zoekmachineoptimalisatie, sociale media, e-mailmarketing en influencermarketing.',
  pt: 'Oferecemos criação de sites, estratégia de marca, CRM, SEO, redes sociais, e-mail marketing e marketing de influência.',
  sv: 'Vi erbjuder webbdesign, varumärkesstrategi, CRM, sökmotoroptimering, sociala medier, e-postmarknadsföring och influencer marketing.',
  da: 'Vi tilbyder webdesign, brandstrategi, CRM, søgemaskineoptimering, sociale medier, e-mail-markedsføring og influencer marketing.',
  nb: 'Vi tilbyr webdesign, merkevarestrategi, CRM, søkemotoroptimalisering, sosiale medier, e-postmarkedsføring og influensermarkedsføring.',
  fi: 'Tarjoamme verkkosivut, brändistrategian, CRM-järjestelmät, hakukoneoptimoinnin, sosiaalisen median, sähköpostimarkkinoinnin ja vaikuttajamarkkinoinnin.',
  pl: 'Oferujemy strony internetowe, strategię marki, CRM, pozycjonowanie, media społecznościowe, e-mail marketing oraz influencer marketing.',
};

describe('targeting/overbroad-offer', () => {
  it('knows Polish services in the cases that verbs ask for', async () => {
    expect(await offersIn('<p>Pomagamy w projektowaniu stron, pozycjonowaniu, księgowości, rekrutacji, sprzątaniu biur i cyberbezpieczeństwie.</p>')).toHaveLength(6);
  });

  describe('finds seven services pitched at once', () => {
    it.each(Object.entries(RANT))('in a sentence: %s', async (_, sentence) => {
      expect((await offersIn(`<p>${sentence}</p>`)).sort()).toEqual([...SEVEN].sort());
    });

    it('in a list under a heading', async () => {
      const items = ['Webdesign', 'Markenstrategie', 'CRM', 'SEO &amp; SEA', 'Social Media', 'Newsletter', 'Influencer-Marketing'];
      expect(await offersIn(`<h2>Unsere Leistungen</h2><ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`)).toHaveLength(7);
    });

    it('in headings with a paragraph each', async () => {
      const section = (title: string) => `<h3>${title}</h3><p>Together with you we find out what is worth doing, do it, and measure what it brought after a quarter.</p>`;
      expect(await offersIn(`<p>What we do for companies like yours:</p>${['Web design', 'Payroll', 'Office cleaning', 'Recruiting'].map(section).join('')}`)).toHaveLength(4);
    });

    it('in a text-only mail, but not in its signature', async () => {
      const text = 'Hello,\n\nwe offer:\n- web design\n- payroll\n- office cleaning\n- translation\n\nBest,\nKim\n-- \nAcme: insurance, catering, logistics';
      const [problem] = await found({ text });
      expect(problem?.data).toMatchObject({ count: 4, offers: 'web design, payroll, office cleaning, translation' });
    });

    it('in prospecting mail without any introduction', async () => {
      const list = '<p>Webdesign · Markenstrategie · CRM · Influencer-Marketing</p>';
      expect(await offersIn(list)).toEqual([]);
      expect(await offersIn(list, { audienceType: 'prospecting' })).toHaveLength(4);
    });

    it('in prospecting mail by a long list, two entries of which name services, whatever the others are called', async () => {
      const rows = (entries: readonly string[]) => `<p>En tant que gérant, vous savez que tout se décide à table.</p><table>${entries.map((entry) => `<tr><td>${entry}</td></tr>`).join('')}</table><p>Demandez votre devis, nous vous répondons sous deux jours.</p>`;
      const catering = ['Plateaux-repas', 'Fleurs', 'Location de salles', 'Comptabilité', 'Cadeaux d’entreprise', 'Cours de cuisine'];
      const prospecting = { manifest: { audienceType: 'prospecting' as const } };
      expect((await found({ html: rows(catering), ...prospecting }))[0]).toMatchObject({ messageId: 'listed', heuristic: true, data: { count: 6 } });
      expect((await found({ html: '<p>Wij bieden wegtransport, zeevracht, luchtvracht, opslag, douane, verhuizingen en koeriersdienst.</p>', ...prospecting }))[0]?.data?.['count']).toBe(7);
      for (const fewer of [catering.slice(1), catering.with(3, '{{ service }}')]) expect(await found({ html: rows(fewer), ...prospecting })).toEqual([]);
      expect(await found({ html: rows(catering) })).toEqual([]);
      expect(await found({ html: '<p>Finally, but in fact, our partners in logistics, payroll, Monday, Spruce, snow and pine say that this is not one.</p>', ...prospecting })).toEqual([]);
    });
  });

  describe('in prospecting mail by the build of a list, whatever its entries are called and in whichever language', () => {
    const prospecting = { manifest: { audienceType: 'prospecting' as const } };
    const INTRODUCTION = '<p>Dobrý den, naše kancelář působí na trhu už patnáct let.</p>';
    const CZECH = ['Překlady smluv', 'Tlumočení na veletrzích', 'Korektury rodilým mluvčím', 'Titulky k videím', 'Sazba a grafika', 'Soudní ověření'];
    const SHAPES: Readonly<Record<string, (entries: readonly string[]) => string>> = {
      'points of a list': (entries) => `<ul>${entries.map((entry) => `<li>${entry}</li>`).join('')}</ul>`,
      'cells below icons': (entries) => `<table><tr>${entries.map((entry) => `<td width="180"><img src="https://cdn.example/i.png" width="48" height="48" alt=""><br>${entry}</td>`).join('')}</tr></table>`,
      'headings over texts': (entries) => entries.map((entry) => `<h3>${entry}</h3><p>Rychle, levně a vždy s úsměvem, jak jste zvyklí.</p>`).join(''),
      'lines after ticks': (entries) => `<p>${entries.map((entry) => `✅ ${entry}`).join('<br>')}</p>`,
      'names before explanations': (entries) => `<ol>${entries.map((entry) => `<li><b>${entry}</b>: v ceně je i doprava po celé zemi</li>`).join('')}</ol>`,
      'buttons': (entries) => entries.map((entry, index) => `<p><a href="https://x.example/${String(index)}" style="display:inline-block;padding:10px 20px;background:#eeeeee">${entry}</a></p>`).join(''),
    };

    it.each(Object.keys(SHAPES))('%s: a hint', async (shape) => {
      const html = `${INTRODUCTION}${SHAPES[shape]?.(CZECH) ?? ''}<p>Pošlete nám smlouvu a do zítřka máte cenu.</p>`;
      expect((await found({ html, ...prospecting }))[0]).toMatchObject({ messageId: 'listed', severity: 'info', heuristic: true, data: { count: 6, offers: CZECH.join(', ') } });
      expect(await found({ html })).toEqual([]);
    });

    it('is a warning where the mail boasts of its breadth', async () => {
      const html = `${INTRODUCTION}<p>Všechny jazyky pod jednou střechou:</p>${SHAPES['points of a list']?.(CZECH) ?? ''}`;
      const [problem] = await found({ html, ...prospecting });
      expect(problem).toMatchObject({ messageId: 'listed', data: { count: 6 } });
      expect(problem?.severity).toBeUndefined();
    });

    it.each([
      ['sentences', (entries: readonly string[]) => `<ul>${entries.map((entry) => `<li>${entry} máme.</li>`).join('')}</ul>`],
      ['five entries', (entries: readonly string[]) => SHAPES['points of a list']?.(entries.slice(1)) ?? ''],
      ['prices', (entries: readonly string[]) => `<ul>${entries.map((entry) => `<li>${entry} 90 Kč</li>`).join('')}</ul>`],
      ['places of the sender', (entries: readonly string[]) => SHAPES['points of a list']?.(entries.with(0, 'Facebook')) ?? ''],
      ['jobs', (entries: readonly string[]) => `<p>Open positions:</p>${SHAPES['points of a list']?.(entries) ?? ''}`],
      ['entries of several lists', (entries: readonly string[]) => `<ul>${entries.slice(0, 3).map((entry) => `<li>${entry}</li>`).join('')}</ul><ol>${entries.slice(3).map((entry) => `<li>${entry}</li>`).join('')}</ol>`],
    ])('but not of %s', async (_, shape) => {
      expect(await found({ html: `${INTRODUCTION}${shape(CZECH)}`, ...prospecting })).toEqual([]);
    });

    it('nor of navigation, which stands before any prose', async () => {
      expect(await found({ html: `${SHAPES['points of a list']?.(CZECH) ?? ''}${INTRODUCTION}`, ...prospecting })).toEqual([]);
    });
  });

  describe('in sentences of prospecting mail', () => {
    const prospecting = { manifest: { audienceType: 'prospecting' as const } };

    it.each([
      ['en', 'We design websites that load in a second. We run your Google Ads. We write your newsletter. We film your products. And we train your sales team.'],
      ['en', 'Whether it’s payroll, catering, office cleaning or a new logo, we see to it.'],
      ['de', 'Von SEO über Social Media bis zur App-Entwicklung machen wir alles.'],
      ['de', 'Wir bauen Ihre Website, schalten Ihre Anzeigen, drehen Ihr Imagevideo und betreuen Ihre Server.'],
      ['de', 'Ihre Buchhaltung erledigen wir nebenbei. Ihre Website gestalten wir neu. Ihre Messestände bauen wir auf. Ihre Mitarbeiter schulen wir in Englisch.'],
      ['nl', 'Wij verzorgen uw boekhouding, bouwen uw website, wassen uw ramen, verzekeren uw wagenpark en werven uw personeel.'],
      ['fr', 'De la comptabilité à la paie, en passant par le juridique et le nettoyage de vos bureaux, nous nous occupons de tout.'],
      ['es', 'Diseñamos páginas web, llevamos su contabilidad, traducimos sus contratos y limpiamos sus oficinas.'],
      ['it', 'Che si tratti di buste paga, bilanci, traduzioni o pulizie, ci pensiamo noi.'],
      ['nl', 'Of het nu gaat om webdesign, drukwerk, beursstands of bedrijfskleding: wij regelen het voor u.'],
      ['pt', 'Fazemos o seu site. Gerimos os seus anúncios. Tratamos da contabilidade. Traduzimos contratos. Limpamos o escritório.'],
      ['sv', 'Allt från bokföring och löner till juridik, rekrytering och kontorsstädning sköter vi åt er.'],
      ['da', 'Vi klarer både rengøring, kantine, regnskab, rekruttering og flytning for jer, hver eneste dag.'],
      ['nb', 'Vi lager nettsiden. Vi fører regnskapet. Vi filmer produktene. Vi vasker kontoret. Vi oversetter avtalene.'],
      ['fi', 'Hoidamme yrityksenne kirjanpidon, verkkosivut, markkinoinnin, rekrytoinnin ja toimistosiivouksen.'],
      ['pl', 'Od księgowości przez kadry i płace po strony WWW i reklamę: robimy dla Państwa wszystko.'],
    ])('%s: %s', async (language, sentence) => {
      const html = `<html lang="${language}"><body><p>${sentence}</p></body></html>`;
      const [problem] = await found({ html, ...prospecting });
      expect(problem).toMatchObject({ heuristic: true });
      expect(problem?.severity).toBeUndefined();
      expect(await found({ html, manifest: { audienceType: 'customers' } })).toEqual([]);
    });

    it('is a hint where the taxonomy knows too few of the things', async () => {
      const html = '<html lang="es"><body><p>Limpiamos oficinas, pintamos fachadas, cuidamos jardines, reparamos ascensores y vigilamos su nave por la noche.</p></body></html>';
      expect((await found({ html, ...prospecting }))[0]).toMatchObject({ messageId: 'listed', severity: 'info', heuristic: true, data: { count: 5 } });
    });

    it.each([
      ['en', 'We design brakes. We build brakes. We test brakes. We ship brakes. We have done nothing else since 1962.'],
      ['en', 'From bakeries to breweries, from dentists to dog groomers, owners tell us everything. Our till closes the day in two minutes.'],
      ['en', 'We believe in people. We opened a branch in Leeds. We met your colleague Ruth in May. We would love to see you, and we’ll bring cake, tea and time.'],
      ['en', 'We tested the Parhelia card, download it here: http://mga.example/start/newsletter/here/again/now.html'],
      ['de', 'Unsere Software übernimmt Bestellung, Lieferschein, Rechnung und Mahnung Ihrer Bäckerei, damit Sie um fünf Feierabend haben.'],
      ['de', 'Von der ersten Skizze über die Montage bis zur Wartung Ihrer Solaranlage machen wir alles.'],
      ['de', 'Wir messen, planen, dämmen und decken Ihr Dach.'],
      ['nl', 'Wij ontwerpen uw stand, bouwen uw stand, vervoeren uw stand en breken uw stand weer af.'],
      ['fr', 'Vous concevez, fabriquez, livrez et réparez des vélos, et nous répondons au téléphone à votre place.'],
      ['es', 'Medimos, cortamos, lacamos y montamos su puerta de entrada en un solo día.'],
      ['nb', 'Mange kjøper strøm, internett, mobil, forsikring og alarm hver for seg. Vi gjør én ting: vi leser strømregningen din.'],
    ])('lets one trade be: %s: %s', async (language, sentence) => {
      expect(await found({ html: `<html lang="${language}"><body><p>${sentence}</p></body></html>`, ...prospecting })).toEqual([]);
    });
  });

  it('quotes the words of the message, says where the list starts and stays heuristic', async () => {
    const [problem] = await found({ html: `<html><body><p>Guten Tag</p>\n<p>${RANT['de'] ?? ''}</p></body></html>` });
    expect(problem).toMatchObject({ messageId: 'pitched', heuristic: true, location: { file: 'body.html', line: 2 } });
    expect(problem?.data?.['offers']).toContain('Markenstrategie, CRM, Suchmaschinenoptimierung');
  });

  it('counts the offers that the manifest declares, one service under two names once', async () => {
    const html = '<html><body><p>We would like to get to know you.</p></body></html>';
    const [problem] = await found({ html, manifest: { offers: ['crm-audit', 'web design', 'SEO', 'payroll'] } });
    expect(problem).toMatchObject({ messageId: 'declared', data: { count: 4 }, location: { part: 'manifest', field: 'offers' } });
    expect(problem?.heuristic).toBeUndefined();
    expect(await found({ html, manifest: { offers: ['SEO', 'Google Ads', 'search engine optimisation', 'web design'] } })).toEqual([]);
    const [named] = await found({ html, manifest: { offers: ['SEO', 'Google Ads', 'seo', 'web design', 'payroll', 'vidéo'] } });
    expect(named?.data).toMatchObject({ count: 4, offers: 'SEO / Google Ads, web design, payroll, vidéo' });
  });

  describe('is silent on', () => {
    it.each([
      ['one offer described at length', '<p>We offer a CRM audit: duplicates, stale contacts, missing consents, unused fields and broken imports.</p>'],
      ['variants of one offer', '<p>We offer SEO, Google Ads, PPC, local search and search engine marketing.</p>'],
      ['the industries of clients', '<p>We offer one thing, a CRM, to companies in insurance, logistics, real estate, catering and travel.</p>'],
      ['job offers', '<p>Our services for you: four new jobs.</p><ul><li>SEO manager</li><li>Payroll clerk</li><li>Translation lead</li><li>Web developer</li></ul><p>These jobs are open.</p>'],
      ['a programme', '<p>What we offer on Monday</p><ul><li>9:00 SEO</li><li>10:30 Influencer marketing</li><li>13:00 CRM</li><li>15:00 Payroll</li></ul>'],
      ['a catalogue', '<p>We offer:</p><ul><li>Office supplies from €12</li><li>Catering €8</li><li>Packaging €3</li><li>Flyers €25</li></ul>'],
      ['a footer', '<p>Your invoice is attached.</p><div class="footer"><p>We offer web design, payroll, catering and translation. <a href="https://x.example/unsubscribe">Unsubscribe</a></p></div>'],
      ['services scattered over prose', '<p>We offer you a chair at our table. The insurance paid in the end.</p><p>Then, logistics failed.</p><p>Catering was late.</p><p>Travel, of course, took a day.</p>'],
      ['addresses and file names', '<p>We offer help: seo@example.com, payroll.example.com, crm.html, https://example.com/insurance, catering_2026.pdf</p>'],
      ['words in running text', '<p>Our services changed after the logistics of the last event, when insurance did not cover the catering and the photography arrived late because of travel.</p>'],
    ])('%s', async (_, html) => {
      expect(await offersIn(html)).toEqual([]);
    });

    it.each(['newsletter', 'fundraising', 'transactional'] as const)('mail declared as %s', async (kind) => {
      expect(await offersIn(`<p>${RANT['en'] ?? ''}</p>`, { kind })).toEqual([]);
    });

    it.each(['customers', 'members', 'donors'] as const)('copy for %s', async (audienceType) => {
      expect(await offersIn(`<p>${RANT['en'] ?? ''}</p>`, { audienceType })).toEqual([]);
    });
  });

  it('takes the number of offers from its option', async () => {
    expect(await offersIn(`<p>${RANT['pl'] ?? ''}</p>`, {}, { maxOffers: 7 })).toEqual([]);
    expect(await offersIn('<p>We offer web design, payroll and translation.</p>')).toEqual([]);
    expect(await offersIn('<p>We offer web design, payroll and translation.</p>', {}, { maxOffers: 2 })).toHaveLength(3);
  });
});

describe('offerNamed', () => {
  it('takes the longest name', () => {
    expect(offerNamed('Influencer-Marketing auf Social Media')?.offer).toBe('influencer marketing');
    expect(offerNamed('Videoüberwachung')?.offer).toBe('guarding and alarms');
  });

  it('wants whole words, unless the name may go on', () => {
    expect(offerNamed('crmx')).toBeUndefined();
    expect(offerNamed('forsikringsselskap')?.offer).toBe('insurance');
    expect(offerNamed('sztuczną inteligencję')?.offer).toBe('artificial intelligence');
  });
});

describe('words of an offer', () => {
  it('start where the name starts', () => {
    expect(offerNamed('Als Full-Service-Agentur bieten wir Ihnen Webdesign')?.words).toBe('Webdesign');
    expect(offerNamed('SEO für den Mittelstand')?.words).toBe('SEO für den Mittelstand');
  });
});

describe('fold', () => {
  it('takes off accents, case and hyphens', () => {
    expect(fold('E-Mail-Marketing, Übersetzung; usługi księgowe, løsninger')).toBe('email marketing ubersetzung uslugi ksiegowe losninger');
  });
});

describe('targeting/overbroad-offer, services inside a picture', { timeout: 240_000 }, () => {
  const LIST = ['Webdesign', 'Markenstrategie', 'Buchhaltung', 'Übersetzungen'];

  it('count, in a list below words of the copy that introduce it, and the finding says where they stand', async () => {
    const [problem] = await found({ html: `<html><body><p>Unsere Leistungen für Sie:</p>\n${svgSaying(LIST)}<p>Bis bald</p></body></html>` });
    expect(problem).toMatchObject({ messageId: 'pitched', heuristic: true, data: { count: 4, pictured: ', all of them inside the image (embedded)' }, location: { line: 2 } });
  });

  it('count together with those of the copy', async () => {
    const [problem] = await found({ html: `<html><body><p>Wir bieten Webdesign, SEO und CRM.</p>${svgSaying(LIST)}</body></html>` });
    expect(problem?.data).toMatchObject({ count: 6, pictured: ', 3 of them inside the image (embedded)' });
  });

  it('count in the picture of the prospecting mail, when its manifest declares no offers', async () => {
    const { manifest, ...campaign } = await loadCampaign(join(PACKAGE_ROOT, 'fixtures/campaigns/prospecting-rant'));
    const { offers, ...undeclared } = manifest;
    const [problem] = await runRule(rule, { ...campaign, manifest: undeclared });
    expect(offers).toHaveLength(7);
    expect(problem?.data?.['pictured']).toBe(', all of them inside the image hero.png');
    expect(Object.keys(problem?.evidence?.['offers'] as object)).toEqual(expect.arrayContaining(['website design', 'search marketing', 'social media', 'advertising', 'email marketing', 'video production', 'influencer marketing']));
  });

  it('count where only its alt text tells them', async () => {
    const picture = (alt: string) => `<img src="https://cdn.example/hero.png" width="600" height="680" alt="${alt}">`;
    const html = `<html><body><p>Unsere Leistungen für Sie:</p>${picture(LIST.join(', '))}<p>Bis bald</p></body></html>`;
    expect((await found({ html }))[0]).toMatchObject({ data: { count: 4, pictured: ', all of them inside the image hero.png' } });
    expect(await found({ html: `<html><body><p>Unsere Leistungen für Sie:</p>${picture('Unser Büro')}${picture('Webdesign und mehr')}</body></html>` })).toEqual([]);
  });

  it('are left alone in a footer, and without an introduction', async () => {
    expect(await found({ html: `<html><body><p>Guten Tag</p>${svgSaying(LIST)}</body></html>` })).toEqual([]);
    const footer = `<div class="footer">${svgSaying(LIST)}<a href="https://x.example/unsubscribe">Abmelden</a></div>`;
    expect(await found({ html: `<html><body><p>Unsere Leistungen für Sie sind vielfältig.</p>${footer}</body></html>` })).toEqual([]);
  });
});
