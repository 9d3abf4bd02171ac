import { remembered } from '../remembered.js';
import { findTemplateTags } from './template-tags.js';

/** A block that template tags open and close. */
interface Block {
  readonly name: string;
  /** Branches begun so far. */
  branches: number;
  /** It stands in a branch that is passed over. */
  readonly inSkipped: boolean;
}

/** Blocks inside one another; deeper ones are not followed. */
const DEEPEST = 100;

/** Openers of blocks by name; `{{#name}}` and `{{^name}}` open whatever the name is. */
export const BLOCKS: ReadonlySet<string> = new Set([
  'if', 'ifnot', 'unless', 'ifequal', 'ifnotequal', 'ifchanged', 'case', 'switch', 'for', 'foreach', 'each', 'range', 'with', 'while', 'loop', 'block', 'interested',
]);
/** What they hold is shown to everybody, if once for each of a list. */
export const UNCONDITIONAL: ReadonlySet<string> = new Set(['for', 'foreach', 'each', 'range', 'with', 'while', 'loop', 'block']);
/** What stands before their first `when` is no branch. */
const CHOICES: ReadonlySet<string> = new Set(['case', 'switch']);

/** What a statement does, by how it begins. */
export const OPENER = /^([#^]?)\s*([a-z_]\w*)/i;
export const ALTERNATIVE = /^(?:\}\s*)?(?:else|elseif|elsif|elif|when|default)\b|^\^$/i;
export const CLOSER = /^(?:end:?|\/\s*)(\w*)|^\}\s*$/i;

/**
 * Markup as one reader gets it: of `{% if %} ... {% else %} ... {% endif %}` the first branch, of a mustache section and its inverse the
 * section. The other branches and all template tags are blank, so that offsets hold.
 */
export const firstBranches = remembered((html) => shownWhere(html, (blocks) => !isSkipped(blocks)));

/** What every reader gets of a text: what stands in a branch of a condition, or in a section that may be empty, is blank, and so are all tags. */
export const unconditionalText = remembered((text) => shownWhere(text, (blocks) => blocks.every(({ name }) => UNCONDITIONAL.has(name))));

function shownWhere(html: string, isShown: (blocks: readonly Block[]) => boolean): string {
  const tags = findTemplateTags(html);
  if (tags.length === 0) return html;
  const pieces: string[] = [];
  const blocks: Block[] = [];
  let done = 0;
  for (const { kind, expression, start, end } of tags) {
    const between = html.slice(done, start);
    pieces.push(isShown(blocks) ? between : blank(between), blank(html.slice(start, end)));
    done = end;
    if (kind === 'statement') follow(blocks, expression);
  }
  return pieces.join('') + html.slice(done);
}

function follow(blocks: Block[], expression: string): void {
  const current = blocks.at(-1);
  if (current && ALTERNATIVE.test(expression)) {
    current.branches++;
    return;
  }
  const closer = CLOSER.exec(expression);
  if (closer) {
    const name = closer[1]?.toLowerCase() ?? '';
    const index = name === '' ? blocks.length - 1 : blocks.findLastIndex((block) => block.name === name);
    if (index >= 0) blocks.length = index;
    return;
  }
  const [, mark = '', written = ''] = OPENER.exec(expression) ?? [];
  const name = written.toLowerCase();
  if ((mark === '' && !BLOCKS.has(name)) || blocks.length === DEEPEST) return;
  blocks.push({ name, branches: mark === '^' ? 2 : CHOICES.has(name) ? 0 : 1, inSkipped: isSkipped(blocks) });
}

function isSkipped(blocks: readonly Block[]): boolean {
  const current = blocks.at(-1);
  return current !== undefined && (current.inSkipped || current.branches > 1);
}

/** Line breaks stay. */
export function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
