/** Comments and strings, whose braces mean nothing, and braces. A string ends with its line (CSS Syntax 3, section 4.3.5), a comment that is open with the sheet. */
const TOKEN = /\/\*[^]*?(?:(\*\/)|$)|"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?|[{}]/g;

export interface BraceFault {
  readonly kind: 'openBrace' | 'extraBrace' | 'openComment';
  /** Offset into the style sheet: of the brace or comment that is open, or of the one too many. */
  readonly at: number;
}

/** The first brace or comment of a style sheet that has no counterpart. */
export function braceFault(css: string): BraceFault | undefined {
  const open: number[] = [];
  for (const { 0: token, 1: commentEnd, index } of css.matchAll(TOKEN)) {
    if (token === '{') open.push(index);
    else if (token === '}' && open.pop() === undefined) return { kind: 'extraBrace', at: index };
    else if (token.startsWith('/*') && commentEnd === undefined) return { kind: 'openComment', at: index };
  }
  const first = open[0];
  return first === undefined ? undefined : { kind: 'openBrace', at: first };
}
