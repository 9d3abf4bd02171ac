import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { inject } from 'vitest';
import { loadAudience } from '#audience/load-audience.js';
import { loadCampaign } from '#campaign/load-campaign.js';
import { lintCampaign } from '#engine/lint-campaign.js';
import type { Finding } from '#rule/finding.js';
import type { Rule } from '#rule/rule.js';
import { spamAssassinAt } from '#spamd/spam-assassin.js';
import { writtenNetwork } from '../network/written-network.js';
import { NOW } from './run-rule.js';

/** One example of a rule's README: files by name. */
export type Example = ReadonlyMap<string, string>;

const FILE_OF: Record<string, string> = { html: 'body.html', mjml: 'body.mjml', eml: 'mail.eml', text: 'body.txt', json: 'campaign.json' };
const BODIES = new Set(['html', 'mjml', 'eml', 'text']);

/**
 * The examples under `## Incorrect` or `## Correct`. Fenced blocks that follow one another make one example, as long as no file comes
 * twice: a ```json manifest, a body (```html, ```mjml, ```eml, ```text), and tables (```csv recipients).
 * ```csv network is no table but what the web and DNS answer.
 */
export function examplesOf(readme: string, section: 'Incorrect' | 'Correct'): Example[] {
  const start = readme.indexOf(`\n## ${section}\n`);
  if (start === -1) return [];
  const end = readme.indexOf('\n## ', start + 4);
  const examples: Map<string, string>[] = [];
  let bodySeen = false;
  let current: Map<string, string> | undefined;
  for (const match of readme.slice(start, end === -1 ? undefined : end).matchAll(/^```(\w+)(?: +(\w+))?\n([\s\S]*?)^```$/gm)) {
    const [, language = '', name, content = ''] = match;
    const file = language === 'csv' ? `${name ?? 'recipients'}.csv` : FILE_OF[language];
    if (file === undefined) continue;
    if (!current || current.has(file) || (bodySeen && language === 'json')) examples.push((current = new Map<string, string>()));
    bodySeen = current.size > 0 && (bodySeen || BODIES.has(language));
    if (current.size === 0) bodySeen = BODIES.has(language);
    current.set(file, content);
  }
  return examples;
}

/** What one rule, and no other, finds in an example, run through the loader and the engine. */
export async function findingsOf(rule: Rule, example: Example): Promise<readonly Finding[]> {
  const network = example.get('network.csv');
  const spamd = rule.needs.includes('spamd') ? inject('spamd') : null;
  const folder = mkdtempSync(join(tmpdir(), 'presend-example-'));
  try {
    for (const [file, content] of example) writeFileSync(join(folder, file), content);
    const campaign = await loadCampaign(pathOf(folder, example));
    const files = Object.fromEntries([...example.keys()].filter((file) => file.endsWith('.csv') && file !== 'network.csv').map((file) => [file.slice(0, -4), join(folder, file)]));
    const loaded = files['recipients'] === undefined ? undefined : await loadAudience(withLists(files), { manifest: campaign.manifest, sendAt: NOW, facts: new Set(rule.facts) }, { threads: 1 });
    try {
      const result = await lintCampaign({
        campaign,
        audience: loaded?.audience,
        rules: [{ rule, severity: rule.severity, options: rule.defaultOptions as Record<string, unknown> }],
        context: { now: NOW, sendAt: NOW, ...(network !== undefined && { network: writtenNetwork(network) }), ...(spamd !== null && { askSpamAssassin: spamAssassinAt(spamd, new Date()) }) },
        privacy: { hashKey: 'test', showRecipients: false },
      });
      // Messages that cannot be rendered for sample recipients are no lack of the rule's.
      const skipped = result.skipped.find((skip) => skip.rule === rule.id);
      if (skipped) throw new Error(`the example lacks ${skipped.because ?? skipped.needs.join(', ')}`);
      if (result.crashes[0]) throw result.crashes[0].error;
      return result.findings;
    } finally {
      await loaded?.audience.warehouse.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function withLists({ suppressions, ...files }: Record<string, string>) {
  return suppressions === undefined ? files : { ...files, suppressions: [suppressions] };
}

/** A folder when there is a manifest or tables, else the lone body. */
function pathOf(folder: string, example: Example): string {
  const names = [...example.keys()];
  const lone = names.length === 1 ? names[0] : undefined;
  if (lone !== undefined && /\.(html|mjml|eml)$/.test(lone)) return join(folder, lone);
  if (!example.has('campaign.json')) writeFileSync(join(folder, 'campaign.json'), JSON.stringify({ body: names.find((name) => /\.(html|mjml|eml)$/.test(name)), text: example.has('body.txt') ? 'body.txt' : undefined }));
  return folder;
}
