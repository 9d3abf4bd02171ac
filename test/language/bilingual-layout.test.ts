import { beforeAll, describe, expect, it } from 'vitest';
import { loadDetector } from '#language/detector.js';
import type { Detector } from '#language/detector.js';
import { judgeLanguages } from '#language/judge-languages.js';
import type { LanguagePart } from '#language/language-part.js';

let detector: Detector;
beforeAll(async () => {
  detector = await loadDetector();
});

const english = 'Our shop in Montreal will be closed for repairs from 12 to 15 March. You can order online at any time.';
const french = 'Notre boutique de Montréal sera fermée pour travaux du 12 au 15 mars. Vous pouvez commander en ligne à tout moment.';
const body = (text: string): LanguagePart => ({ role: 'body', text });
const judge = (parts: readonly LanguagePart[]) => judgeLanguages(detector, parts);

describe('sayBothLineByLine', () => {
  const PAIRS = [
    ['Votre colis est en route et arrivera demain avant midi.', 'Uw pakje is onderweg en komt morgen voor de middag aan.'],
    ['Si vous avez des questions, répondez simplement à ce message.', 'Hebt u nog vragen, dan kunt u gewoon op dit bericht antwoorden.'],
    ['Merci de votre confiance et à très bientôt dans notre magasin.', 'Bedankt voor uw vertrouwen en graag tot ziens in onze winkel.'],
  ] as const;
  const both = ([one, other]: readonly [string, string]): LanguagePart => ({ role: 'body', text: `${one} ${other}`, lines: [one, other] });
  const labels = [body('Adresse de livraison / Leveringsadres'), body('Rue Haute 12, 1000 Bruxelles'), body('Votre numéro de client chez nous')];

  it('accepts paragraphs that say both, line by line, among labels in one language', () => {
    expect(judge([...labels, ...PAIRS.map(both)]).layout).toBe('parallel-blocks');
  });

  it('asks for three of them, and for lines of like length', () => {
    expect(judge([...labels, body(PAIRS[1][0]), ...PAIRS.slice(0, 1).map(both)]).layout).toBeUndefined();
    const short = PAIRS.map(([one, other]): LanguagePart => ({ role: 'body', text: `${one} ${one} ${one} ${other}`, lines: [one, one, one, other] }));
    expect(judge([...labels, ...short]).layout).toBeUndefined();
  });

  it('takes lines whose numbers contradict one another for no translation', () => {
    const dated = (french: string, dutch: string) => PAIRS.map(([one, other]) => both([`${one} ${french}`, `${other} ${dutch}`]));
    expect(judge([...labels, ...dated('C’est le 12 mars à 14 heures.', 'Dat is op 12 maart om 14 uur.')]).layout).toBe('parallel-blocks');
    expect(judge([...labels, ...dated('C’est le 12 mars à 14 heures.', 'Dat kost 9 euro voor 25 mensen.')]).layout).toBeUndefined();
    expect(judge([...labels, ...dated('C’est à 14 heures.', 'Dat is om 2 pm.')]).layout).toBe('parallel-blocks');
    expect(judge([...labels, ...PAIRS.slice(0, 2).map(both), ...dated('C’est pour 14 personnes.', 'Dat kost 9 euro.').slice(2)]).layout).toBe('parallel-blocks');
  });
});

describe('bilingualLayout', () => {
  it('accepts a subject in both languages', () => {
    expect(judge([{ role: 'subject', text: 'Closed for repairs this week / Fermé pour travaux cette semaine' }, body(english), body(french)]).layout).toBe('subject');
  });

  it('accepts languages that take turns, headings of unlike length among them', () => {
    const turns = [
      body('Новини нашого розсадника'), body('News from our garden centre'),
      body('Добрий день, зима вже на порозі, тож ми зібрали для вас усе, чого потребує ваш сад.'), body('Good morning, winter is nearly here, and we have put together what your garden needs.'),
      { role: 'button', text: 'Читати поради' } as const, { role: 'button', text: 'Read the guide' } as const,
    ];
    expect(judge(turns).layout).toBe('parallel-blocks');
    expect(judge(turns.filter((_, index) => index !== 2)).layout).toBeUndefined();
  });

  it('accepts a line that announces the other version', () => {
    expect(judge([{ role: 'subject', text: 'Closed for repairs' }, body('La version française suit.'), body(english), body(french)]).layout).toBe('cue');
  });

  it('accepts it in other words, with the sender at the end', () => {
    const parts = [body('Deutsche Fassung siehe unten'), body(english), body('Ab dem 12. März ist unsere Filiale auch am Sonntag von 10 bis 15 Uhr für Sie geöffnet.'), body('Shop in the Old Town, Montreal')];
    expect(judge(parts).layout).toBe('cue');
  });

  it('accepts turns that share three of four numbers and more', () => {
    const parts = [
      body('Our annual general meeting will be held on March 12, 2026 at 7 p.m. in room 14.'), body('Notre assemblée générale annuelle aura lieu le 12 mars 2026 à 19 h dans la salle 14.'),
      body('Please send us your questions before the meeting.'), body('Veuillez nous envoyer vos questions avant la réunion.'),
    ];
    expect(judge(parts).layout).toBe('parallel-numbers');
  });

  it('accepts blocks that run in parallel with a button in each language', () => {
    const parts: readonly LanguagePart[] = [
      { role: 'subject', text: 'Spring news' },
      body(english), { role: 'button', text: 'See our opening hours' }, body(french), { role: 'button', text: 'Voir nos horaires' },
    ];
    expect(judge(parts).layout).toBe('parallel-blocks');
  });

  it('accepts three languages one after the other', () => {
    const parts: readonly LanguagePart[] = [
      { role: 'subject', text: 'Neue Öffnungszeiten / Nouveaux horaires / Nuovi orari' },
      body('Ab dem 12. März ist unsere Filiale in Zürich auch am Sonntag von 10 bis 16 Uhr für Sie geöffnet.'),
      body('À partir du 12 mars, notre succursale de Zurich vous accueille aussi le dimanche de 10 à 16 heures.'),
      body('Dal 12 marzo la nostra filiale di Zurigo è aperta anche la domenica dalle 10 alle 16 per voi.'),
    ];
    expect(judge(parts).layout).toBe('subject');
  });

  it('accepts languages that take turns, with a button in each', () => {
    const parts: readonly LanguagePart[] = [
      { role: 'subject', text: 'Spring news' },
      body('We are closed for repairs this week'), body('Nous sommes fermés pour travaux cette semaine'), body(english), body(french),
      { role: 'button', text: 'See our opening hours' }, { role: 'button', text: 'Voir nos horaires' },
    ];
    expect(judge(parts).layout).toBe('parallel-blocks');
  });

  it('is not fooled by a mail that only changes language half-way', () => {
    const { layout, flags } = judge([{ role: 'subject', text: 'Closed for repairs this week' }, body(english), body('Abonnez-vous à notre lettre pour recevoir nos offres avant tout le monde.')]);
    expect(layout).toBeUndefined();
    expect(flags).not.toEqual([]);
  });

  it('is not fooled by languages that alternate and say different things', () => {
    const parts = [body('You will find our new spring collection in the shop as well.'), body('Nous avons hâte de vous revoir dans notre boutique.'),
      body(english), body('Abonnez-vous à notre lettre pour recevoir nos offres avant tout le monde, une fois par mois.')];
    expect(judge(parts).layout).toBeUndefined();
  });
});
