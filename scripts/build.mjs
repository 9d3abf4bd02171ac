// Builds dist/ from scratch: types of src/ and rules/ by tsc, the program and the page as bundles.
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const at = (path) => fileURLToPath(new URL(path, root));

if (!existsSync(at('tsconfig.build.json'))) process.exit(0); // installed from the tarball: dist/ is already there
rmSync(at('dist'), { recursive: true, force: true });
const compiled = spawnSync(process.execPath, [at('node_modules/typescript/bin/tsc'), '-p', at('tsconfig.build.json'), '--emitDeclarationOnly'], { stdio: 'inherit', cwd: at('.') });
if (compiled.status !== 0) process.exit(compiled.status ?? 1);
const checked = spawnSync(process.execPath, [at('node_modules/typescript/bin/tsc'), '-p', at('src/page/tsconfig.json')], { stdio: 'inherit', cwd: at('.') });
if (checked.status !== 0) process.exit(checked.status ?? 1);
const [{ bundle }, { buildPage }] = await Promise.all([import('./bundle.mjs'), import('./build-page.mjs')]); // only here: a package installed from its tarball has no esbuild
bundle(at('.'), at('dist'));
chmodSync(at('dist/src/cli/main.js'), 0o755);
await buildPage(at('dist/page'));
