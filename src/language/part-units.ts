import type { Detector, TextEvidence } from './detector.js';
import type { LanguagePart } from './language-part.js';
import { sentencesOf } from './sentences.js';

/** A text that is judged by itself: a whole part, or one sentence of a paragraph. */
export interface Unit {
  readonly part: LanguagePart;
  readonly text: string;
  /** False: one sentence out of several. */
  readonly whole: boolean;
  readonly evidence: TextEvidence;
}

/** Every part whole; paragraphs and footers also sentence by sentence, for one foreign sentence drowns in a long paragraph. */
export function unitsOf(parts: readonly LanguagePart[], detector: Detector): readonly Unit[] {
  return parts.flatMap((part) => {
    const whole: Unit = { part, text: part.text, whole: true, evidence: detector.read(part.text) };
    const sentences = part.role === 'body' || part.role === 'footer' ? sentencesOf(part.text) : [];
    if (sentences.length < 2) return [whole];
    return [whole, ...sentences.map((text): Unit => ({ part, text, whole: false, evidence: detector.read(text) }))];
  });
}
