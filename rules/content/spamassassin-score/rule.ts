import { defineRule } from '#rule/rule.js';
import { opinionOf, type CountedHit } from './symbols.js';

/** Hits that a message names; the evidence has all. */
const NAMED = 6;

export default defineRule({
  id: 'content/spamassassin-score',
  severity: 'warning',
  summary: 'SpamAssassin takes the mail for spam, or comes near to it',
  needs: ['spamd'],
  messages: {
    spam: 'SpamAssassin gives {{score}} points, and {{threshold}} make it spam: {{hits}}.',
    points: 'SpamAssassin gives {{score}} of the {{threshold}} points that make it spam: {{hits}}.',
  },
  suggestions: {
    spam: 'Mend what the rules with the most points name; headers that the sending service writes are left out of the count.',
    points: 'Look at the rules with the most points; headers that the sending service writes are left out of the count.',
  },
  defaultOptions: { threshold: 5, noteFrom: 2 },
  optionsSchema: { threshold: { type: 'number', exclusiveMinimum: 0 }, noteFrom: { type: 'number', minimum: 0 } },
  async *check(campaign, { threshold, noteFrom }, { askSpamAssassin }) {
    const report = await askSpamAssassin?.(campaign);
    if (!report || 'unchecked' in report) return;
    const { score, counted, leftOut } = opinionOf(report);
    if (score < Math.min(threshold, noteFrom)) return;
    const data = { score, threshold, hits: listOf(counted) };
    const evidence = { score, threshold, hits: counted, leftOut, scoreOfAll: report.score, thresholdThere: report.threshold, composed: report.composed };
    if (score >= threshold) yield { messageId: 'spam', data, evidence };
    else yield { messageId: 'points', data, evidence, severity: 'info' };
  },
  async unchecked(campaign, _options, { askSpamAssassin }) {
    const report = await askSpamAssassin?.(campaign);
    return report && 'unchecked' in report ? report.unchecked : undefined;
  },
});

/** `MIME_HTML_ONLY 0.1 (as content/plain-text-part), BODY_SINGLE_URI 1.0`. */
function listOf(hits: readonly CountedHit[]): string {
  const scoring = hits.filter(({ points }) => points > 0);
  const named = scoring.slice(0, NAMED).map(({ symbol, points, sameAs }) => `${symbol} ${points.toFixed(1)}${sameAs === undefined ? '' : ` (as ${sameAs})`}`);
  const more = scoring.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
