import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { ErrorObject } from 'ajv';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { faultsOf, type SchemaFault } from '#config/validate.js';
import { UserError } from '#errors.js';

/** A problem that the caller learns of: RFC 9457 problem details. Anything else that is thrown is our bug. */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  /** Seconds after which it may be worth another try. */
  readonly retryAfter: number | undefined;

  constructor(status: number, title: string, detail: string, retryAfter?: number) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.title = title;
    this.retryAfter = retryAfter;
  }
}

/** Faults of a request, each with the JSON Pointer of its place, as RFC 9457 shows it. */
export class InvalidRequest extends Problem {
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];

  constructor(faults: readonly SchemaFault[]) {
    const errors = faults.slice(0, MOST_FAULTS).map(({ pointer, what, remedy }) => ({ pointer: `#${pointer.slice(0, LONGEST_POINTER)}`, detail: `${what}. ${remedy}` }));
    super(400, 'Not valid', errors.map(({ pointer, detail }) => `${pointer} ${detail}`).join(' '));
    this.errors = errors;
  }
}

/** More help nobody. */
const MOST_FAULTS = 50;
/** A field may have any name. */
const LONGEST_POINTER = 300;

interface Details {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly [member: string]: unknown;
}

/** An error as problem details, JSON; `instance` is the request's id, by which the log can be searched. */
export function problemBody(error: unknown, id: string): string {
  return JSON.stringify({ type: 'about:blank', ...detailsOf(error), instance: id });
}

/** Answers an error as problem details. */
export async function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const details = detailsOf(error);
  if (details.status === 500) request.log.error({ error: traceOf(error) }, 'a bug in Presend');
  if (error instanceof Problem && error.retryAfter !== undefined) void reply.header('retry-after', String(error.retryAfter));
  await drain(request.raw);
  if (details.status === 401) void reply.header('www-authenticate', 'Bearer');
  if (!request.raw.complete) void reply.header('connection', 'close'); // what is left of its body is not read
  return reply.code(details.status).type('application/problem+json').serializer(String).send(problemBody(error, request.id));
}

/** Longest time that the rest of a refused body is read, milliseconds. */
const DRAIN_TIME = 2000;

/** Drops what a caller is still sending: one who is cut off while writing does not see the answer. */
async function drain(body: IncomingMessage): Promise<void> {
  if (body.complete || body.destroyed) return;
  body.unpipe();
  body.resume();
  await Promise.race([once(body, 'end'), once(body, 'close'), wait(DRAIN_TIME, undefined, { ref: false })]).catch(() => undefined);
}

function detailsOf(error: unknown): Details {
  if (error instanceof InvalidRequest) return { status: error.status, title: error.title, detail: error.message, errors: error.errors };
  if (error instanceof Problem) return { status: error.status, title: error.title, detail: error.message };
  if (error instanceof UserError) return { status: 400, title: 'Not valid', detail: error.message, where: error.where, what: error.what, remedy: error.remedy };
  const { validation, statusCode = 500, message, code } = error as Partial<FastifyError>;
  if (code === 'ECONNRESET') return { status: 499, title: 'Client closed request', detail: 'The caller went before the request was there.' };
  if (validation) return detailsOf(new InvalidRequest(faultsOf(validation as ErrorObject[])));
  if (statusCode === 415) return { status: 415, title: 'Not a type that is read', detail: 'Send application/json, multipart/form-data or application/x-ndjson, and say which in content-type.' };
  if (statusCode === 401) return { status: 401, title: 'Not authorized', detail: 'Send the token as "Authorization: Bearer ...".' };
  if (statusCode >= 400 && statusCode < 500) return { status: statusCode, title: TITLES[statusCode] ?? 'Refused', detail: message ?? '' };
  return { status: 500, title: 'Internal error', detail: 'This is a bug in Presend; please report it with the request id.' };
}

const TITLES: Readonly<Record<number, string>> = { 400: 'Not valid', 404: 'Not found', 408: 'Too slow', 413: 'Too large' };

/** Without the message, which may quote what was sent. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames].join('\n');
}
