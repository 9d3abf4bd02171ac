import { describe, expect, it } from 'vitest';
import type { CampaignResult, LintResult } from '#engine/result.js';
import { reportJson } from '#report/json.js';
import { reportText } from '#report/text.js';

const campaign: CampaignResult = {
  campaign: 'mails/herbst',
  verdict: 'hold',
  counts: { error: 1, warning: 0, info: 0, passed: 3, skipped: 2 },
  findings: [
    {
      rule: 'content/mixed-language', severity: 'error', messageId: 'mixed', message: 'Two languages.', heuristic: false,
      location: { part: 'html', file: 'mails/herbst/body.html', line: 2, column: 6, endLine: 2, endColumn: 11 },
      suggestion: 'Keep to one.', help: 'rules/content/mixed-language/README.md',
    },
    {
      rule: 'consent/consent-missing', severity: 'error', messageId: 'none', message: 'No evidence on file.', heuristic: false,
      location: { part: 'audience' }, evidence: { jurisdiction: { DE: 1200, AT: 34 } },
      recipients: { count: 1234, of: 56789, sample: ['sha256:ab'] }, suggestion: 'Leave them out.', help: 'rules/consent/consent-missing/README.md',
    },
  ],
  skipped: [{ rule: 'consent/x', needs: ['consents'] }, { rule: 'consent/y', needs: ['consents'] }],
  allowed: [{ rule: 'content/hidden-text', reason: 'agreed with the client', findings: 2 }],
  rejected: [{ table: 'recipients', file: 'r.csv', rows: 2, examples: [{ line: 7, reason: 'not a timestamp' }] }],
  crashes: [],
  recipients: { total: 56789, hold: 1234, send: 55555 },
  sources: new Map([['mails/herbst/body.html', '<html>\n  <p>Größe \u001b[31mSale</p>\n']]),
};
const result: LintResult = { schemaVersion: 1, tool: { name: 'presend', version: '0.0.0' }, now: '2026-11-20T09:00:00.000Z', campaigns: [campaign] };
const text = (color = false) => reportText(result, { color, width: 100 });

describe('the text report', () => {
  it('puts carets under the place and shows file, line and column', () => {
    const lines = text().split('\n');
    const code = lines.findIndex((line) => line.includes('<p>Größe'));
    expect(lines[code + 1]?.indexOf('^')).toBe(lines[code]?.indexOf('Größe'));
    expect(lines[code + 1]?.trim()).toBe('^^^^^');
    expect(text()).toContain('mails/herbst/body.html:2:6');
  });

  it('never passes a control character of the source on to the terminal', () => {
    expect(text()).not.toContain('\u001b');
  });

  it('says what was skipped and what would let it run, once for all rules that need it', () => {
    expect(text()).toMatch(/2 rules were not checked/);
    expect(text()).toMatch(/--consents consents\.csv: consent\/x, consent\/y/);
  });

  it('says how many recipients are held, which rows were not read, and what was allowed why', () => {
    expect(text()).toContain('1,234 of 56,789 recipients (2 %)');
    expect(text()).toContain('jurisdiction: DE 1200, AT 34');
    expect(text()).toContain('55,555 may get it, 1,234 must be held back');
    expect(text()).toContain('line 7: not a timestamp');
    expect(text()).toContain('content/hidden-text (2): agreed with the client');
  });

  it('uses colour only when asked', () => {
    expect(text(true)).toContain('\u001b[31m');
  });
});

describe('the JSON report', () => {
  it('has the fields of the contract and none of the sources', () => {
    const parsed = JSON.parse(reportJson(result)) as { campaigns: Record<string, unknown>[] };
    expect(Object.keys(parsed)).toEqual(['schemaVersion', 'tool', 'now', 'campaigns']);
    expect(Object.keys(parsed.campaigns[0] ?? {})).toEqual(['campaign', 'verdict', 'counts', 'findings', 'skipped', 'allowed', 'rejected', 'recipients']);
  });
});
