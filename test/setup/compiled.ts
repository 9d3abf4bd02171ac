import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { PACKAGE_ROOT } from '../../src/package.js';

/** What the package finds beside its dist/. */
const BESIDE = ['package.json', 'node_modules', 'fixtures', 'templates', 'rules', 'LICENSE', 'README.md'];

/** Programs of the tests that are started as processes. */
const TEST_PROGRAMS = ['test/server/serve-page.ts'];

let folder: string | undefined;

/**
 * The package's folder with dist/ made of src/, rules/ and TEST_PROGRAMS as they are now: a process started from it runs JavaScript, as a user's does, and
 * takes half the processor time of one that must first compile. Made once for each worker.
 */
export function compiledPackage(): string {
  return (folder ??= compile());
}

/** The words that start the CLI of `compiledPackage`. */
export function compiledCli(): readonly [program: string, main: string] {
  return [process.execPath, join(compiledPackage(), 'dist/src/cli/main.js')];
}

function compile(): string {
  const to = mkdtempSync(join(tmpdir(), 'presend-compiled-'));
  process.once('exit', () => rmSync(to, { recursive: true, force: true }));
  for (const name of BESIDE) symlinkSync(join(PACKAGE_ROOT, name), join(to, name));
  const files = [...['src', 'rules'].flatMap(programFiles), ...TEST_PROGRAMS];
  buildSync({ absWorkingDir: PACKAGE_ROOT, entryPoints: files.filter((file) => file.endsWith('.ts')), outbase: PACKAGE_ROOT, outdir: join(to, 'dist'), format: 'esm', platform: 'node', target: 'node20.19' });
  for (const file of files.filter((name) => name.endsWith('.json'))) {
    mkdirSync(join(to, 'dist', file, '..'), { recursive: true });
    cpSync(join(PACKAGE_ROOT, file), join(to, 'dist', file));
  }
  return to;
}

function programFiles(source: string): readonly string[] {
  const outside = /^src\/page\/|^rules\/_template\/|\.test\.ts$/;
  return readdirSync(join(PACKAGE_ROOT, source), { recursive: true, encoding: 'utf8' })
    .map((name) => join(source, name))
    .filter((file) => /\.(?:ts|json)$/.test(file) && !outside.test(file) && statSync(join(PACKAGE_ROOT, file)).isFile());
}
