import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FastifyBaseLogger } from 'fastify';
import { problemBody, Problem } from './problem.js';

/** What Node's parser tells of a connection on which no whole request came. */
interface ConnectionError extends Error {
  readonly code?: string;
}

const PROBLEMS: Readonly<Record<string, Problem>> = {
  ERR_HTTP_REQUEST_TIMEOUT: new Problem(408, 'Request Timeout', 'The request did not come in time. Send it whole, and at once.'),
  HPE_HEADER_OVERFLOW: new Problem(431, 'Request Header Fields Too Large', 'The header takes more than 16 KiB.'),
};
const NO_HTTP = new Problem(400, 'Bad Request', 'This is no request of HTTP/1.1.');

/** Answers, in the form of all other problems, what never became a request: too slow, too large a header, or no HTTP. */
export function refuseClient(error: ConnectionError, socket: Socket, log: FastifyBaseLogger): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const problem = PROBLEMS[error.code ?? ''] ?? NO_HTTP;
  const id = randomUUID();
  log.info({ reqId: id, status: problem.status }, 'no request came');
  const body = problemBody(problem, id);
  if (socket.writable) socket.write(`HTTP/1.1 ${problem.status} ${problem.title}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nX-Request-Id: ${id}\r\nConnection: close\r\n\r\n${body}`);
  socket.destroy(error);
}
