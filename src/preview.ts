import { isTag, type AnyNode } from 'domhandler';
import type { Campaign, HtmlDocument } from '#campaign/campaign.js';
import { loadCampaign } from '#campaign/load-campaign.js';
import { imageSource } from '#image-text/image-source.js';
import { isUnread, loadImageBytes } from '#image-text/load-image-bytes.js';
import type { LintOptions } from './lint-options.js';

/** A campaign as a person looks at it. */
export interface Preview {
  readonly subject: string | undefined;
  readonly preheader: string | undefined;
  readonly from: string | undefined;
  readonly text: string | undefined;
  /** HTML as the mail client gets it; each element's `data-presend-at` is `line:column` of its source, as findings say it. */
  readonly html: string | undefined;
  /** Files that the message carries, in its order. */
  readonly attachments: readonly PreviewAttachment[];
  /** `data:` addresses of attached and local images, by the `src` as written. */
  readonly images: Readonly<Record<string, string>>;
  /** Source texts by the file names used in locations. */
  readonly sources: Readonly<Record<string, string>>;
}

export interface PreviewAttachment {
  readonly name: string | undefined;
  /** Media type, as declared. */
  readonly type: string;
  readonly bytes: number;
  /** Whether the mail shows it as a picture, so that the reader may see no file. */
  readonly shown: boolean;
}

/** All images of a mail together, as bytes; those beyond it are not shown. */
const MOST_IMAGE_BYTES = 16 * 1024 * 1024;
const SIGNATURES: readonly (readonly [start: string, type: string])[] = [
  ['\u0089PNG', 'image/png'], ['\u00ff\u00d8\u00ff', 'image/jpeg'], ['GIF8', 'image/gif'], ['RIFF', 'image/webp'], ['BM', 'image/bmp'],
];

/** Where the campaign's files are. */
export type PreviewOptions = Pick<LintOptions, 'includePath' | 'files'>;

/** Reads a campaign as `lint` does, to show it. Throws UserError for what cannot be read. */
export async function preview(path: string, { includePath, files }: PreviewOptions = {}): Promise<Preview> {
  const campaign = await loadCampaign(path, { ...(includePath && { includePath }), ...(files && { files }) });
  return {
    subject: campaign.subject?.value,
    preheader: campaign.preheader?.value,
    from: campaign.from?.value,
    text: campaign.text?.value,
    html: campaign.html && withPositions(campaign.html),
    attachments: attachmentsOf(campaign),
    images: await localImages(campaign),
    sources: Object.fromEntries(campaign.sources),
  };
}

/** Elements that the parser supplied have no source and get no attribute. */
function withPositions(document: HtmlDocument): string {
  const { source, root } = document;
  const insertions: { readonly offset: number; readonly text: string }[] = [];
  const stack: AnyNode[] = [...root.children];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!('children' in node)) continue;
    for (const child of node.children) stack.push(child);
    const range = isTag(node) ? (node.sourceCodeLocation?.startTag ?? node.sourceCodeLocation) : undefined;
    if (!range || !isTag(node)) continue;
    const { line, column } = document.locate(range.startOffset, range.endOffset);
    if (line !== undefined && column !== undefined) insertions.push({ offset: range.startOffset + 1 + node.name.length, text: ` data-presend-at="${line}:${column}"` });
  }
  insertions.sort((a, b) => a.offset - b.offset);
  const pieces: string[] = [];
  let done = 0;
  for (const { offset, text } of insertions) {
    pieces.push(source.slice(done, offset), text);
    done = offset;
  }
  return [...pieces, source.slice(done)].join('');
}

function attachmentsOf({ attachments, images }: Campaign): PreviewAttachment[] {
  const shown = new Set(images.map(({ src }) => imageSource(src)).flatMap((source) => (source.kind === 'attachment' ? [source.contentId.toLowerCase()] : [])));
  return attachments.map(({ filename, mimeType, contentId, content }) => ({
    name: filename, type: mimeType, bytes: content.length, shown: contentId !== undefined && shown.has(contentId.toLowerCase()),
  }));
}

async function localImages(campaign: Campaign): Promise<Record<string, string>> {
  const images: Record<string, string> = {};
  let left = MOST_IMAGE_BYTES;
  for (const image of campaign.images) {
    if (/^(?:data|https?):/i.test(image.src) || image.src in images) continue;
    const loaded = await loadImageBytes(campaign, image);
    if (isUnread(loaded) || loaded.bytes.length > left) continue;
    left -= loaded.bytes.length;
    images[image.src] = `data:${typeOf(loaded.bytes)};base64,${Buffer.from(loaded.bytes).toString('base64')}`;
  }
  return images;
}

/** What it is no bitmap of is taken for SVG: inside `<img>` neither can run or load anything. */
function typeOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  return SIGNATURES.find(([start]) => head.startsWith(start))?.[1] ?? 'image/svg+xml';
}
