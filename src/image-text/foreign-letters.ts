import type { ForeignLetters, UnreadLetters } from './image-text.js';
import type { OcrJob } from './ocr-messages.js';
import { recognize } from './ocr-pool.js';
import { installCommand, readLanguageData, readScriptData, type LanguageData } from './read-installation.js';
import scripts from './scripts.json' with { type: 'json' };

const LANGUAGES_OF: Readonly<Record<string, readonly string[]>> = scripts;

/**
 * Below it, drawings and photos are taken for letters: of 460 real pictures six without such letters, whose words could not be read, reached 0.4 to 3.4 of Arabic, Cyrillic and
 * Hebrew, none of them 0.2 of the scripts of East Asia, for which banners have 0.5 to 3.8 (bench/results/languages.md).
 */
const LEAST_CERTAINTY = 4;
const LEAST_EAST_ASIAN = 1.2;
const EAST_ASIAN = new Set(['ja', 'ko', 'zh']);

/** Of banners in Cyrillic and Greek letters all were told with 8 and more, unreadable pictures without such letters with 3.4 at most; Latin words in capitals reach 8, so that what is read well is not asked. */
export const CLEAR_LETTERS = 6;

/** Letters other than Latin ones that a picture's words are in. Undefined where its letters are Latin, few or unclear, or where the data for scripts are not installed. */
export async function foreignLetters(picture: Pick<OcrJob, 'bytes' | 'format'>, timeLimit: number): Promise<ForeignLetters | undefined> {
  const data = readScriptData();
  if (!data) return undefined;
  const result = await recognize({ ...picture, wanted: 'script', data }, timeLimit);
  const found = result.kind === 'script' ? result.found : undefined;
  const languages = found && LANGUAGES_OF[found.script];
  if (!languages) return undefined;
  const least = languages.every((language) => EAST_ASIAN.has(language)) ? LEAST_EAST_ASIAN : LEAST_CERTAINTY;
  return found.certainty < least ? undefined : { ...found, languages };
}

/** Data that read them: of the language that most people read in them, of those that are installed. */
export function dataFor({ languages }: ForeignLetters): LanguageData | undefined {
  return languages.map((language) => readLanguageData(language)).find((data) => data !== undefined);
}

export function unreadLetters(letters: ForeignLetters): UnreadLetters {
  return { ...letters, install: installCommand(letters.languages.slice(0, 1)) };
}
