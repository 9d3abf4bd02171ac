import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phraseTest } from '#campaign/facts/phrase-index.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';

const whole = (text: string) => ({ text, goesOn: false });
const open = (text: string) => ({ text, goesOn: true });

describe('a test of phrases', () => {
  const mayHold = phraseTest([whole('stop getting'), open('abmeld'), open('me désinscri'), whole("don't want these")]);

  it.each(['you may stop getting these', 'getting on, non-stop', '(getting) stop', '🎉getting🎉stop', '„abmeldung“', 'je me désinscris', "these? don't! want."])('holds in "%s"', (text) => {
    expect(mayHold(text)).toBe(true);
  });

  it.each(['', 'getting', 'stop', 'forgetting to stop', 'stop gettings', 'vorabmeldung', 'je désinscris', 'don these want', 'a text about something else, 🎉 really'])('does not hold in "%s"', (text) => {
    expect(mayHold(text)).toBe(false);
  });

  it('holds of its own phrases only, also of a text that was asked for before it was made', () => {
    expect(mayHold('nothing but reminders')).toBe(false);
    const later = phraseTest([whole('reminders')]);
    expect([later('nothing but reminders'), mayHold('nothing but reminders'), later('stop getting')]).toEqual([true, false, false]);
  });
});

describe('a pattern that asks the index first', () => {
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
