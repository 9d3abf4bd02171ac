import { execFileSync } from 'node:child_process';

/** A value of an R workspace: a vector, with its names where it has some; lists hold values. */
export interface RValue {
  readonly values: readonly unknown[];
  readonly attributes: ReadonlyMap<string, RValue>;
}

const NIL = 254;
const REFERENCE = 255;
const ALTREP = 238;

/** The objects of an .rda file in XDR format, version 2 (R Internals, 1.8), packed by bzip2; by name. Needs `bzip2`. */
export function readRda(file: string): ReadonlyMap<string, RValue> {
  const bytes = execFileSync('bzip2', ['-dc', file], { maxBuffer: 2 ** 30 });
  if (bytes.subarray(0, 5).toString() !== 'RDX2\n' || bytes.subarray(5, 7).toString() !== 'X\n') throw new Error(`${file} is not an R workspace of version 2`);
  const input = { bytes, at: 7 + 12, symbols: [] as string[] };
  const { attributes } = readItem(input);
  return attributes;
}

interface Input {
  readonly bytes: Buffer;
  at: number;
  readonly symbols: string[];
}

const EMPTY: RValue = { values: [], attributes: new Map() };

function int(input: Input): number {
  input.at += 4;
  return input.bytes.readInt32BE(input.at - 4);
}

function readItem(input: Input): RValue {
  const flags = int(input);
  const type = flags & 0xff;
  const hasAttributes = (flags & 0x200) !== 0;
  switch (type) {
    case NIL: return EMPTY;
    case REFERENCE: return { values: [input.symbols[(flags >> 8) - 1]], attributes: new Map() };
    case 1: return symbol(input);
    case 2: return { values: [], attributes: pairs(input, flags) };
    case 9: return text(input);
    case 10: case 13: return vector(input, hasAttributes, () => int(input));
    case 14: return vector(input, hasAttributes, () => { input.at += 8; return input.bytes.readDoubleBE(input.at - 8); });
    case 16: return vector(input, hasAttributes, () => readItem(input).values[0]);
    case 19: return vector(input, hasAttributes, () => readItem(input));
    case ALTREP: default: throw new Error(`R type ${String(type)} at ${String(input.at)} is not read`);
  }
}

function symbol(input: Input): RValue {
  const name = readItem(input);
  input.symbols.push(String(name.values[0]));
  return name;
}

function text(input: Input): RValue {
  const length = int(input);
  if (length < 0) return { values: [null], attributes: new Map() };
  input.at += length;
  return { values: [input.bytes.toString('utf8', input.at - length, input.at)], attributes: new Map() };
}

function vector(input: Input, hasAttributes: boolean, read: () => unknown): RValue {
  const length = int(input);
  const values = Array.from({ length }, read);
  return { values, attributes: hasAttributes ? readItem(input).attributes : new Map() };
}

/** A pairlist: its tags are the names. */
function pairs(input: Input, first: number): ReadonlyMap<string, RValue> {
  const found = new Map<string, RValue>();
  for (let flags = first; (flags & 0xff) === 2; flags = int(input)) {
    if ((flags & 0x200) !== 0) readItem(input);
    const tag = (flags & 0x400) !== 0 ? String(readItem(input).values[0]) : '';
    found.set(tag, readItem(input));
  }
  return found;
}
