import { describe, expect, it } from 'vitest';
import { imageSource } from '#image-text/image-source.js';

const causeOf = (src: string) => {
  const source = imageSource(src);
  return source.kind === 'unread' ? source.unread.cause : source.kind;
};

describe('imageSource', () => {
  it('takes relative paths as files, with escapes decoded and without query or fragment', () => {
    expect(imageSource('img/Frühling%20Aktion.png?v=2#top')).toEqual({ kind: 'file', path: 'img/Frühling Aktion.png' });
    expect(imageSource('img\\hero.png')).toEqual({ kind: 'file', path: 'img/hero.png' });
    expect(imageSource('100%.png')).toEqual({ kind: 'file', path: '100%.png' });
  });

  it('finds embedded images and attachments', () => {
    expect(imageSource('data:image/png;base64,AAAA')).toEqual({ kind: 'embedded', payload: 'AAAA', base64: true });
    expect(imageSource('data:image/svg+xml,%3Csvg/%3E')).toEqual({ kind: 'embedded', payload: '%3Csvg/%3E', base64: false });
    expect(imageSource('cid:hero%40mail')).toEqual({ kind: 'attachment', contentId: 'hero@mail' });
  });

  it('leaves web servers alone, with and without a protocol', () => {
    expect(['https://cdn.example/a.png', '//cdn.example/a.png', 'HTTP://cdn.example/a.png'].map(causeOf)).toEqual(['remote', 'remote', 'remote']);
  });

  it('refuses absolute paths, drives, shares and file: addresses', () => {
    expect(['/etc/passwd.png', 'C:\\pictures\\a.png', '\\\\server\\a.png', 'file:///etc/passwd'].map(causeOf)).toEqual(Array(4).fill('outside'));
  });

  it('names what is no address of a file: nothing, merge tags, other schemes, NUL', () => {
    expect(['', '  ', '{{ product.image }}', '*|IMAGE:1|*', 'javascript:alert(1)', 'a%00.png', '?v=1'].map(causeOf)).toEqual(Array(7).fill('unknown-source'));
  });
});
