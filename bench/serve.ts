/**
 * Throughput and p99 of `presend serve` next to a bare Fastify that parses the same body and answers as much, both in processes of their own.
 * `npm run bench -- serve [connections] [seconds]`; needs `npm run build`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PACKAGE_ROOT } from '../src/package.js';
import { marketingMail } from './lint/mail.js';

interface Load {
  readonly requests: { readonly average: number };
  readonly latency: { readonly p50: number; readonly p99: number };
  readonly non2xx: number;
  readonly errors: number;
}
const AUTOCANNON: string = 'autocannon'; // it ships no types
const { default: autocannon } = (await import(AUTOCANNON)) as { default: (options: Readonly<Record<string, unknown>>) => Promise<Load> };

const [connections = '50', seconds = '20'] = process.argv.slice(2);
const MAIN = join(PACKAGE_ROOT, 'dist/src/cli/main.js');
if (!existsSync(MAIN)) throw new Error('npm run build first');

const ECHO = `
  import Fastify from ${JSON.stringify(import.meta.resolve('fastify'))};
  const app = Fastify({ bodyLimit: 8e6 });
  const answer = 'x'.repeat(Number(process.env.ANSWER));
  app.post('/v1/lint', (request, reply) => reply.type('application/json').send(JSON.stringify(answer + request.body.html.length)));
  console.log(await app.listen({ port: 0 }));
  process.once('SIGTERM', () => app.close());
`;

interface Service {
  readonly url: string;
  /** MiB, of the service itself. */
  readonly memory: () => number;
  /** Seconds of processor time, workers included. */
  readonly cpu: () => number;
  readonly stop: () => Promise<unknown>;
}

async function start(argv: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Service> {
  const child = spawn(process.execPath, argv, { env: { ...process.env, PRESEND_TOKEN: '', ...env }, stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    url: /http:\S+/.exec(line)?.[0] ?? '',
    memory: () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${String(child.pid)}/status`, 'utf8'))?.[1]) / 1024,
    cpu: () => cpuOf(String(child.pid)),
    stop: () => (child.kill('SIGTERM'), once(child, 'exit')),
  };
}

/** Of a process and its children; the kernel counts in hundredths. */
function cpuOf(pid: string): number {
  const fields = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    const stat = existsSync(`/proc/${name}/stat`) ? readFileSync(`/proc/${name}/stat`, 'utf8') : '';
    const [, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return name === pid || parent === pid ? [rest] : [];
  });
  return fields.reduce((sum, rest) => sum + Number(rest[9]) + Number(rest[10]), 0) / 100;
}

async function measure(name: string, { url, memory, cpu }: Service, body: string): Promise<void> {
  const request = { url: `${url}/v1/lint`, method: 'POST', headers: { 'content-type': 'application/json' }, body, timeout: 60 };
  await autocannon({ ...request, connections: 4, duration: 5 });
  const before = cpu();
  const { requests, latency, non2xx, errors } = await autocannon({ ...request, connections: Number(connections), duration: Number(seconds) });
  console.log(`| ${name} | ${requests.average.toFixed(1)} | ${((1000 * (cpu() - before)) / (requests.average * Number(seconds))).toFixed(1)} | ${latency.p50.toFixed(0)} | ${latency.p99.toFixed(0)} | ${String(non2xx)} | ${String(errors)} | ${memory().toFixed(0)} |`);
}

console.log(`${connections} connections, ${seconds} s each, load ${loadavg()[0]?.toFixed(1) ?? ''}\n`);
console.log('| service, body | requests/s | CPU ms a request | p50 ms | p99 ms | not 2xx | errors | peak MiB of the service process |\n| --- | --- | --- | --- | --- | --- | --- | --- |');
for (const [size, html] of [['0.1 KB', '<p>Hello</p>'], ['17.7 KB', marketingMail(17_700)]] as const) {
  const body = JSON.stringify({ html, now: '2026-12-01T09:00:00Z' });
  const presend = await start([MAIN, 'serve', '--port', '0']);
  const answer = await (await fetch(`${presend.url}/v1/lint`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).text();
  await measure(`presend, ${size}`, presend, body);
  await presend.stop();
  const echo = await start(['--input-type=module', '-e', ECHO], { ANSWER: String(answer.length) });
  await measure(`bare Fastify, ${size} in, ${(answer.length / 1024).toFixed(1)} KB out`, echo, body);
  await echo.stop();
}
