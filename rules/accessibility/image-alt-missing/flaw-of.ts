import type { HtmlDocument, Image } from '#campaign/campaign.js';
import { perDocument } from '#campaign/html/per-document.js';
import { readerText } from '#campaign/facts/reader-text.js';
import { joinSegments, rangeOf, textFlowOf } from '#campaign/html/text-flow.js';
import GENERIC from './generic.json' with { type: 'json' };

export type Flaw = 'fileName' | 'generic' | 'repeated' | 'tooLong';

const GENERIC_WORDS: ReadonlySet<string> = new Set(Object.values(GENERIC).flat());

/** An address, a file with its ending, or the name a camera gives. */
const FILE_NAME = /^(?:https?:\/\/|data:|cid:|www\.)\S|[^\s.]\.(?:png|jpe?g|gif|webp|svg|bmp|avif)$|^(?:img|dsc|image)[-_]\d{2,8}$/i;

/** What is wrong with the alt text of a picture that has one; undefined for a fitting or an empty one. */
export function flawOf(html: HtmlDocument, image: Image, maxCharacters: number): Flaw | undefined {
  const alt = readerText(image.alt ?? '');
  if (alt === '') return undefined;
  if (FILE_NAME.test(alt)) return 'fileName';
  if (GENERIC_WORDS.has(plain(alt))) return 'generic';
  // A linked picture needs its name all the same.
  if (image.href === undefined && neighboursOf(html).say(plain(alt), image.start)) return 'repeated';
  return alt.length > maxCharacters ? 'tooLong' : undefined;
}

/** Paragraphs by their words, with where each and the ones around it start. */
const neighboursOf = perDocument((html) => {
  const paragraphs = textFlowOf(html).paragraphs.map((segments) => ({
    text: plain(html.unmask(readerText(joinSegments(segments)))),
    start: rangeOf(segments, html.source).start,
  }));
  const places = new Map<string, { readonly after: number; readonly before: number }[]>();
  for (const [index, { text }] of paragraphs.entries()) {
    const known = places.get(text);
    const place = { after: paragraphs[index - 1]?.start ?? -1, before: paragraphs[index + 1]?.start ?? Infinity };
    if (known) known.push(place);
    else places.set(text, [place]);
  }
  return {
    /** Whether the paragraph right before or after `offset` has these words and no others. */
    say: (text: string, offset: number): boolean => places.get(text)?.some(({ after, before }) => after < offset && offset < before) ?? false,
  };
});

/** Lower case, without punctuation around it. */
function plain(text: string): string {
  return text.toLowerCase().replace(/^[^\p{L}\d]{1,20}|[^\p{L}\d]{1,20}$/gu, '').replace(/\s+/g, ' ');
}
