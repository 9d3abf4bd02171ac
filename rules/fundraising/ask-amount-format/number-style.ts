/** Languages that write 1.000,50 (or 1 000,50) wherever they are spoken; Spanish and Portuguese differ by country. */
const COMMAS: ReadonlySet<string> = new Set(['de', 'fr', 'it', 'nl', 'sv', 'da', 'nb', 'nn', 'no', 'fi', 'pl', 'cs', 'tr', 'pt', 'es-ES']);
const POINTS: ReadonlySet<string> = new Set(['en']);
/** Countries that write their numbers otherwise than their language does elsewhere. */
const EXCEPTIONS = /-(?:CH|LI|ZA|MX|US|PR|GT|HN|NI|PA|SV|DO)\b/i;

/** Whether a language writes a decimal comma; undefined where it depends on the country. */
export function writesCommas(tag: string | undefined): boolean | undefined {
  if (tag === undefined || EXCEPTIONS.test(tag)) return tag !== undefined && /^en-US/i.test(tag) ? false : undefined;
  const language = tag.split('-')[0]?.toLowerCase() ?? '';
  if (COMMAS.has(language) || COMMAS.has(tag)) return true;
  return POINTS.has(language) ? false : undefined;
}
