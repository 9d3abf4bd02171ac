/** `npm run bench -- <name> [arguments]` runs bench/<name>.ts; without a name it lists them. See README.md. */
import { readdirSync } from 'node:fs';

const here = new URL('./', import.meta.url);
const names = readdirSync(here).filter((file) => file.endsWith('.ts') && file !== 'run.ts').map((file) => file.slice(0, -3));
const [name] = process.argv.splice(2, 1);

/** Certificates that a network wants trusted: Node reads them as it starts, which may take longer than all else of its start. */
delete process.env['NODE_EXTRA_CA_CERTS'];

if (name === undefined || !names.includes(name)) {
  console.error(`Usage: npm run bench -- <${names.join(' | ')}> [arguments]`);
  process.exitCode = name === undefined ? 0 : 2;
} else {
  await import(new URL(`${name}.ts`, here).href);
}
