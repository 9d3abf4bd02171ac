import { describe, expect, it } from 'vitest';
import { columnsOf } from '#report/columns.js';
import { reportGithub } from '#report/github.js';
import { reportJson } from '#report/json.js';
import { withoutCommands } from '#report/printable.js';
import { reportText } from '#report/text.js';
import { PARTIAL_RESULT, RESULT } from './fixture-result.js';

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

  it('cuts the source to the width of the terminal, around the place, so that no line breaks and carets stay below it', () => {
    const [campaign] = result.campaigns;
    const source = `${'a'.repeat(300)}Größe${'b'.repeat(300)}`;
    const location = { part: 'html', file: 'wide.html', line: 1, column: 301, endLine: 1, endColumn: 306 } as const;
    const wide = { ...result, campaigns: [{ ...campaign!, findings: [{ ...campaign!.findings[0]!, location }], sources: new Map([['wide.html', source]]) }] };
    for (const width of [60, 80, 100]) {
      const lines = reportText(wide, { color: false, width }).split('\n');
      const code = lines.find((line) => line.includes('Größe') && line.includes('aaa')) ?? '';
      expect(code.length).toBe(width);
      expect(lines[lines.indexOf(code) + 1]).toBe(`${' '.repeat(code.indexOf('Größe'))}^^^^^`);
    }
  });

  it('puts carets under what they mean where letters take two columns', () => {
    const [campaign] = result.campaigns;
    const source = `${'売'.repeat(60)}<a href="#">秋の👨‍👩‍👧セール</a>`;
    const location = { part: 'html', file: 'wide.html', line: 1, column: 73, endLine: 1, endColumn: 73 + '秋の👨‍👩‍👧'.length } as const;
    const wide = { ...result, campaigns: [{ ...campaign!, findings: [{ ...campaign!.findings[0]!, location }], sources: new Map([['wide.html', source]]) }] };
    const lines = reportText(wide, { color: false, width: 100 }).split('\n');
    const code = lines.findIndex((line) => line.includes('秋の'));
    // An ellipsis, eight letters of two columns, and the twelve characters of the tag before it.
    expect(lines[code]).toBe(`${' '.repeat(13)}…${'売'.repeat(8)}<a href="#">秋の👨‍👩‍👧セール</a>`);
    expect(lines[code + 1]).toBe(`${' '.repeat(13 + 1 + 16 + 12)}^^^^^^`);
  });

  it.each([['ガイド', 6], ['ｶﾞｲﾄﾞ', 5], ['a\u200bb', 2]])('takes %j for %i columns', (written, columns) => expect(columnsOf(written)).toBe(columns));

  it('finds commands after many blank lines without looking at them again from each', () => {
    expect(withoutCommands(`${'\n'.repeat(200_000)}a\n ::error::a`).trim()).toBe('a\n :\u200b:error::a');
  });

  it('never passes on to the terminal what it obeys, neither of the source nor of the tables, nor to a log what it takes for a command', () => {
    const [campaign] = result.campaigns;
    const hostile = { ...campaign!, campaign: '::error::a', findings: [{ ...campaign!.findings[1]!, message: '\u202eevil', evidence: { owner: { '\u001b[31mSabine': 1 } } }], rejected: [{ ...campaign!.rejected[0]!, examples: [{ line: 7, reason: '"\u009b" ##[group]x' }] }] };
    const shown = `${text()}${reportText({ ...result, campaigns: [hostile] }, { color: false, width: 100 })}`;
    expect(shown).not.toMatch(/[\u001b\u009b\u202e]|^\s*::|##\[/m);
    expect(shown).toContain('owner: �[31mSabine (1)');
    expect(reportGithub({ ...result, campaigns: [hostile] })).not.toMatch(/[\u001b\u009b\u202e]|^::error::a/m);
  });

  it('keeps names of files with line ends in one line', () => {
    expect(reportText({ ...result, campaigns: result.campaigns.map((campaign) => ({ ...campaign, campaign: 'mails/a\nHOLD.html' })) }, { color: false, width: 100 })).toContain('mails/a HOLD.html\n');
  });

  it('says what was skipped and what would let it run, once for all rules that need it', () => {
    expect(text()).toMatch(/2 rules were not checked/);
    expect(text()).toMatch(/--consents consents\.csv: consent\/x, consent\/y/);
  });

  it('names a few rules that lack one thing, and of many their number', () => {
    const [campaign] = result.campaigns;
    const many = { ...campaign!, skipped: ['a/b', 'a/c', 'd/e', 'f/g'].map((rule) => ({ rule, needs: ['events' as const] })) };
    expect(reportText({ ...result, campaigns: [many] }, { color: false, width: 100 })).toContain('--events events.csv: 4 rules of a, d, f\n');
  });

  it('says of an incomplete campaign which tables to give', () => {
    const [campaign] = result.campaigns;
    const incomplete = { ...campaign!, verdict: 'incomplete' as const, lacking: ['recipients', 'consents'] as const };
    expect(reportText({ ...result, campaigns: [incomplete] }, { color: false, width: 100 }).replace(/\s+/g, ' ')).toContain('was not given: --audience recipients.csv, --consents consents.csv 2 errors');
  });

  it('says how many recipients are held, which rows were not read, and what was allowed why', () => {
    expect(text()).toContain('1,234 of 56,789 recipients (2.2 %)');
    expect(text()).toContain('jurisdiction: DE (1,200), AT (34)');
    expect(text()).toContain('55,555 may get it, 1,234 must be held back');
    expect(text()).toContain('line 7: not a timestamp');
    expect(text().replace(/\s+/g, ' ')).toContain('unread 1,206 entries of recipients.recipient_class: 7 words that are not known, taken for unknown: "VIP" 1,200, "<b>Größe</b>" 1, ...');
    expect(text()).toContain('content/image-only-body (2): agreed with the *client*');
  });

  it('says over several campaigns once what they lack, and at the end what each rule found in how many', () => {
    const [campaign] = RESULT.campaigns;
    const other = { ...campaign!, campaign: 'mails/winter', verdict: 'review' as const, findings: campaign!.findings.slice(2), skipped: [...campaign!.skipped, { rule: 'content/z', needs: [], because: 'the included file "a.mjml" was not read' }] };
    const both = reportText({ ...PARTIAL_RESULT, campaigns: [campaign!, other] }, { color: false, width: 100 });
    expect(both.match(/--consents consents\.csv: consent\/x, consent\/y/g)).toHaveLength(1);
    expect(both.slice(both.indexOf('mails/winter'))).toMatch(/1 rule was not checked[^]*"a\.mjml" was not read: content\/z[^]*\n2 campaigns\n/);
    expect(both.slice(both.indexOf('\n2 campaigns'))).toMatch(/error {4}consent\/consent-missing: 1 of 2 campaigns\n {2}error {4}content\/mixed-language: 1 of 2 campaigns\n {2}warning {2}content\/hidden-text: 2 of 2 campaigns\n\n {2}1 hold, 0 incomplete, 1 review, 0 send, 1 could not be read\n/);
  });

  it('names rules that are allowed for one reason together, and leaves no gap where nothing was found', () => {
    const [campaign] = RESULT.campaigns;
    const known = ['links/link-insecure', 'links/link-shortener'].map((rule) => ({ rule, reason: 'known by base.json', findings: 3 }));
    const clean = { ...campaign!, findings: [], allowed: [...campaign!.allowed, ...known] };
    const both = reportText({ ...RESULT, unread: [], campaigns: [clean, clean] }, { color: false, width: 100 });
    expect(both).toContain('  allowed  content/image-only-body (2): agreed with the *client*\n  allowed  links/link-insecure (3), links/link-shortener (3): known by base.json\n');
    expect(both.slice(both.indexOf('\n2 campaigns'))).not.toMatch(/\n\n\n/);
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
