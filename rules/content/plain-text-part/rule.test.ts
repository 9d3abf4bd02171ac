import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const AUTUMN = 'Der Herbstverkauf hat begonnen, und alles für den Garten kostet bis Sonntag ein Drittel weniger als sonst, auch Äpfel und Birnen.';
const SPRING = 'Frühlingsgefühle im Laden: neue Saaten, frische Kräuter und ein Rabatt von zehn Prozent auf jede Bestellung bis Ende April dieses Jahres.';
const found = async (text: string | undefined, html = AUTUMN, options = {}, subject = 'Unser Angebot') =>
  (await runRule(rule, await campaignOf({ html: `<html lang="de"><body><p>${html}</p></body></html>`, subject, manifest: { kind: 'newsletter' }, ...(text !== undefined && { text }) }), options)).map(({ messageId, severity }) => [messageId, severity ?? 'warning']);

describe('content/plain-text-part', () => {
  it('reports a text part of another campaign', async () => {
    expect(await found(SPRING)).toEqual([['different', 'warning']]);
  });

  it('reports one that only says where to look', async () => {
    expect(await found('Bitte im Browser ansehen.')).toEqual([['empty', 'warning']]);
  });

  it('accepts one that says the same in other line breaks, with addresses and merge tags', async () => {
    expect(await found(`Hallo {{ name }},\n\n${AUTUMN.replaceAll(' ', '\n')}\nhttps://acme.example/x?y=1\n`)).toEqual([]);
  });

  it('notes a missing one in a folder, warns in a finished mail, and keeps silent on a lone template', async () => {
    expect(await found(undefined)).toEqual([['missing', 'info']]);
    const eml = `From: a@acme.example\r\nSubject: Hi\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>${AUTUMN}</p>`;
    expect((await runRule(rule, await campaignOf({ eml }))).map(({ messageId, severity }) => [messageId, severity])).toEqual([['missing', undefined]]);
    expect(await runRule(rule, await campaignOf({ html: `<p>${AUTUMN}</p>` }))).toEqual([]);
  });

  it('wants the text part before the HTML of the same alternative, and not beside it in a mixed one', async () => {
    const part = (type: string, body: string) => `--b\nContent-Type: ${type}; charset=utf-8\n\n${body}\n`;
    const [plain, html] = [part('text/plain', AUTUMN), part('text/html', `<p>${AUTUMN}</p>`)];
    const ids = async (kind: string, parts: string) =>
      (await runRule(rule, await campaignOf({ eml: `From: a@acme.example\nSubject: Hi\nMIME-Version: 1.0\nContent-Type: multipart/${kind}; boundary=b\n\n${parts}--b--\n` }))).map(({ messageId }) => messageId);
    expect(await ids('alternative', plain + html)).toEqual([]);
    expect(await ids('alternative', html + plain)).toEqual(['behind']);
    expect(await ids('mixed', plain + html)).toEqual(['beside']);
    expect(await ids('mixed', html + part('text/plain', 'Sent to the list of the gardeners'))).not.toContain('beside');
  });

  it.each([
    ['Die Beratung kostet 49 Euro.', 'Die Beratung kostet 89 Euro.'], ['Bis Sonntag 30 % auf alles.', 'Bis Sonntag 20 % auf alles.'], ['Nu för 1 290 kr.', 'Nu för 1 490 kr.'], ['Gutscheincode: FRÜHLING10', 'Gutscheincode: FRÜHLING15'],
    ['Beginn um 19:30 Uhr.', 'Beginn um 18:30 Uhr.'], ['Doors open at 7:30 pm.', 'Doors open at 6:30 pm.'], ['Foredraget begynner kl. 19.30.', 'Foredraget begynner kl. 18.30.'],
    ['Eintritt 15 Euro.</p><p style="font-size:11px">© 2026 Brauhof, Hafenstraße 12, 4020 Linz · <a href="https://x.example/u">Abbestellen</a>', 'Eintritt 12 Euro.'],
    ['20 % bis 30. November.', '30 % bis 30. November.'], ['Nur bis 30. November.', 'Nur bis 27. November.'], ['Until November 30th, in all shops.', 'Until 27 November, in all shops.'], ['Jusqu’au 1er décembre.', 'Jusqu’au 24 novembre.'], ['Hasta el 30 de noviembre.', 'Hasta el 23 de noviembre.'], ['Do 30 listopada.', 'Do 23.11.2026.'],
  ])('reports "%s" beside "%s"', async (html, text) => {
    expect(await found(`${AUTUMN}\n\n${text}`, `${AUTUMN} ${html}`)).toEqual([['figures', 'warning']]);
  });

  it.each([
    ['Nur 12.990,00 €, statt 14.500 €.', 'Nur 12990 EUR.'], ['<span>12</span><sup>,90</sup> €', '12,90 €'], ['Drei Töpfe für 20 €.', 'Drei Töpfe.'], ['Zwanzig Prozent auf alles.', '20 % auf alles.'], ['{{ price }} €', '20 €'],
    ['Doors open at 7:30 pm.', 'Doors open at 19:30.'], ['Um 19:30 Uhr im Saal.', 'Um 19.30 Uhr im Saal.'], ['À 19h30, 15 €.', 'À 19:30, 15 €.'], ['Ab 18:30 Uhr.', 'Am Abend, 20 % auf alles.'], ['Gutscheincode: HERBST10', 'Rabattcode herbst10'], ['Gutscheincode: HERBST10', 'Einen Code finden Sie im Laden.'],
    ['Nur bis 30. November.', 'Nur bis 30.11.'], ['Until 11/30/2026.', 'Until 30 November.'], ['<b>30</b><br><i>NOV</i> Markttag. 3. Dezember: Konzert.', '30. November: Markttag.'], ['On 30 November and 4 December.', 'On 30 November.'], ['We may 27 times say no.', 'We will 28 times.'], ['From March 10am on.', 'From 9am in April.'],
  ])('accepts "%s" beside "%s"', async (html, text) => {
    expect(await found(`${AUTUMN}\n\n${text}`, `${AUTUMN} ${html}`)).toEqual([]);
  });

  it('does not compare a few words, and takes its limit from its option', async () => {
    expect(await found('Anderes.', 'Bis bald!')).toEqual([]);
    expect(await found(SPRING, AUTUMN, { minOverlap: 0.01 })).toEqual([]);
  });

  it('compares scripts without spaces', async () => {
    const japanese = '秋の大感謝セールが始まりました。日曜日まで庭用品がすべて三割引です。どうぞお早めにお越しください。';
    expect(await found(japanese, japanese)).toEqual([]);
    expect(await found('春の新生活応援キャンペーンのお知らせです。新しい家具と家電をそろえて、気持ちよく四月を迎えましょう。', japanese)).toEqual([['different', 'warning']]);
  });
});
