import type { AudienceFiles } from '#audience/audience.js';
import { loadAudience } from '#audience/load-audience.js';
import { mergeFieldsOf } from '#audience/merge-fields.js';
import { totalsOf } from '#audience/totals.js';
import type { Manifest } from '#campaign/manifest.js';
import { scanAudience } from '#engine/scan-audience.js';
import { isAudienceRule } from '#rule/rule.js';
import { rules } from '#rules/index.js';
import { campaignOf } from '../campaign/campaign-of.js';
import { HTML } from './planted-campaign.js';

/** What is said of one recipient. */
export interface Judgement {
  readonly rules: readonly string[];
  readonly verdict: 'hold' | 'send';
}

/** What all consent rules that these tables feed say of each recipient of whom they say anything. */
export async function judgeConsents(files: AudienceFiles, manifest: Manifest, sendAt: Date): Promise<{ found: ReadonlyMap<string, Judgement>; crashes: readonly unknown[] }> {
  const asked = rules.filter(isAudienceRule).filter(({ id, needs }) => id.startsWith('consent/') && !needs.some((need) => need === 'contacts' || need === 'events'));
  const { audience } = await loadAudience(files, { manifest, sendAt, facts: new Set(asked.flatMap(({ facts = [] }) => facts)) }, { threads: 2 });
  try {
    const { body: _, ...declared } = manifest;
    const campaign = await campaignOf({ html: HTML, manifest: declared });
    const context = { now: sendAt, sendAt, mergeFields: mergeFieldsOf(audience), totals: totalsOf(audience) };
    const cases = (await Promise.all(asked.map(async (rule) => (await rule.cases(campaign, rule.defaultOptions as object, context)).map((each) => ({ rule: rule.id, severity: each.heuristic === true ? 'warning' as const : rule.severity, evidence: [], ...each }))))).flat();
    const { hits, crashes } = await scanAudience({ audience, predicates: cases, hashKey: 'key', showRecipients: true, sampleSize: 1_000_000 });
    const found = new Map<string, Judgement>();
    for (const [index, { rule, sample }] of hits.entries()) {
      for (const id of sample) {
        const seen = found.get(id);
        found.set(id, { rules: [...(seen?.rules ?? []), rule].sort(), verdict: cases[index]?.severity === 'error' ? 'hold' : seen?.verdict ?? 'send' });
      }
    }
    return { found, crashes };
  } finally {
    await audience.warehouse.close();
  }
}
