/** Offsets of a value, end exclusive. */
export type Range = readonly [start: number, end: number];

/** Where a text stops being JSON, and why. */
export class JsonFault extends Error {
  readonly offset: number;

  constructor(offset: number, what: string) {
    super(what);
    this.name = 'JsonFault';
    this.offset = offset;
  }
}

const DEEPEST = 100;
const WHITE_SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * Range of each value of a JSON text by its path (`sender.country`, `offers.0`; the empty path is the whole).
 * Throws JsonFault at the first fault, whose place JSON.parse does not always tell.
 */
export function jsonRanges(text: string): ReadonlyMap<string, Range> {
  const ranges = new Map<string, Range>();
  let offset = 0;

  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = offset;
    const match = pattern.exec(text);
    if (!match) return undefined;
    offset = pattern.lastIndex;
    return match[0];
  };
  const skipSpace = (): string => {
    take(WHITE_SPACE);
    return text[offset] ?? '';
  };

  const value = (path: string, depth: number): void => {
    const first = skipSpace();
    const start = offset;
    if (depth > DEEPEST) throw new JsonFault(offset, `nested more than ${DEEPEST} deep`);
    if (first === '{') members('}', (name) => member(path, name, depth));
    else if (first === '[') members(']', (_name, index) => value(joined(path, String(index)), depth + 1));
    else if (take(first === '"' ? STRING : SCALAR) === undefined) throw new JsonFault(offset, expectedValue(text, offset));
    ranges.set(path, [start, offset]);
  };
  const member = (path: string, name: string | undefined, depth: number): void => {
    if (name === undefined) throw new JsonFault(offset, 'a field name in double quotes is missing');
    const own = joined(path, JSON.parse(name) as string);
    if (ranges.has(own)) throw new JsonFault(offset - name.length, `the field ${name} stands twice`);
    if (skipSpace() !== ':') throw new JsonFault(offset, `a colon is missing after ${name}`);
    offset++;
    value(own, depth + 1);
  };
  const members = (closer: '}' | ']', read: (name: string | undefined, index: number) => void): void => {
    offset++;
    if (skipSpace() === closer) {
      offset++;
      return;
    }
    for (let index = 0; ; index++) {
      skipSpace();
      read(closer === '}' ? take(STRING) : undefined, index);
      const next = skipSpace();
      if (next !== ',' && next !== closer) throw new JsonFault(offset, `a comma or ${closer} is missing`);
      offset++;
      if (next === closer) return;
    }
  };

  value('', 0);
  if (skipSpace() !== '') throw new JsonFault(offset, 'something follows the end of the JSON');
  return ranges;
}

function expectedValue(text: string, offset: number): string {
  const character = text[offset];
  if (character === undefined) return 'the file ends too early';
  if (character === '"') return 'a string is not closed, or holds a line break or a wrong escape';
  if (character === '}' || character === ']') return `a value is missing before ${character} (or a comma is too many)`;
  return `${character} cannot begin a value`;
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
