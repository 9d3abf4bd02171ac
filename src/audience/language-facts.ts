import { normalizeLanguage } from '#language/language-tag.js';
import { raw, sql } from '#warehouse/sql.js';
import type { FactStage, StageInput } from './fact-stage.js';
import { insertRows } from './insert-rows.js';

const LANGUAGES = raw('recipient_languages');
/** Languages that a list may name in words, in any of them: `Französisch`. */
const NAMED = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'da', 'no', 'fi', 'pl', 'cs', 'sk', 'hu', 'ro', 'hr', 'sr', 'sl', 'bg', 'el', 'ru', 'uk', 'tr', 'et', 'lv', 'lt', 'ja', 'zh', 'ko', 'ar', 'he', 'fa', 'hi', 'th', 'vi', 'id', 'ms', 'ca', 'gl', 'eu', 'is'];
let names: ReadonlyMap<string, string> | undefined;

/** language, languages and language_source. Needs the country's language from `prepareLawFacts`. */
export async function prepareLanguageFacts({ warehouse }: StageInput): Promise<FactStage> {
  await warehouse.run(sql`CREATE TABLE ${LANGUAGES} (written VARCHAR, languages VARCHAR)`);
  const written = warehouse.stream<{ written: string }>(sql`SELECT DISTINCT language AS written FROM recipients WHERE language IS NOT NULL`);
  await insertRows(warehouse, LANGUAGES, written, (row) => [row.written, languageTags(row.written).join(';')]);
  return (recipients) => sql`
    SELECT r.*, coalesce(split_part(spoken.languages, ';', 1), r._country_language) AS language, coalesce(spoken.languages, r._country_language) AS _languages,
      CASE WHEN spoken.languages IS NOT NULL THEN 'explicit' WHEN r._country_language IS NOT NULL THEN 'country' END AS language_source
    FROM (${recipients}) AS r LEFT JOIN ${LANGUAGES} AS spoken ON spoken.written = r.field_language`;
}

/** languages, a list. */
export const addLanguages: FactStage = (recipients) => sql`SELECT *, CASE WHEN _languages IS NOT NULL THEN string_split(_languages, ';') END AS languages FROM (${recipients})`;

/** Primary subtags of what a cell says (`de-AT`, `deu`, `fr, nl`), most preferred first; none for what is no language. */
export function languageTags(written: string): readonly string[] {
  const tags = written.split(/[;,/|\s]+/).map(subtagOf);
  return [...new Set(tags.filter((tag) => tag !== undefined))];
}

function subtagOf(written: string): string | undefined {
  return normalizeLanguage(written.replaceAll('_', '-')) ?? nameToSubtag(written);
}

/** Where two languages are called the same, the one that English or its own speakers call so. */
function nameToSubtag(name: string): string | undefined {
  names ??= namesOfLanguages();
  return names.get(name.toLowerCase());
}

function namesOfLanguages(): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  const add = (tag: string, named: Intl.DisplayNames | undefined): void => {
    const name = named?.of(tag)?.toLowerCase();
    if (name !== undefined && !known.has(name)) known.set(name, normalizeLanguage(tag) ?? tag);
  };
  const locales = new Map(NAMED.map((locale) => [locale, new Intl.DisplayNames(locale, { type: 'language' })]));
  for (const tag of NAMED) for (const locale of ['en', tag]) add(tag, locales.get(locale));
  for (const named of locales.values()) for (const tag of NAMED) add(tag, named);
  return known;
}
