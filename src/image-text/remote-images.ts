import type { Campaign, Image } from '#campaign/campaign.js';
import type { Network } from '#network/network.js';
import { imageSource } from './image-source.js';
import type { Unread } from './image-text.js';

/** What would let a rule see images that lie on web servers. */
export const REMOTE_REMEDY = '--network for the images on web servers, or the same images embedded in the mail or lying beside it';

/** Heavier ones are not downloaded: a phone would not wait for them either. */
const MOST_REMOTE_BYTES = 5 * 1024 * 1024;

const networks = new WeakMap<Campaign, Network>();

/** From here on, images of this campaign that lie on web servers are downloaded when their bytes are asked for. */
export function allowDownloads(campaign: Campaign, network: Network): void {
  networks.set(campaign, network);
}

export function mayDownload(campaign: Campaign): boolean {
  return networks.has(campaign);
}

/** Images that a reader sees and that a web server has. */
export function remoteImages({ images }: Campaign): readonly Image[] {
  return images.filter(({ src, purpose, visible }) => {
    const source = purpose === 'content' && visible ? imageSource(src) : undefined;
    return source?.kind === 'unread' && source.unread.cause === 'remote';
  });
}

/** The bytes of an image on a web server; `unasked` when no network was asked for, and for pixels: to load one counts an open. */
export async function downloadImage(campaign: Campaign, { src, purpose }: Image, unasked: Unread): Promise<{ readonly bytes: Uint8Array } | Unread> {
  const network = networks.get(campaign);
  if (!network || purpose === 'pixel') return unasked;
  const address = src.trim();
  const { outcome, reason, bytes, tooLarge } = await network.download(address.startsWith('//') ? `https:${address}` : address, MOST_REMOTE_BYTES);
  if (bytes) return { bytes };
  if (tooLarge !== undefined) return { cause: 'limit', bytes: tooLarge, reason };
  return { cause: outcome === 'withheld' ? 'unknown-source' : 'missing', reason: outcome === 'withheld' ? `it is not downloaded: ${reason}` : reason };
}
