import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { WorkerPool } from './worker-pool.js';

/** Seconds; a lint takes tens of milliseconds, a plan of many recipients minutes. */
const BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/** `GET /metrics` in Prometheus's text format: routes, statuses and times, nothing of what was sent. */
export function addMetrics(app: FastifyInstance, pool: WorkerPool): void {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({ name: 'presend_request_duration_seconds', help: 'Time from request to answer.', labelNames: ['method', 'route', 'status'], buckets: BUCKETS, registers });
  new Gauge({ name: 'presend_jobs_busy', help: 'Requests that workers are working on.', registers, collect() { this.set(pool.busy()); } });
  new Gauge({ name: 'presend_jobs_waiting', help: 'Requests that wait for a worker.', registers, collect() { this.set(pool.waiting()); } });
  app.addHook('onResponse', (request, reply, done) => {
    duration.observe({ method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    done();
  });
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
}
