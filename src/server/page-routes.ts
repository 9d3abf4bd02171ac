import type { FastifyInstance } from 'fastify';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../index.js';
import { Problem } from './problem.js';

const FILES = [['/', 'index.html', 'text/html; charset=utf-8'], ['/page.js', 'page.js', 'text/javascript; charset=utf-8'], ['/page.css', 'page.css', 'text/css; charset=utf-8']] as const;

/**
 * The page asks nobody but this service. A frame inherits this policy, so pictures from elsewhere are not refused here: the mail's own, stricter
 * policy refuses them until a person asks for them. Styles of the mail are inline.
 */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: http: https:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The page that shows a campaign with its findings: files that the build made. */
export function addPageRoutes(app: FastifyInstance, folder = join(PACKAGE_ROOT, 'dist', 'page')): void {
  for (const [url, file, type] of FILES) {
    app.get(url, { schema: { hide: true } }, async (_request, reply) => {
      const content = await readFile(join(folder, file)).catch(() => undefined);
      if (!content) throw new Problem(404, 'Not found', 'The page was not built; run `npm run build`.');
      return reply.headers({ 'content-security-policy': POLICY }).type(type).send(content);
    });
  }
}
