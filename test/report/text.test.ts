import { describe, expect, it } from 'vitest';
import { reportJson } from '#report/json.js';
import { reportText } from '#report/text.js';
import { RESULT } from './fixture-result.js';

const result = RESULT;
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
    expect(text().replace(/\s+/g, ' ')).toContain('unread 1,206 entries of recipients.recipient_class: 7 words that are not known, taken for unknown: "VIP" 1,200, "<b>Größe</b>" 1, ...');
    expect(text()).toContain('content/image-only-body (2): agreed with the *client*');
  });

  it('uses colour only when asked', () => {
    expect(text(true)).toContain('\u001b[31m');
  });
});

describe('the JSON report', () => {
  it('has the fields of the contract and none of the sources', () => {
    const parsed = JSON.parse(reportJson(result)) as { campaigns: Record<string, unknown>[] };
    expect(Object.keys(parsed)).toEqual(['schemaVersion', 'tool', 'now', 'campaigns']);
    expect(Object.keys(parsed.campaigns[0] ?? {})).toEqual(['campaign', 'verdict', 'counts', 'findings', 'skipped', 'allowed', 'rejected', 'unreadWords', 'recipients']);
  });
});
