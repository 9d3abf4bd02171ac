import type { Campaign } from '#campaign/campaign.js';
import { campaignFromSource, type BodyFile } from '#campaign/campaign-from-source.js';
import type { Manifest } from '#campaign/manifest.js';
import { checkManifest } from '#campaign/read-manifest.js';

export interface CampaignFixture {
  readonly html?: string;
  readonly mjml?: string;
  readonly eml?: string | Uint8Array;
  readonly text?: string;
  /** These go into the manifest. Without them and `manifest` the campaign declares nothing, as a lone body file. */
  readonly subject?: string;
  readonly preheader?: string;
  readonly manifest?: Manifest;
}

/** A campaign out of strings. Its files go by the names body.html, body.mjml, mail.eml and body.txt. */
export async function campaignOf({ html, mjml, eml, text, subject, preheader, manifest }: CampaignFixture): Promise<Campaign> {
  const declared = { ...manifest, ...(subject !== undefined && { subject }), ...(preheader !== undefined && { preheader }) };
  const body = html !== undefined ? bodyOf('html', 'body.html', html)
    : mjml !== undefined ? bodyOf('mjml', 'body.mjml', mjml)
    : eml !== undefined ? bodyOf('eml', 'mail.eml', eml)
    : undefined;
  return campaignFromSource({
    path: 'campaign',
    ...(Object.keys(declared).length > 0 && { manifest: { manifest: checkManifest(declared, 'campaign.json'), locateField } }),
    ...(body && { body }),
    ...(text !== undefined && { text: { name: 'body.txt', bytes: Buffer.from(text) } }),
  });
}

function bodyOf(kind: 'html' | 'mjml' | 'eml', name: string, content: string | Uint8Array): BodyFile {
  return { kind, name, bytes: Buffer.from(content) };
}

function locateField(field: string) {
  return { part: 'manifest', file: 'campaign.json', field } as const;
}
