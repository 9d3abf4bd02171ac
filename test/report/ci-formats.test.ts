import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { Parser } from 'htmlparser2';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { reportGithub } from '#report/github.js';
import { reportJunit } from '#report/junit.js';
import { reportMarkdown } from '#report/markdown.js';
import { reportSarif } from '#report/sarif.js';
import { PARTIAL_RESULT, RESULT } from './fixture-result.js';

describe('SARIF', () => {
  const log = JSON.parse(reportSarif(RESULT)) as Log;

  it('is valid by the schema of version 2.1.0', () => {
    const schemaFile = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
    const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(schemaFile, 'utf8')) as Record<string, unknown>;
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    expect(validate(log) ? [] : validate.errors).toEqual([]);
  });

  it('names each place with line and column, and counts columns in UTF-16 units', () => {
    expect(log.runs[0]?.columnKind).toBe('utf16CodeUnits');
    expect(log.runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'mails/herbst/body.html' },
      region: { startLine: 2, startColumn: 6, endLine: 2, endColumn: 11 },
    });
  });

  it('carries fixes, with the places of what they replace', () => {
    expect(log.runs[0]?.results?.map(({ fixes }) => fixes)).toEqual([undefined, undefined, [{
      description: { text: 'Say the language.' },
      artifactChanges: [{
        artifactLocation: { uri: 'mails/herbst/body.html' },
        replacements: [
          { deletedRegion: { startLine: 1, startColumn: 6, endLine: 1, endColumn: 6 }, insertedContent: { text: ' lang="de"' } },
          { deletedRegion: { startLine: 2, startColumn: 6, endLine: 2, endColumn: 11 }, insertedContent: { text: 'Grüße' } },
        ],
      }],
    }]]);
  });

  it('places findings about people at the campaign, and says what was skipped', () => {
    expect(log.runs[0]?.results?.[1]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('mails/herbst');
    const uriOf = (path: string) => (JSON.parse(reportSarif({ ...RESULT, campaigns: RESULT.campaigns.map((campaign) => ({ ...campaign, campaign: path })) })) as Log).runs[0]?.results?.[1]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri;
    expect(['/srv/größe 1', 'C:\\mails\\a', './a [1]'].map(uriOf)).toEqual(['file:///srv/gr%C3%B6%C3%9Fe%201', 'file:///C:/mails/a', 'a%20%5B1%5D']);
    expect(log.runs[0]?.invocations?.[0]?.toolExecutionNotifications?.map(({ message }) => message.text)).toEqual([
      'mails/herbst: consent/x was skipped: needs consents', 'mails/herbst: consent/y was skipped: needs consents',
    ]);
  });
});

describe('several campaigns that include one faulty file', () => {
  const [campaign] = RESULT.campaigns;
  const [finding] = campaign!.findings;
  const sharing = (name: string) => ({ ...campaign!, campaign: name, findings: [{ ...finding!, location: { part: 'mjml' as const, file: 'shared/footer.mjml', line: 3 } }] });
  const result = { ...RESULT, campaigns: [sharing('a.mjml'), sharing('b.mjml')] };

  it('have one result for it in SARIF, and one annotation on GitHub', () => {
    expect((JSON.parse(reportSarif(result)) as Log).runs[0]?.results).toHaveLength(1);
    expect(reportGithub(result).match(/^::error /gm)).toHaveLength(1);
  });

  it('keep its identity when the line and the numbers in it change', () => {
    const idOf = (line: number, message: string) => {
      const moved = { ...sharing('a.mjml'), findings: [{ ...finding!, message, location: { part: 'mjml' as const, file: 'shared/footer.mjml', line } }] };
      return (JSON.parse(reportSarif({ ...RESULT, campaigns: [moved] })) as Log).runs[0]?.results?.[0]?.partialFingerprints;
    };
    expect(idOf(3, '3 links of "Größe".')).toEqual(idOf(90, '17 links of "Größe".'));
    expect(idOf(3, '3 links of "Größe".')).not.toEqual(idOf(3, '3 links of "Farbe".'));
  });
});

