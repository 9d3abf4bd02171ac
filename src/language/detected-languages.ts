/** Languages that letter sequences can tell, in the order of letter-sequences.json: ISO 639-1, Norwegian as Bokmål. */
export const DETECTED_LANGUAGES: readonly string[] = (
  'am ar az be bg bn ca cs da de el en es et eu fa fi fr gu he hi hr hu hy is it ja ka kn ko ku lo lt lv ml mr ms nl nb or pa pl pt ro ru sk sl sq sr sv ta te '
  + 'th tl tr uk ur vi yo zh'
).split(' ');

const NUMBERS = new Map(DETECTED_LANGUAGES.map((language, number) => [language, number]));

/** Its place among them; undefined for another language. */
export function languageNumber(language: string): number | undefined {
  return NUMBERS.get(language);
}
