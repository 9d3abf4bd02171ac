import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const COLD: Manifest = { audienceType: 'prospecting', from: { name: 'Acme', email: 'noreply@x.example' } };
const report = async (html: string, manifest: Manifest = {}, options = {}) =>
  (await runRule(rule, await campaignOf({ html, manifest: { name: 'x', ...manifest } }), options)).map(({ messageId, data, heuristic }) => `${messageId} ${data?.['phrase'] ?? ''}${heuristic ? '' : '!'}`);

describe('personalization/fake-intimacy', () => {
  it.each([
    ['<p>Hi Anna,</p><p>We care about you.</p>', 'We care about you'], ['<p>Hallo {{ vorname }},</p><p>du fehlst uns!</p>', 'du fehlst uns'], ['<p>Bonjour Zoé,</p><p>On pense à vous.</p>', 'On pense à vous'],
    ['<p>Hola Ana,</p><p>¡Te echamos de menos!</p>', 'Te echamos de menos'], ['<p>Cześć Łucja,</p><p>tęsknimy za tobą</p>', 'tęsknimy za tobą'], ['<p>Hei Aino,</p><p>Kaipaamme sinua</p>', 'Kaipaamme sinua'],
  ])('reports %s to strangers', async (html, phrase) => expect(await report(html, COLD)).toEqual([`staged ${phrase}`]));

  it('wants more than a phrase', async () => {
    expect(await report('<p>Hi Anna,</p><p>We care about you.</p>')).toEqual([]);
    expect(await report('<p>Hi Anna,</p><p>We care about you.</p>', { audienceType: 'members', from: { email: 'ines@x.example' } })).toEqual([]);
    expect(await report('<p>Hi Anna,</p><p>We take care of your garden. I love you both, said the king.</p>', COLD)).toEqual([]);
  });

  it('takes the points from its option', async () => {
    expect(await report('<p>Hi Anna,</p><p>We care about you.</p>', {}, { minScore: 2 })).toHaveLength(1);
    expect(await report('<p>Hi Anna,</p><p>We care about you.</p>', COLD, { minScore: 4 })).toHaveLength(1);
  });

  it('reports a stranger\'s name after the phrase, written or as a fallback', async () => {
    expect(await report('<p>We miss you, customer!</p>')).toEqual(['strangerInIntimacy We miss you']);
    expect(await report('<p>Wir vermissen dich, {{ vorname | default: "Kunde" }}!</p>')).toEqual(['strangerInIntimacy Wir vermissen dich']);
    expect(await report('<p>We miss you, {{ first_name | default: "" }}!</p>')).toEqual([]);
  });

  it('leaves transactional mails alone', async () => {
    expect(await report('<p>Hi Anna,</p><p>We care about you.</p>', { ...COLD, kind: 'transactional' })).toEqual([]);
  });
});

it.each(["I've been thinking about you.", 'Wir haben Dich vermisst!', 'Nous tenons beaucoup à vous.', 'Vi har saknat dig.', 'Olet meille tärkeä.', 'Jesteś dla nas ważny.'])('reports "%s" to strangers greeted by first name', async (text) => {
  const campaign = await campaignOf({ html: `<p>Hi Zoë,</p><p>${text}</p>`, manifest: { audienceType: 'prospecting', kind: 'marketing' } });
  expect((await runRule(rule, campaign)).map(({ messageId }) => messageId)).toEqual(['staged']);
});

