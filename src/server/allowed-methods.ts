import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.js';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Notes the methods of the routes that are added from now on; what it returns has all others at their addresses answered 405, with those allowed. */
export function noteMethods(app: FastifyInstance): () => void {
  const allowed = new Map<string, ReadonlySet<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    allowed.set(url, new Set([...(allowed.get(url) ?? []), ...[method].flat()]));
  });
  return () => {
    for (const [url, methods] of [...allowed]) refuseOthers(app, url, methods);
  };
}

function refuseOthers(app: FastifyInstance, url: string, allowed: ReadonlySet<string>): void {
  const allow = METHODS.filter((method) => allowed.has(method)).join(', ');
  app.route({
    url, method: METHODS.filter((method) => !allowed.has(method)), schema: { hide: true },
    onRequest: (_request, reply, done) => {
      void reply.header('allow', allow);
      done(new Problem(405, 'Method not allowed', `This address takes ${allow}; see /openapi.json.`));
    },
    handler: () => undefined,
  });
}
