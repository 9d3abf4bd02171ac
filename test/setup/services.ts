import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** `host:port` of a real spamd that runs for the tests; null where none can be installed: tests that need it are then skipped by name. */
    spamd: string | null;
    /** Path of a Chromium; null where none can be installed. */
    chromium: string | null;
  }
}

const SPAMD = '/usr/sbin/spamd';
const CHROMIUM = '/usr/bin/chromium';
const PACKAGES: Readonly<Record<string, readonly string[]>> = { [SPAMD]: ['spamd', 'spamassassin'], [CHROMIUM]: ['chromium', 'fonts-noto-core'] };

/** Programs that the tests run for real: installed from Debian when they are missing, spamd started on a loopback port and stopped at the end. */
export default async function setup({ provide }: TestProject): Promise<() => void> {
  installMissing();
  provide('chromium', existsSync(CHROMIUM) ? CHROMIUM : null);
  const spamd = existsSync(SPAMD) ? await startSpamd() : undefined;
  provide('spamd', spamd?.address ?? null);
  return () => void spamd?.process.kill('SIGTERM');
}

function installMissing(): void {
  const missing = Object.entries(PACKAGES).filter(([program]) => !existsSync(program)).map(([, names]) => names);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return complain(`${missing.flat().join(', ')} missing, and only root on Debian can install them`);
  aptGet('update');
  for (const names of missing) if (!aptGet('install', '-y', '--no-install-recommends', ...names)) complain(`apt-get could not install ${names.join(', ')}`);
}

function aptGet(...args: readonly string[]): boolean {
  return spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
}

function complain(what: string): void {
  process.stderr.write(`test set-up: ${what}; the tests that need them are skipped.\n`);
}

async function startSpamd(): Promise<{ address: string; process: ChildProcess } | undefined> {
  const port = await freePort();
  const asNobody = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  // Local rules only, no user's preferences, log to standard error.
  const child = spawn(SPAMD, ['-L', '-x', '-i', '127.0.0.1', '-A', '127.0.0.1', '-p', String(port), '-m', '2', '--min-children=1', '-s', 'stderr', ...asNobody], { stdio: 'ignore' });
  process.once('exit', () => child.kill('SIGTERM'));
  for (let attempt = 0; attempt < 600 && child.exitCode === null; attempt++) {
    if (await listens(port)) return { address: `127.0.0.1:${String(port)}`, process: child };
    await wait(50);
  }
  child.kill('SIGTERM');
  complain('spamd does not start');
  return undefined;
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.on('connect', () => (socket.end(), resolve(true)));
    socket.on('error', () => resolve(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
