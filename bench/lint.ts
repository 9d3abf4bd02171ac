/** How long linting takes: warm beside its peers, cold, and a thousand campaigns in one call. Runs the compiled files. See README.md. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

if (!existsSync(at('../dist/src/cli/main.js')) || !existsSync(at('peers/node_modules'))) {
  console.error('Needs npm run build and npm ci --prefix bench/peers');
  process.exit(2);
}
for (const part of ['warm', 'cold', 'many']) {
  console.log(`\n# ${part}`);
  // Without the condition `presend-source`, so that `#` names the compiled files.
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', at(`lint/${part}.ts`)], { stdio: 'inherit', env: { ...process.env, NODE_OPTIONS: '' } });
  if (status !== 0) process.exitCode = 1;
}
