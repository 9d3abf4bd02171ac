/** Pairs that share so many words and letters that a short text of one is often read as the other. */
const PAIRS = [
  'da nb', 'nb sv', 'da sv', 'ca es', 'es pt', 'ca pt', 'es it', 'ca it', 'ca fr', 'cs pl', 'cs sk', 'hr sl', 'hr sr', 'bs hr', 'bs sr', 'sk sl', 'id ms',
  'ms tl', 'et fi', 'az tr', 'gl pt', 'es gl', 'de lb', 'af nl', 'be ru', 'be uk', 'ru uk', 'bg mk', 'hi mr',
];
const CLOSE = new Set(PAIRS);

/** Whether one of two languages is easily misread as the other. */
export function areClose(one: string, other: string): boolean {
  return CLOSE.has([one, other].sort().join(' '));
}
