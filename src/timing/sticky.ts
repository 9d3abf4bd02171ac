/** What was read at an offset of a text, and where it ends. */
export interface Read<Value> {
  readonly value: Value;
  readonly end: number;
}

/** The match of a sticky pattern at an offset. */
export function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | undefined {
  pattern.lastIndex = index;
  return pattern.exec(text) ?? undefined;
}

/** The offset behind the match of a sticky pattern, or the offset itself. */
export function skipAt(pattern: RegExp, text: string, index: number): number {
  return index + (matchAt(pattern, text, index)?.[0].length ?? 0);
}
