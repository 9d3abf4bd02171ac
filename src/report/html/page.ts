import { createHash } from 'node:crypto';
import { markup, trusted, type Markup } from './markup.js';
import { STYLE } from './style.js';

export interface Page {
  readonly title: string;
  /** Beside the name of the product: what kind of report it is. */
  readonly kind: string;
  readonly body: Markup;
  /** Our own code only; it runs by its hash, nothing else does. */
  readonly script?: string;
  /** Version and clock of the run. */
  readonly footer: string;
}

/** One file that needs nothing else: no request leaves it, and no script but its own runs. */
export function page({ title, kind, body, script = '', footer }: Page): string {
  const scripts = script === '' ? "'none'" : `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
  const policy = `default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src ${scripts}; frame-src 'self'; form-action 'none'; base-uri 'none'`;
  return `${markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<header class="masthead"><span class="brand">Presend</span><span class="kind">${kind}</span></header>
<main>
${body}
</main>
<footer>${footer}</footer>
${script === '' ? undefined : trusted(`<script>${script}</script>`)}
</body>
</html>`.html}
`;
}
