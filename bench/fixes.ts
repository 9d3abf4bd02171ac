/**
 * What `--fix` does to real templates: `npx tsx --conditions=presend-source bench/fixes.ts <folder...>`. The .html and .mjml files below the
 * folders are copied; the copies are mended, compared with what they were, and mended again.
 */
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { rules } from '#rules/index.js';
import { lint } from '../src/lint.js';
import { skeleton } from '../test/fix/skeleton.js';

const others = Object.fromEntries(rules.filter(({ fixable }) => !fixable).map(({ id }) => [id, 'off' as const]));
const folder = mkdtempSync(join(tmpdir(), 'presend-fixes-'));
const places: Record<string, number> = {};
const counts = { files: 0, mended: 0, unreadable: 0, 'changed otherwise': 0, 'changed by a second run': 0 };

const mend = async (file: string) => (await lint({ campaigns: [file], fix: true, rules: others, now: new Date('2026-11-20T09:00:00Z') })).campaigns[0]?.mended ?? [];

async function tryFile(original: string): Promise<void> {
  const copy = join(folder, `${counts.files++}${extname(original)}`);
  copyFileSync(original, copy);
  const mended = await mend(copy);
  const [before, after] = [readFileSync(original, 'latin1'), readFileSync(copy, 'latin1')];
  for (const entry of mended) places[entry.rule] = (places[entry.rule] ?? 0) + entry.places;
  if (mended.length > 0) counts.mended++;
  if ((mended.length === 0 && before !== after) || skeleton(before).join('\n') !== skeleton(after).join('\n')) {
    counts['changed otherwise']++;
    console.log(`changed otherwise: ${original}`);
  }
  if ((await mend(copy)).length > 0 || readFileSync(copy, 'latin1') !== after) counts['changed by a second run']++;
}

for (const root of process.argv.slice(2)) {
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(?:html?|mjml)$/i.test(file))) {
    await tryFile(join(root, name)).catch(() => counts.unreadable++);
  }
}
rmSync(folder, { recursive: true });
console.table(counts);
console.table(places);
