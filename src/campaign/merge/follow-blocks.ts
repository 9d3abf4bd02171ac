/** A block that template tags open and close. */
export interface NamedBlock {
  /** Lower case. */
  readonly name: string;
}

/** What a statement says that opens a block: `if` of `{% if x %}`; of `{{#german}}` the name `german` behind the mark `#`. */
export interface Opening extends NamedBlock {
  /** `#`, `^` (for those who lack it) or empty. */
  readonly mark: string;
  /** The name as it stands there. */
  readonly written: string;
}

/** Blocks inside one another; deeper ones are not followed. */
const DEEPEST = 100;

/** Openers of blocks by name; `{{#name}}` and `{{^name}}` open whatever the name is. */
const BLOCKS: ReadonlySet<string> = new Set([
  'if', 'ifnot', 'unless', 'ifequal', 'ifnotequal', 'ifchanged', 'case', 'switch', 'for', 'foreach', 'each', 'list', 'range', 'with', 'while', 'loop', 'block', 'interested',
]);
/** What they hold is shown to everybody, if once for each of a list. */
export const UNCONDITIONAL: ReadonlySet<string> = new Set(['for', 'foreach', 'each', 'list', 'range', 'with', 'while', 'loop', 'block']);

const OPENER = /^([#^]?)\s*([a-z_]\w*)/i;
const ALTERNATIVE = /^(?:\}\s*)?(?:else|elseif|elsif|elif|when|default)\b|^\^$/i;
/** A branch of a `switch`; alone it opens Liquid's block of that name. */
const CASE = /^(?:case|on)\b/i;
const CLOSER = /^(?:end:?|\/\s*#?)(\w*)|^\}\s*$/i;

/** Brings the blocks that are open, the innermost last, up to date with a statement that opens one, closes one, or begins the next branch of the innermost. */
export function followBlocks<Block extends NamedBlock>(blocks: Block[], expression: string, next: (block: Block) => void, open: (opening: Opening) => Block): void {
  const current = blocks.at(-1);
  if (current && (ALTERNATIVE.test(expression) || (current.name === 'switch' && CASE.test(expression)))) return next(current);
  const closer = CLOSER.exec(expression);
  if (closer) {
    const name = closer[1]?.toLowerCase() ?? '';
    const index = name === '' ? blocks.length - 1 : blocks.findLastIndex((block) => block.name === name);
    if (index >= 0) blocks.length = index;
    return;
  }
  const [, mark = '', written = ''] = OPENER.exec(expression) ?? [];
  const name = written.toLowerCase();
  if ((mark !== '' || BLOCKS.has(name)) && blocks.length < DEEPEST) blocks.push(open({ name, mark, written }));
}

/** A piece of a text that is not shown, so that offsets hold; line breaks stay. */
export function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
