const CODE_WORD = '(?:kod (?:rabatowy|zni[żz]kowy)|(?:gutschein|rabatt|aktions|voucher|coupon|promo|discount|kampanj|kampagne|rabat|alennus|korting[s]?|actie|tarjous|rabatow[ya]|zni[żz]kow[ya])?-?(?:code|kod|kode|koodi|koden|koodilla)|codice(?: sconto)?|c[óo]digo(?: promocional| de desconto| descuento)?|code promo|gutschein|voucher|coupon)';
/** Two capitals or more, digits, no word of the sentence: those are in small letters. */
const CODE = '([A-ZÀ-Þ](?:[A-ZÀ-Þ\\d]|-(?=[A-ZÀ-Þ\\d])){3,19})';
/** "Code: HERBST20", "Mit dem Gutscheincode »HERBST20«", a code below its word. */
const WRITTEN = new RegExp(`(?<!\\p{L})(?<!(?:dress|zip|qr|country|sort|bank|source|error|access|area)[ -])(${letters(CODE_WORD)})(?!\\p{L})(?:\\s?(?:is|lautet|est|es|är|er|on|to))?[\\s:"'«»„“”‘’*]{1,6}${CODE}(?![\\p{L}\\d])`, 'gu');
/** Of longer texts nobody looks for more. */
const MAX_LENGTH = 100_000;

/** The voucher codes that a text names as such, each once. */
export function voucherCodesIn(text: string): readonly string[] {
  const codes = [...text.slice(0, MAX_LENGTH).matchAll(WRITTEN)].flatMap(([, word = '', code = '']) => (isCode(word, code) ? [code] : []));
  return [...new Set(codes)];
}

/** Without a digit it is told from a shouted word by its length, and by words around it that are not shouted. */
function isCode(word: string, code: string): boolean {
  return /\d/.test(code) || (code.length >= 5 && word !== word.toUpperCase());
}

/** Small or capital, while the code itself is in capitals. */
function letters(pattern: string): string {
  return pattern.replace(/(\\.|\[[^\]]*\]|\(\?:)|(\p{Ll})/gu, (whole, kept: string | undefined, letter: string | undefined) => (kept ?? (letter === undefined ? whole : `[${letter}${letter.toUpperCase()}]`)));
}
