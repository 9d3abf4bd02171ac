import type { LanguageFlag } from '#language/judge-languages.js';
import { STRICTNESS } from '#language/judge-languages.js';
import { languageReport } from '#language/language-report.js';
import { languageName } from '#language/language-tag.js';
import type { PartRole } from '#language/language-part.js';
import { alikeAsOne } from '#rule/alike-as-one.js';
import type { Problem } from '#rule/finding.js';
import { LANGUAGES, PHRASES } from '#rule/option-schemas.js';
import { defineRule } from '#rule/rule.js';

const ROLE_NAMES: Readonly<Record<PartRole, string>> = {
  subject: 'The subject', preheader: 'The preheader', body: 'The text', button: 'The button', footer: 'The footer', alt: 'The alt text', image: 'The text in the image',
};
const MOST_QUOTED = 120;
const MOST_WORDS = 6;

export default defineRule({
  id: 'content/mixed-language',
  severity: 'error',
  summary: 'The mail speaks more than one language',
  needs: [],
  messages: {
    foreignText: '{{role}} "{{text}}" is {{language}} in a mail that is otherwise {{dominant}}: {{reason}} ({{count}} words judged).',
  },
  suggestions: {
    foreignText: 'Translate it into {{dominant}}; if it belongs there, mark it up with lang="{{code}}", add the phrase to `allow`, or list both languages in `languages`.',
  },
  defaultOptions: {
    languages: [] as readonly string[],
    allow: [] as readonly string[],
    minWords: STRICTNESS.minWords,
    z: STRICTNESS.z,
    ignoreRoles: [] as readonly PartRole[],
  },
  optionsSchema: {
    languages: LANGUAGES,
    allow: PHRASES,
    minWords: { type: 'integer', minimum: 3 },
    z: { type: 'number', minimum: 0 },
    ignoreRoles: { type: 'array', items: { enum: ['subject', 'preheader', 'body', 'button', 'footer', 'alt', 'image'] } },
  },
  async *check(campaign, options) {
    const { flags, layout } = await languageReport(campaign, options);
    if (layout !== undefined) return; // bilingual on purpose
    yield* alikeAsOne(flags.map(foreignText), ({ data }) => `${data?.['role'] ?? ''} ${data?.['text'] ?? ''}`);
  },
  async unchecked(campaign, options) {
    const { unknown, written } = await languageReport(campaign, options);
    if (!unknown) return undefined;
    return written === undefined ? 'text in a language that Presend knows' : `a language that Presend can tell from others: it does not know ${languageName(written)}`;
  },
});

function foreignText({ part, text, language, against, words, z, wordCount, strong }: LanguageFlag): Problem<'foreignText'> {
  const reason = words.length > 0 ? `"${words.slice(0, MOST_WORDS).join('", "')}" gave it away` : 'its letter sequences gave it away';
  return {
    messageId: 'foreignText',
    data: { role: ROLE_NAMES[part.role], text: shortened(text), language: languageName(language), dominant: languageName(against), reason, count: wordCount, code: language },
    ...(part.location && { location: part.location }),
    evidence: { text, language, dominant: against, words, wordCount, logOdds: Number(z.toFixed(2)) },
    ...(strong ? {} : { severity: 'warning' as const }),
  };
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= MOST_QUOTED) return line;
  const cut = line.slice(0, MOST_QUOTED);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), MOST_QUOTED / 2))} …`;
}
