import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHtml } from '#campaign/eml/decode-text.js';
import { applyEdits, rewriteBytes } from '#fix/rewrite.js';

const HTML = '<html>\r\n<p>Größe 😀</p>\n</html>\r';
const EDITS = [{ range: [5, 5], text: ' lang="de"' }] as const;
const MENDED = HTML.replace('<html', '<html lang="de"');

describe('applyEdits', () => {
  it('makes edits in the order of their places, whatever the order they are given in', () => {
    expect(applyEdits('abcdef', [{ range: [4, 5], text: 'E' }, { range: [0, 0], text: '>' }, { range: [1, 3], text: '' }])).toBe('>adEf');
  });
});

describe('rewriteBytes', () => {
  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16, little-endian', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, big-endian', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16 without a byte order mark', (text: string) => Buffer.from(text, 'utf16le')],
    ['UTF-16 without a byte order mark, big-endian', (text: string) => Buffer.from(text, 'utf16le').swap16()],
  ])('keeps %s', (_, encode) => {
    const bytes = encode(HTML);
    expect(rewriteBytes(bytes, decodeHtml(bytes, 'a.html'), EDITS)).toEqual(encode(MENDED));
  });

  it('keeps every byte of windows-1252, those that stand for no character too', () => {
    const bytes = Buffer.from('<html><meta charset="windows-1252"><p>Gr\xf6\x80e \x93caf\xe9\x94 \x81</p></html>', 'latin1');
    expect(rewriteBytes(bytes, decodeHtml(bytes, 'a.html'), EDITS)?.toString('latin1')).toBe(bytes.toString('latin1').replace('<html', '<html lang="de"'));
  });

  it('refuses an encoding of several bytes a character that it does not know', () => {
    const bytes = Buffer.concat([Buffer.from('<html><meta charset="shift_jis"><p>'), Buffer.from([0x93, 0xfa, 0x96, 0x7b]), Buffer.from('</p></html>')]);
    expect(decodeHtml(bytes, 'a.html')).toContain('日本');
    expect(rewriteBytes(bytes, decodeHtml(bytes, 'a.html'), EDITS)).toBeUndefined();
  });

  it('refuses text that is not what the bytes say', () => {
    expect(rewriteBytes(Buffer.from('<p>Grüße</p>'), '<p>Something else</p>', EDITS)).toBeUndefined();
  });

  it('changes no byte outside of its edits, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, replaced, after) => {
      const text = before + replaced + after;
      const edit = { range: [before.length, before.length + replaced.length] as const, text: 'alt=""' };
      expect(rewriteBytes(Buffer.from(text), text, [edit])).toEqual(Buffer.from(`${before}alt=""${after}`));
    }));
  });
});
