const BOUNDARY = /(?<=[.!?…])\s+(?=[\p{Lu}¿¡"„«(])|\n\s*\n/u;

/** Sentences of a text, trimmed. */
export function sentencesOf(text: string): readonly string[] {
  return text.split(BOUNDARY).map((sentence) => sentence.trim()).filter(Boolean);
}
