import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { FastifyBaseLogger } from 'fastify';
import { expect, it } from 'vitest';
import { refuseClient } from '../../src/server/refuse-client.js';

it('answers a request that comes too slowly with problem details, and leaves a line in the log', async () => {
  const lines: object[] = [];
  const log = { info: (line: object) => lines.push(line) } as unknown as FastifyBaseLogger;
  const server = createServer({ requestTimeout: 100, headersTimeout: 100, connectionsCheckingInterval: 20 }, (request) => request.resume());
  server.on('clientError', (error, socket) => refuseClient(error, socket as never, log));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('POST /v1/lint HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{');
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  await once(socket, 'close');
  server.close();
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 408 [^]*application\/problem\+json/);
  const details = JSON.parse(body) as { instance: string };
  expect(details).toMatchObject({ status: 408, detail: expect.stringContaining('in time') as string });
  expect(lines).toEqual([{ reqId: details.instance, status: 408 }]);
});
