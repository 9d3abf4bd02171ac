import { serve } from '../../src/server/serve.js';

/** Started by tests in a process of its own: a service with the page of a folder, and with a token where one is given. */
const service = await serve(
  { host: '127.0.0.1', port: 0, workers: 1, queue: 10, jobTimeout: 300_000, bodyTimeout: 30_000, bodyLimit: 8e6, uploadLimit: 64e6, memory: 512, page: process.argv[2]!, ...(process.argv[3] !== undefined && { token: process.argv[3] }) },
  (line) => void process.stderr.write(line),
);
process.stdout.write(`${service.url}\n`);
process.once('SIGTERM', () => void service.close());
