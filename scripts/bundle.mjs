// Bundles the CLI, the library and what they start as threads and processes: of a lint of one mail, Node needs a third of the time to find and link 680 small files.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** What every lint loads, with what it needs itself; other dependencies are loaded from node_modules when they are asked for. */
const BUNDLED = [
  '@duckdb/node-api', 'ajv', 'commander', 'css-select', 'css-tree', 'domhandler', 'domutils', 'franc', 'htmlparser2', 'image-size', 'lilconfig', 'luxon', 'parse5', 'parse5-htmlparser2-tree-adapter',
  'picocolors', 'postal-mime', 'tldts', 'yaml',
];

/** Files of dist/src/. Threads and processes lie beside the shared chunks, where the code that starts them looks. */
const ENTRIES = {
  'cli/main': 'src/cli/main.ts',
  index: 'src/index.ts',
  'lint-thread': 'src/lint-thread.ts',
  'ocr-process': 'src/image-text/ocr-process.ts',
  'plan-thread': 'src/schedule/plan-thread.ts',
  worker: 'src/server/worker.ts',
};

/** Packages written before modules ask for Node's own by `require`. */
const REQUIRE = "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

const NOTICE = 'dist/src/ contains these packages, each under its own licence.\n';

/** Bundles into the folder `src` of `to`; `more` are entries beside the package's own, by the name that they have there. */
export function bundle(root, to, more = {}) {
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { metafile } = buildSync({
    absWorkingDir: root, entryPoints: { ...ENTRIES, ...more }, outdir: join(to, 'src'), bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node20.19', conditions: ['presend-source'],
    alias: { parse5: 'parse5' }, // the one of package.json also where the tree adapter, which takes a constant from it, would bring an older one of its own
    external: Object.keys({ ...dependencies, ...peerDependencies }).filter((name) => !BUNDLED.includes(name)), banner: { js: REQUIRE }, metafile: true, logLevel: 'error',
  });
  writeFileSync(join(to, 'LICENSES.txt'), [NOTICE, ...packagesOf(root, metafile).map(licenceOf)].join('\n'));
}

/** Folders of the packages that files of the bundle come from. */
function packagesOf(root, { inputs }) {
  const folders = Object.keys(inputs).map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  return [...new Set(folders)].filter((folder) => folder !== undefined).sort().map((folder) => join(root, folder));
}

function licenceOf(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? `Copyright ${author?.name ?? author ?? 'its authors'}` : readFileSync(join(folder, file), 'utf8').trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
}
