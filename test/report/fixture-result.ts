import { InputError } from '#errors.js';
import type { CampaignResult, LintResult } from '#engine/result.js';

const campaign: CampaignResult = {
  campaign: 'mails/herbst',
  verdict: 'hold',
  counts: { error: 2, warning: 1, info: 0, passed: 3, skipped: 2 },
  findings: [
    {
      rule: 'content/mixed-language', severity: 'error', messageId: 'mixed', message: 'Two languages: 50 % "Größe", <b>sale</b>.', heuristic: false,
      location: { part: 'html', file: 'mails/herbst/body.html', line: 2, column: 6, endLine: 2, endColumn: 11 },
      suggestion: 'Keep to one.', help: 'rules/content/mixed-language/README.md',
    },
    {
      rule: 'consent/consent-missing', severity: 'error', messageId: 'none', message: 'No evidence on file.', heuristic: false,
      location: { part: 'audience' }, evidence: { jurisdiction: { DE: 1200, AT: 34 } },
      recipients: { count: 1234, of: 56789, sample: ['sha256:ab'] }, suggestion: 'Leave them out.', help: 'rules/consent/consent-missing/README.md',
    },
    {
      rule: 'content/hidden-text', severity: 'warning', messageId: 'hidden', message: 'Line\nbreak, and a \u0001 control.', heuristic: true,
      location: { part: 'html', file: 'mails/herbst/body.html', line: 1, column: 1, endLine: 3, endColumn: 2 }, suggestion: 'Show it.', help: 'rules/content/hidden-text/README.md',
      fix: { description: 'Say the language', edits: [{ file: 'mails/herbst/body.html', range: [5, 5], text: ' lang="de"' }, { file: 'mails/herbst/body.html', range: [12, 17], text: 'Grüße' }] },
    },
  ],
  skipped: [{ rule: 'consent/x', needs: ['consents'] }, { rule: 'consent/y', needs: ['consents'] }],
  allowed: [{ rule: 'content/image-only-body', reason: 'agreed with the *client*', findings: 2 }],
  rejected: [{ table: 'recipients', file: 'r.csv', rows: 2, examples: [{ line: 7, reason: 'not a timestamp' }] }],
  unreadWords: [{ table: 'recipients', column: 'recipient_class', takenFor: 'unknown', count: 1206, different: 7, words: [{ word: 'VIP', count: 1200 }, { word: '<b>Größe</b>', count: 1 }] }],
  crashes: [],
  recipients: { total: 56789, hold: 1234, send: 55555, heldBy: { 'consent/consent-missing': 1234 } },
  sources: new Map([['mails/herbst/body.html', '<html>\n  <p>Größe \u001b[31mSale</p>\n']]),
};

/** A result with every kind of entry, and with text that must be escaped everywhere. */
export const RESULT: LintResult = { schemaVersion: 1, tool: { name: 'presend', version: '0.0.0' }, now: '2026-11-20T09:00:00.000Z', campaigns: [campaign], unread: [] };

/** The same beside a campaign that could not be read. */
export const PARTIAL_RESULT: LintResult = { ...RESULT, unread: [{ campaign: 'mails/größe <1>.html', error: new InputError('mails/größe <1>.html', 'the file is empty', 'Give a file with content.') }] };
