import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { manifestFaults } from '../index.js';
import type { Job, TableFiles } from './job.js';
import { InvalidRequest, Problem } from './problem.js';
import { NDJSON_TYPES, readNdjson } from './read-ndjson.js';
import { placeCampaign, placeInputs, readParts, type Parts } from './read-request.js';
import { defaultConfig, requestFolder, type RequestFolder } from './request-folder.js';
import { LINT_REQUEST, PLAN_REQUEST, type LintRequest, type PlanRequest } from './request-schemas.js';
import type { ServiceOptions } from './service-options.js';
import type { WorkerPool } from './worker-pool.js';

interface Taken {
  readonly folder: RequestFolder;
  /** Aborted when the caller is gone. */
  readonly signal: AbortSignal;
  readonly tables: TableFiles;
  readonly files: readonly string[];
  /** The work on it, once it has begun. */
  work?: Promise<unknown>;
}

declare module 'fastify' {
  interface FastifyRequest {
    taken: Taken | null;
    /** Aborted when the answer is out or the caller is gone. */
    over: AbortController | null;
  }
}

const BUSY = { 503: { description: 'too many requests at once; see Retry-After' } };
const answer = (description: string, types: readonly string[] = ['application/json']) => ({ description, content: Object.fromEntries(types.map((type) => [type, { schema: type === 'application/json' ? { type: 'object', additionalProperties: true } : { type: 'string' } }])) });
const problem = { description: 'RFC 9457 problem details', content: { 'application/problem+json': { schema: { type: 'object', additionalProperties: true } } } };

/** The endpoints that work on what a caller sends, each request in its own folder and its own process. */
export function addWorkRoutes(app: FastifyInstance, options: ServiceOptions, pool: WorkerPool): void {
  let inFlight = 0;
  app.decorateRequest('taken', null);
  app.decorateRequest('over', null);
  app.addContentTypeParser(NDJSON_TYPES, (_request, _payload, done) => done(null)); // read below, as it comes

  const route = (url: string, schema: typeof LINT_REQUEST | typeof PLAN_REQUEST, { types, ...docs }: { summary: string; types?: readonly string[] }, handler: (request: FastifyRequest, reply: FastifyReply, taken: Taken) => Promise<unknown>): void => {
    app.post(url, {
      schema: { ...docs, body: { content: { 'application/json': { schema }, 'multipart/form-data': { schema }, ...Object.fromEntries(NDJSON_TYPES.map((type) => [type, { schema }])) } }, response: { 200: answer(docs.summary, types), 400: problem, 401: problem, 403: problem, 408: problem, 413: problem, 415: problem, 422: problem, 503: { ...BUSY[503], content: problem.content } } },
      onRequest: (request, reply, done) => {
        const coding = request.headers['content-encoding'] ?? 'identity';
        if (coding !== 'identity') return done(new Problem(415, 'Not a type that is read', 'Send the body without content-encoding; a table may be a .gz file part.'));
        if (inFlight >= options.workers + options.queue) return done(new Problem(503, 'Busy', 'Too many requests are being worked on.', 1));
        inFlight++;
        const over = (request.over = new AbortController());
        reply.raw.once('close', () => {
          inFlight--;
          over.abort();
        });
        done();
      },
      preValidation: async (request) => {
        const folder = requestFolder();
        const signal = request.over?.signal ?? AbortSignal.abort();
        signal.addEventListener('abort', () => void removeAfter(request.taken?.work, folder, request));
        if (signal.aborted) throw new Problem(499, 'Client closed request', 'The caller went.');
        const parts = await streamedParts(request, folder, schema);
        if (parts) request.body = parts.body;
        if (typeof request.body !== 'object' || request.body === null) throw new Problem(400, 'Not valid', 'The body holds no request. Send JSON, a multipart form or NDJSON, and its content-type.');
        refuseFaultyManifest(request.body);
        request.taken = { folder, signal, tables: parts?.tables ?? {}, files: parts?.files ?? [] };
      },
      handler: (request, reply) => {
        if (!request.taken) throw new Error('preValidation did not run');
        request.taken.work = handler(request, reply, request.taken);
        return request.taken.work;
      },
    });
  };

  const streamedParts = (request: FastifyRequest, folder: RequestFolder, schema: Parameters<typeof readParts>[2]): Promise<Parts> | undefined => {
    if (request.isMultipart()) return readParts(request, folder, schema, options.uploadLimit);
    const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
    return NDJSON_TYPES.includes(type ?? '') ? readNdjson(request, folder, { request: options.bodyLimit, upload: options.uploadLimit }) : undefined;
  };

  const run = async (kind: 'lint' | 'preview', request: FastifyRequest, reply: FastifyReply, { folder, signal, tables, files }: Taken): Promise<unknown> => {
    const { now, sendAt, rules, allow, hashKey, ...body } = request.body as LintRequest;
    const campaign = await placeCampaign(body, files, folder);
    const given = await placeInputs(body, tables, folder, options.dataRoot);
    request.body = undefined; // nothing large waits in memory
    const job: Job = {
      kind, folder: folder.path, ...(campaign && { files: campaign }), tables: given, dataRoot: options.dataRoot,
      options: { config: options.config ?? false, memory: `${options.memory}MiB`, ...(now !== undefined && { now }), ...(sendAt !== undefined && { sendAt }), ...(rules && { rules }), ...(allow && { allow }), ...(hashKey !== undefined && { hashKey }) },
    };
    return reply.type('application/json; charset=utf-8').send(await pool.run(job, signal));
  };

  route('/v1/lint', LINT_REQUEST, { summary: 'what `lint --format json` prints' }, (request, reply, taken) => run('lint', request, reply, taken));
  route('/v1/preview', LINT_REQUEST, { summary: 'the same as "lint", and the mail as the page shows it as "preview"' }, (request, reply, taken) => run('preview', request, reply, taken));
  route('/v1/plan', PLAN_REQUEST, { summary: 'the plan of every recipient, as JSON, or as CSV when text/csv is accepted', types: ['application/json', 'text/csv'] }, async (request, reply, { folder, signal, tables }) => {
    const { manifest, from, until, now, seed, goal, horizon, defaultZone, explain, ...body } = request.body as PlanRequest;
    if (manifest) await folder.write('campaign.json', JSON.stringify(manifest));
    const given = await placeInputs(body, tables, folder, options.dataRoot);
    request.body = undefined;
    const path = await folder.make();
    const format = /\btext\/csv\b/.test(request.headers.accept ?? '') ? 'csv' : 'json';
    const settings = { ...(from !== undefined && { from }), ...(until !== undefined && { until }), ...(now !== undefined && { now }), ...(seed !== undefined && { seed }), ...(goal !== undefined && { goal }), ...(horizon !== undefined && { horizon }), ...(defaultZone !== undefined && { defaultZone }) };
    const summary = await pool.run({ kind: 'plan', format, folder: path, tables: given, dataRoot: options.dataRoot, options: { config: options.config ?? (await defaultConfig(folder)), memory: `${options.memory}MiB`, ...settings, ...(explain && { explain: 'why.jsonl' }) } }, signal);
    if (format === 'csv') return reply.type('text/csv; charset=utf-8').send(createReadStream(join(path, 'plan.csv')));
    return reply.type('application/json; charset=utf-8').send(planAnswer(summary, path, explain === true));
  });
}

