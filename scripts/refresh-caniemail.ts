/**
 * Writes rules/compatibility/client-support-gap/caniemail.json from the `caniemail/caniemail.json` of npm package caniemail:
 *
 *   cd /tmp && npm pack caniemail@2.0.2 && tar xzf caniemail-2.0.2.tgz
 *   npx tsx --conditions=presend-source scripts/refresh-caniemail.ts /tmp/package/dist/data/caniemail.json 2.0.2
 *
 * Names the features that detectors.json does not know yet: nothing finds those until somebody writes how.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import detectors from '#rules/compatibility/client-support-gap/detectors.json' with { type: 'json' };
import { PACKAGE_ROOT } from '../src/package.js';

/** Support by version or date of test, oldest first: `y`, `a` (partly), `n` or `u` (not known), with numbers of notes. */
type History = Readonly<Record<string, string>>;

interface CanIEmail {
  readonly last_update_date: string;
  readonly nicenames: { readonly family: Readonly<Record<string, string>>; readonly platform: Readonly<Record<string, string>> };
  readonly data: readonly {
    readonly slug: string;
    readonly title: string;
    readonly stats: Readonly<Record<string, Readonly<Record<string, History>>>>;
  }[];
}

const TARGET = join(PACKAGE_ROOT, 'rules/compatibility/client-support-gap/caniemail.json');

const [file, version] = process.argv.slice(2);
if (file === undefined || version === undefined) {
  console.error('Usage: npx tsx --conditions=presend-source scripts/refresh-caniemail.ts <caniemail.json> <version of the npm package>');
  process.exit(2);
}
const source = JSON.parse(readFileSync(file, 'utf8')) as CanIEmail;
const platforms = [...new Set(source.data.flatMap(({ stats }) => Object.entries(stats).flatMap(([family, histories]) => Object.keys(histories).map((platform) => `${family}.${platform}`))))].sort();
const features = source.data.map(({ slug, title, stats }): [string, object] => [slug, { title, ...gaps(stats) }]);
writeFileSync(TARGET, `${print({
  source: 'https://www.caniemail.com, npm package caniemail',
  version,
  updated: source.last_update_date.slice(0, 10),
  license: 'MIT, Copyright (c) 2019 Rémi Parmentier',
  families: source.nicenames.family,
  platforms,
}).slice(0, -2)},\n  "features": {\n${features.map(([slug, gap]) => `    ${JSON.stringify(slug)}: ${JSON.stringify(gap)}`).join(',\n')}\n  }\n}\n`);
const unknown = source.data.filter(({ slug }) => !(slug in detectors)).map(({ slug }) => slug);
console.log(`${features.length} features of ${source.last_update_date}; without a detector: ${unknown.join(', ') || 'none'}`);

/** Clients that do not support a feature, or only in part, in their newest version. */
function gaps(stats: CanIEmail['data'][number]['stats']): { readonly no?: readonly string[]; readonly partly?: readonly string[] } {
  const newest = Object.entries(stats).flatMap(([family, histories]) =>
    Object.entries(histories).map(([platform, history]) => ({ client: `${family}.${platform}`, support: Object.values(history).at(-1) ?? 'u' })));
  const having = (letter: string) => newest.filter(({ support }) => support.startsWith(letter)).map(({ client }) => client).sort();
  const [no, partly] = [having('n'), having('a')];
  return { ...(no.length > 0 && { no }), ...(partly.length > 0 && { partly }) };
}

function print(value: object): string {
  return JSON.stringify(value, undefined, 2);
}
