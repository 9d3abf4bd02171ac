import { load } from 'cheerio';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { reportGithub } from '#report/github.js';
import { reportHtml } from '#report/html/lint-report.js';
import { reportJson } from '#report/json.js';
import { reportJunit } from '#report/junit.js';
import { reportMarkdown } from '#report/markdown.js';
import { reportSarif } from '#report/sarif.js';
import { reportText } from '#report/text.js';
import { RESULT } from './fixture-result.js';

/** What a report says of each finding: severity and rule, and file and line where there is one. */
const READERS: Readonly<Record<string, () => readonly string[]>> = {
  text: () => [...reportText(RESULT, { color: false, width: 100 }).matchAll(/^ {2}(error|warning|info) +(\w+\/[\w-]+)(?: {2}(\S+?:\d+))?/gm)].map(([, severity, rule, place]) => of(severity, rule, place)),
  SARIF: () => ((JSON.parse(reportSarif(RESULT)) as Log).runs[0]?.results ?? []).map(({ level, ruleId, locations }) => {
    const { artifactLocation, region } = locations?.[0]?.physicalLocation ?? {};
    return of(level === 'note' ? 'info' : level, ruleId, region && `${decodeURIComponent(artifactLocation?.uri ?? '')}:${String(region.startLine)}`);
  }),
  JUnit: () => {
    const xml = load(reportJunit(RESULT), { xml: true });
    return xml('testcase:has(failure, system-out)').toArray().map((each) => {
      const [rule, place] = (xml(each).attr('name') ?? '').split(' ');
      return of(xml(each).has('failure').length > 0 ? 'error' : xml(each).text().split(':')[0], rule, /^.*?:\d+/.exec(place ?? '')?.[0]);
    });
  },
  GitHub: () => [...reportGithub(RESULT).matchAll(/^::(error|warning|notice) file=([^,]+)(?:,line=(\d+))?.*?title=([^:]+)::/gm)].map(([, level, file, line, rule]) => of(level === 'notice' ? 'info' : level, rule, line && `${String(file)}:${line}`)),
  Markdown: () => reportMarkdown(RESULT).split(/^### /m).flatMap((section) =>
    [...section.matchAll(/^- \*\*.*`(\w+\/[\w-]+)`(?: at `(.*?:\d+)?.*`)?\)$/gm)].map(([, rule, place]) => of({ Errors: 'error', Warnings: 'warning' }[section.split('\n')[0] ?? ''] ?? 'info', rule, place))),
  HTML: () => {
    const page = load(reportHtml(RESULT, new Map()));
    return page('.finding').toArray().map((each) => {
      const [rule, place] = page(each).find('.meta code').toArray().map((code) => page(code).text().replace(/(:\d+):\d+$/, '$1'));
      return of(page(each).attr('data-severity'), rule, place);
    });
  },
};

function of(severity: string | undefined, rule: string | undefined, place?: string): string {
  return [severity, rule, /:\d+$/.test(place ?? '') ? place : undefined].filter((part) => part !== undefined).join(' ');
}

describe('every format', () => {
  const { campaigns } = JSON.parse(reportJson(RESULT)) as { campaigns: { findings: { severity: string; rule: string; location?: { file?: string; line?: number } }[] }[] };
  const findings = campaigns.flatMap((campaign) => campaign.findings).map(({ severity, rule, location: { file, line } = {} }) => of(severity, rule, line === undefined ? undefined : `${String(file)}:${String(line)}`));

  it.each(Object.keys(READERS))('says what the JSON says of severities, rules and lines: %s', (format) => {
    expect(READERS[format]?.()).toEqual(findings);
  });
});
