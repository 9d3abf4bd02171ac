import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as library from '../../src/index.js';
import type * as types from '../../src/index.js';
import { PACKAGE_ROOT } from '../../src/package.js';

const page = readFileSync(join(PACKAGE_ROOT, 'docs', 'library.md'), 'utf8');
const face = readFileSync(join(PACKAGE_ROOT, 'src', 'index.ts'), 'utf8').replace(/\w+ as (?=\w)/g, '');

describe('docs/library.md', () => {
  it('has a row for each function of the library, and names nothing else', () => {
    const functions = Object.entries(library).filter(([, value]) => typeof value === 'function' && !/^class /.test(String(value))).map(([name]) => name);
    const rows = page.split('\n').filter((line) => line.startsWith('| `')).flatMap((row) => row.split('|')[1]?.match(/\w+/g) ?? []);
    expect(rows.filter((name) => name !== 'sql').sort()).toEqual(functions.filter((name) => name !== 'sql').sort());
  });

  it('names types that the library exports', () => {
    const named = page.split('\n').filter((line) => line.startsWith('| `')).flatMap((row) => [...row.matchAll(/`([A-Z]\w+)`/g)].map(([, name]) => name ?? ''));
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((name) => !new RegExp(`[\\s{]${name}[\\s,}]`).test(face))).toEqual([]);
  });

  it('names the types that the functions have (checked by the compiler)', () => {
    expectTypeOf(library.lint).toEqualTypeOf<(options: types.LintOptions) => Promise<types.LintResult>>();
    expectTypeOf(library.lintBaseline).toEqualTypeOf<(result: types.LintResult, file: string) => Promise<types.Baseline>>();
    expectTypeOf(library.explainLanguage).toEqualTypeOf<(path: string, options?: types.ExplainLanguageOptions) => Promise<types.LanguageExplanation>>();
    expectTypeOf(library.plan).toEqualTypeOf<(options: types.PlanOptions) => Promise<types.PlanResult>>();
    expectTypeOf(library.learn).toEqualTypeOf<(options: types.LearnOptions) => Promise<types.LearnResult>>();
    expectTypeOf(library.backtest).toEqualTypeOf<(options: types.BacktestOptions) => Promise<types.BacktestResult>>();
    expectTypeOf(library.holdout).toEqualTypeOf<(options: types.HoldoutOptions) => Promise<types.HoldoutResult>>();
    expectTypeOf(library.asks).toEqualTypeOf<(options: types.AsksOptions) => Promise<types.AsksResult>>();
    expectTypeOf(library.audit).toEqualTypeOf<(options: types.AuditOptions) => Promise<types.Audit>>();
    expectTypeOf(library.importExports).toEqualTypeOf<(options: types.ImportOptions) => Promise<types.ImportResult>>();
    expectTypeOf(library.gate).toEqualTypeOf<(options: types.GateOptions) => Promise<types.Gate>>();
    expectTypeOf(library.loadCampaign).toEqualTypeOf<(path: string, options?: types.LoadOptions) => Promise<types.Campaign>>();
    expectTypeOf(library.campaignFromSource).toEqualTypeOf<(source: types.CampaignSource, options?: types.CompileOptions) => Promise<types.Campaign>>();
    expectTypeOf(library.preview).toEqualTypeOf<(path: string, options?: types.PreviewOptions) => Promise<types.Preview>>();
    expectTypeOf(library.manifestFaults).toEqualTypeOf<(value: unknown) => readonly types.ManifestFault[]>();
    expectTypeOf(library.rulesNamed).toEqualTypeOf<(id: string, rules: readonly types.Rule[]) => readonly types.Rule[]>();
  });

  it('shows examples that print what they say', async () => {
    const examples = [...page.matchAll(/```js\n([\s\S]*?)```\n\nprints\n\n```\n([\s\S]*?)```/g)];
    expect(examples).toHaveLength(2);
    const { inspect } = await import('node:util');
    for (const [, source = '', printed = ''] of examples) {
      const lines: string[] = [];
      const log = (...values: unknown[]) => lines.push(values.map((value) => (typeof value === 'string' ? value : inspect(value))).join(' '));
      const body = source.replace(/^import (\{.*\}) from 'presend';\n/, 'const $1 = library;\n').replaceAll('console.log(', 'log(');
      // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the document's own example
      await new Function('library', 'log', `return (async () => { ${body} })();`)(library, log);
      expect(`${lines.join('\n')}\n`).toBe(printed);
    }
  });

  it('says in one line what is wrong with options that name no campaigns', async () => {
    await expect(library.lint({ campaign: 'a.html' } as unknown as types.LintOptions)).rejects.toThrow(/was given no list of campaigns\. Call it with/);
    await expect(library.lint(undefined as unknown as types.LintOptions)).rejects.toBeInstanceOf(library.UserError);
  });
});
