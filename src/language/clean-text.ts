import { findTemplateTags } from '#campaign/merge/template-tags.js';

/** Stands for what was taken out: it ends a run of capitalised words, but not a sentence. */
const GAP = ' , ';

// Without one of these characters there is nothing for the longer pattern to find.
const BEYOND_ASCII = /[^\x00-\x7F]/;
const MAY_BE_TAG = /[{*%[<~&$]/;
const ADDRESS_SIGN = /@|https?:\/\/|www\./i;
const DOTTED_SIGN = /\.\S/;
const QUOTE = /[„“"«»”‚‹›‘]/;
const LONE_LETTERS = /\b\w[ .]{1,3}\w\b/;
const MAY_BE_CODE = /[{}<>=$\\_|[\]&;:(]|\b(?:SELECT|curl|npm|npx|git|sudo|docker|pip|yarn)\b/;

/** Mathematical and full-width letters that stand for plain ones: bold and italics where a subject has no markup. */
const STYLED_LETTERS = /[\u{1D400}-\u{1D7FF}\uFF21-\uFF3A\uFF41-\uFF5A]+/gu;

/** Placeholders that are no template language of their own: `{firstname}`, `[NAME]`. */
const PLACEHOLDER = /\{[^{}\n]{1,80}\}|\[[A-Z_]{2,40}\]/g;

/** English lines that mails of every language carry. */
const BOILERPLATE = new RegExp([
  'all rights reserved', 'terms (?:of (?:use|service)|(?:&|and) conditions)(?: apply)?', 'privacy policy', 'view (?:this email )?in (?:your )?browser',
  'powered by', 'download on the app store', 'get it on google play', 'registered in (?:england(?: and wales)?|ireland)', 'sent with love from',
].map((phrase) => `\\b${phrase}\\b`).join('|'), 'gi');

const DOTTED = /(?<![\p{L}\p{M}\d_.-])[\p{L}\p{M}\d_-]+(?:\.[\p{L}\p{M}\d_-]+)+(?:\/\S*)?/gu;
/** Last labels of domains and file names; all in one case, so that `Ende.Es geht` stays text. */
const ENDINGS = new Set(('com net org io de at ch fr es it pt nl be dk se no fi pl cz tr eu co uk us ca app dev shop example test '
  + 'png jpg jpeg gif webp svg pdf js ts css htm html').split(' '));

const QUOTATION = /[„“"«»”‚‹›]([^„“"«»”]{3,120}?)[“”"«»‘›]/g;
const WORD = /\p{L}{2}/u;

/** Runs of letters, digits and what joins codes; `CODE_START` finds where in it a code begins. */
const CODE_RUN = /[\p{L}\p{M}\d_@#][\p{L}\p{M}\d_@#.:/-]*/gu;
const CODE_START = /[\d_@#]/;
const WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Hangul}]/u;
/** Two parts of an address: `39巷49弄17號1樓`, `三丁目2番5号`. */
const ASIAN_ADDRESS = /(?:\d+[巷弄號号樓楼室階番丁층호동][^\d]{0,4}){2}/u;
const BARE_CODE = /[A-Za-z\d_@#.:/-]*[\d_@#][A-Za-z\d_@#.:/-]*/g;
const LETTER = /[\p{L}\p{M}]/u;

/** `Wrap-up`, `Do-it-yourself`: compounds that English lends to everybody, by a small word in them. */
const COMPOUND = /(?<![\p{L}\p{M}\d-])\p{L}{2,}(?:-\p{L}{2,})+/gu;
const PARTICLES = new Set('up out in on off over down to by of and the at go get do have how it all must no be who'.split(' '));

/** `h u m o r`: letters set apart for show. */
const SPACED_LETTERS = /(?<![\p{L}\p{M}])\p{L}(?:[ .]{1,3}\p{L}(?![\p{L}\p{M}])){3,40}/gu;

/** `z. s.`, `s. r. o.`, `S.p.A.`: abbreviations, which each look like a small word of some language. */
const INITIALS = /(?<![\p{L}\p{M}\d])(?:\p{L}\. ?){2,6}(?![\p{L}\p{M}])/gu;

const TRADE_MARK = /(?<![\p{L}\p{M}])[\p{L}\p{M}]+[®™©]/gu;

const SOURCE_CODE = new RegExp([
  '=>', '[=!]==?', '&&', '\\|\\|', '[{}]\\s{0,9}["\'\\w]{1,40}\\s{0,9}:', '\\bSELECT\\b.{1,200}\\bFROM\\b', '^[ \\t]{0,9}(?:curl|npm|npx|git|sudo|docker|pip|yarn) ',
  '\\bfunction\\s?\\(', ';[ \\t]{0,9}$', '</?\\w{1,30}>', '\\w::\\w', '\\b\\w{1,40}\\.\\w{1,40}\\(', 'node:internal',
].join('|'), 'm');
/** A tab, or more than one space. */
const WIDE_SPACE = / ?\t[ \t]*| {2}[ \t]*/g;
const CODE_SYMBOL = /[{}<>=$\\_|[\]]/g;
const MOST_CODE_SYMBOLS = 0.06;

/** What is left to read in a text when everything that is in no language is out: tags, addresses, boilerplate, titles in quotes, codes. */
export function cleanText(text: string): string {
  const isPlain = !BEYOND_ASCII.test(text);
  let clean = withoutTags(isPlain ? text : text.replace(STYLED_LETTERS, (letters) => letters.normalize('NFKC')).normalize('NFC'));
  if (ADDRESS_SIGN.test(clean)) clean = clean.replace(/\S+/g, dropAddress);
  if (DOTTED_SIGN.test(clean)) clean = clean.replace(DOTTED, dropDotted);
  clean = clean.replace(BOILERPLATE, GAP);
  if (QUOTE.test(clean)) clean = dropQuotations(clean);
  if (clean.includes('-')) clean = clean.replace(COMPOUND, dropLoan);
  if (!isPlain || LONE_LETTERS.test(clean)) clean = clean.replace(SPACED_LETTERS, GAP);
  if (clean.includes('. ')) clean = clean.replace(INITIALS, GAP);
  if (CODE_START.test(clean)) clean = clean.replace(CODE_RUN, dropCode);
  return (isPlain ? clean : clean.replace(TRADE_MARK, GAP)).replace(WIDE_SPACE, ' ');
}

/** Whether a text is a snippet in a programming language. Template tags do not count. */
export function looksLikeCode(text: string): boolean {
  if (!MAY_BE_CODE.test(text)) return false;
  const plain = withoutTags(text);
  const symbols = plain.match(CODE_SYMBOL)?.length ?? 0;
  return symbols / Math.max(1, plain.length) > MOST_CODE_SYMBOLS || SOURCE_CODE.test(plain);
}

/** A text with a gap for each template tag and placeholder. */
export function withoutTags(text: string): string {
  if (!MAY_BE_TAG.test(text)) return text;
  let plain = '';
  let from = 0;
  for (const { start, end } of findTemplateTags(text)) {
    plain += text.slice(from, start) + GAP;
    from = end;
  }
  return (plain + text.slice(from)).replace(PLACEHOLDER, GAP);
}

/** URLs and email addresses: from where they start to the end of the word. */
function dropAddress(word: string): string {
  const at = word.indexOf('@');
  if (at > 0 && word.indexOf('.', at + 2) > 0) return GAP;
  const url = word.search(/https?:\/\/|www\./i);
  return url === -1 ? word : word.slice(0, url) + GAP;
}

/** Domains and file names, with what follows the domain. */
function dropDotted(word: string): string {
  const labels = (word.split('/')[0] ?? '').split('.').slice(1).map((label) => label.split('-')[0] ?? '');
  return labels.some((label) => ENDINGS.has(label) || (label === label.toUpperCase() && ENDINGS.has(label.toLowerCase()))) ? GAP : word;
}

/** Titles of films, books, products. A text that is nothing but quotation keeps it. */
function dropQuotations(text: string): string {
  const rest = text.replace(QUOTATION, (quotation, inner: string) => (/\s/.test(inner.trim()) ? GAP : quotation));
  return WORD.test(rest) ? rest : text;
}

function dropLoan(compound: string): string {
  return compound.toLowerCase().split('-').some((word) => PARTICLES.has(word)) ? GAP : compound;
}

/** `RX1000/b`, `2026-11-20`, `#wanderlust`: from the letters before the first digit or mark to the end; `Preis:12` keeps its word. In scripts without spaces a number stands in the midst of a sentence. */
function dropCode(run: string): string {
  if (WITHOUT_SPACES.test(run) && !ASIAN_ADDRESS.test(run)) return run.replace(BARE_CODE, GAP);
  const start = run.search(CODE_START);
  if (start === -1) return run;
  let from = start;
  while (from > 0 && LETTER.test(run.charAt(from - 1))) from -= 1;
  return run.slice(0, from) + GAP;
}
