import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../../scripts/bundle.mjs';
import { PACKAGE_ROOT } from '../../src/package.js';

/** What the package finds beside its dist/. */
const BESIDE = ['package.json', 'node_modules', 'fixtures', 'templates', 'rules', 'LICENSE', 'README.md'];

/** What tests and benches start or import beside the package's own programs. All lie in dist/src/, where the code that starts a thread looks for it. */
const MORE = { 'learn-model': 'src/schedule/learn-model.ts', 'open-warehouse': 'src/warehouse/open-warehouse.ts', plan: 'src/schedule/plan.ts', 'serve-page': 'test/server/serve-page.ts' };

let folder: string | undefined;

/**
 * The package's folder with dist/src/ bundled from src/ and rules/ as they are now: a process started from it runs what a user's does, and takes half the
 * processor time of one that must first compile. Made once for each worker.
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
  bundle(PACKAGE_ROOT, join(to, 'dist'), MORE);
  return to;
}
