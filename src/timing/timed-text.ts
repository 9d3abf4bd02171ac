import { plainText } from '#campaign/facts/phrases.js';

const FULL_DATE = /(\d{4})年\s?(\d{1,2})月\s?(\d{1,2})日/g;
const HOUR = /(午前|午後)?\s?(\d{1,2})時(?!間)(?:(\d{1,2})分|(半))?/g;
const LEFT = /(残り|あと)(?=\d)/g;
const DAY = String.raw`(?:本日|今日|明日|あした|今夜|今晩|[月火水木金土日]曜日?|\d{4}-\d\d-\d\d|\d{1,2}月\s?\d{1,2}日)(?:\s?[(（][月火水木金土日][)）])?`;
const UNTIL = new RegExp(String.raw`(${DAY}(?:\s?の?\s?(?:夜|朝)?\s?\d{1,2}:\d\d)?)\s?まで`, 'gu');
/** Particles after days go. */
const SET_APART = new RegExp(String.raw`(${DAY})\s?(?:で|に|は|が|の)?`, 'gu');

/** The text in which time words are looked for: plain, and in Japanese with spaces around them and "until" before what it belongs to, as other languages write. */
export function timedText(text: string, language: string): string {
  const plain = plainText(text);
  if (language !== 'ja') return plain;
  return plain
    .replace(FULL_DATE, (_, year: string, month: string, day: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
    .replace(HOUR, (_, half: string | undefined, hour: string, minute: string | undefined, thirty: string | undefined) => `${Number(hour) + (half === '午後' && Number(hour) < 12 ? 12 : 0)}:${thirty ? '30' : (minute ?? '00').padStart(2, '0')} `)
    .replace(UNTIL, ' まで $1 ')
    .replace(SET_APART, ' $1 ')
    .replace(LEFT, '$1 ')
    .replaceAll('。', '! ');
}

/** The words of a claim as a reader of the language writes them. */
export function asWritten(words: string, language: string): string {
  return language === 'ja' ? words.replace(/^まで\s+(.*)$/u, '$1まで').replaceAll(' ', '') : words;
}
