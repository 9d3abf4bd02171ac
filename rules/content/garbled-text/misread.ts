// What windows-1252 has at 0x80 to 0x9F; where it has nothing, readers keep the control character.
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';
const BYTES: ReadonlyMap<string, number> = new Map([...Array.from({ length: 256 }, (_, byte) => [String.fromCharCode(byte), byte] as const), ...Array.from(WINDOWS_1252, (character, index) => [character, 0x80 + index] as const)]);

/** A byte of UTF-8 behind the first, as windows-1252 or Latin-1 shows it. */
const NEXT = '[\\u0080-\\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]';
/** Runs that UTF-8 read as windows-1252 makes: of two bytes (letters up to Extended-A), three (dashes, quotes, signs) or four (emojis). */
const RUN = new RegExp(`(?:[ÂÃÄÅ]${NEXT}|â${NEXT}{2}|ï[»¿]${NEXT}|ð${NEXT}{3})+`, 'gu');
/** Letters of other scripts, of two bytes (Greek, Cyrillic, Hebrew, Arabic) or three (Thai to Korean): several in a row, for each looks like a letter and a sign. */
const OTHER_SCRIPT_RUN = new RegExp(`(?:[Ã-ß]${NEXT}){3,}|(?:[à-ï]${NEXT}{2}){2,}`, 'gu');
/** Korean of EUC-KR or Chinese of GBK: letters with accents and signs in one word, which no language writes. */
const DOUBLE_BYTES = /(?<!\S)(?=\S*[¡-¿])(?=\S*[À-þ])[¡-þ]{6,}/gu;
const DOUBLE_BYTE_CHARSETS = [['euc-kr', /^\p{Script=Hangul}+$/u], ['gbk', /^\p{Script=Han}+$/u]] as const;

/** The second byte of "í" is a soft hyphen, which readers do not see and texts here are without; no language writes the capital behind a small letter. */
const LOST_I = new RegExp(`(?<=\\p{Ll})Ã(?!${NEXT})`, 'gu');
/** Behind a capital at the end of a word these are punctuation: "CAFÉ»", "SMÅ–", "MANHÃ…". */
const PUNCTUATION = /^[ÃÄÅ](?:[»«…‘’“”–—™®©°²³\u00A0])$/u;
/** Cyrillic UTF-8 read as windows-1251: every letter becomes Р or С and another sign. */
const CYRILLIC_RUN = /(?:[РС][\u0400-\u040F\u0450-\u045F\u0490\u0491\u00A0-\u00BF\u2013-\u203A\u20AC\u2116\u2122А-я]){4,}/gu;
const WINDOWS_1251 = 'ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u0098™љ›њќћџ\u00A0ЎўЈ¤Ґ¦§Ё©Є«¬\u00AD®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя';
const CYRILLIC_BYTES: ReadonlyMap<string, number> = new Map(Array.from(WINDOWS_1251, (character, index) => [character, 0x80 + index]));

// What windows-1250 has at 0x80 to 0xBF.
const WINDOWS_1250 = '€\u0081‚\u0083„…†‡\u0088‰Š‹ŚŤŽŹ\u0090‘’“”•–—\u0098™š›śťžź\u00A0ˇ˘Ł¤Ą¦§¨©Ş«¬\u00AD®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż';
const CENTRAL_BYTES: ReadonlyMap<string, number> = new Map([['Â', 0xC2], ['Ă', 0xC3], ['Ä', 0xC4], ['Ĺ', 0xC5], ...Array.from(WINDOWS_1250, (character, index) => [character, 0x80 + index] as const)]);
/** What Romanian has behind an Ă that begins a word ("Ăştia"), letters of other charsets alike, and what a sentence has there. */
const ROMANIAN = 'Ă[şŞąĄłŁ‚„…‘’“”–—«»\\u00A0]';
/** UTF-8 of Central Europe read as windows-1250, behind a small letter or at the start of a word: "NovĂˇ", "Ĺ™eka"; "DĹŽKA" and "PÄŤ" are words in capitals. */
const CENTRAL_RUN = new RegExp(`(?<=\\p{Ll})(?:[ĂĹÄ][${WINDOWS_1250}])+|(?<!\\p{L})(?!${ROMANIAN})(?:[ĂĹ][${WINDOWS_1250}])+(?=\\p{Ll})`, 'gu');

