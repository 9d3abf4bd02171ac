import type { FastifyInstance } from 'fastify';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKAGE_ROOT, rules } from '../index.js';
import { Problem } from './problem.js';

/** What rules there are, and what each checks and why. */
export function addRuleRoutes(app: FastifyInstance): void {
  const rows = rules.map(({ id, severity, summary, needs, fixable = false, defaultOptions, optionsSchema }) => ({ id, severity, summary, needs, fixable, defaultOptions: defaultOptions as unknown, optionsSchema }));
  app.get('/v1/rules', { schema: { summary: 'what `rules --format json` prints' } }, (_request, reply) => reply.type('application/json; charset=utf-8').send(`${JSON.stringify(rows, null, 2)}\n`));
  app.get<{ Params: { category: string; name: string } }>(
    '/v1/rules/:category/:name',
    { schema: { summary: 'what `explain` prints: the README of a rule', params: { type: 'object', properties: { category: { type: 'string' }, name: { type: 'string' } } } } },
    async ({ params: { category, name } }, reply) => {
      const rule = rules.find(({ id }) => id === `${category}/${name}`);
      if (!rule) throw new Problem(404, 'Not found', 'There is no rule of that name; see /v1/rules.');
      return reply.type('text/markdown; charset=utf-8').send(await readFile(join(PACKAGE_ROOT, 'rules', rule.id, 'README.md'), 'utf8'));
    },
  );
}
