import { InputError } from '#errors.js';
import type { Campaign } from './campaign.js';
import { createCampaign, type CampaignParts } from './create-campaign.js';
import { decodeHtml, decodeText } from './eml/decode-text.js';
import { readEml } from './eml/eml.js';
import type { BodyKind } from './file-names.js';
import { blankFrontMatter } from './html/front-matter.js';
import { compileMjml, type MjmlOptions } from './mjml/mjml.js';
import { locatedSource } from './positions.js';
import type { LocatedManifest } from './read-manifest.js';

/** A file's bytes with the name it goes by in locations. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface BodyFile extends SourceFile {
  readonly kind: BodyKind;
  /** Absolute path of its folder: what `mj-include` starts from. */
  readonly folder?: string;
}

/** A campaign's files, read but not yet understood. */
export interface CampaignSource {
  readonly path: string;
  /** Absolute path; absent when nothing on disk belongs to it. */
  readonly folder?: string;
  readonly manifest?: LocatedManifest & { readonly source?: SourceFile };
  readonly body?: BodyFile;
  readonly text?: SourceFile;
}

export type CompileOptions = Pick<MjmlOptions, 'includePath'>;

type Body = Omit<CampaignParts, 'path' | 'folder' | 'manifest' | 'locateField'>;

/** Decodes and compiles the files of a campaign. Throws InputError for what cannot be decoded or compiled at all. */
export async function campaignFromSource({ path, folder, manifest, body, text }: CampaignSource, options: CompileOptions = {}): Promise<Campaign> {
  const parts = body ? await readBody(body, folder === undefined ? options : { includePath: folder, ...options }) : {};
  const plain = text && { name: text.name, content: decodeText(text.bytes, text.name) };
  const sources = new Map(parts.sources);
  if (plain) sources.set(plain.name, plain.content);
  if (manifest?.source) sources.set(manifest.source.name, decodeText(manifest.source.bytes, manifest.source.name));
  return createCampaign({
    ...parts,
    path,
    sources,
    ...(folder !== undefined && { folder }),
    ...(plain && { text: locatedSource(plain.content, { part: 'text', file: plain.name }) }),
    ...(manifest && { manifest: manifest.manifest, locateField: manifest.locateField }),
  });
}

async function readBody({ kind, name, bytes, folder }: BodyFile, options: CompileOptions): Promise<Body> {
  if (isBlank(bytes)) throw new InputError(name, 'the file is empty', 'Give a file with content.');
  switch (kind) {
    case 'html': return htmlBody(decodeHtml(bytes, name), name);
    case 'mjml': return mjmlBody(decodeText(bytes, name), name, { ...options, ...(folder !== undefined && { folder }) });
    case 'eml': return readEml(bytes, name);
  }
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte <= 0x20);
}

function htmlBody(source: string, name: string): Body {
  return { html: locatedSource(blankFrontMatter(source), { part: 'html', file: name }), sources: new Map([[name, source]]) };
}

async function mjmlBody(source: string, name: string, options: MjmlOptions): Promise<Body> {
  const { html, faults } = await compileMjml(source, name, options);
  return { html, mjmlFaults: faults, sources: new Map([[name, source]]) };
}