/** In the words of the command line, all its faults at once. */
function refuseFaultyManifest({ manifest }: { readonly manifest?: unknown }): void {
  const faults = manifest === undefined ? [] : manifestFaults(manifest);
  if (faults.length > 0) throw new InvalidRequest(faults.map((fault) => ({ ...fault, pointer: `/manifest${fault.pointer}` })));
}

/** `{ "summary": ..., "plan": [...], "explanations": [...] }`, streamed: it grows with the audience. */
function planAnswer(summary: string, folder: string, explained: boolean): Readable {
  const answer = new PassThrough();
  const write = async (): Promise<void> => {
    answer.write(`{"summary":${summary},"plan":`);
    await pipeline(createReadStream(join(folder, 'plan.json')), answer, { end: false });
    if (explained) {
      answer.write(',"explanations":[');
      let before = '';
      for await (const line of linesOf(createReadStream(join(folder, 'why.jsonl'), 'utf8'))) {
        if (!answer.write(before + line)) await new Promise((resolve) => answer.once('drain', resolve));
        before = ',\n';
      }
      answer.write(']');
    }
    answer.end('}\n');
  };
  write().catch((error: unknown) => answer.destroy(error as Error));
  return answer;
}

async function* linesOf(stream: Readable): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') yield line;
  }
}

/** Only when no process works in it any more. */
async function removeAfter(work: Promise<unknown> | undefined, folder: RequestFolder, request: FastifyRequest): Promise<void> {
  await work?.catch(() => undefined);
  await folder.remove().catch(() => request.log.warn('a request folder could not be removed'));
}
