/** A process from its start to its end: the version, and one HTML file linted. Started by ../lint.ts. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { marketingMail } from './mail.js';

const ROUNDS = 9;
const CLI = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'presend-bench-'));
const mail = join(folder, 'mail.html');
writeFileSync(mail, marketingMail(17_000));
measure('presend --version', ['--version']);
measure('presend lint mail.html (17 KB)', ['lint', mail]);
rmSync(folder, { recursive: true });

function measure(name: string, args: readonly string[]): void {
  const wall = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    spawnSync(process.execPath, [CLI, ...args], { stdio: 'ignore' });
    return performance.now() - start;
  }).sort((one, other) => one - other);
  console.log(`  ${name.padEnd(32)} ${((wall[Math.floor(ROUNDS / 2)] ?? NaN) / 1000).toFixed(2)} s, fastest ${((wall[0] ?? NaN) / 1000).toFixed(2)} s of ${ROUNDS}`);
}
