// Bundles the page of `presend serve` (src/page/) into one script, one style sheet and one HTML file.
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const source = fileURLToPath(new URL('../src/page/', import.meta.url));

export async function buildPage(folder) {
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: { page: join(source, 'main.tsx') }, outdir: folder, bundle: true, minify: true, format: 'esm', target: ['chrome111', 'firefox113', 'safari16.4'],
    jsx: 'automatic', jsxImportSource: 'preact', legalComments: 'none', logLevel: 'warning',
  });
  await build({ entryPoints: { page: join(source, 'page.css') }, outdir: folder, bundle: true, minify: true, logLevel: 'warning' });
  cpSync(join(source, 'index.html'), join(folder, 'index.html'));
}
