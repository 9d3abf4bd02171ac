import { remembered } from '#campaign/remembered.js';

/** Names of one written language that mails use for each other; Nynorsk is judged as Bokmål, which no detector here tells apart. */
const SYNONYMS: Readonly<Record<string, string>> = { no: 'nb', nn: 'nb', fil: 'tl', iw: 'he', in: 'id', ji: 'yi', cmn: 'zh', yue: 'zh', arb: 'ar' };

/** BCP 47 subtags that say "no language" or "several". */
const NO_LANGUAGE = new Set(['und', 'mul', 'zxx', 'mis']);

const NAMES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
const NAMES_OF_OUR_OWN: Readonly<Record<string, string>> = { nb: 'Norwegian', tl: 'Filipino' };

/** Asking for a name takes some microseconds. */
const isNamed = new Map<string, boolean>();

/** Whether a tag is well-formed BCP 47 and its primary subtag names a language: not `english`, `de_DE`, `jp` or `und`. */
export function isLanguageTag(tag: string): boolean {
  const language = primarySubtag(tag);
  if (language === undefined || NO_LANGUAGE.has(language)) return false;
  const known = isNamed.get(language) ?? NAMES.of(language) !== undefined;
  isNamed.set(language, known);
  return known;
}

/** The code by which languages are compared: `de-AT` and `deu` give `de`, `no`, `nn` and `nb` give `nb`. Undefined for what names no language. */
export function normalizeLanguage(tag: string): string | undefined {
  if (!isLanguageTag(tag)) return undefined;
  const language = primarySubtag(tag);
  return language && (SYNONYMS[language] ?? language);
}

/** English name, for messages: `German`. The code itself where none is known. */
export function languageName(language: string): string {
  const name = NAMES_OF_OUR_OWN[language] ?? (isLanguageTag(language) ? NAMES.of(language) : undefined);
  return name ?? language;
}

/** Stems of the names that languages have in themselves: making one takes a tenth of a millisecond. */
const ownNames = new Map<string, string | undefined>();

/** Whether a text holds the name that a language has in itself, inflected too: `français`, `Deutsch`, `polsku` for `polski`. */
export function namesItself(text: string, language: string): boolean {
  if (!ownNames.has(language)) ownNames.set(language, ownName(language)?.toLowerCase().slice(0, -1));
  const stem = ownNames.get(language);
  return stem !== undefined && text.toLowerCase().includes(stem);
}

/** Its first word, without `bokmål` and the like. */
function ownName(language: string): string | undefined {
  return isLanguageTag(language) ? new Intl.DisplayNames(language, { type: 'language', fallback: 'none' }).of(language)?.split(' ')[0] : undefined;
}

/** Lower-case primary subtag in its shortest form; undefined for a malformed tag. */
function primarySubtag(tag: string): string | undefined {
  return knownSubtag(tag) || undefined;
}

/** Empty for a malformed tag. */
const knownSubtag = remembered((tag) => {
  if (!/^[a-z]{2,3}(?:-[a-z\d]{1,8}){0,8}$/i.test(tag)) return '';
  try {
    return Intl.getCanonicalLocales(tag)[0]?.split('-')[0] ?? '';
  } catch {
    return '';
  }
}, 10_000);
