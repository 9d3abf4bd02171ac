import { languageReport } from '#language/language-report.js';
import { languageName } from '#language/language-tag.js';
import { ownLanguages } from '#language/own-languages.js';
import { defineRule } from '#rule/rule.js';
import { leftOvers } from './left-overs.js';

const TRANSLATE = 'Translate it into {{dominant}}; if it belongs there, add it to `allow`.';

export default defineRule({
  id: 'content/untranslated-phrase',
  severity: 'warning',
  summary: 'A stock phrase is in another language than the mail',
  needs: [],
  messages: {
    phrase: '"{{text}}" is {{language}} in a mail that is otherwise {{dominant}}: a phrase of the template that was left untranslated.',
    call: 'The call "{{text}}" is {{language}} in a mail that is otherwise {{dominant}}.',
  },
  suggestions: { phrase: TRANSLATE, call: TRANSLATE },
  defaultOptions: { languages: [] as readonly string[], allow: [] as readonly string[] },
  optionsSchema: { languages: { type: 'array', items: { type: 'string' } }, allow: { type: 'array', items: { type: 'string' } } },
  async *check(campaign, options) {
    const own = await ownLanguages(campaign, { languages: options.languages, allow: [] });
    if (!own) return;
    const found = leftOvers(campaign, own.languages);
    const allowed = new Set(options.allow.map((phrase) => phrase.toLowerCase()));
    const { flags } = await languageReport(campaign, { languages: options.languages, allow: [] });
    for (const { text, kind, language, location } of found) {
      if (allowed.has(text.toLowerCase()) || flags.some((flag) => flag.text.includes(text))) continue; // content/mixed-language reports the latter
      yield {
        messageId: kind === 'call' ? 'call' : 'phrase',
        severity: kind === 'call' ? 'info' : 'warning',
        heuristic: true,
        data: { text, language: languageName(language), dominant: languageName(own.dominant) },
        ...(location && { location }),
        evidence: { text, language, dominant: own.dominant },
      };
    }
  },
});
