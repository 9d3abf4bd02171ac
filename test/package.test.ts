import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../src/package.js';

/** The command that npm installs, as npx finds it. */
const PRESEND = 'node_modules/.bin/presend';
/** The package as a stranger gets it: packed, then installed into an empty folder. */
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'presend-package-'));
  if (isStale()) npm(PACKAGE_ROOT, 'run', 'build');
  npm(PACKAGE_ROOT, 'pack', '--ignore-scripts', '--pack-destination', folder, '--silent');
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  npm(folder, 'install', `./${tarball ?? ''}`, '--no-audit', '--no-fund', '--prefer-offline', '--silent');
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Whether a source is newer than dist/, whose page is built last; after `npm ci` none is. */
function isStale(): boolean {
  const page = join(PACKAGE_ROOT, 'dist/page/index.html');
  if (!existsSync(page)) return true;
  const built = statSync(page).mtimeMs;
  return ['src', 'rules', 'scripts'].some((source) => readdirSync(join(PACKAGE_ROOT, source), { recursive: true, encoding: 'utf8' }).some((name) => statSync(join(PACKAGE_ROOT, source, name)).mtimeMs > built))
    || ['package.json', 'tsconfig.json', 'tsconfig.build.json'].some((name) => statSync(join(PACKAGE_ROOT, name)).mtimeMs > built);
}

function npm(cwd: string, ...args: string[]): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function run(command: string, ...args: string[]): { code: number; stdout: string } {
  try {
    return { code: 0, stdout: execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }) };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { code: status, stdout };
  }
}

describe('the package, installed in an empty folder', () => {
  it('lints a file with its own command', () => {
    writeFileSync(join(folder, 'mail.html'), '<html lang="en"><head><title>t</title></head><body><p>Hello, here is your report.</p></body></html>');
    const { stdout } = run(PRESEND, 'lint', 'mail.html', '--format', 'json', '--fail-on', 'never');
    expect((JSON.parse(stdout) as { campaigns: { campaign: string }[] }).campaigns[0]?.campaign).toBe('mail.html');
  });

  it('holds back the fixture of the rant that it ships', () => {
    const { code, stdout } = run(PRESEND, 'lint', 'node_modules/presend/fixtures/campaigns/prospecting-rant');
    expect(code).toBe(1);
    expect(stdout).toContain('HOLD');
  });

  it('lints many files on all cores, in the order given, and names the one it cannot read', () => {
    const names = Array.from({ length: 40 }, (_, index) => `mail-${index}.html`);
    names.forEach((name, index) => writeFileSync(join(folder, name), index === 7 ? '' : `<html lang="en"><body><p>Report number ${index}.</p><a href="#">Open</a></body></html>`));
    const { code, stdout } = run(PRESEND, 'lint', ...names, '--format', 'json');
    const result = JSON.parse(stdout) as { campaigns: { campaign: string; counts: { error: number } }[]; unread: { campaign: string }[] };
    expect(code).toBe(2);
    expect(result.unread.map(({ campaign }) => campaign)).toEqual(['mail-7.html']);
    expect(result.campaigns.map(({ campaign }) => campaign)).toEqual(names.filter((name) => name !== 'mail-7.html'));
    expect(result.campaigns.every(({ counts }) => counts.error === 1)).toBe(true);
  });

  it('explains a rule from the README that it ships', () => {
    expect(run(PRESEND, 'explain', 'content/image-only-body').stdout).toMatch(/^# content\/image-only-body/);
  });

  it('is importable as a library', () => {
    writeFileSync(join(folder, 'use.js'), "import { lint, rules } from 'presend';\nconst { campaigns } = await lint({ campaigns: ['mail.html'] });\nconsole.log(rules.length > 0, campaigns[0].verdict);\n");
    expect(run('node', 'use.js').stdout).toMatch(/^true (hold|review|send)/);
  });
});

describe('publint', () => {
  it('has nothing to say about the package', async () => {
    const { messages, pkg } = await publint({ pkgDir: PACKAGE_ROOT, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg as never))).toEqual([]);
  });
});
