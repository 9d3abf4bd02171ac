import bearerAuth from '@fastify/bearer-auth';
import multipart from '@fastify/multipart';
import swagger from '@fastify/swagger';
import { randomUUID } from 'node:crypto';
import Fastify, { LogController, type FastifyInstance } from 'fastify';
import { VERSION } from '../index.js';
import { noteMethods } from './allowed-methods.js';
import { addMetrics } from './metrics.js';
import { addPageRoutes } from './page-routes.js';
import { sendProblem, Problem } from './problem.js';
import { MOST_PARTS } from './read-request.js';
import { refuseClient } from './refuse-client.js';
import { addRuleRoutes } from './rule-routes.js';
import { isLoopback, type ServiceOptions } from './service-options.js';
import { addWorkRoutes } from './work-routes.js';
import { openWorkerPool } from './worker-pool.js';

/** The service, not yet listening. Closing it finishes what runs. The page and /health hold no data and need no token. */
export async function createService(options: ServiceOptions, log: (line: string) => void): Promise<FastifyInstance> {
  const pool = openWorkerPool({ size: options.workers, timeout: options.jobTimeout, heap: options.memory, onFailedStart: (end) => app.log.error({ end }, 'a worker process ended before it was ready') });
  const app: FastifyInstance = Fastify({
    logger: { level: 'info', stream: { write: log } },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: options.bodyLimit,
    requestTimeout: options.bodyTimeout,
    http: { connectionsCheckingInterval: Math.min(1000, options.bodyTimeout), headersTimeout: Math.min(10_000, options.bodyTimeout) },
    routerOptions: { maxParamLength: 100 },
    clientErrorHandler: (error, socket) => refuseClient(error, socket, app.log),
    frameworkErrors: (_error, request, reply) => void sendProblem(nothingHere(), request, reply),
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false, allErrors: false, strict: false, verbose: true } },
  });
  const refuseOtherMethods = noteMethods(app);
  app.removeContentTypeParser('text/plain');
  finishConnections(app);
  app.addHook('onClose', () => pool.close());
  app.setErrorHandler(sendProblem);
  app.setNotFoundHandler((request, reply) => sendProblem(nothingHere(), request, reply));
  refuseOtherSites(app, options);
  logRequests(app);
  await app.register(swagger, { openapi: { openapi: '3.1.0', info: { title: 'Presend', version: VERSION, description: 'Checks email campaigns before they are sent, and plans when each recipient should get them.' } } });
  await app.register(multipart, { limits: { fileSize: options.uploadLimit, fieldSize: options.bodyLimit, ...MOST_PARTS, parts: MOST_PARTS.files + MOST_PARTS.fields }, preservePath: true, throwFileSizeLimit: true });
  await app.register(async (guarded) => {
    if (options.token !== undefined) await requireToken(guarded, options.token);
    addMetrics(guarded, pool);
    addWorkRoutes(guarded, options, pool);
    addRuleRoutes(guarded);
    guarded.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
  });
  addPageRoutes(app, options.page);
  app.get('/health', { schema: { hide: true } }, (_request, reply) => reply.code(pool.failing() ? 503 : 200).send({ status: pool.failing() ? 'failing' : 'ok', version: VERSION, busy: pool.busy(), waiting: pool.waiting() }));
  refuseOtherMethods();
  return app;
}

function nothingHere(): Problem {
  return new Problem(404, 'Not found', 'There is nothing at this address; see /openapi.json.');
}

/** Against web pages that a caller's browser has open: no foreign names for this machine, no requests of other sites. */
function refuseOtherSites(app: FastifyInstance, { token, host }: ServiceOptions): void {
  const byNameOnly = isLoopback(host) && token === undefined;
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers({ 'x-request-id': request.id, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    if (byNameOnly && !isLoopback(request.hostname)) return done(new Problem(403, 'Refused', 'Without a token this service answers to the name localhost only.'));
    const { origin } = request.headers;
    if (origin !== undefined && origin !== `http://${request.host}` && origin !== `https://${request.host}`) return done(new Problem(403, 'Refused', 'Requests of other web pages are not answered.'));
    done();
  });
}

/** Compared in constant time. */
async function requireToken(app: FastifyInstance, token: string): Promise<void> {
  await app.register(bearerAuth, { keys: new Set([token]), specCompliance: 'rfc6749', verifyErrorLogLevel: 'info', addHook: false });
  if (!app.verifyBearerAuth) throw new Error('the plugin for tokens has no check');
  app.addHook('onRequest', app.verifyBearerAuth);
}

/** Answers that are given while the service ends also end their connection, which would else keep it open. */
function finishConnections(app: FastifyInstance): void {
  let ending = false;
  app.addHook('preClose', (done) => {
    ending = true;
    done();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (ending) void reply.header('connection', 'close');
    done(null, payload);
  });
}

/** Method, route, status and time: nothing of what was sent, and not by whom. */
function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info({ method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode, milliseconds: Math.round(reply.elapsedTime) }, 'answered');
    done();
  });
  app.addHook('onRequestAbort', (request, done) => {
    request.log.info({ method: request.method, route: request.routeOptions.url ?? 'none' }, 'the caller went');
    done();
  });
}
