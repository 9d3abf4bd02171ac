import { Parser } from 'htmlparser2';
import { InputError } from '#errors.js';
import type { LocatedSource } from './positions.js';

/**
 * Elements inside one another. Mail that people send stays below 200; the selector engine and the serialiser call themselves once
 * a level and run out of stack at some 4,000.
 */
export const MAXIMUM_DEPTH = 1000;

/** Throws InputError for HTML nested deeper than MAXIMUM_DEPTH: most often tags that are never closed. */
export function refuseTooDeep({ text, locate }: LocatedSource): void {
  let depth = 0;
  let tooDeepAt = -1;
  const parser = new Parser({
    onopentagname() {
      depth++;
      if (depth <= MAXIMUM_DEPTH) return;
      tooDeepAt = parser.startIndex;
      parser.pause();
    },
    onclosetag() {
      depth--;
    },
  }, { decodeEntities: false });
  parser.write(text);
  if (tooDeepAt === -1) return;
  const { file, line } = locate(tooDeepAt, tooDeepAt + 1);
  const where = [file ?? 'HTML', ...(line === undefined ? [] : [line])].join(':');
  throw new InputError(where, `elements are nested more than ${MAXIMUM_DEPTH.toLocaleString('en')} deep`, 'Close the tags that are left open before this line.');
}
