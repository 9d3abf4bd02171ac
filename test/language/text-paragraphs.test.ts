import { describe, expect, it } from 'vitest';
import { textParagraphs } from '#language/text-paragraphs.js';

const source = ['Subject: Hallo', '', 'Erste Zeile,', 'die weitergeht.', '', '-----', '> zitiert', 'Zweiter Absatz – mit Strich'].join('\n');
const value = source.split('\n').slice(2).join('\n');

describe('textParagraphs', () => {
  it('joins hard-wrapped lines and leaves out rules and quoted replies', () => {
    const paragraphs = textParagraphs({ value, location: { part: 'text' } }, new Map());
    expect(paragraphs.map(({ text }) => text)).toEqual(['Erste Zeile, die weitergeht.', 'Zweiter Absatz – mit Strich']);
  });

  it('gives each paragraph its lines in the file', () => {
    const location = { part: 'text', file: 'mail.eml', line: 3 } as const;
    const [first, second] = textParagraphs({ value, location }, new Map([['mail.eml', source]]));
    expect(first?.location).toMatchObject({ line: 3, endLine: 4 });
    expect(second?.location).toMatchObject({ line: 8, endLine: 8 });
  });

  it('gives the place of the whole part when the file holds it encoded', () => {
    const location = { part: 'text', file: 'mail.eml', line: 3 } as const;
    expect(textParagraphs({ value, location }, new Map([['mail.eml', 'x\ny\nRXJzdGUgWmVpbGUs\n']]))[1]?.location).toEqual(location);
  });
});
