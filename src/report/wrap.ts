import { columnsOf } from './columns.js';
import { printable } from './printable.js';

/** Columns that a text is broken at: those of the terminal, as long as lines are neither too short nor too long to read. */
export function readableWidth(width: number): number {
  return Math.max(60, Math.min(width, 120));
}

/** Breaks a text into lines of at most `width` columns at spaces; a longer word stays whole. Control characters are shown as `�`. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of printable(text).split(/\s+/)) {
    if (line !== '' && columnsOf(line) + 1 + columnsOf(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}
