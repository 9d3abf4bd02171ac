/** Comments and strings hold braces that mean nothing; a string ends with its line (CSS Syntax 3, section 4.3.5). */
const PASSED_OVER = /\/\*[^]*?(?:\*\/|$)|"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?/g;

const CLOSED = /\/\*[^]*?\*\/|"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?/g;
const OPEN_COMMENT = /\/\*[^]*$/;

export interface BraceFault {
  readonly kind: 'openBrace' | 'extraBrace' | 'openComment';
  /** Offset into the style sheet: of the brace or comment that is open, or of the one too many. */
  readonly at: number;
}

/** The first brace or comment of a style sheet that has no counterpart. */
export function braceFault(css: string): BraceFault | undefined {
  const open: number[] = [];
  const blank = css.replace(PASSED_OVER, (passed) => ' '.repeat(passed.length));
  for (const { 0: brace, index } of blank.matchAll(/[{}]/g)) {
    if (brace === '{') open.push(index);
    else if (open.pop() === undefined) return { kind: 'extraBrace', at: index };
  }
  const [comment] = OPEN_COMMENT.exec(css.replace(CLOSED, (passed) => ' '.repeat(passed.length))) ?? [];
  if (comment !== undefined) return { kind: 'openComment', at: css.length - comment.length };
  const first = open[0];
  return first === undefined ? undefined : { kind: 'openBrace', at: first };
}
