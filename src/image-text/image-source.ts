import { findTemplateTags } from '#campaign/merge/template-tags.js';
import type { Unread } from './image-text.js';

/** Where the bytes of an image are. */
export type ImageSource =
  | { readonly kind: 'attachment'; readonly contentId: string }
  | { readonly kind: 'embedded'; readonly payload: string; readonly base64: boolean }
  /** Slashes forward, percent escapes decoded; not yet known to stay inside the campaign's folder. */
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'unread'; readonly unread: Unread };

const DATA_URI = /^data:([^,]{0,200}),/i;
const SCHEME = /^[a-z][a-z\d+.-]{0,30}:/i;

/** Reads an image's `src`; nothing is opened. */
export function imageSource(src: string): ImageSource {
  const address = src.trim();
  if (address === '') return unread('unknown-source', 'it has no address');
  const data = DATA_URI.exec(address);
  if (data) return { kind: 'embedded', payload: address.slice(data[0].length), base64: /;\s{0,9}base64\s{0,9}$/i.test(data[1] ?? '') };
  if (findTemplateTags(address).length > 0) return unread('unknown-source', 'its address is filled in by a merge tag');
  if (/^cid:/i.test(address)) return { kind: 'attachment', contentId: decoded(address.slice(4)) };
  if (/^(?:https?:)?\/\//i.test(address)) return unread('remote', 'it lies on a web server');
  if (/^[a-z]:[\\/]/i.test(address) || /^[\\/]/.test(address) || /^file:/i.test(address)) return unread('outside', 'its path is absolute');
  if (SCHEME.test(address)) return unread('unknown-source', `its address starts with ${SCHEME.exec(address)?.[0] ?? ''}`);
  const path = decoded(address.replace(/[?#].*$/s, '')).replaceAll('\\', '/');
  return path === '' || path.includes('\0') ? unread('unknown-source', 'its address is no file name') : { kind: 'file', path };
}

function unread(cause: Unread['cause'], reason: string): ImageSource {
  return { kind: 'unread', unread: { cause, reason } };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
