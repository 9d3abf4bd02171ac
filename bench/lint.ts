/**
 * How long linting takes: warm beside its peers, cold, and a thousand campaigns in one call. `npm run bench -- lint [warm | cold | many | rules | steady | corpus] [arguments]`; without a part, the first three.
 * Runs what the package ships, and the parts as bundles like it. See README.md.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const [part, ...rest] = process.argv.slice(2);
const parts = part === undefined ? ['warm', 'cold', 'many'] : [part];

if (!existsSync(at('../dist/src/cli/main.js')) || !existsSync(at('peers/node_modules'))) {
  console.error('Needs npm run build and npm ci --prefix bench/peers');
  process.exit(2);
}
buildSync({
  absWorkingDir: at('.'), entryPoints: parts.map((name) => `lint/${name}.ts`), outdir: '.tmp', outExtension: { '.js': '.mjs' }, bundle: true, packages: 'external', format: 'esm', platform: 'node', target: 'node20.19',
  conditions: ['presend-source'], logLevel: 'error',
});
for (const name of parts) {
  console.log(`\n# ${name}`);
  const { status } = spawnSync(process.execPath, [at(`.tmp/${name}.mjs`), ...rest], { stdio: 'inherit', env: { ...process.env, NODE_OPTIONS: '' } });
  if (status !== 0) process.exitCode = 1;
}
rmSync(at('.tmp'), { recursive: true });
