import characters from './chinese-characters.json' with { type: 'json' };

/** ISO 15924. */
export type ChineseScript = 'Hans' | 'Hant';

/** Common characters that GB 2312 has and Big5 lacks, and the other way round. */
const SIMPLIFIED: ReadonlySet<string> = new Set(characters.simplified);
const TRADITIONAL: ReadonlySet<string> = new Set(characters.traditional);

/** Places whose readers learn the traditional characters; all others learn the simplified ones. CLDR, likely subtags of zh. */
export const TRADITIONAL_PLACES: readonly string[] = ['TW', 'HK', 'MO'];

/** Our own limits: two sentences hold as many, and a name in the other script does not change the share. */
const LEAST = 12;
const LEAST_SHARE = 0.9;

/** The script a Chinese text is written in; undefined where too little tells. */
export function chineseScript(text: string): ChineseScript | undefined {
  let simplified = 0;
  let traditional = 0;
  for (const character of text) {
    if (SIMPLIFIED.has(character)) simplified++;
    else if (TRADITIONAL.has(character)) traditional++;
  }
  const most = Math.max(simplified, traditional);
  if (most < LEAST || most < LEAST_SHARE * (simplified + traditional)) return undefined;
  return simplified > traditional ? 'Hans' : 'Hant';
}

/** The script that a tag names by itself or by its place: `zh-Hant`, `zh-TW`, `zh_CN`; undefined for `zh` and other languages. */
export function declaredChineseScript(tag: string): ChineseScript | undefined {
  const [language, ...rest] = tag.split(/[-_]/);
  if (language?.toLowerCase() !== 'zh') return undefined;
  const script = rest.find((part) => /^han[st]$/i.test(part));
  if (script !== undefined) return script.toLowerCase() === 'hant' ? 'Hant' : 'Hans';
  const place = rest.find((part) => part.length === 2)?.toUpperCase();
  return place === undefined ? undefined : TRADITIONAL_PLACES.includes(place) ? 'Hant' : 'Hans';
}

/** English name, for messages. */
export function scriptName(script: ChineseScript): string {
  return script === 'Hans' ? 'simplified' : 'traditional';
}
