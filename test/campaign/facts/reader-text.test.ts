import { describe, expect, it } from 'vitest';
import { hasWords, readerText } from '#campaign/facts/reader-text.js';

describe('readerText', () => {
  it.each([
    [' a \n\t b\u00A0\u2003c ', 'a b c'],
    ['Kauf\u00ADhaus', 'Kaufhaus'],
    ['a\u200B\u2060b\uFEFF', 'ab'],
    ['V\u200Ci\u200Da', 'Via'],
    ['text \u200C\u00A0\u200C\u00A0\u200C', 'text'],
    ['\u200C\u00A0\u034F \u2007text', 'text'],
    ['سلام\u200C\u00A0\u200C\u00A0', 'سلام'],
    ['می\u200Cخواهم', 'می\u200Cخواهم'],
    ['क्\u200Dष', 'क्\u200Dष'],
    ['👨\u200D👩\u200D👧', '👨\u200D👩\u200D👧'],
    ['🏳\uFE0F\u200D🌈', '🏳\uFE0F\u200D🌈'],
    ['\u2800\u2800x\u3164', 'x'],
    ['Hi\f\f, you', 'Hi, you'],
    ['Ms\f\f\fMr', 'Ms Mr'],
    ['Paid.\f\fThank you', 'Paid. Thank you'],
    ['\f\fHi \f!', 'Hi !'],
  ])('%j reads %j', (text, expected) => {
    expect(readerText(text)).toBe(expected);
  });
});

describe('hasWords', () => {
  it('asks for a letter, a digit or a mask', () => {
    expect(['a', '7', '秋', '\uE000'].every(hasWords)).toBe(true);
    expect(['', ' ', '–', '•|', '🎉'].some(hasWords)).toBe(false);
  });
});
