import { defineRule } from '#rule/rule.js';

export default defineRule({
  id: 'content/exclamation-marks', // = its folder: rules/content/exclamation-marks/
  severity: 'info',
  summary: 'The subject shouts with exclamation marks',
  needs: ['subject'], // without them the rule is skipped, and says so
  messages: { shouting: 'The subject has {{count}} exclamation marks.' },
  suggestions: { shouting: 'Leave at most {{max}}.' },
  defaultOptions: { maxMarks: 1 },
  optionsSchema: { maxMarks: { type: 'integer', minimum: 0 } },
  *check({ subject }, { maxMarks }) {
    const count = subject?.value.match(/[!！]/g)?.length ?? 0;
    if (subject && count > maxMarks) yield { messageId: 'shouting', data: { count, max: maxMarks }, location: subject.location };
  },
});
