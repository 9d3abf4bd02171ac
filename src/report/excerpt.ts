import type { Location } from '#campaign/location.js';

/** Characters of a source line that an excerpt shows at the most. */
const WIDEST = 88;

/** The line of a location, cut around its column to `width` characters besides the two that say so, and a line of carets below it. Undefined when the location has no line. */
export function excerptOf({ file, line, column = 1, endLine, endColumn }: Location, sources: ReadonlyMap<string, string>, width = WIDEST): { code: string; carets: string } | undefined {
  const source = file === undefined || line === undefined ? undefined : sources.get(file);
  const text = source === undefined ? undefined : lineOf(source, line as number);
  if (text === undefined || text.trim() === '') return undefined;
  const start = Math.min(column - 1, text.length);
  const stop = endLine === line && endColumn !== undefined ? Math.min(endColumn - 1, text.length) : text.length;
  const shown = Math.min(width, WIDEST);
  const from = text.length <= shown ? text.length - text.trimStart().length : Math.max(0, Math.min(start - 20, text.length - shown));
  const cut = text.slice(from, from + shown).trimEnd();
  const head = from > 0 && text.slice(0, from).trim() !== '' ? '…' : '';
  const tail = from + cut.length < text.trimEnd().length ? '…' : '';
  const offset = Math.max(0, start - from) + head.length;
  const marked = Math.max(1, Math.min(stop - start, cut.length + head.length - offset));
  return { code: printable(`${head}${cut}${tail}`), carets: `${' '.repeat(offset)}${'^'.repeat(marked)}` };
}

function lineOf(source: string, line: number): string | undefined {
  let start = 0;
  for (let at = 1; at < line; at++) {
    start = source.indexOf('\n', start) + 1;
    if (start === 0) return undefined;
  }
  const end = source.indexOf('\n', start);
  return source.slice(start, end === -1 ? undefined : end).replace(/\r$/, '');
}

/** Control characters (a terminal obeys them) and tabs become one column each. */
function printable(text: string): string {
  return text.replace(/\t/g, ' ').replace(/[\u0000-\u001f\u007f-\u009f]/g, '�');
}
