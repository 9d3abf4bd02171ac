import { defineRule } from '#rule/rule.js';

/** "© 2024", "Copyright 2019-2024", "(c) 2024 Acme": the last year of the span counts. */
const COPYRIGHT = /(?:©|\(c\)|\bcopyright\b)[^\d\n]{0,40}(?:(?:19|20)\d\d\s*[-–—/]\s*)?((?:19|20)\d\d)(?!\d)(?!\s*[-–—/]\s*(?:19|20)\d\d)/iu;

export default defineRule({
  id: 'content/stale-year',
  severity: 'info',
  summary: 'The copyright year is in the past when the mail goes out',
  needs: ['html'],
  messages: { copyright: 'The copyright says {{year}}, and the mail goes out in {{sent}}.' },
  suggestions: { copyright: 'Write {{sent}}, or let a merge tag print the year.' },
  defaultOptions: { toleratedYears: 0 },
  optionsSchema: { toleratedYears: { type: 'integer', minimum: 0 } },
  *check({ visibleText }, { toleratedYears }, { sendAt }) {
    const sent = sendAt.getUTCFullYear();
    for (const { text, location } of visibleText.blocks) {
      const year = Number(COPYRIGHT.exec(text)?.[1]);
      if (year < sent - toleratedYears) yield { messageId: 'copyright', data: { year: String(year), sent: String(sent) }, location };
    }
  },
});
