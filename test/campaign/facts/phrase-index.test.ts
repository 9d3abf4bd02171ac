import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phraseIndex } from '#campaign/facts/phrase-index.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';

const whole = (text: string) => ({ text, goesOn: false });
const open = (text: string) => ({ text, goesOn: true });

describe('an index of phrases', () => {
  const candidatesIn = phraseIndex([whole('stop getting'), open('abmeld'), open('me désinscri'), whole("don't want these")]);

  it.each([
    ['you may stop getting these', [0]], ['getting on, non-stop', [0]], ['🎉getting🎉stop', [0]], ['„abmeldung“', [1]], ['je me désinscris', [2]], ["these? don't! want.", [3]], ["abmelden: don't want these", [1, 3]],
  ])('has candidates in "%s"', (text, candidates) => {
    expect([...candidatesIn(text)].sort()).toEqual(candidates);
  });

  it.each(['', 'getting', 'stop', 'forgetting to stop', 'stop gettings', 'vorabmeldung', 'je désinscris', 'don these want', 'a text about something else, 🎉 really'])('has none in "%s"', (text) => {
    expect(candidatesIn(text)).toEqual([]);
  });

  it('knows its own phrases only, also in a text that was asked for before it was made', () => {
    expect(candidatesIn('nothing but reminders')).toEqual([]);
    const later = phraseIndex([whole('reminders')]);
    expect([later('nothing but reminders'), candidatesIn('nothing but reminders'), later('stop getting')]).toEqual([[0], [], []]);
  });
});

describe('a pattern that asks the index first', () => {
  const phrases = ['stop getting', 'end … subscription', 'abmeld-', '-optout-', 'sich ab', '-straße', '配信停止', 'avregistrera dig', 'é fini', 'ul. -'];
  const pieces = fc.constantFrom('stop', 'getting', 'end', 'subscription', 'abmeld', 'abmeldung', 'optout', 'sich', 'ab', 'straße', '配信停止', 'avregistrera', 'dig', 'é', 'fini', 'ul.', 'the', 'x', '🎉', '“', '.', ',', '-', "'", '_');
  const glue = fc.constantFrom('', ' ', ' ', '-');

  it('finds whatever the pattern alone finds', () => {
    const pattern = phrasePattern(phrases);
    const [start, end] = ['(?<![\\p{L}\\p{N}])', '(?![\\p{L}\\p{N}])'];
    const alone = new RegExp(`${start}(?:stop getting|end[,:;]?(?: [^.!?]{0,60}?)? subscription|sich ab|avregistrera dig|é fini)${end}|${start}(?:abmeld|ul\\. )|straße${end}|optout|配信停止`, 'gu');
    fc.assert(fc.property(fc.array(fc.tuple(pieces, glue), { maxLength: 12 }), (parts) => {
      const text = plainText(parts.flat().join(''));
      const found = [...text.matchAll(alone)].map(({ index, 0: words }) => [index, words]);
      const [first] = found;
      const match = pattern.exec(text);
      expect(pattern.test(text)).toBe(first !== undefined);
      expect(match && [match.index, match[0]]).toEqual(first ?? null);
      expect(pattern.matchAll(text).map(({ index, 0: words }) => [index, words])).toEqual(found);
    }), { numRuns: 2000 });
  });

  it('may stand in lines whenever it stands in some of them put together', () => {
    const pattern = phrasePattern(phrases.filter((phrase) => phrase !== 'ul. -')); // ends with a space, as a line put before others does
    const line = fc.array(fc.tuple(pieces, glue), { maxLength: 6 }).map((parts) => plainText(parts.flat().join('')));
    fc.assert(fc.property(fc.array(line, { maxLength: 4 }), fc.array(fc.nat(3), { maxLength: 4 }), (lines, chosen) => {
      const together = chosen.map((index) => lines[index] ?? '').join(' | ');
      if (pattern.test(together)) expect(pattern.mayStandIn(lines.join('\n'))).toBe(true);
    }), { numRuns: 2000 });
  });

  it('stands in no line that lacks one of its parts', () => {
    const pattern = phrasePattern(['stop getting', 'end … subscription']);
    expect(['stop\ngetting', 'friend of a subscription', 'the end'].map((lines) => pattern.mayStandIn(lines))).toEqual([false, false, false]);
    expect(pattern.mayStandIn('your subscription\nwill end')).toBe(true);
  });
});
