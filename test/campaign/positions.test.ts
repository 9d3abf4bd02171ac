import { describe, expect, it } from 'vitest';
import { locatedSource, positionsIn } from '#campaign/positions.js';

describe('positionsIn', () => {
  it('counts lines that end with LF, CRLF and CR', () => {
    const text = 'a\nb\r\nc\rd';
    const position = positionsIn(text);
    expect(['a', 'b', 'c', 'd'].map((letter) => position(text.indexOf(letter)).line)).toEqual([1, 2, 3, 4]);
  });

  it('counts columns in UTF-16 units, from one', () => {
    const position = positionsIn('é😀x');
    expect(position(0)).toEqual({ line: 1, column: 1 });
    expect(position(3)).toEqual({ line: 1, column: 4 });
  });

  it('places the end of the text', () => {
    expect(positionsIn('a\n')(2)).toEqual({ line: 2, column: 1 });
    expect(positionsIn('')(0)).toEqual({ line: 1, column: 1 });
  });
});

describe('locatedSource', () => {
  it('gives start and end of a range that spans lines', () => {
    expect(locatedSource('<p>\n a</p>', { part: 'html', file: 'body.html' }).locate(0, 6)).toEqual({
      part: 'html', file: 'body.html', line: 1, column: 1, endLine: 2, endColumn: 3,
    });
  });
});