describe('JUnit', () => {
  const xml = reportJunit(RESULT);

  it('is well-formed XML whose counts agree with its cases', () => {
    const tags: Record<string, number> = {};
    let suite: Record<string, string> = {};
    const open: string[] = [];
    const parser = new Parser(
      {
        onopentag: (name, attributes) => {
          open.push(name);
          tags[name] = (tags[name] ?? 0) + 1;
          if (name === 'testsuite') suite = attributes;
        },
        onclosetag: (name, implied) => {
          expect([open.pop(), implied && !['skipped', 'testcase'].includes(name)]).toEqual([name, false]);
        },
      },
      { xmlMode: true },
    );
    parser.end(xml);
    expect(open).toEqual([]);
    expect([suite['tests'], suite['failures'], suite['skipped']].map(Number)).toEqual([tags['testcase'], tags['failure'], tags['skipped']]);
  });

  it('fails on errors only, and holds no character that XML forbids', () => {
    expect(xml.match(/<failure /g)).toHaveLength(2);
    expect(xml).toContain('<system-out>warning: ');
    expect(xml).not.toMatch(/[\u0000-\u0008]/);
    expect(xml).toContain('&lt;b&gt;sale&lt;/b&gt;');
  });
});

describe('GitHub annotations', () => {
  const lines = reportGithub(RESULT).trimEnd().split('\n');

  it('are one command a finding and one line a campaign', () => {
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe('::error file=mails/herbst/body.html,line=2,endLine=2,col=6,endColumn=11,title=content/mixed-language::Two languages: 50 %25 "Größe", <b>sale</b>. Keep to one.');
    expect(lines[3]).toMatch(/^mails\/herbst: hold \(2 errors, 1 warning,/);
  });

  it('escape line breaks, and leave columns out where a finding spans lines', () => {
    expect(lines[2]).toMatch(/^::warning file=[^:]+,line=1,endLine=3,title=/);
    expect(lines[2]).toContain('Line%0Abreak');
  });
});

describe('Markdown', () => {
  it('leads with what was found, in a sentence; the rule\'s id comes last', () => {
    const lines = reportMarkdown(RESULT).split('\n').filter((line) => line.startsWith('- **'));
    expect(lines.length).toBe(RESULT.campaigns[0]?.findings.length);
    for (const line of lines) expect(line).toMatch(/^- \*\*\p{Lu}.*\*\*.* \*.*\* \((heuristic, )?`\w+\/[\w-]+`( at `.*`)?\)$/u);
  });

  it('keeps a campaign\'s text from becoming markup', () => {
    const markdown = reportMarkdown(RESULT);
    expect(markdown).toContain('\\<b\\>sale\\</b\\>');
    expect(markdown).toContain('agreed with the \\*client\\*');
    expect(markdown).toContain('## mails/herbst: hold');
    expect(markdown).toContain('- --consents consents.csv: `consent/x`, `consent/y`\n');
  });
});

describe('a campaign that could not be read beside one that could', () => {
  const fault = 'mails/größe <1>.html: the file is empty. Give a file with content.';

  it('is an error of the run in SARIF, which is then not successful', () => {
    const invocation = (JSON.parse(reportSarif(PARTIAL_RESULT)) as Log).runs[0]?.invocations?.[0];
    expect(invocation?.executionSuccessful).toBe(false);
    expect(invocation?.toolExecutionNotifications?.at(-1)).toEqual({ level: 'error', message: { text: fault } });
  });

  it('is a suite with an error in JUnit, and counts', () => {
    const xml = reportJunit(PARTIAL_RESULT);
    expect(xml).toContain('<testsuite name="mails/größe &lt;1&gt;.html" tests="1" failures="0" errors="1"');
    expect(xml).toMatch(/<testsuites name="presend" tests="(\d+)" failures="2" errors="1">/);
    expect(xml.match(/<testcase /g)).toHaveLength(Number(/<testsuites name="presend" tests="(\d+)"/.exec(xml)?.[1]));
  });

  it('is an annotation on GitHub', () => {
    expect(reportGithub(PARTIAL_RESULT).trimEnd().split('\n').at(-1)).toBe(`::error file=mails/größe <1>.html,title=could not be read::${fault}`);
  });

  it('has its heading in Markdown', () => {
    expect(reportMarkdown(PARTIAL_RESULT)).toContain('## mails/größe \\<1\\>.html: could not be read\n\nmails/größe');
  });
});
