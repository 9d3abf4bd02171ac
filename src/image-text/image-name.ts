import type { Image } from '#campaign/campaign.js';
import { imageSource } from './image-source.js';

const LONGEST = 60;

/** What a person finds an image by: its file's name, its Content-ID, or that it is embedded. */
export function imageName({ src }: Image): string {
  const source = imageSource(src);
  if (source.kind === 'embedded') return '(embedded)';
  const path = source.kind === 'file' ? source.path : src.replace(/[?#].*$/s, '');
  const name = path.slice(path.lastIndexOf('/') + 1) || path;
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST)}…`;
}
