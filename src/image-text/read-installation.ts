import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import codes from './tesseract-codes.json' with { type: 'json' };

/** Language data of tesseract.js, in the form its worker reads. */
export interface LanguageData {
  /** BCP 47. */
  readonly language: string;
  /** tesseract's own: `deu`. */
  readonly code: string;
  /** Holds `<code>.traineddata.gz`. */
  readonly folder: string;
}

/** Path of a module file, or an error that it is not installed. */
export type Resolve = (specifier: string) => string;

/** A quarter of the size of the default data in the same package, at the same accuracy on our banners (bench/results/languages.md). */
const VARIANT = '4.0.0_best_int';
const CODES: Readonly<Record<string, string>> = codes;

/** tesseract's name for what tells scripts and which way up a page is. */
export const SCRIPTS = 'osd';

const ownResolve: Resolve = createRequire(import.meta.url).resolve;

/** The data of one language, if its package is installed. */
export function readLanguageData(language: string, resolve: Resolve = ownResolve): LanguageData | undefined {
  const code = CODES[language];
  return code === undefined ? undefined : dataOf(language, code, resolve);
}

/** The data that tell scripts (Latin, Cyrillic, Han), if their package is installed. */
export function readScriptData(resolve: Resolve = ownResolve): LanguageData | undefined {
  return dataOf('und', SCRIPTS, resolve);
}

function dataOf(language: string, code: string, resolve: Resolve): LanguageData | undefined {
  const manifest = resolved(`@tesseract.js-data/${code}/package.json`, resolve);
  if (manifest === undefined) return undefined;
  const folder = join(dirname(manifest), VARIANT);
  return existsSync(join(folder, `${code}.traineddata.gz`)) ? { language, code, folder } : undefined;
}

/**
 * What to install so that texts of these languages can be read, as a command; undefined when there is enough: the recogniser and
 * the data of one of them.
 */
export function readInstallAdvice(languages: readonly string[], resolve: Resolve = ownResolve): string | undefined {
  const hasRecogniser = resolved('tesseract.js', resolve) !== undefined;
  const hasData = languages.some((language) => readLanguageData(language, resolve));
  if (hasRecogniser && hasData) return undefined;
  const programs = [...(hasRecogniser ? [] : ['tesseract.js']), ...(resolved('sharp', resolve) === undefined ? ['sharp'] : [])];
  return installCommand(hasData ? [] : languages, programs);
}

/** Installs the data of these languages. */
export function installCommand(languages: readonly string[], programs: readonly string[] = []): string {
  const data = [...new Set(languages.flatMap((language) => CODES[language] ?? []))].map((code) => `@tesseract.js-data/${code}`);
  return `npm install ${[...programs, ...data].join(' ')}`;
}

function resolved(specifier: string, resolve: Resolve): string | undefined {
  try {
    return resolve(specifier);
  } catch {
    return undefined;
  }
}
