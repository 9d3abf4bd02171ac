import data from './data.json' with { type: 'json' };

/** Words on either side of the postcode among which the rest of a declared address is looked for. */
const WORDS_AROUND = 40;
/** Share of a declared address' words that must stand there: the country's name and the like may be left out. */
const WORDS_SHARE = 0.6;
/** Characters between a street and its postcode. */
const STREET_TO_POSTCODE = 90;

const START = String.raw`(?<![\p{L}\p{N}])`;
const END = String.raw`(?![\p{L}\p{N}])`;
const ABBREVIATIONS = new Map(Object.entries(data.abbreviations));
const ZIP = new RegExp(`${START}(?:${data.states.join('|')})[ ,.]{1,3}\\d{5}(?:-\\d{4})?${END}`, 'u');
const POSTCODE = new RegExp(`${START}(?:${Object.values(data.postcodes).flat().map((source) => `(?:${source}${/\\p\{L\}$/.test(source) ? '' : END})`).join('|')})`, 'u');
const STREET = new RegExp(`${START}(?:${Object.values(data.streets).flat().join('|')})`, 'giu');
const POSTCODE_AFTER_STREET = new RegExp(`${START}(?:${data.postcodesAfterStreet.join('|')})`, 'u');

/** Of whatever country: words, the number of a house, and behind a comma, a dot or a line's end a postcode that is no year, and a name. */
const UNKNOWN_STREET = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}.:'’ -]{2,40} [1-9]\d{0,3} ?[a-z]?(?:[/-]\d{1,4}[a-z]?)?(?:(?:,| ?[·•|–-]|\n)\s{0,3}(?:[A-Z]{1,2}-? ?)?(?!(?:19|20)\d\d )(?:\d{4,6}|\d{3} \d{2})| \d{5}) \p{Lu}\p{L}/u;

/** Canadian, British, Dutch and Swedish ones, which stand with a space or without. */
const SPLIT_POSTCODE = /(?<![\p{L}\d])(?:[a-z]\d[a-z]\s{1,2}\d[a-z]\d|[a-z]{1,2}\d[a-z\d]?\s{1,2}\d[a-z]{2}|\d{4}\s[a-z]{2}|\d{3}\s\d{2})(?![\p{L}\d])/gu;

/** Whether the text holds an address of some country, told by its postcode and street. No postcode is known to exist. */
export function looksLikeAddress(text: string): boolean {
  if (ZIP.test(text) || POSTCODE.test(text) || UNKNOWN_STREET.test(text)) return true;
  for (const { index, 0: street } of text.matchAll(STREET)) {
    // The street may end in the digits of the house number: start after its first word.
    const from = index + street.length - 1;
    if (POSTCODE_AFTER_STREET.test(text.slice(from, from + STREET_TO_POSTCODE))) return true;
  }
  return false;
}

/**
 * Whether the text holds a given address: all its numbers and most of its words within one stretch, whatever the order, the punctuation,
 * the case and the accents.
 */
export function holdsAddress(text: string, address: string): boolean {
  const wanted = [...new Set(addressWords(address))];
  const numbers = wanted.filter((word) => /\d/.test(word));
  const others = wanted.filter((word) => !numbers.includes(word) && word.length > 1);
  const anchor = [...(numbers.length > 0 ? numbers : others)].sort((one, other) => other.length - one.length)[0];
  if (anchor === undefined) return false;
  // The house and the postcode; floors and suites are told in many ways.
  const needed = numbers.filter((number) => number === anchor || number === numbers[0] || number === numbers.at(-1));
  const words = addressWords(text);
  return words.some((word, index) => {
    if (word !== anchor) return false;
    const near = new Set(words.slice(Math.max(0, index - WORDS_AROUND), index + WORDS_AROUND));
    return needed.every((number) => near.has(number)) && others.filter((other) => near.has(other)).length >= WORDS_SHARE * others.length;
  });
}

/** Lower case without accents, `a`, `o`, `u` for `ae`, `oe`, `ue`, abbreviations written out, `5` for "5th" and "Fifth", postcodes of two parts in one. */
function addressWords(text: string): readonly string[] {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').replace(/([aou])e/g, '$1')
    .replace(SPLIT_POSTCODE, (postcode) => postcode.replace(/\s/g, '')).replace(/(?<=\d)(?:st|nd|rd|th)(?![\p{L}\d])/gu, '');
  return (folded.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => ABBREVIATIONS.get(word) ?? word.replace(/(?<=.)str$/, 'strasse'));
}
