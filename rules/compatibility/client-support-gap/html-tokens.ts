import type { Element } from 'domhandler';

/** Attributes that hold addresses of pictures; `srcset` holds several. */
const IMAGE_ATTRIBUTES = ['src', 'srcset', 'poster', 'background', 'data'];
const SHOWS_IMAGES: ReadonlySet<string> = new Set(['img', 'source', 'video', 'input', 'object', 'embed', 'table', 'td', 'th', 'tr', 'body', 'image']);

/** Elements that use more than their name and their attributes' names say. */
const TELLS_MORE: ReadonlySet<string> = new Set([...SHOWS_IMAGES, 'button', 'meta']);

const NONE: readonly string[] = [];

const DATA = /data:/i;
/** The type a data URI names; the ending of a path, alone or before a query, a fragment or a width in `srcset`. */
const DATA_IMAGE = /data:(?:image|video)\/([\w.+-]{1,20})(;base64)?/gi;
const ENDING = /\.[a-z0-9]{2,5}(?=$|[?#\s,])/gi;
const HDR_NAME = /\bhdr\b[\w.-]{0,40}\.(?:jpe?g|png|avif)/i;

/** What an element uses besides itself and its attributes: its type, where it leads and the pictures it shows. */
export function elementTokens({ name, attribs }: Element): readonly string[] {
  if (attribs['href'] === undefined && !TELLS_MORE.has(name)) return NONE;
  const tokens: string[] = [];
  if (name === 'input') tokens.push(`input ${(attribs['type'] ?? 'text').toLowerCase()}`);
  if (name === 'button') tokens.push(`button ${(attribs['type'] ?? 'submit').toLowerCase()}`);
  if (name === 'meta') tokens.push(`meta ${(attribs['name'] ?? '').toLowerCase()}`);
  const href = attribs['href']?.trim() ?? '';
  if (/^mailto:/i.test(href)) tokens.push('link mailto');
  if (name === 'a' && href.length > 1 && href.startsWith('#')) tokens.push('link anchor');
  if (!SHOWS_IMAGES.has(name)) return tokens;
  for (const attribute of IMAGE_ATTRIBUTES) {
    const value = attribs[attribute];
    if (value) for (const token of imageTokens(value)) tokens.push(token);
  }
  return tokens;
}

/** Formats of the pictures that an attribute or a CSS value names. */
export function imageTokens(value: string): readonly string[] {
  const data = DATA.test(value) ? [...value.matchAll(DATA_IMAGE)] : [];
  const formats = data.length > 0 ? data.map(([, type = '']) => type) : (value.match(ENDING) ?? []).map((ending) => ending.slice(1));
  const tokens = formats.map((format) => `image ${format.toLowerCase()}`);
  if (data.some(([, , base64]) => base64 !== undefined)) tokens.push('image base64');
  if (HDR_NAME.test(value)) tokens.push('image hdr');
  return tokens;
}
