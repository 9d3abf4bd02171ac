import { describe, expect, it } from 'vitest';
import { locatedSource } from '#campaign/positions.js';
import { textParagraphs } from '#language/text-paragraphs.js';

const VALUE = ['Erste Zeile,', 'die weitergeht.', '', '-----', '> zitiert', 'Zweiter Absatz – mit Strich'].join('\n');
const { locate } = locatedSource(VALUE, { part: 'text', file: 'mail.txt' });

describe('textParagraphs', () => {
  it('joins hard-wrapped lines and leaves out rules and quoted replies', () => {
    expect(textParagraphs({ value: VALUE, location: { part: 'text' }, locate }).map(({ text }) => text)).toEqual(['Erste Zeile, die weitergeht.', 'Zweiter Absatz – mit Strich']);
  });

  it('leaves out what somebody signs with, and keeps a footer below dashes', () => {
    const texts = (below: string) => {
      const value = `Hello all,\n\n-- \n${below}`;
      return textParagraphs({ value, location: { part: 'text' }, locate: locatedSource(value, { part: 'text', file: 'mail.txt' }).locate }).map(({ text }) => text);
    };
    expect(texts('Die Gedanken sind frei.\nWer kann sie erraten?\n\n')).toEqual(['Hello all,']);
    expect(texts('Sie möchten keine Post mehr?\nhttps://acme.example/u\n')).toHaveLength(2);
    expect(texts('Diese Nachricht ist vertraulich und nur für den Empfänger bestimmt, bitte löschen Sie sie.\nWenn Sie keine Nachrichten mehr erhalten möchten, antworten Sie bitte mit Abmelden.\n')).toHaveLength(2);
    expect(texts(`a${' '.repeat(300)}b\n`)).toHaveLength(2);
    expect(texts('one\ntwo\nthree\nfour\nfive\n')).toHaveLength(2);
  });

  it('gives each paragraph its lines in the file', () => {
    const [first, second] = textParagraphs({ value: VALUE, location: { part: 'text' }, locate });
    expect(first?.location).toMatchObject({ line: 1, endLine: 2, endColumn: 16 });
    expect(second?.location).toMatchObject({ line: 6, column: 1, endLine: 6 });
  });
});
