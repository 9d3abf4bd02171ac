import cues from './version-cues.json' with { type: 'json' };

/** A longer text is more than a line that announces another version. */
const LONGEST = 120;

const BEFORE = '(?<![\\p{L}\\p{M}])';
const AFTER = '(?![\\p{L}\\p{M}])';
const NAMES = new Map(Object.entries(cues.languages).map(([language, names]) => [language, new RegExp(`${BEFORE}(?:${names.replaceAll(' ', '|')})\\p{L}{0,3}${AFTER}|${withoutSpaces(names)}`, 'iu')]));
const BELOW = new RegExp(`${BEFORE}(?:${cues.below.join('|')})${AFTER}|${cues.belowWithoutSpaces.join('|')}`, 'iu');

/** `English version below`, `(Le français suit)`, `Nederlandse versie hieronder`: names one of the languages, and says that it comes further down. */
export function announcesVersion(text: string, languages: readonly string[]): boolean {
  return text.length <= LONGEST && BELOW.test(text) && languages.some((language) => NAMES.get(language)?.test(text) ?? false);
}

/** Names in letters that are written without spaces between words; never matching when there are none. */
function withoutSpaces(names: string): string {
  return names.match(/[\u3040-\u9FFF]+/g)?.join('|') ?? '(?!)';
}
