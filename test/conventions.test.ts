import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { rules } from '#rules/index.js';
import { isAudienceRule, type Rule } from '#rule/rule.js';
import { PACKAGE_ROOT } from '../src/package.js';
import { catalogue } from '../scripts/catalogue.js';
import { examplesOf, findingsOf } from './rule/readme-examples.js';
import { LONGEST } from './setup/longest-first.js';

const RULES = join(PACKAGE_ROOT, 'rules');
const SECTIONS = ['What it does', 'Why', 'Incorrect', 'Correct', 'Options', 'Sources'];

describe('every rule', () => {
  it('whose folder exists is listed in rules/index.ts, and the other way round', () => {
    expect(rules.map(({ id }) => id).sort()).toEqual(ruleFolders());
  });

  it('is listed in the order of its id', () => {
    const ids = rules.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))('%s has wording and a remedy for each message id, both one sentence', (_, rule) => {
    const messages = rule.messages as Record<string, string>;
    expect(Object.keys(rule.suggestions as object).sort()).toEqual(Object.keys(messages).sort());
    for (const text of [...Object.values(messages), ...Object.values(rule.suggestions as Record<string, string>)]) expect(text).toMatch(/[.?!…]["”)]?$/);
    expect(rule.summary).not.toMatch(/\.$/);
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))('%s has a schema for each option, which leaves nothing in the calendar without an end and no text empty', (_, rule) => {
    const schemas = rule.optionsSchema as Record<string, { readonly maximum?: number; readonly items?: { readonly type?: string; readonly pattern?: string; readonly format?: string } }>;
    expect(Object.keys(schemas).sort()).toEqual(Object.keys(rule.defaultOptions as object).sort());
    for (const [name, { maximum, items }] of Object.entries(schemas)) expect([name, maximum === undefined && items === undefined && /months|days|hours/i.test(name), items?.type === 'string' && items.pattern === undefined && items.format === undefined]).toEqual([name, false, false]);
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))('%s has a test beside it', (id) => {
    expect(existsSync(join(RULES, id, 'rule.test.ts'))).toBe(true);
  });
});

describe('every rule README', () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))('%s opens with id and summary, has all sections and documents every option', (id, rule) => {
    const readme = readmeOf(id);
    const [title, , summary] = readme.split('\n');
    expect(title).toBe(`# ${id}`);
    expect(summary?.replace(/\.$/, '')).toBe(rule.summary);
    expect([...readme.matchAll(/^## (.+)$/gm)].map((match) => match[1]).filter((heading) => SECTIONS.includes(heading ?? ''))).toEqual(SECTIONS);
    const options = readme.slice(readme.indexOf('## Options'), readme.indexOf('## Sources'));
    for (const option of Object.keys(rule.defaultOptions as object)) expect(options).toContain(`\`${option}\``);
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))('%s names each message and no other, where it has a table of them', (id, rule) => {
    const named = [...readmeOf(id).matchAll(/^\| (`[a-zA-Z]+`[^|]*)/gm)].flatMap(([, cell = '']) => [...cell.matchAll(/`([a-zA-Z]+)`/g)].map(([, name]) => name));
    if (named.length > 0) expect(named.sort()).toEqual(Object.keys(rule.messages as object).sort());
  });

  it.each(rules.filter(({ fixable }) => fixable).map(({ id }) => [id]))('%s says what --fix mends and what it leaves', (id) => {
    expect(readmeOf(id)).toMatch(/^`lint --fix` /m);
  });

  for (const rule of rules) {
    for (const section of ['Incorrect', 'Correct'] as const) {
      const examples = examplesOf(readmeOf(rule.id), section);
      it(`${rule.id} has an example under ${section}`, () => expect(examples.length).toBeGreaterThan(0));
      examples.forEach((example, index) => {
        it.skipIf(rule.needs.includes('spamd') && inject('spamd') === null)(`${rule.id}: example ${index + 1} under ${section} ${section === 'Incorrect' ? 'reports' : 'does not report'}`, async () => {
          const count = (await findingsOf(rule, example)).length;
          if (section === 'Incorrect') expect(count).toBeGreaterThan(0);
          else expect(count).toBe(0);
        });
      });
    }
  }
});

describe('the repository', () => {
  it('has a current catalogue (npm run docs writes it)', () => {
    expect(readFileSync(join(RULES, 'README.md'), 'utf8')).toBe(catalogue(rules));
  });

  it('keeps source files under 300 lines', () => {
    const long = sourceFiles().filter((file) => readFileSync(file, 'utf8').split('\n').length > 301);
    expect(long).toEqual([]);
  });

  it('has no folder for things without a name', () => {
    expect(sourceFiles().filter((file) => /[\\/](utils?|helpers?|common|misc)[\\/.]/.test(file))).toEqual([]);
  });

  it('has no SQL window over all rows: DuckDB 1.5.5 now and then fails in one ("access index 0 within vector of size 0", duckdb issue 25713)', () => {
    expect(sourceFiles().filter((file) => /\bOVER \(\)/.test(readFileSync(file, 'utf8')))).toEqual([]);
  });

  it('has the test files that are to begin first', () => {
    expect(LONGEST.filter((file) => !existsSync(join(PACKAGE_ROOT, file)))).toEqual([]);
  });

  it('names no registry host in the lockfile', () => {
    expect(readFileSync(join(PACKAGE_ROOT, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved"/);
  });

  it('pins every dependency to one version', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as Record<string, Record<string, string>>;
    expect(Object.entries({ ...dependencies, ...devDependencies }).filter(([, version]) => !/^\d/.test(version))).toEqual([]);
  });
});

function readmeOf(id: Rule['id']): string {
  return readFileSync(join(RULES, id, 'README.md'), 'utf8');
}

function ruleFolders(): string[] {
  const at = (path: string) => readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('_')).map(({ name }) => name);
  return at(RULES).flatMap((category) => at(join(RULES, category)).map((name) => `${category}/${name}`)).sort();
}

function sourceFiles(): string[] {
  return ['src', 'rules'].flatMap((folder) =>
    readdirSync(join(PACKAGE_ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => join(PACKAGE_ROOT, folder, file)),
  );
}

describe('audience rules', () => {
  it('declare that they need recipients', () => {
    expect(rules.filter((rule) => isAudienceRule(rule) && !rule.needs.includes('recipients'))).toEqual([]);
  });
});
