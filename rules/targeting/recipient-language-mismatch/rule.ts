import { chineseScript, scriptName, TRADITIONAL_PLACES, type ChineseScript } from '#language/chinese-script.js';
import { languageReport } from '#language/language-report.js';
import { languageName, normalizeLanguage } from '#language/language-tag.js';
import { partsOf } from '#language/parts-of.js';
import { LANGUAGES } from '#rule/option-schemas.js';
import { defineAudienceRule, join, sql, type Sql } from '#rule/rule.js';

/** Languages whose readers mostly understand each other's mail, or whose texts a detector confuses: no finding rests on the difference. */
const NEAR: readonly (readonly string[])[] = [['nb', 'da', 'sv'], ['hr', 'sr', 'bs'], ['cs', 'sk'], ['es', 'pt', 'gl', 'ca'], ['id', 'ms'], ['de', 'gsw', 'nds', 'bar', 'ksh'], ['nb', 'nn', 'no']];
/** Weighted words (names and numbers do not count, a footer's half): fewer leave a language to guessing. */
const LEAST_WORDS = 8;
/** A mail that says less than half in one language has none; content/mixed-language says so. */
const LEAST_SHARE = 0.5;
/** Half as many words in another language, marked as such (`lang`), are its version of the mail. */
const VERSION_SHARE = 0.5;
const EVIDENCE = ['language', 'country'];

export default defineAudienceRule({
  id: 'targeting/recipient-language-mismatch',
  severity: 'error',
  summary: 'The mail is not in the recipient\'s language',
  needs: ['recipients'],
  columns: ['recipients.language|recipients.country'],
  messages: {
    preference: 'The mail is in {{language}}, but {{count}} of {{of}} recipients have another language on file.',
    script: 'The mail is in {{script}} Chinese characters, but {{count}} of {{of}} recipients read the others.',
    country: 'The mail is in {{language}}, but {{count}} of {{of}} recipients live where another language is spoken.',
  },
  suggestions: {
    preference: 'Send them the mail in the language of the evidence, or take them out.',
    script: 'Send them the version in their characters.',
    country: 'Ask for the language at sign-up, and until then send them the mail in the language of their country.',
  },
  defaultOptions: { acceptedFallback: [] as string[] },
  optionsSchema: { acceptedFallback: LANGUAGES },
  async cases(campaign, { acceptedFallback }) {
    const report = await languageReport(campaign);
    const { dominant, written, votes, total } = report;
    const own = votes.get(dominant ?? '') ?? 0;
    if (written === undefined || total < LEAST_WORDS || own < LEAST_SHARE * total) return [];
    const versions = [...votes].flatMap(([language, words]) => (words >= VERSION_SHARE * own && !report.flags.some((flag) => flag.language === language) ? [language] : []));
    const spoken = [...report.spoken, ...versions];
    if (acceptedFallback.some((tag) => spoken.includes(normalizeLanguage(tag) ?? ''))) return [];
    const understood = [...spoken, ...NEAR.filter((group) => group.some((language) => spoken.includes(language))).flat()];
    const isOther = sql`languages IS NOT NULL AND NOT list_has_any(languages, ${understood})`;
    const data = { language: languageName(written) };
    const script = written === 'zh' ? chineseScript(partsOf(campaign).map(({ text }) => text).join('\n')) : undefined;
    return [
      ...(script === undefined ? [] : [{ messageId: 'script' as const, where: readsOtherScript(script), severity: 'warning' as const, evidence: ['field_language', 'country'], data: { script: scriptName(script) } }]),
      { messageId: 'preference', where: sql`language_source = 'explicit' AND ${isOther}`, evidence: EVIDENCE, data },
      { messageId: 'country', where: sql`language_source = 'country' AND ${isOther}`, severity: 'warning', evidence: EVIDENCE, data },
    ];
  },
});

/** By the tag that names a script or a place, else by the country. */
function readsOtherScript(script: ChineseScript): Sql {
  const places = join(TRADITIONAL_PLACES.map((place) => sql`${place}`), ', ');
  const tag = sql`lower(field_language)`;
  const readsTraditional = sql`CASE WHEN regexp_matches(${tag}, '^zh[-_](?:hant|tw|hk|mo)') THEN true WHEN regexp_matches(${tag}, '^zh[-_](?:hans|cn|sg)') THEN false WHEN country IN (${places}) THEN true WHEN country = 'CN' THEN false END`;
  return sql`list_contains(languages, 'zh') AND ${readsTraditional} = ${script === 'Hans'}`;
}
