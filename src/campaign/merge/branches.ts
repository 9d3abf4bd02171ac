import { blank, followBlocks, UNCONDITIONAL, type NamedBlock, type Opening } from './follow-blocks.js';
import { findTemplateTags } from './template-tags.js';

/** A block by what it asks for: of `{% if customer.locale == 'de' %}` the field `customer.locale`. */
interface Block extends NamedBlock {
  readonly field: string;
  /** Answers that its branches name; the last is that of the branch that is open, unless that is the remaining one. */
  readonly answers: string[];
  inRemaining: boolean;
  /** Its first branch is for everybody but those who give the answer: `unless`, `{{^german}}`. */
  readonly inverse: boolean;
}

/** Answers that the branches of a text name, by the field that is asked for. */
export type BranchAnswers = ReadonlyMap<string, ReadonlySet<string>>;

/** The answer of a reader to whom no branch of its own is given: what follows `else`. */
export const REMAINING = '';
const INVERSE: ReadonlySet<string> = new Set(['unless', 'ifnot', 'ifnotequal', '^']);
const KEYWORD = /^(?:[#^]\s*|\}\s*)?(?:else\s+if|[a-z]\w*)?[\s:(]*/i;
const FIELD = /[\p{L}_][\p{L}\p{N}_.]*/u;
const QUOTED = /["'“”]([^"'“”\n]{1,40})["'“”]/gu;
const UNQUOTED = /[=:]\s*([\p{L}\p{N}_-]{1,40})\s*(?:then)?$/iu;
const UNEQUAL = /!=|<>|\bne\b/;
/** Fields that are true of one language are answers to one question: `{{#if isGerman}}`, `{{#french}}`. */
const LANGUAGE = /english|german|deutsch|french|francais|spanish|espanol|italian|dutch|portuguese|swedish|danish|norwegian|finnish|polish|czech|greek|russian|japanese|chinese|arabic|(?:lang|locale|language|^is)_?[a-z]{2}$/i;
const LANGUAGE_FIELD = 'language';

/** Fields by which a text branches, with the answers it names. */
export function branchAnswers(text: string): BranchAnswers {
  const all = new Map<string, Set<string>>();
  walkBranches(text, (_start, _end, blocks) => {
    const block = blocks.at(-1);
    if (!block) return;
    const answers = all.get(block.field) ?? new Set();
    for (const answer of block.inRemaining ? [...block.answers, REMAINING] : block.answers) answers.add(answer);
    all.set(block.field, answers);
  });
  return all;
}

/** A text as a reader gets it who gives one answer wherever one of the fields is asked for. What he does not get is blank, so that offsets hold. */
export function textForAnswer(text: string, fields: ReadonlySet<string>, answer: string): string {
  const isShown = (block: Block): boolean => !fields.has(block.field)
    || (block.inRemaining ? !block.answers.includes(answer) : block.answers.at(-1) === answer);
  const pieces: string[] = [];
  walkBranches(text, (start, end, blocks) => {
    const piece = text.slice(start, end);
    pieces.push(blocks.every(isShown) ? piece : blank(piece));
  });
  return pieces.join('');
}

/** Calls `visit` in order with each stretch of the text that lies in the same branches; tags belong to the stretch before them. */
function walkBranches(text: string, visit: (start: number, end: number, blocks: readonly Block[]) => void): void {
  const blocks: Block[] = [];
  let done = 0;
  for (const { kind, expression, start, end } of findTemplateTags(text)) {
    if (kind !== 'statement') continue;
    visit(done, start, blocks);
    visit(start, end, []); // a statement steers whether its text is shown or not
    done = end;
    followBlocks(blocks, expression, (block) => nextBranch(block, expression), (opening) => blockOf(opening, expression));
  }
  visit(done, text.length, []);
}

/** A section (`{{#german}}`) asks for the field it is named after. */
function blockOf({ name, mark, written }: Opening, expression: string): Block {
  const condition = expression.replace(KEYWORD, '');
  const inverse = INVERSE.has(name) || INVERSE.has(mark) || UNEQUAL.test(condition);
  const asked = FIELD.exec(condition)?.[0] ?? written;
  const answer = answerOf(condition, asked);
  const field = UNCONDITIONAL.has(name) ? '' : answer === asked.toLowerCase() && LANGUAGE.test(asked) ? LANGUAGE_FIELD : asked.toLowerCase();
  return { name, field, answers: name === 'case' || name === 'switch' ? [] : [answer], inRemaining: inverse, inverse };
}

function nextBranch(block: Block, expression: string): void {
  const condition = expression.replace(KEYWORD, '');
  if (/[\p{L}\p{N}"']/u.test(condition)) {
    block.answers.push(answerOf(condition, FIELD.exec(condition)?.[0] ?? ''));
    block.inRemaining = false;
  } else block.inRemaining = !block.inverse;
}

/** The value that a field is compared with, else the field itself. */
function answerOf(condition: string, asked: string): string {
  const quoted = [...condition.matchAll(QUOTED)].map(([, value]) => value ?? '');
  return (quoted.length > 0 ? quoted.join('|') : UNQUOTED.exec(condition)?.[1] ?? asked).toLowerCase();
}
