import { describe, expect, it } from 'vitest';
import { kept } from '#campaign/kept.js';

describe('kept', () => {
  it('computes a fact once a thing', () => {
    let computed = 0;
    const lengthOf = kept(({ text }: { readonly text: string }) => ({ length: text.length, computed: ++computed }));
    const [one, other] = [{ text: 'Grüße' }, { text: 'a' }];
    expect([lengthOf(one), lengthOf(other), lengthOf(one)]).toEqual([{ length: 5, computed: 1 }, { length: 1, computed: 2 }, { length: 5, computed: 1 }]);
  });

  it('keeps different facts of a thing apart', () => {
    const upperOf = kept(({ text }: { readonly text: string }) => [text.toUpperCase()]);
    const lowerOf = kept(({ text }: { readonly text: string }) => [text.toLowerCase()]);
    const thing = { text: 'Ab' };
    expect([upperOf(thing), lowerOf(thing), upperOf(thing)]).toEqual([['AB'], ['ab'], ['AB']]);
  });

  it('gives a changed copy facts of its own, and shows nothing in the thing', () => {
    const wordsOf = kept(({ text }: { readonly text: string }) => text.split(' '));
    const thing = { text: 'a b' };
    wordsOf(thing);
    expect(wordsOf({ ...thing, text: 'c' })).toEqual(['c']);
    expect(thing).toEqual({ text: 'a b' });
    expect(Reflect.ownKeys({ ...thing })).toEqual(['text']);
  });
});
