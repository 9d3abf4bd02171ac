import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AudienceFiles } from '#audience/audience.js';
import { loadAudience } from '#audience/load-audience.js';
import type { LoadedAudience } from '#audience/load-audience.js';
import type { Manifest } from '#campaign/manifest.js';
import type { OptionalFacts } from '#rule/rule.js';
import { identifier, join as joinSql, sql } from '#warehouse/sql.js';

/** Tables as CSV text, and what of the run the facts depend on. */
export interface AudienceText {
  readonly recipients: string;
  readonly consents?: string;
  readonly contacts?: string;
  readonly suppressions?: string;
  readonly events?: string;
  readonly gifts?: string;
  readonly schedule?: string;
  readonly manifest?: Manifest;
  readonly jurisdiction?: string;
  /** 2026-12-01T09:00:00Z when absent. */
  readonly sendAt?: Date;
  /** Optional facts to work out; all when absent. */
  readonly facts?: ReadonlySet<OptionalFacts>;
}

export const SEND_AT = new Date('2026-12-01T09:00:00Z');

/** Loads an audience from CSV texts through real files and the real warehouse, which the caller closes. */
export async function audienceOf({ manifest = {}, sendAt = SEND_AT, jurisdiction, facts, ...tables }: AudienceText): Promise<LoadedAudience> {
  const folder = mkdtempSync(join(tmpdir(), 'audience-of-'));
  try {
    const files = Object.fromEntries(Object.entries(tables).map(([name, content]) => {
      const file = join(folder, `${name}.csv`);
      writeFileSync(file, content);
      return [name, name === 'suppressions' ? [file] : file];
    })) as AudienceFiles;
    return await loadAudience(files, { manifest, sendAt, ...(jurisdiction !== undefined && { jurisdiction }), ...(facts && { facts }) }, { threads: 1 });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Some columns of recipient_facts, one row a recipient, by recipient_id. Of the optional facts only those that are asked for are worked out. */
export async function factsOf(text: AudienceText, columns: readonly string[], ...facts: readonly OptionalFacts[]): Promise<Record<string, unknown>[]> {
  const { audience } = await audienceOf({ facts: new Set(facts), ...text });
  try {
    return await audience.warehouse.all(sql`SELECT ${joinSql(columns.map(identifier), ', ')} FROM recipient_facts ORDER BY recipient_id`);
  } finally {
    await audience.warehouse.close();
  }
}
