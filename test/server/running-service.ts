import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { compiledCli, compiledPackage } from '../setup/compiled.js';

export interface RunningService {
  readonly url: string;
  readonly pid: number;
  readonly post: (path: string, body: unknown, init?: RequestInit) => Promise<Response>;
  readonly log: () => string;
  /** SIGTERM; resolves with the exit code. */
  readonly stop: () => Promise<number | null>;
}

/** `presend serve` in a process of its own, as a user starts it, on a free port. */
export async function startService(flags: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<RunningService> {
  const [, main] = compiledCli();
  return start([main, 'serve', '--port', '0', ...flags], env);
}

/** A service that shows the page of that folder. */
export async function startWithPage(folder: string, ...token: readonly string[]): Promise<RunningService> {
  return start([join(compiledPackage(), 'dist/src/serve-page.js'), folder, ...token], {});
}

async function start(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<RunningService> {
  const child = spawn(process.execPath, argv, { env: { ...process.env, PRESEND_TOKEN: '', NODE_OPTIONS: '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const found = /http:\/\/\S+/.exec(line)?.[0];
      if (found !== undefined) resolve(found);
    });
    void exited.then(() => reject(new Error(`the service did not start: ${log}`)));
  });
  return {
    url,
    pid: child.pid!,
    post: (path, body, init = {}) => fetch(`${url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), ...init }),
    log: () => log,
    stop: () => (child.kill('SIGTERM'), exited),
  };
}
