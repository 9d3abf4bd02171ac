import { placeTemplateTags, type TagPlace } from './template-tag-places.js';
import type { TemplateTag } from './template-tags.js';

// A mask opens with OPEN, names its tag by two digits, and is filled up with FILL. All are private-use characters.
const OPEN = '\uE000';
const FILL = '\uE001';
const FIRST_DIGIT = 0xe100;
const BASE = 0x1000;
const MASK = /\uE000([\uE100-\uF0FF])([\uE100-\uF0FF])\uE001*/g;

/** Attributes whose parts are read one by one: a mask would spoil its neighbours. */
const LIST_ATTRIBUTES: ReadonlySet<string> = new Set(['class', 'style']);

/**
 * The HTML with its template tags made harmless, of the same UTF-16 length, so that offsets hold: statements become spaces, output
 * becomes a run of private-use characters that `unmaskTemplateTags` turns back. Inside a start tag, but outside of its attribute
 * values, all become spaces; in attribute values other than `class` and `style` statements keep a run too.
 */
export function maskTemplateTags(html: string, tags: readonly TemplateTag[]): string {
  const places = placeTemplateTags(html, tags);
  const pieces: string[] = [];
  let done = 0;
  tags.forEach((tag, index) => {
    const place = places[index];
    if (!place) return;
    pieces.push(html.slice(done, tag.start), keepsTrace(tag, place) ? maskOf(tag, index) : ' '.repeat(tag.raw.length));
    done = tag.end;
  });
  pieces.push(html.slice(done));
  return pieces.join('');
}

/** Text out of masked HTML as its author wrote it. `tags` are those that the HTML was masked with. */
export function unmaskTemplateTags(text: string, tags: readonly TemplateTag[]): string {
  if (!text.includes(OPEN)) return text;
  return text.replace(MASK, (mask, high: string, low: string) => {
    const index = (high.charCodeAt(0) - FIRST_DIGIT) * BASE + low.charCodeAt(0) - FIRST_DIGIT;
    return tags[index]?.raw ?? mask;
  });
}

function keepsTrace(tag: TemplateTag, { context, attribute }: TagPlace): boolean {
  if (context === 'markup') return false;
  return tag.kind === 'output' || (attribute !== undefined && !LIST_ATTRIBUTES.has(attribute));
}

/** Four characters at least: no tag is shorter. */
function maskOf(tag: TemplateTag, index: number): string {
  const digits = String.fromCharCode(FIRST_DIGIT + Math.floor(index / BASE), FIRST_DIGIT + (index % BASE));
  return (OPEN + digits).padEnd(tag.raw.length, FILL);
}
