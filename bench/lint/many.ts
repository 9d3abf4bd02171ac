/** A thousand campaigns in one call, each another mail, on all cores. Started by ../lint.ts. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import '#cli/v8-flags.js'; // as the command does
import type * as Library from '#index.js';
import { marketingMail } from './mail.js';

const SHIPPED = new URL('../../dist/src/index.js', import.meta.url).href; // its threads lie beside it
const { lint } = (await import(SHIPPED)) as typeof Library;

const COUNTS = [250, 1000];
const MAIL_BYTES = 17_000;

const folder = mkdtempSync(join(tmpdir(), 'presend-bench-'));
for (const count of COUNTS) {
  const campaigns = Array.from({ length: count }, (_, index) => join(folder, `${index}.html`));
  campaigns.forEach((file, index) => writeFileSync(file, marketingMail(MAIL_BYTES, index)));
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const result = await lint({ campaigns, now: new Date('2026-11-20T09:00:00Z') });
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const peak = process.resourceUsage().maxRSS / 1024;
  console.log(`  ${result.campaigns.length} campaigns: ${seconds.toFixed(1)} s on ${availableParallelism()} cores (load ${loadavg()[0]?.toFixed(1) ?? ''}), ${((user + system) / 1e6).toFixed(1)} s of processor time, ${peak.toFixed(0)} MiB at most`);
}
rmSync(folder, { recursive: true });
