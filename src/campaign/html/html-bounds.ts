import { Parser } from 'htmlparser2';
import { InputError } from '#errors.js';
import type { LocatedSource } from '../positions.js';

/**
 * Elements inside one another. Mail that people send stays below 200; the selector engine and the serialiser call themselves once
 * a level and run out of stack at some 4,000.
 */
const MAXIMUM_DEPTH = 1000;

/** UTF-16 units. Gmail shows the first 102 KB of a mail; a hundred times as much is a mistake, most often pictures pasted in as data: URIs. */
const MAXIMUM_LENGTH = 10_000_000;

/** Throws InputError for HTML that is too long or nested too deep to be judged in reasonable time. */
export function refuseOutOfBounds(source: LocatedSource): void {
  refuseTooLong(source);
  refuseTooDeep(source);
}

function refuseTooLong({ text, locate }: LocatedSource): void {
  if (text.length <= MAXIMUM_LENGTH) return;
  const millions = (text.length / 1_000_000).toFixed(1);
  throw new InputError(locate(0, 0).file ?? 'HTML', `the HTML has ${millions} million characters, and Presend judges at most ${MAXIMUM_LENGTH / 1_000_000} million`, 'Keep pictures out of the HTML (no data: URIs) and link to long content.');
}

/** Throws InputError for HTML nested deeper than MAXIMUM_DEPTH: most often tags that are never closed. */
function refuseTooDeep({ text, locate }: LocatedSource): void {
  if (!hasManyStartTags(text)) return;
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

/** Whether there are enough of them to be nested too deep. */
function hasManyStartTags(text: string): boolean {
  let count = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    if (isLetter(text.charCodeAt(at + 1)) && ++count > MAXIMUM_DEPTH) return true;
  }
  return false;
}

/** ASCII letters. */
function isLetter(unit: number): boolean {
  const lower = unit | 0x20;
  return lower >= 0x61 && lower <= 0x7A;
}
