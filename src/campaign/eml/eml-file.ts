import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { latin1 } from './decode-text.js';
import { lastAtMost, positionsIn, type Position } from '../positions.js';
import { utf8Offsets } from './utf8-offsets.js';

/** The bytes of an .eml, and the lines and columns an editor shows for them. */
export interface EmlFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** One character a byte. */
  readonly raw: string;
  /** As an editor shows it: UTF-8, else one character a byte. */
  readonly text: string;
  positionOf(byte: number): Position;
}

export function emlFile(bytes: Uint8Array, name: string): EmlFile {
  const raw = latin1(bytes);
  const text = isUtf8(bytes) ? new TextDecoder().decode(bytes) : raw;
  const position = positionsIn(text);
  let offsets: Uint32Array | undefined;
  const unitOf = (byte: number): number => {
    if (text.length === bytes.length) return byte;
    offsets ??= utf8Offsets(bytes, text.length) ?? new Uint32Array(1);
    return lastAtMost(offsets, byte);
  };
  return { name, bytes, raw, text, positionOf: (byte) => position(unitOf(byte)) };
}
