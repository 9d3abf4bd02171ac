import { columnsOf } from './columns.js';
import { printable } from './printable.js';

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
