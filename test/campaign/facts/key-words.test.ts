import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyWordsOf } from '#campaign/facts/key-words.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';

describe('key words', () => {
  const keyWords = keyWordsOf([{ text: 'stop getting', goesOn: false }, { text: 'abmeld', goesOn: true }, { text: 'désinscri', goesOn: true }, { text: "don't want these", goesOn: false }]);

  it.each(['you may stop getting these', 'getting', '(getting)', '🎉getting🎉', '„abmeldung“', 'se désinscrire ici', 'please, these.'])('are seen in "%s"', (text) => {
    expect(keyWords.anyIn(text)).toBe(true);
  });

  it.each(['', 'forgetting', 'gettings', 'vorabmeldung', 'désert', 'a text about something else, 🎉 really'])('are not seen in "%s"', (text) => {
    expect(keyWords.anyIn(text)).toBe(false);
  });
});

describe('a pattern that looks for key words first', () => {
  const phrases = ['stop getting', 'end … subscription', 'abmeld-', '-optout-', 'sich ab', '-straße', '配信停止', 'avregistrera dig', 'é fini', 'ul. -'];
  const pieces = fc.constantFrom('stop', 'getting', 'end', 'subscription', 'abmeld', 'abmeldung', 'optout', 'sich', 'ab', 'straße', '配信停止', 'avregistrera', 'dig', 'é', 'fini', 'ul.', 'the', 'x', '🎉', '“', '.', ',', '-', "'", '_');
  const glue = fc.constantFrom('', ' ', ' ', '-');

  it('finds whatever the pattern alone finds', () => {
    const pattern = phrasePattern(phrases);
    const alone = new RegExp(pattern);
    fc.assert(fc.property(fc.array(fc.tuple(pieces, glue), { maxLength: 12 }), (parts) => {
      const text = plainText(parts.flat().join(''));
      expect(pattern.test(text)).toBe(alone.test(text));
      expect(pattern.exec(text)?.index).toBe(alone.exec(text)?.index);
    }), { numRuns: 2000 });
  });
});
