import data from './data.json' with { type: 'json' };

/** Words on either side of the postcode among which the rest of a declared address is looked for. */
const WORDS_AROUND = 40;
/** Share of a declared address' words that must stand there: the country's name and the like may be left out. */
const WORDS_SHARE = 0.6;
/** Characters between a street and its postcode. */
const STREET_TO_POSTCODE = 90;

const START = String.raw`(?<![\p{L}\p{N}])`;
const END = String.raw`(?![\p{L}\p{N}])`;
const ABBREVIATIONS = new Map(Object.entries(data.abbreviations).map(([short, long]) => [short, folded(long)]));
const ZIP = new RegExp(`${START}(?:${data.states.join('|')})[ ,.]{1,3}\\d{5}(?:-\\d{4})?${END}`, 'u');
const POSTCODE = new RegExp(`${START}(?:${Object.values(data.postcodes).flat().map((source) => `(?:${source}${/\\p\{L\}$/.test(source) ? '' : END})`).join('|')})`, 'u');
const STREET = new RegExp(`${START}(?:${Object.values(data.streets).flat().join('|')})`, 'giu');
const POSTCODE_AFTER_STREET = new RegExp(`${START}(?:${data.postcodesAfterStreet.join('|')})`, 'u');

/** Street and postcode in one part: "Atatürk Bulvarı No:65/9 06640 Ankara". */
const STREET_AND_POSTCODE = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}.'’ -]{2,40}[ :.][1-9]\d{0,3} ?[a-z]?(?:[/-]\d{1,4}[a-z]?)? \d{5} \p{Lu}\p{L}/u;

