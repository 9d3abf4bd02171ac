/** JSON Schemas that options of several rules share. What would match nothing, or everything, without a word is refused. */
export const PHRASES = listOf(String.raw`\S`, 'a text that is not empty');
/** As links, where hosts are told in lower case. */
export const HOSTS = listOf(String.raw`^(\[[0-9a-f:.]+\]|[^\sA-Z/:@*?#,;]+)$`, 'a host in lower case, without https:// and path, such as www.acme.example');
export const LANGUAGES = { type: 'array', items: { type: 'string', format: 'language', description: 'a BCP 47 tag of a language, such as de or pt-BR' } } as const;

/** Longer ago than anybody lived: dates much further away leave the calendar of the tables. */
const YEARS = 100;
export const MOST_DAYS = 365 * YEARS;

export function monthsFrom(minimum: number) {
  return { type: 'integer', minimum, maximum: 12 * YEARS } as const;
}

export function daysFrom(minimum: number) {
  return { type: 'integer', minimum, maximum: MOST_DAYS } as const;
}

export function hoursFrom(minimum: number) {
  return { type: 'number', minimum, maximum: 24 * MOST_DAYS } as const;
}

function listOf(pattern: string, description: string) {
  return { type: 'array', items: { type: 'string', pattern, description } } as const;
}
