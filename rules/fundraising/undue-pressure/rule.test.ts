import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const APPEAL: Manifest = { kind: 'fundraising' };

async function found(html: string, { manifest = APPEAL, options = {} }: { manifest?: Manifest | null; options?: object } = {}) {
  const problems = await runRule(rule, await campaignOf({ html: `<html><body>${html}</body></html>`, ...(manifest && { manifest }) }), options);
  expect(problems.every(({ heuristic }) => heuristic === true)).toBe(true);
  return problems.map(({ messageId, data }) => `${messageId}: ${String(data?.['words'])}`);
}

describe('fundraising/undue-pressure', () => {
  it('finds one sentence that makes the reader guilty', async () => {
    expect(await found('<p>If you don’t give, a child will die tonight.</p>')).toEqual(['severe: a child will die']);
  });

  it.each(['Wenn Sie nicht helfen, stirbt ein Kind.', 'Dernier avertissement.', 'Un niño morirá.', 'Un bambino morirà.', 'Laatste waarschuwing!', 'Uma criança vai morrer.', 'Ett barn kommer att dö.', 'Et barn vil dø.', 'Lapsi kuolee.', 'Dziecko umrze.'])('reads "%s"', async (text) => {
    expect(await found(`<p>${text}</p>`)).toHaveLength(1);
  });

  it.each(['Wenn Sie jetzt nicht spenden, tragen Sie die Schuld.', 'Ce sera votre faute.', 'If you do nothing it will be your fault.', 'Será tu culpa.', 'Blir det ditt fel?', 'Als u nu niets geeft, sterft zij vannacht.', 'Können Sie damit leben?', 'Czy potrafisz z tym żyć?', 'Si vous ne faites rien, ces enfants mourront.'])('finds who is to be guilty: %s', async (text) => {
    expect(await found(`<p>${text}</p>`)).toHaveLength(1);
  });

  it.each([
    'If you close this email without giving, Amina will go to bed hungry tonight.', 'Sans votre don ce soir, Amina mourra.', 'Si no donas hoy, Amina no verá el mañana.', 'Als u vandaag niets geeft, overleeft Amina de nacht niet.', 'Jos et lahjoita tänään, Amina kuolee ensi yönä.', 'Jeśli dziś nie pomożesz, Amina nie przeżyje tej nocy.',
    'Pouvez-vous vraiment fermer ce message et dormir tranquille ?',
  ])('reads a condition and a death in any words: %s', async (text) => expect(await found(`<p>${text}</p>`)).toHaveLength(1));

  it.each(['Jede Stunde, die Sie zögern, kostet ein Kind das Leben.', 'Cada minuto que esperas muere un niño.', 'What will you tell your children: that you did nothing?', 'Tu indiferencia mata.', 'Ihr Nein ist Aminas Todesurteil.', 'What kind of person walks past?', 'What kind of person could let this happen?'])('reads delays, and questions of conscience: %s', async (text) => expect(await found(`<p>${text}</p>`)).toHaveLength(1));

  it.each([
    'Two children had their blood taken on the rug.', 'Donors gave their blood on Tuesday.', 'Without you, Amina would not have survived the flood.', 'Children die of malaria where there are no nets.', 'Jetzt kann Amina wieder ruhig schlafen.', 'Can you help us reach 40 families?', 'In five years, what kind of person would you like to be?', 'Few people on their death beds wish for one more meeting.', 'Malaria tötet; ein Netz schützt.', 'What kind of person leaves a gift in their will? People like you.', 'What kind of person walks 100 km for a stranger?', 'What kind of person could fill this role?', 'Ohne sauberes Wasser sterben in Kitui jedes Jahr Kinder.',
  ])('blames nobody for what is, or was prevented: %s', async (text) => expect(await found(`<p>${text}</p>`)).toEqual([]));

  it('finds blood on hands, however it is said', async () => {
    expect(await found('<p>Their blood will be on your hands.</p>')).toHaveLength(1);
    expect(await found('<p>Walk away, and the blood of children is on your hands.</p>')).toHaveLength(1);
  });

  it('lets be what takes guilt off', async () => {
    expect(await found('<p>Es ist nicht Ihre Schuld. Damit Kinder wieder ruhig schlafen.</p><p>Ce n’est pas de votre faute si le monde va mal.</p><p>It is not your fault.</p><p>Para que cada niño pueda dormir tranquilo.</p>')).toEqual([]);
  });

  it('finds three phrases of pressure, and lets two be', async () => {
    expect(await found('<p>Time is running out.</p><p>Only you can help.</p><p>We beg you to give.</p>')).toHaveLength(1);
    expect(await found('<p>Time is running out.</p><p>Only you can help.</p><p>Your match ends at midnight!</p>')).toEqual(['pressure: "time is running out", "only you can", "match ends"']);
    expect(await found('<p>Time is running out.</p><p>Only you can help.</p>')).toEqual([]);
    expect(await found('<p>Sista chansen! Klockan tickar. Du har fortfarande inte skänkt.</p>')).toHaveLength(1);
    expect(await found('<p>Time is running out.</p><p>Only you can help.</p>', { options: { phrases: 2 } })).toHaveLength(1);
  });

  it('does not count one phrase that is repeated', async () => {
    expect(await found('<p>Last chance.</p><p>Last chance!</p><p>Last chance to give.</p>')).toEqual([]);
  });

  it('lets plain need, quotations and footers be', async () => {
    expect(await found('<p>In Kitui fehlt Wasser: Eine Pumpe kostet 300 Euro.</p><p>„Ein Kind wird sterben“, dachte ich damals. Dank Ihrer Hilfe lebt es.</p>')).toEqual([]);
    expect(await found('<p>“A child will die,” the doctor said. She lived.</p>')).toEqual([]);
  });

  it('leaves adverts to others, and knows an appeal that declares nothing', async () => {
    const html = '<p>Time is running out.</p><p>Last chance!</p><p>Act now, hours left.</p><p>Before it is too late.</p>';
    expect(await found(html, { manifest: { kind: 'marketing' } })).toEqual([]);
    expect(await found(html, { manifest: { kind: 'newsletter' } })).toEqual([]);
    expect(await found(`${html}<p>Donate today.</p><p>Your donation helps.</p>`, { manifest: null })).toHaveLength(1);
  });
});
