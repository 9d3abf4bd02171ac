import { randomUUID } from 'node:crypto';
import { chmod, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Campaign } from '#campaign/campaign.js';
import { decodeHtml, decodeText } from '#campaign/eml/decode-text.js';
import type { Edit } from '#campaign/location.js';
import type { MendedFindings } from '#engine/result.js';
import { InputError } from '#errors.js';
import type { Finding } from '#rule/finding.js';
import { chooseFixes } from './choose-fixes.js';
import { rewriteBytes } from './rewrite.js';

/** Two fixes at one place need two. More than that is a rule whose fix does not mend; ESLint stops at ten as well. */
const MAXIMUM_PASSES = 10;

/** Makes the fixes of a campaign's findings in its files, until none is left. Throws InputError for a file that cannot be written. */
export async function mendSources(load: () => Promise<Campaign>, lint: (campaign: Campaign) => Promise<readonly Finding[]>): Promise<readonly MendedFindings[]> {
  const places = new Map<string, number>();
  for (let pass = 0; pass < MAXIMUM_PASSES; pass++) {
    const campaign = await load();
    const chosen = chooseFixes(await lint(campaign));
    if (chosen.length === 0) break;
    await writeEdits(campaign, chosen.flatMap(({ fix }) => fix.edits));
    for (const { rule, fix } of chosen) places.set(rule, (places.get(rule) ?? 0) + fix.edits.length);
  }
  return [...places].map(([rule, count]) => ({ rule, places: count }));
}

async function writeEdits({ sources }: Campaign, edits: readonly Edit[]): Promise<void> {
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const text = sources.get(file);
    if (text === undefined) throw new Error(`a fix names ${file}, which is no file of the campaign`);
    await rewriteFile(file, text, edits.filter((edit) => edit.file === file));
  }
}

/** By way of a temporary file beside it, so that an interrupted run leaves the old file or the new one. A symbolic link stays one. */
async function rewriteFile(file: string, text: string, edits: readonly Edit[]): Promise<void> {
  const target = await realpath(resolve(file));
  const bytes = await readFile(target);
  const decode = /\.html?$/i.test(file) ? decodeHtml : decodeText;
  if (decode(bytes, file) !== text) throw new InputError(file, 'it changed while it was being checked', 'Run --fix again.');
  const rewritten = rewriteBytes(bytes, text, edits);
  if (!rewritten) throw new InputError(file, 'its encoding is not one that --fix writes', 'Save it as UTF-8, or lint it without --fix.');
  const temporary = `${target}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, rewritten);
    await chmod(temporary, (await stat(target)).mode);
    await rename(temporary, target);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw new InputError(file, 'cannot be written', 'Check that you may write there.', { cause });
  }
}
