import type { Campaign } from '#campaign/campaign.js';
import { imageSource } from './image-source.js';

/** What would let a rule see images that lie on web servers. */
export const REMOTE_REMEDY = 'images embedded in the mail or lying beside it (those on web servers are not fetched)';

/** Whether a reader sees images that only a web server has. */
export function hasRemoteImages({ images }: Campaign): boolean {
  return images.some(({ src, purpose, visible }) => {
    const source = purpose === 'content' && visible ? imageSource(src) : undefined;
    return source?.kind === 'unread' && source.unread.cause === 'remote';
  });
}
