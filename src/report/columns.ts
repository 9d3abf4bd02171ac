const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** East Asian wide and fullwidth scripts, and pictures. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\p{Emoji_Presentation}\ufe0f]/u;
/** Katakana of half the width, also where its sign for a voiced sound makes one letter with it. */
const HALFWIDTH = /[\uff61-\uff9f]/g;
const NO_WIDTH = '\u200b';

/** Columns that a text takes in a terminal. */
export function columnsOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let columns = 0;
  for (const { segment } of SEGMENTER.segment(text)) columns += widthOf(segment);
  return columns;
}

function widthOf(segment: string): number {
  if (segment === NO_WIDTH) return 0;
  return segment.match(HALFWIDTH)?.length ?? (WIDE.test(segment) ? 2 : 1);
}

/** As much of a text's beginning as fits into `columns`. */
export function firstColumns(text: string, columns: number): string {
  const head = text.slice(0, columns);
  if (columnsOf(head) <= columns) return head;
  let taken = '';
  let left = columns;
  for (const { segment } of SEGMENTER.segment(head)) {
    left -= columnsOf(segment);
    if (left < 0) break;
    taken += segment;
  }
  return taken;
}
