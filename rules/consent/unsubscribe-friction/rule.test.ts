import { describe, expect, it } from 'vitest';
import type { CampaignKind } from '#campaign/manifest.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const problems = async (html: string, options = {}, kind: CampaignKind = 'newsletter') => runRule(rule, await campaignOf({ html: `<p>The new shoes are here.</p>${html}`, manifest: { kind } }), options);
const report = async (...input: Parameters<typeof problems>) => (await problems(...input)).map(({ messageId, severity }) => `${messageId}${severity ? ` ${severity}` : ''}`);
const link = (style: string, label = 'Unsubscribe') => `<p style="${style}"><a style="${style}" href="https://x.example/u/1">${label}</a></p>`;

describe('consent/unsubscribe-friction', () => {
  it('reports a link that is small or pale, and where', async () => {
    expect(await report(link('font-size:7px'))).toEqual(['small']);
    expect(await report(link('color:#cccccc', 'Désabonnement'))).toEqual(['pale']);
    expect(await report(link('font-size:7px;color:#cccccc', 'Afmelden'))).toEqual(['small', 'pale']);
    expect(await problems(`\n${link('font-size:7px')}`)).toMatchObject([{ data: { size: 7, minimum: 9 }, location: { line: 2 } }]);
  });

  it('is silent on a plain footer link, and when one of two links is good', async () => {
    expect(await report(link('font-size:11px;color:#767676'))).toEqual([]);
    expect(await report(link('font-size:7px') + link('font-size:12px'))).toEqual([]);
    expect(await report('<p style="font-size:11px">Keine Nachrichten mehr erhalten? <a href="https://x.example/u">Klicken Sie hier</a></p>')).toEqual([]);
  });

  it('takes a letter for the only way out, unless the same sentence holds a link', async () => {
    expect(await report('<p>Wenn Sie keine Nachrichten mehr erhalten möchten, teilen Sie uns dies schriftlich per Post mit.</p>')).toContain('letter');
    expect(await report('<p>Abmelden können Sie sich <a href="https://x.example/ab">mit einem Klick</a> oder schriftlich per Post.</p>')).toEqual([]);
  });

  it('measures the link, not another one in the same paragraph that is easier to see', async () => {
    const footer = (unsubscribe: string) => `<p>Lofotkaffe AS, Svolvær<br>${unsubscribe} <a href="https://x.example/p" style="font-size:12px">Personvern</a></p>`;
    expect(await report(footer('<a href="https://x.example/u/1" style="font-size:7px">Meld deg av</a>'))).toEqual(['small']);
    expect(await report(footer('<a href="mailto:av@x.example">Meld deg av</a>'))).toEqual(['mailtoOnly info']);
  });

  it('reports words in another language than the mail, unless its own or a close one says it too', async () => {
    const finnish = '<p>Joulu lähestyy ja saunat lämpiävät useammin kuin muulloin. Saunaseppämme on koonnut viisi ohjetta, joilla kiuas kestää pitkään ja löylyt pysyvät pehmeinä. Tärkeintä on latoa kivet uudelleen kerran vuodessa, jotta ilma kulkee.</p>';
    expect(await problems(`${finnish}${link('font-size:12px')}`)).toMatchObject([{ messageId: 'foreign', heuristic: true, data: { language: 'English', own: 'Finnish' } }]);
    expect(await report(`${finnish}${link('font-size:12px')}${link('font-size:12px', 'Peruuta tilaus')}`)).toEqual([]);
    const danish = '<p>Jorden er stadig varm nok til at plante løg, og de fleste sorter klarer sig fint, hvis de kommer ned inden den første hårde frost. Plant dem tre gange så dybt, som løget er højt, og læg et lag blade over, så skal du ikke gøre mere.</p>';
    expect(await report(`${danish}${link('font-size:12px', 'Meld deg av')}`)).toEqual([]);
  });

  it('measures the link, not the words around it', async () => {
    expect(await report('<p style="font-size:12px">No longer want to receive these mails? <a style="font-size:6px" href="https://x.example/u">Click here</a></p>')).toEqual(['small']);
  });

  it('takes the limits from its options', async () => {
    expect(await report(link('font-size:11px'), { minFontSize: 12 })).toEqual(['small']);
    expect(await report(link('color:#767676'), { minRatio: 7 })).toEqual(['pale']);
  });

  it('reports a link that is an image only, and tells of one that opens a mail', async () => {
    expect(await report('<p><a href="https://x.example/unsubscribe"><img src="u.png" alt="Unsubscribe" width="100" height="20"></a></p>')).toEqual(['imageOnly']);
    expect(await report('<p><a href="mailto:leave@x.example?subject=unsubscribe">Wypisz się</a></p>')).toEqual(['mailtoOnly info']);
  });

  it.each([
    'Log in to your account to unsubscribe', 'Um sich abzumelden, loggen Sie sich bitte ein', 'Connectez-vous à votre compte pour vous désabonner', 'Inicia sesión para darte de baja', 'Accedi al tuo account per disiscriverti', 'Log in op uw account om u af te melden', 'Faça login para cancelar a inscrição', 'Logga in på ditt konto för att avregistrera dig', 'Log ind på din konto for at afmelde dig', 'Logg inn på kontoen for å melde deg av', 'Kirjaudu tilillesi ja peruuta tilaus', 'Zaloguj się, aby się wypisać się z listy', 'Zum Abmelden melden Sie sich bitte in Ihrem Kundenkonto an',
  ])('reads that one has to log in: %s', async (text) => expect(await report(`<p>${text}: <a href="https://x.example/a">here</a></p>`)).toEqual(['login']));

  it('reads a login from the address', async () => {
    expect(await report('<p><a href="https://x.example/login?next=/mails">Unsubscribe</a></p>')).toEqual(['login']);
    expect(await report('<p><a href="https://x.example/u/9?r=newsletter-signing">Unsubscribe</a></p>')).toEqual([]);
    expect(await report(`<p>Log in to see your orders. You can also leave.</p>${link('')}`)).toEqual([]);
  });

  it('reads that more than the address is asked for', async () => {
    expect(await problems('<p>Zum Abbestellen schreiben Sie uns bitte eine E-Mail mit Ihrer Kundennummer.</p>')).toMatchObject([{ messageId: 'details', data: { words: 'kundennummer' }, heuristic: true }]);
    expect(await report('<p>To unsubscribe, e-mail us and state why you leave.</p>')).toEqual(['details']);
    expect(await report('<p>Your customer number is 4711. <a href="https://x.example/u/1">Unsubscribe</a></p>')).toEqual([]);
    expect(await report('<p>To unsubscribe, reply with the word STOP. Your customer number is 4711.</p>')).toEqual([]);
  });

  it('reads that one has to write a letter', async () => {
    expect(await report('<p>To unsubscribe, write us a letter: Acme, Leeds.</p>')).toEqual(['letter']);
    expect(await report('<p>Abmeldung nur schriftlich an Acme GmbH, Köln.</p>')).toEqual(['letter']);
  });

  it('does not judge transactional mail', async () => expect(await report(link('font-size:7px'), {}, 'transactional')).toEqual([]));
});
