import { describe, expect, it } from 'vitest';
import { locatedSource } from '#campaign/positions.js';
import { textParagraphs } from '#language/text-paragraphs.js';

const VALUE = ['Erste Zeile,', 'die weitergeht.', '', '-----', '> zitiert', 'Zweiter Absatz – mit Strich'].join('\n');
const { locate } = locatedSource(VALUE, { part: 'text', file: 'mail.txt' });

describe('textParagraphs', () => {
  it('joins hard-wrapped lines and leaves out rules and quoted replies', () => {
    expect(textParagraphs({ value: VALUE, location: { part: 'text' }, locate }).map(({ text }) => text)).toEqual(['Erste Zeile, die weitergeht.', 'Zweiter Absatz – mit Strich']);
  });

  it('gives each paragraph its lines in the file', () => {
    const [first, second] = textParagraphs({ value: VALUE, location: { part: 'text' }, locate });
    expect(first?.location).toMatchObject({ line: 1, endLine: 2, endColumn: 16 });
    expect(second?.location).toMatchObject({ line: 6, column: 1, endLine: 6 });
  });
});
