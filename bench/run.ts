/** `npm run bench -- <name> [arguments]` runs bench/<name>.ts; without a name it lists them. See README.md. */
import { readdirSync } from 'node:fs';

const here = new URL('./', import.meta.url);
const names = readdirSync(here).filter((file) => file.endsWith('.ts') && file !== 'run.ts').map((file) => file.slice(0, -3));
const [name] = process.argv.splice(2, 1);

if (name === undefined || !names.includes(name)) {
  console.error(`Usage: npm run bench -- <${names.join(' | ')}> [arguments]`);
  process.exitCode = name === undefined ? 0 : 2;
} else {
  await import(new URL(`${name}.ts`, here).href);
}
