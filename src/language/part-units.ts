import type { Detector, TextEvidence } from './detector.js';
import type { LanguagePart } from './language-part.js';
import { latinRuns } from './latin-runs.js';
import { sentencesOf } from './sentences.js';

/** A text that is judged by itself: a whole part, or one sentence of a paragraph. */
export interface Unit {
  readonly part: LanguagePart;
  readonly text: string;
  /** False: one sentence out of several. */
  readonly whole: boolean;
  readonly evidence: TextEvidence;
}

/**
 * Every part whole; paragraphs and footers also sentence by sentence and line by line, for one foreign sentence drowns in a long
 * paragraph; and what stands in Latin letters among others.
 */
export function unitsOf(parts: readonly LanguagePart[], detector: Detector): readonly Unit[] {
  const units: Unit[] = [];
  for (const part of parts) {
    units.push({ part, text: part.text, whole: true, evidence: detector.read(part.text) });
    for (const text of piecesOf(part)) units.push({ part, text, whole: false, evidence: detector.read(text) });
  }
  return units;
}

/** Empty when the part is all there is. */
function piecesOf({ role, text, lines }: LanguagePart): readonly string[] {
  const runs = latinRuns(text);
  if (role !== 'body' && role !== 'footer') return runs;
  const sentences = sentencesOf(text);
  const pieces = sentences.length < 2 ? [] : sentences;
  if (!lines && runs.length === 0) return pieces;
  return [...new Set([...pieces, ...(lines ?? []).flatMap(sentencesOf), ...runs])];
}
