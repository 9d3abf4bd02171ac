/** Languages that file names of mail images end with. Not `bg` and `hr`, which are backgrounds and rules. */
const LOCALES = new Set('en de fr es it nl pt pl sv da fi nb no cs sk hu ro el sl et lv lt tr uk ru ja ko zh'.split(' '));
/** The rest are also words and abbreviations (`fix-it`, `no`, `et`), so that they count in capitals only. */
const CLEAR_IN_SMALL = new Set('en de fr nl pt pl sv'.split(' '));
const SYNONYMS: Readonly<Record<string, string>> = { no: 'nb' };

/** `hero_EN_final.png`: in capitals between words that are not. */
const INNER = /[_-]([A-Z]{2})[_-](?=[^/]*[a-z]{3}[^/]*\.(?:png|jpe?g|gif|webp|svg)$)/;

/** `hero_EN.png`, `banner-de@2x.jpg`, `hero_fr-FR.png`: the language that the file's name ends with. Folders say nothing: a path with `/en/` serves every language. */
export function localeInName(src: string): string | undefined {
  const path = /^(?:data|cid):/i.test(src) ? '' : src.replace(/[?#].*$/s, '');
  const file = path.slice(path.lastIndexOf('/') + 1);
  const inner = INNER.exec(file)?.[1];
  const match = /[_.-]([a-z]{2})(?:[_-][a-z]{2})?(?:[_-]?v?\d{1,3})?(?:@[23]x)?\.(?:png|jpe?g|gif|webp|svg)$/i.exec(file);
  const written = match?.[1] ?? (inner !== undefined && CLEAR_IN_SMALL.has(inner.toLowerCase()) ? inner : undefined);
  const code = written?.toLowerCase();
  if (written === undefined || code === undefined || !LOCALES.has(code)) return undefined;
  if (!CLEAR_IN_SMALL.has(code) && written !== written.toUpperCase()) return undefined;
  return SYNONYMS[code] ?? code;
}
