import { francAll } from 'franc';
import { describe, expect, it } from 'vitest';
import { trigramScores } from '#language/trigram-scores.js';

/** franc's code and ours of some languages. */
const CODES = { eng: 'en', deu: 'de', fra: 'fr', nld: 'nl', dan: 'da', nob: 'nb', fin: 'fi', pol: 'pl', tur: 'tr', hrv: 'hr', als: 'sq', vie: 'vi' };
const ALL = ['eng', 'deu', 'spa', 'fra', 'ita', 'por', 'nld', 'dan', 'swe', 'nob', 'fin', 'pol', 'ces', 'tur', 'cat', 'hun', 'ron', 'slk', 'slv', 'hrv', 'ekk', 'lvs', 'lit', 'als', 'zlm', 'vie', 'tgl', 'azj', 'yor'];

describe('trigramScores', () => {
  it.each([
    'we have chosen a few things for the cold months with you in mind', 'im frühling waren wir in der werkstatt und haben gesehen wie die möbel heute gemacht werden',
    "l'été dernier nous avons visité l'atelier d'un menuisier qui n'aime pas les machines", 'odwiedziliśmy warsztat w którym powstają nasze nowe meble', 'a', 'kısa bir yazı',
    'the the the the the and and of', 'спасибо thank you for the order that you placed with us', `${'a long letter about many small things '.repeat(70)}und dann auf deutsch`,
  ])('gives "%s" the scores of franc', (text) => {
    const franc = new Map(francAll(text, { minLength: 1, only: ALL }));
    const scores = trigramScores(text);
    for (const [code, language] of Object.entries(CODES)) expect(scores.get(language)).toBe(franc.get(code));
  });

  it('says nothing of texts in other letters, as one language alone decides nothing', () => {
    for (const text of ['спасибо за ваш заказ', 'ご注文ありがとうございます。order', '', '2026']) expect(trigramScores(text).size).toBe(0);
  });
});
