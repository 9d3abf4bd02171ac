/** Pairs that share so many words and letters that a short text of one is often read as the other. */
const PAIRS = [
  'da nb', 'nb sv', 'da sv', 'ca es', 'es pt', 'ca pt', 'es it', 'ca it', 'ca fr', 'cs pl', 'cs sk', 'hr sl', 'hr sr', 'bs hr', 'bs sr', 'sk sl', 'id ms',
  'ms tl', 'et fi', 'az tr', 'gl pt', 'es gl', 'de lb', 'af nl', 'be ru', 'be uk', 'ru uk', 'bg mk', 'hi mr',
];
const CLOSE = new Set(PAIRS);

/** Standards of one language: in Latin letters no detector tells them apart. */
const VARIANTS = new Set(['bs hr', 'bs sr', 'hr sr']);

/** Whether one of two languages is easily misread as the other. */
export function areClose(one: string, other: string): boolean {
  return CLOSE.has(pair(one, other));
}

/**
 * Whether text in a declared language reads as `found`: it is that language, or a relative by which a detector that does
 * not know the declared one takes it (Galician reads as Portuguese).
 */
export function readsAs(found: string, declared: string, detectable: ReadonlySet<string>): boolean {
  return found === declared || VARIANTS.has(pair(found, declared)) || (!detectable.has(declared) && areClose(found, declared));
}

function pair(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}