/** ISO 8859-2 or windows-1250 read as windows-1252: signs inside a word, which no language writes there ("wys³ana", "mo¿e"). Behind a unit they are an exponent. */
const CENTRAL_WORD = /(?<!\p{L})(?![cdkm]?m[³¹])\p{L}*\p{Ll}[³¿¶±¼¾]\p{Ll}[\p{L}³¹¿¶±¼¾]*/gu;
const CENTRAL: ReadonlyMap<string, string> = new Map(Object.entries({ '³': 'ł', '¹': 'ą', '±': 'ą', '¿': 'ż', '¶': 'ś', 'œ': 'ś', '¼': 'ź', 'Ÿ': 'ź', '¾': 'ž', 'æ': 'ć', 'ê': 'ę', 'ñ': 'ń', '£': 'Ł', '¯': 'Ż' }));

/** Cyrillic of windows-1251 or KOI8-R read as windows-1252: words of nothing but letters with accents. No language writes five; "ÄÖÜß" is a list. */
const ACCENTED_WORD = /(?<!\p{L})[\u00C0-\u00FF]{5,}(?!\p{L})/gu;
/** KOI8-R has its small letters where windows-1251 has capitals. */
const MOSTLY_KOI8 = /^.[\u00C0-\u00DF]/;
const windows1251 = new TextDecoder('windows-1251');
const koi8 = new TextDecoder('koi8-r');

const utf8 = new TextDecoder('utf-8', { fatal: true });

export interface Misread {
  readonly found: string;
  readonly meant: string;
}

/** Text that was read in another charset than its own, with what it meant. */
export function misreadIn(text: string): readonly Misread[] {
  const western = [...text.matchAll(RUN)].filter(({ 0: run, index }) => !isPunctuated(run, text, index)).map(([run]) => ({ found: run, meant: decoded(run, BYTES) }));
  const cyrillic = [...text.matchAll(CYRILLIC_RUN)].map(([run]) => ({ found: run, meant: decoded(run, CYRILLIC_BYTES) }));
  const centralRuns = [...text.matchAll(CENTRAL_RUN)].map(([run]) => ({ found: run, meant: decoded(run, CENTRAL_BYTES) }));
  const lost = [...text.matchAll(LOST_I)].map(([found]) => ({ found, meant: 'í' }));
  const central = [...text.matchAll(CENTRAL_WORD)].map(([found]) => ({ found, meant: found.replace(/[^\x00-\x7F]/g, (character) => CENTRAL.get(character) ?? character) }));
  const accented = [...text.matchAll(ACCENTED_WORD)].map(([found]) => ({ found, meant: (MOSTLY_KOI8.test(found) ? koi8 : windows1251).decode(Uint8Array.from(found, (letter) => letter.charCodeAt(0))) }));
  const otherScripts = [...text.matchAll(OTHER_SCRIPT_RUN)].map(([found]) => ({ found, meant: decoded(found, BYTES) }));
  const doubleBytes = [...text.matchAll(DOUBLE_BYTES)].map(([found]) => ({ found, meant: fromDoubleBytes(found) }));
  return [...doubleBytes, ...western, ...centralRuns, ...cyrillic, ...lost, ...central, ...accented, ...otherScripts].flatMap(({ found, meant }) => (meant === undefined ? [] : [{ found, meant }]));
}

function fromDoubleBytes(run: string): string | undefined {
  if (decoded(run, BYTES) !== undefined) return undefined; // UTF-8
  const bytes = Uint8Array.from(run, (character) => character.charCodeAt(0)).subarray(0, run.length - run.length % 2);
  return DOUBLE_BYTE_CHARSETS.map(([charset, letters]) => ({ letters, text: new TextDecoder(charset).decode(bytes) })).find(({ letters, text }) => letters.test(text))?.text;
}

/** Whether a capital with an accent only ends a word in capitals, or stands alone. */
function isPunctuated(run: string, text: string, index: number): boolean {
  return PUNCTUATION.test(run) && !/\p{Ll}/u.test(text.charAt(index - 1) + text.charAt(index + run.length));
}

function decoded(run: string, bytes: ReadonlyMap<string, number>): string | undefined {
  try {
    return utf8.decode(Uint8Array.from(run, (character) => bytes.get(character) ?? 0));
  } catch {
    return undefined;
  }
}
