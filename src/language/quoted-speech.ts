import type { Unit } from './part-units.js';

/** Words of somebody in the quotation marks of one country or another; several sentences, too. */
const QUOTATION = /„[^„“”]{3,600}[“”]|“[^“”]{3,600}”|«[^«»]{3,600}»|»[^«»]{3,600}«|(?<!\p{L})”[^”]{3,600}”|"[^"]{3,600}"/gu;
const MARK = /[„“”«»"]/;
const LETTER = /\p{L}/gu;
const WORD = /\p{L}{2}/u;
/** Of the letters: the rest says whose words they are. */
const MOSTLY = 0.6;

/** Whether a text is what somebody said, in quotation marks, and its paragraph says more than that: `“We had a wonderful day.” – Mary, Dublin`. */
export function isQuotedSpeech({ part, text }: Unit): boolean {
  if (!MARK.test(part.text)) return false;
  const start = part.text.indexOf(text);
  if (start === -1 || !WORD.test(part.text.replace(QUOTATION, ' '))) return false;
  let quoted = 0;
  for (const { index, 0: { length } } of part.text.matchAll(QUOTATION)) quoted += letters(part.text.slice(Math.max(start, index), Math.min(start + text.length, index + length)));
  return quoted >= MOSTLY * letters(text);
}

function letters(text: string): number {
  return text.match(LETTER)?.length ?? 0;
}
