/** A phrase in lower case. `goesOn`: its last word may be the beginning of a longer one. */
export interface KeyPhrase {
  readonly text: string;
  readonly goesOn: boolean;
}

export interface KeyWords {
  /** Whether a key word stands in the text. False is certain; true may be a coincidence of hashes. */
  anyIn(text: string): boolean;
}

const WORD = /[\p{L}\p{N}]+/gu;
const LETTER = /[\p{L}\p{N}]/u;

/** By code unit: 1 a letter or digit, 2 none, 0 not looked at yet. Halves of a pair count as none: a word then ends too early, never too late. */
const KINDS = new Uint8Array(0x10000);

/** Bits of a hash that choose its place in the table of beginnings. */
const PLACES = 0x1FFF;

/**
 * Of each phrase the longest word, as a hash. Tells in one pass that none of a few hundred phrases stands in a text, ten times as fast
 * as a regular expression would.
 */
export function keyWordsOf(phrases: readonly KeyPhrase[]): KeyWords {
  const whole = new Set<number>();
  const beginnings = new Set<number>();
  for (const { text, goesOn } of phrases) {
    const words = text.match(WORD) ?? [];
    const key = words.reduce((longest, word) => (word.length > longest.length ? word : longest), '');
    (goesOn && key === words.at(-1) ? beginnings : whole).add(hashOf(key));
  }
  const places = new Uint8Array(PLACES + 1);
  for (const hash of beginnings) places[hash & PLACES] = 1;
  return {
    anyIn(text) {
      let hash = 0;
      for (let index = 0; index < text.length; index++) {
        const unit = text.charCodeAt(index);
        if ((KINDS[unit] || kindOf(unit)) === 1) {
          hash = withUnit(hash, unit);
          if (places[hash & PLACES] === 1 && beginnings.has(hash)) return true;
        } else if (hash !== 0) {
          if (whole.has(hash)) return true;
          hash = 0;
        }
      }
      return whole.has(hash);
    },
  };
}

function kindOf(unit: number): number {
  return (KINDS[unit] = LETTER.test(String.fromCharCode(unit)) ? 1 : 2);
}

function hashOf(word: string): number {
  let hash = 0;
  for (let index = 0; index < word.length; index++) hash = withUnit(hash, word.charCodeAt(index));
  return hash;
}

function withUnit(hash: number, unit: number): number {
  return (Math.imul(hash, 31) + unit) | 0;
}