describe('personalization/fake-intimacy in what only one person says to another', () => {
  const close = (text: string, manifest: Manifest = { kind: 'marketing' }) => report(`<p>${text}</p>`, manifest);

  it.each([
    'I was lying in bed last night thinking about you.', "I've been thinking about you.", 'Just between us: I kept one for you.', 'I wanted you to be the first to know, as a friend.', 'Mein lieber Freund, ich musste an dich denken.', 'Ich hab dich vermisst!', 'Tu me manques.', 'Hier soir, j’ai pensé à toi.',
    'Anoche estaba pensando en ti.', 'Ti scrivo da amico: ho pensato a te.', 'Ik moest gisteren aan je denken, ik heb je gemist.', 'Ik schrijf omdat ik aan je moest denken.', 'I was sitting in the kitchen and had to think of you.', 'Estava pensando em você ontem à noite.', 'Jag låg och tänkte på dig i går kväll.', 'Jeg kom til at tænke på dig i går.', 'Jeg kom til å tenke på deg i går.', 'Olen ajatellut sinua.', 'Myślałam o tobie wczoraj wieczorem.',
    'This stays between us, okay?', 'Ich habe viel an dich gedacht.', 'Ho pensato tanto a te.', 'Jag har tänkt så mycket på dig.', 'Cały tydzień o tobie myślałam.',
  ])('reports "%s" in a marketing mail', async (text) => expect(await close(text)).toEqual([expect.stringMatching(/^staged [^!]+$/)]));

  it('reports it in a newsletter and to prospects, whatever the greeting', async () => {
    expect(await close('Tęsknię za tobą.', { kind: 'newsletter' })).toEqual(['staged Tęsknię za tobą']);
    expect(await close('Ich musste an Dich denken.', { audienceType: 'prospecting' })).toEqual(['staged Ich musste an Dich denken']);
  });

  it('leaves it to a mail of which nothing says that it goes to many', async () => {
    expect(await report('<p>Hi Anna,</p><p>I was lying in bed last night thinking about you.</p>')).toEqual([]);
    expect(await report('<p>Hi Anna,</p><p>ich musste an dich denken.</p>', { kind: 'transactional' })).toEqual([]);
  });

  it.each([
    'Dear friend,', 'Be the first to know about our sales.', 'Invite someone as a friend of the museum.', 'Liebe Freundinnen und Freunde,', 'The difference between you and the others.', 'Gestern Abend war die Premiere. Wir freuen uns auf dich.', 'I miss the old shop, says Anna.', 'Who picked you up that comes to mind? And others who picked you up that come to mind?', 'Entre nous et la mer il y a une dune.',
    'Wir denken gern an den Abend zurück.', 'Cher ami, chère amie,', 'Could not sleep? Our mattress helps.', 'Myślimy o przyszłości.', 'Gifts for those you miss.', 'Between you and the sea: one door.',
  ])('is silent on "%s"', async (text) => expect(await close(text)).toEqual([]));

  it('adds up warm words to many who are greeted by first name', async () => {
    const warm = (words: string, kind: 'marketing' | 'fundraising') => report(`<p>Kochana Aniu,</p><p>${words}</p>`, { kind });
    expect(await warm('Bardzo za Tobą tęsknimy i codziennie o Tobie myślimy.', 'marketing')).toHaveLength(1);
    expect(await warm('Bardzo za Tobą tęsknimy.', 'marketing')).toEqual([]);
    expect(await warm('Bardzo za Tobą tęsknimy i codziennie o Tobie myślimy.', 'fundraising')).toEqual([]);
  });

  it('tells a friend who is spoken of from one who is spoken to', async () => {
    const warm = (words: string) => report(`<p>Hi Anna,</p><p>${words} We truly miss you.</p>`, { kind: 'marketing' });
    expect(await warm('This plant came to me from my dear friend Jonas.')).toEqual([]);
    expect(await warm('Come in, my dear friend!')).toHaveLength(1);
  });

  it('is silent on a charity\'s usual greeting', async () => {
    expect(await close('Dear friend,', { kind: 'fundraising' })).toEqual([]);
    expect(await close('Mein lieber Freund,', { kind: 'fundraising' })).toEqual([]);
  });
});

it.each([
  'We have so often thought of you this autumn.', 'It just isn’t the same without you.', 'Wir haben in den letzten Wochen ganz oft an Sie gedacht.', 'Du bist uns über die Jahre sehr ans Herz gewachsen.', 'Vous comptez tellement pour nous.', 'Nos haces mucha falta y nos importas de verdad.',
  'Ti abbiamo pensata spesso.', 'Hier op kantoor hebben we vaak aan je gedacht.', 'Não é a mesma coisa sem ti: temos tantas saudades tuas.', 'Det är inte detsamma utan dig, du är som familj.', 'Du betyder virkelig så meget for os.', 'Vi er så glad i deg.', 'Olemme kovasti ikävöineet sinua.', 'Bardzo się o ciebie martwimy, jesteś dla nas kimś wyjątkowym.', 'Tu nous as terriblement manqué, tu fais partie des nôtres.', 'Tak bardzo nam Ciebie brakuje, często o Tobie rozmawiamy.', 'Meillä on sinua kova ikävä, olet ollut mielessämme.',
])('knows who feels what in "%s", whatever stands between', async (text) => {
  const campaign = await campaignOf({ html: `<p>Hi Zoë,</p><p>${text}</p>`, manifest: { audienceType: 'prospecting', kind: 'marketing' } });
  expect((await runRule(rule, campaign)).map(({ messageId }) => messageId)).toEqual(['staged']);
});

it.each(['What do you think of our plan?', 'We thought you might like it. You can read about you and the law here.', 'Wir haben an die Kinder gedacht, die Sie kennen.', 'Pensamos en las tardes de invierno.', 'Ohne Sie und Ihre Spende könnten wir nicht bauen.'])('leaves "%s" alone', async (text) => {
  const campaign = await campaignOf({ html: `<p>Hi Zoë,</p><p>${text}</p>`, manifest: { audienceType: 'prospecting', kind: 'marketing' } });
  expect(await runRule(rule, campaign)).toEqual([]);
});
