/**
 * Runs the rule compatibility/client-support-gap over the documents that caniemail tests clients with, and says which features it
 * finds. See README.md.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadCampaign } from '#campaign/load-campaign.js';
import { chosenClients, gapOf } from '#rules/compatibility/client-support-gap/clients.js';
import rule from '#rules/compatibility/client-support-gap/rule.js';

const NOW = new Date('2026-11-20T09:00:00Z');
const TEST_URL = /^test_url: *["']?[^"'\n]*?\/?tests\/([\w.-]+\.html)/m;

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Usage: npx tsx --conditions=presend-source bench/client-support.ts <checkout of github.com/hteumeuleu/caniemail>');
  process.exit(2);
}

const clients = chosenClients(rule.defaultOptions.clients);
const expected = readdirSync(join(folder, '_features')).flatMap((file) => {
  const slug = basename(file, '.md');
  const test = TEST_URL.exec(readFileSync(join(folder, '_features', file), 'utf8'))?.[1];
  return test !== undefined && gapOf(slug, clients) && existsSync(join(folder, 'tests', test)) ? [{ slug, test }] : [];
});
const crashes: string[] = [];
for (const common of [true, false]) {
  const found = new Map<string, ReadonlySet<string>>();
  for (const test of new Set(expected.map((feature) => feature.test))) found.set(test, await featuresIn(join(folder, 'tests', test), common));
  const missed = expected.filter(({ slug, test }) => found.get(test)?.has(slug) !== true);
  const share = (100 * (expected.length - missed.length)) / expected.length;
  console.log(`common: ${common}: ${expected.length - missed.length} of ${expected.length} features (${share.toFixed(1)} %) in ${found.size} documents`);
  console.log(`  missed: ${missed.map(({ slug }) => slug).join(', ') || 'none'}`);
}
console.log(`${crashes.length} crashes${crashes.map((crash) => `\n  ${crash}`).join('')}`);

async function featuresIn(file: string, common: boolean): Promise<ReadonlySet<string>> {
  const slugs = new Set<string>();
  try {
    for await (const { evidence } of rule.check(await loadCampaign(file), { ...rule.defaultOptions, common }, { now: NOW, sendAt: NOW }))
      for (const slug of evidence?.['features'] as readonly string[]) slugs.add(slug);
  } catch (error) {
    crashes.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return slugs;
}