/** What addresses of any country are written in: parts behind commas, dashes, dots and line ends. */
const BETWEEN_PARTS = /[,;\n|·•]|\s[–—-]\s|(?<=s\/n)\.\s/i;
/** Streets without numbers, in Spanish, Portuguese, Catalan, Galician, Italian and German: "Camino del Molino s/n", "Carrer Major, s/n". */
const NO_NUMBER = /(?<!\p{L})(?:s\/n|s\/nº|s\.n\.|snc|sin número|sem número|o\. ?Nr\.?)$/iu;
/** A number with words beside it: "Váci utca 12.", "4th Floor", "12 Cuba Street". */
const HOUSE = /(?<![\p{L}\d])[1-9]\d{0,3} ?\p{L}{0,2}(?:[/-]\d{1,4}\p{L}?)?(?!\d)/u;
const PART = /^(?:\p{Lu}|\p{Ll}{1,10}\.? ?(?=\p{Lu}|\d)|\d|[^\x00-\u024F])[\p{L}\d.:'’ºª°#/() -]{1,50}$/u;
const WORD = /\p{L}{3}/u;
const NUMBER = String.raw`(?:\d{4,7}|\d{3} \d{2,3})`;
/** "H-9021 Győr", "120 00 Praha 2", "23400 Úbeda (Jaén)"; a year is no postcode. */
const POSTCODE_FIRST = new RegExp(String.raw`^(?:\p{Lu}{1,3}[- ] ?)?(?!(?:19|20)\d\d )${NUMBER} \p{Lu}(?:\p{Ll}|\p{Lu}{3})[\p{L}.'’ /-]{0,30}(?: \d{1,2})?(?: \([\p{L}.'’ -]{2,30}\))?\.?$`, 'u');
/** "București 010073", "Wellington 6011". */
const PLACE_FIRST = new RegExp(String.raw`^\p{Lu}[\p{L}.'’ -]{2,40}[ -]+(?!(?:19|20)\d\d$)${NUMBER}\.?$`, 'u');
/** Behind the name of the place: "Cape Town, 8001", "C.P. 06700". */
const POSTCODE_ALONE = new RegExp(String.raw`^(?:(?:c\.?p\.?|cep|pin|plz) ?:? ?)?(?!(?:19|20)\d\d$)${NUMBER}\.?$`, 'iu');
/** "PO Box 71241": where there are no postcodes. */
const BOX = /^P\.? ?O\.? ?Box \d/i;
const NAME = /^\p{Lu}[\p{L}.'’ -]{2,30}$/u;
/** Parts between the street and the place: floor, district, province. */
const MOST_BETWEEN = 4;

const POST_OFFICE_BOX = /(?<!\p{L})(?:post office|p\.? ?o\.?) box(?!\p{L})/gu;

/** Canadian, British, Irish, Dutch and Swedish ones, which stand with a space or without; "5605 av. de Gaspé" is none. */
const SPLIT_POSTCODE = /(?<![\p{L}\d])(?:[a-z]\d[a-z]\s{1,2}\d[a-z]\d|[a-z]\d[\dw]\s{1,2}[a-z\d]{4}|[a-z]{1,2}\d[a-z\d]?\s{1,2}\d[a-z]{2}|\d{4}\s(?!av|bd|pl)[a-z]{2}|\d{3}\s\d{2})(?![\p{L}\d])/gu;

/** Whether the text holds an address of some country, told by its postcode and street. No postcode is known to exist. */
export function looksLikeAddress(text: string): boolean {
  if (ZIP.test(text) || POSTCODE.test(text) || STREET_AND_POSTCODE.test(text) || isBuiltAsAddress(text)) return true;
  for (const { index, 0: street } of text.matchAll(STREET)) {
    // The street may end in the digits of the house number: start after its first word.
    const from = index + street.length - 1;
    if (POSTCODE_AFTER_STREET.test(text.slice(from, from + STREET_TO_POSTCODE))) return true;
  }
  return false;
}

/** "Postfach 12 34, 55002 Mainz". */
const BOX_WITH_PLACE = /(?<!\p{L})(?:Postfach|P\.? ?O\.? ?Box)[ :]{1,2}[\d ]{1,12}[^\p{L}\d]{1,5}(?:\p{Lu}{1,2}-)?\d{4,5} \p{Lu}[\p{L}-]{1,40}/giu;

/** Whether the only address of the text is a box at a post office. */
export function isBoxAlone(text: string): boolean {
  const rest = text.replace(BOX_WITH_PLACE, ' | ');
  return rest !== text && !looksLikeAddress(rest);
}

/** Whether a street with a number and a place with a postcode stand among few parts that hold names and numbers alone, in either order. */
function isBuiltAsAddress(text: string): boolean {
  const parts = text.split(BETWEEN_PARTS).map((part) => part.trim()).filter((part) => part !== '');
  return parts.some((part, index) => {
    if (POSTCODE_FIRST.test(part)) return isStreet(parts[index + 1]) || isAfterStreet(parts, index);
    if (PLACE_FIRST.test(part)) return isAfterStreet(parts, index);
    const isBehindName = NAME.test(parts[index - 1] ?? '');
    return isBehindName && (BOX.test(part) || (POSTCODE_ALONE.test(part) && isAfterStreet(parts, index - 1)));
  });
}

function isAfterStreet(parts: readonly string[], place: number): boolean {
  for (let index = place - 1; index >= 0 && index >= place - MOST_BETWEEN; index--) {
    const part = parts[index] ?? '';
    if (isStreet(part)) return true;
    if (!PART.test(part)) return false;
  }
  return false;
}

function isStreet(part = ''): boolean {
  return NO_NUMBER.test(part) || (PART.test(part) && HOUSE.test(part) && WORD.test(part));
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
  const plain = folded(text).replace(POST_OFFICE_BOX, 'po box').replace(SPLIT_POSTCODE, (postcode) => postcode.replace(/\s/g, '')).replace(/(?<=\d)(?:st|nd|rd|th)(?![\p{L}\d])/gu, '');
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((word) => ABBREVIATIONS.get(word)?.split(' ') ?? word.replace(/(?<=.)str$/, 'strasse'));
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').replace(/([aou])e/g, '$1');
}
