import { extname } from 'node:path';

export type BodyKind = 'html' | 'mjml' | 'eml';

/** What the manifest in a campaign's folder is called. */
export const MANIFEST_NAMES: readonly string[] = ['campaign.json', 'campaign.yaml', 'campaign.yml'];

const KINDS: Readonly<Record<string, BodyKind>> = { '.html': 'html', '.htm': 'html', '.mjml': 'mjml', '.eml': 'eml' };

/** What a file is by its name; undefined: no body of a mail. */
export function bodyKind(name: string): BodyKind | undefined {
  return KINDS[extname(name).toLowerCase()];
}
