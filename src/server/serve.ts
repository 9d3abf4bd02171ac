import { stat } from 'node:fs/promises';
import { ConfigError } from '#errors.js';
import { createService } from './create-service.js';
import { isLoopback, type ServiceOptions } from './service-options.js';

export type { ServiceOptions } from './service-options.js';

export interface RunningService {
  readonly url: string;
  /** Answers what runs, refuses what is new, then resolves. */
  close(): Promise<void>;
}

/** Starts the service; `log` takes its lines, one JSON object each. Throws ConfigError. */
export async function serve(options: ServiceOptions, log: (line: string) => void): Promise<RunningService> {
  if (options.token === undefined && !isLoopback(options.host)) throw new ConfigError('--host', `${options.host} can be reached from other machines, and there is no token`, 'Set PRESEND_TOKEN, or give --token-file.');
  if (options.dataRoot !== undefined && !(await isFolder(options.dataRoot))) throw new ConfigError('--data-root', 'is not a folder', 'Give the folder whose files requests may name.');
  const app = await createService(options, log);
  try {
    const url = await app.listen({ host: options.host, port: options.port });
    return { url, close: () => app.close() };
  } catch (cause) {
    await app.close();
    throw new ConfigError('--port', `cannot listen on ${options.host}:${options.port} (${(cause as NodeJS.ErrnoException).code ?? 'unknown reason'})`, 'Give another port or host.', { cause });
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then((found) => found.isDirectory(), () => false);
}
