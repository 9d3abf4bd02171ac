import { execFileSync } from 'node:child_process';
import { compiledPackage } from '../../test/setup/compiled.js';

export interface Cost {
  readonly wall: number;
  readonly cpu: number;
  /** MiB. */
  readonly peak: number;
  /** What the code set `result` to. */
  readonly result: Readonly<Record<string, unknown>>;
}

/** Runs a piece of JavaScript that sets `result` in a process of the compiled package. */
export function measure(code: string): Cost {
  const program = `const start = performance.now(); let result = {}; ${code}
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    console.log(JSON.stringify({ wall: (performance.now() - start) / 1000, cpu: (userCPUTime + systemCPUTime) / 1e6, peak: maxRSS / 1024, result }));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: compiledPackage(), encoding: 'utf8', maxBuffer: 1e9 })) as Cost;
}

/** DuckDB's plain group-by of the events in a file: recipient, hour of the week. */
export function groupBy(events: string): Cost {
  const query = `SELECT count(*) FROM (SELECT recipient_id, floor(epoch(occurred_at) / 3600) % 168 AS hour, count(*) FROM read_parquet('${events}') GROUP BY ALL)`;
  return measure(`
    const { openWarehouse } = await import('./dist/src/open-warehouse.js');
    const warehouse = await openWarehouse();
    await warehouse.all({ pieces: [${JSON.stringify(query)}], params: [] });
    await warehouse.close();`);
}

/** A plan of a week, with options as the library takes them. */
export function plan(options: Readonly<Record<string, string>>): Cost {
  return measure(`
    const { plan } = await import('./dist/src/plan.js');
    result = await plan({ ...${JSON.stringify(options)}, now: new Date('2026-11-16T09:00:00Z'), from: new Date('2026-12-01T00:00:00Z'), until: new Date('2026-12-08T00:00:00Z') });`);
}

export function costLine(name: string, { wall, cpu, peak }: Cost): string {
  return `  ${name}: ${wall.toFixed(1)} s, ${cpu.toFixed(1)} s of processor time, ${peak.toFixed(0)} MiB at most`;
}
