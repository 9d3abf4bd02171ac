import { remembered } from '../remembered.js';
import { blank, followBlocks, UNCONDITIONAL, type NamedBlock } from './follow-blocks.js';
import { findTemplateTags } from './template-tags.js';

interface Block extends NamedBlock {
  /** Branches begun so far. */
  branches: number;
  /** It stands in a branch that is passed over. */
  readonly inSkipped: boolean;
}

/** What stands before their first `when` is no branch. */
const CHOICES: ReadonlySet<string> = new Set(['case', 'switch']);

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
  const next = (block: Block): void => { block.branches++; };
  followBlocks(blocks, expression, next, ({ name, mark }) => ({ name, branches: mark === '^' ? 2 : CHOICES.has(name) ? 0 : 1, inSkipped: isSkipped(blocks) }));
}

function isSkipped(blocks: readonly Block[]): boolean {
  const current = blocks.at(-1);
  return current !== undefined && (current.inSkipped || current.branches > 1);
}
