import { describe, expect, it } from 'vitest';
import { DETECTED_LANGUAGES } from '#language/detected-languages.js';
import { SEQUENCE_LANGUAGES, sequenceScores } from '#language/letter-sequences.js';

/** eld 2.1.0, `eld/small`: what `detect(text).getScores()` gives is score / (score + 25), of the mean score here. */
const ELD: readonly (readonly [text: string, scores: Readonly<Record<string, number>>])[] = [
  ['unsubscribe here', { en: 0.7323340471092077, es: 0.6153846153846154, ms: 0.4444444444444444, sq: 0.4444444444444444 }],
  ['sie erhalten diese nachricht weil sie sich angemeldet haben', { de: 0.8354586589880707, nl: 0.48320413436692505, es: 0.44367176634214184, no: 0.3710691823899371 }],
  ['l\'été n\'attend pas', { fr: 0.8023715415019763, nl: 0.5508982035928144, de: 0.504950495049505, sq: 0.45255474452554745 }],
  ['täällä on kaunista', { fi: 0.8326959847036328, et: 0.6919014084507042, ca: 0.6013667425968109, sv: 0.580335731414868 }],
  ['źródło żółty', { pl: 0.6855345911949685 }],
  ['пожалуйста подтвердите ваш адрес', { bg: 0.827784156142365, ru: 0.8224852071005918, sr: 0.8178874949413193, uk: 0.8164763458401305 }],
  ['ご登録ありがとうございます', { ja: 0.8608732876712328 }],
  ['a', { hu: 0.861878453038674, pt: 0.8484848484848485, ro: 0.8475609756097561, ca: 0.84472049689441 }],
  ['donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihungsstelle', { de: 0.5017331022530329, fi: 0.2953431372549019, ca: 0.27398989898989895, nl: 0.23025435073627845 }],
];

/** The mean score of each language; 0 where it has none. */
function means(text: string): Record<string, number> {
  const { sequences, sums } = sequenceScores(text);
  return Object.fromEntries(SEQUENCE_LANGUAGES.map((language, number): [string, number] => [language, (sums[number] ?? 0) / sequences]));
}

describe('scores of letter sequences', () => {
  it.each(ELD)('are those of eld for "%s"', (text, scores) => {
    const own = means(text);
    for (const [language, score] of Object.entries(scores)) expect((own[language] ?? 0) / ((own[language] ?? 0) + 25)).toBeCloseTo(score, 12);
  });

  it('count a sequence once, however often it stands there', () => {
    expect(sequenceScores('the the the').sums).toEqual(sequenceScores('the').sums);
    expect(sequenceScores('the other other').sequences).toBe(3);
  });

  it('read no further than 350 bytes and the end of that word', () => {
    const long = `${'ab'.repeat(3)} `.repeat(100);
    expect(sequenceScores(`${long}größere`)).toEqual(sequenceScores(long));
    expect(sequenceScores('x'.repeat(100_000)).sequences).toBe(sequenceScores('x'.repeat(380)).sequences);
  });

  it('say nothing of a text without letters', () => {
    expect(sequenceScores(" 12 — ' 🎉")).toEqual({ sequences: 0, sums: new Float64Array(60) });
  });
});

it('the languages are numbered as in the data', () => {
  expect(SEQUENCE_LANGUAGES.map((code) => (code === 'no' ? 'nb' : code))).toEqual(DETECTED_LANGUAGES);
});
