import { isOwnField } from '#audience/merge-field.js';
import type { Campaign } from '#campaign/campaign.js';
import { fieldKey } from '#campaign/merge/printed-fields.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import { PHRASES } from '#rule/option-schemas.js';
import { defineRule } from '#rule/rule.js';
import words from './words.json' with { type: 'json' };

/** What rules read, segments go by, or other systems join by: ids, keys, dates of checks, tracking parameters. */
const TECHNICAL = /(?:^|[_ ])(?:id|uid|uuid|guid|key|hash|token|segment|segments|list|lists|tag|tags|group|variant|cohort|source|utm_\w+|utm|at|on|date|timestamp|consent|optin|opt_in|industry|branche|sector)$/i;
const SENSITIVE = phrasePattern(words.sensitive);
/** Names beyond these are counted. */
const MOST_NAMES = 8;

export default defineRule<'unused' | 'sensitive', { allow: string[] }>({
  id: 'audience/unused-personal-data',
  severity: 'info',
  summary: 'Personal data were uploaded that the mail does not use',
  needs: ['recipients'],
  messages: {
    unused: '{{unused}} of {{columns}} columns of the recipients are used neither by the mail nor by a rule: {{names}}.',
    sensitive: '{{unused}} of {{columns}} columns of the recipients are used neither by the mail nor by a rule, delicate ones among them: {{names}}.',
  },
  suggestions: {
    unused: 'Export only what the send needs.',
    sensitive: 'Leave these columns out of the export, the delicate ones first.',
  },
  defaultOptions: { allow: [] },
  optionsSchema: { allow: PHRASES },
  *check(campaign, { allow }, { mergeFields }) {
    const names = mergeFields?.names ?? [];
    const allowed = new Set(allow.map(fieldKey));
    const used = usedText(campaign);
    const unused = names.filter((name) => !isOwnField(name) && !TECHNICAL.test(name.trim()) && !allowed.has(fieldKey(name)) && !used.includes(fieldKey(name)));
    if (unused.length === 0) return;
    const delicate = unused.filter((name) => SENSITIVE.test(plainText(name.replace(/(?<=\p{Ll})(?=\p{Lu})|[_-]+/gu, ' '))));
    const listed = [...delicate, ...unused.filter((name) => !delicate.includes(name))];
    const more = listed.length - MOST_NAMES;
    yield {
      messageId: delicate.length > 0 ? 'sensitive' : 'unused',
      data: { unused: unused.length, columns: names.length, names: listed.slice(0, MOST_NAMES).join(', ') + (more > 0 ? ` and ${String(more)} more` : '') },
      location: { part: 'audience' },
      evidence: { unused: listed, delicate },
    };
  },
});

/** All that template tags ask for, and the fields that the manifest names. A column whose name stands in it counts as used. */
function usedText({ templateTags, manifest }: Campaign): string {
  return [...templateTags.map(({ expression }) => fieldKey(expression)), fieldKey(manifest.ask?.amountField ?? '')].join('|');
}
