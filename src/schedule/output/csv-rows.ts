import { formulaSafeText } from '#warehouse/formula-safe.js';

/** A cell's value; NULL is an empty cell. */
export type Cell = string | number | null;

const [TAB, LINE_FEED, RETURN, QUOTE, APOSTROPHE, PLUS, COMMA, MINUS, EQUALS, AT] = Array.from('\t\n\r"\'+,-=@', (character) => character.charCodeAt(0)) as [number, number, number, number, number, number, number, number, number, number];
/** From here on stand the wide forms of signs: ＝, ＋. */
const WIDE = 0xff00;

/** A row of CSV (RFC 4180) with its end of line. Text that a spreadsheet would take for a formula gets an apostrophe. */
export function csvRow(columns: readonly string[], row: Readonly<Record<string, Cell>>): string {
  const cells = new Array<string>(columns.length);
  for (let column = 0; column < columns.length; column++) cells[column] = written(row[columns[column]!]!);
  return `${cells.join(',')}\n`;
}

function written(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return numberText(value);
  if (!isSpecial(value)) return value;
  const safe = formulaSafeText(value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Numbers of four decimals, as most are here, up to so many are written once. */
const MOST = 2;
const PARTS = 1e4;
const texts = new Array<string | undefined>(2 * MOST * PARTS + 1).fill(undefined);

function numberText(value: number): string {
  const part = Math.round(value * PARTS);
  if (part / PARTS !== value || Math.abs(value) > MOST) return String(value);
  return (texts[part + MOST * PARTS] ??= String(value));
}

/** Whether text may be written otherwise than it is: a loop, since a regex takes several times as long for cells as short as most. */
function isSpecial(value: string): boolean {
  const first = value.charCodeAt(0);
  if (first === EQUALS || first === PLUS || first === AT || first === TAB || first === MINUS || first === APOSTROPHE || first >= WIDE) return true;
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code === QUOTE || code === COMMA || code === LINE_FEED || code === RETURN) return true;
  }
  return false;
}
