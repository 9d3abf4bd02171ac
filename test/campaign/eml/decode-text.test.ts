import { describe, expect, it } from 'vitest';
import { decodeHtml, decodeText } from '#campaign/eml/decode-text.js';
import { InputError } from '#errors.js';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('decodeText', () => {
  it('takes UTF-8 with and without a byte order mark, and drops the mark', () => {
    expect(decodeText(Buffer.from('Grüße 😀'), 'a.txt')).toBe('Grüße 😀');
    expect(decodeText(Buffer.from('\uFEFFGrüße'), 'a.txt')).toBe('Grüße');
  });

  it('takes UTF-16 of either byte order by its mark', () => {
    const little = Buffer.from('\uFEFFGrüße', 'utf16le');
    expect(decodeText(little, 'a.txt')).toBe('Grüße');
    expect(decodeText(Buffer.from(little).swap16(), 'a.txt')).toBe('Grüße');
  });

  it('knows UTF-16 without a mark by its zero bytes', () => {
    const little = Buffer.from('Grüße aus Köln – 東京', 'utf16le');
    expect(decodeText(little, 'a.txt')).toBe('Grüße aus Köln – 東京');
    expect(decodeText(Buffer.from(little).swap16(), 'a.txt')).toBe('Grüße aus Köln – 東京');
    expect(decodeHtml(Buffer.from(`<html lang="ja"><p>${'東京'.repeat(5000)}</p></html>`, 'utf16le'), 'a.html')).toMatch(/^<html lang="ja"><p>東京/);
    expect(decodeText(Buffer.from('a\0b, a zero byte in UTF-8'), 'a.txt')).toBe('a\0b, a zero byte in UTF-8');
  });

  it('names byte and line of what is not UTF-8, and the remedy', () => {
    const decode = () => decodeText(latin1('eins\r\nzwei\r\ndrei: Größe'), 'mail/body.txt');
    expect(decode).toThrow(InputError);
    expect(decode).toThrow('mail/body.txt:3: byte 20 is not valid UTF-8. Save the file as UTF-8');
  });

  it('refuses a UTF-16 file that is cut in the middle of a character', () => {
    expect(() => decodeText(Buffer.from('\uFEFFab', 'utf16le').subarray(0, 5), 'a.txt')).toThrow(/not valid UTF-16LE/);
  });
});

describe('decodeHtml', () => {
  it.each([
    '<meta charset="iso-8859-1">',
    "<META CHARSET='windows-1252'>",
    '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">',
    '<!-- long comment -->\n<meta name="viewport" content="x"><meta charset=latin1>',
  ])('follows %s', (meta) => {
    expect(decodeHtml(latin1(`<html><head>${meta}</head><p>Größe</p>`), 'a.html')).toContain('<p>Größe</p>');
  });

  it('reads UTF-8 bytes as UTF-8 when the meta tag is stale', () => {
    expect(decodeHtml(Buffer.from('<meta charset="iso-8859-1"><p>Größe</p>'), 'a.html')).toContain('Größe');
  });

  it('does not take Latin-1 bytes for the UTF-8 that the meta tag declares', () => {
    expect(() => decodeHtml(latin1('<meta charset="utf-8">\n<p>Größe</p>'), 'a.html')).toThrow(/^a\.html:2: byte 28 is not valid UTF-8/);
  });

  it('beats the meta tag by a byte order mark', () => {
    expect(decodeHtml(Buffer.from('\uFEFF<meta charset="iso-8859-1">é'), 'a.html')).toContain('é');
  });

  it('reads the punctuation of windows-1252, also under the name Latin-1', () => {
    expect(decodeHtml(Buffer.from('<meta charset="iso-8859-1"><p>\x93Nur 5 \x80\x94 \x96 heute', 'latin1'), 'a.html')).toContain('“Nur 5 €” – heute');
  });

  it('reads legacy charsets of several bytes', () => {
    const shiftJis = Buffer.concat([Buffer.from('<meta charset="shift_jis"><p>'), Buffer.from([0x93, 0xfa, 0x96, 0x7b])]);
    expect(decodeHtml(shiftJis, 'a.html')).toContain('日本');
  });

  it('names a charset that nobody knows', () => {
    expect(() => decodeHtml(latin1('<meta charset="utf-x"><p>ö'), 'a.html')).toThrow(/declares the charset utf-x, which is not a known encoding/);
  });
});
