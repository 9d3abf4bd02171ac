import { languageReport } from '#language/language-report.js';
import { languageName } from '#language/language-tag.js';
import { ownLanguages } from '#language/own-languages.js';
import { LANGUAGES, PHRASES } from '#rule/option-schemas.js';
import { defineRule } from '#rule/rule.js';
import type { LeftOver } from './left-over.js';
import { leftOvers } from './left-overs.js';

/** Some brands leave them in English on purpose. */
const OFTEN_MEANT = new Set<LeftOver['kind']>(['call', 'greeting']);
const TRANSLATE = 'Translate it into {{dominant}}; if it belongs there, add it to `allow`.';

export default defineRule({
  id: 'content/untranslated-phrase',
  severity: 'warning',
  summary: 'A stock phrase is in another language than the mail',
  needs: [],
  messages: {
    phrase: '"{{text}}" is {{language}} in a mail that is otherwise {{dominant}}: a phrase of the template that was left untranslated.',
    date: 'The date "{{text}}" is written in {{language}} in a mail that is otherwise {{dominant}}.',
    fallback: 'Readers without a value here get "{{text}}": that is {{language}} in a mail that is otherwise {{dominant}}.',
    call: 'The call "{{text}}" is {{language}} in a mail that is otherwise {{dominant}}.',
  },
  suggestions: { phrase: TRANSLATE, call: TRANSLATE, fallback: TRANSLATE, date: 'Format it for the language of the mail: what fills it in was not told which that is.' },
  defaultOptions: { languages: [] as readonly string[], allow: [] as readonly string[] },
  optionsSchema: { languages: LANGUAGES, allow: PHRASES },
  async *check(campaign, options) {
    const own = await ownLanguages(campaign, { languages: options.languages, allow: [] });
    if (!own) return;
    const found = leftOvers(campaign, own.languages);
    const allowed = new Set(options.allow.map((phrase) => phrase.toLowerCase()));
    const { flags } = await languageReport(campaign, { languages: options.languages, allow: [] });
    for (const { text, kind, languages, location } of found) {
      if (allowed.has(text.toLowerCase()) || flags.some((flag) => flag.text.includes(text))) continue; // content/mixed-language reports the latter
      yield {
        messageId: kind === 'call' || kind === 'date' || kind === 'fallback' ? kind : 'phrase',
        severity: OFTEN_MEANT.has(kind) ? 'info' : 'warning',
        heuristic: true,
        data: { text, language: languages.map(languageName).join(' or '), dominant: languageName(own.written) },
        ...(location && { location }),
        evidence: { text, languages, dominant: own.written },
      };
    }
  },
});
