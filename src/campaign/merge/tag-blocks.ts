import type { TagSyntax, TemplateTag } from './template-tags.js';

/** What is wrong with how blocks open and close. */
export interface BlockFault<Tag extends TemplateTag> {
  readonly kind: 'unclosed' | 'unopened';
  readonly tag: Tag;
  /** `if`, `for`, `section`. */
  readonly block: string;
}

/** How a statement steers: it opens a block or closes one. */
type BlockStep = { readonly opens: string } | { readonly closes: string };

/** A block that is open, with the condition it was opened by. */
interface OpenBlock<Tag extends TemplateTag> {
  readonly tag: Tag;
  readonly block: string;
  readonly syntax: TagSyntax;
}

/** Tags of Liquid, Jinja, Twig and Django that need an `end…`. `set`, `block` and the like may stand alone in one of them. */
const CURLY_BLOCKS: ReadonlySet<string> = new Set(['if', 'unless', 'for', 'case', 'capture', 'tablerow', 'comment', 'raw', 'ifchanged', 'macro', 'autoescape', 'verbatim', 'spaceless']);

/** Blocks of Mailchimp by the word that opens them; IF, IFNOT and ELSEIF share an end. */
const MAILCHIMP_BLOCKS: Readonly<Record<string, string>> = {
  IF: 'IF', IFNOT: 'IF', INTERESTED: 'INTERESTED', FEEDBLOCK: 'FEEDBLOCK', FEEDITEMS: 'FEEDITEMS', RSSITEMS: 'RSSITEMS',
};

/** Words and signs of code that open and close. */
interface CodeBlocks {
  readonly marks: RegExp;
  readonly openers: Readonly<Record<string, string>>;
  readonly closers: Readonly<Record<string, string>>;
}

/** Marketing Cloud's AMPscript. */
const AMPSCRIPT: CodeBlocks = { marks: /(?<![@\w])(?:if|endif|for|next)(?!\w)/gi, openers: { if: 'if', for: 'for' }, closers: { endif: 'if', next: 'for' } };

/** JavaScript of Adobe Campaign, EJS and the like. */
const SCRIPT: CodeBlocks = { marks: /[{}]/g, openers: { '{': '{' }, closers: { '}': '{' } };

const STRINGS_AND_COMMENTS = /"[^"\n]*"|'[^'\n]*'|\/\*[\s\S]{0,2000}?\*\//g;

/** Blocks within blocks that are followed: hostile input would take quadratic time. */
const MAX_DEPTH = 100;

/** What a tag does to the blocks around it; one of code may do several things. */
function blockSteps(tag: TemplateTag): readonly BlockStep[] {
  if (tag.kind !== 'statement') return [];
  if (tag.syntax === '%% %%') return codeSteps(tag.expression, AMPSCRIPT);
  if (tag.syntax === '<% %>') return tag.raw.startsWith('<%--') ? [] : codeSteps(tag.expression, SCRIPT);
  const step = blockStep(tag);
  return step ? [step] : [];
}

/** Go's `{{ end }}` closes whatever is open: block `*`. */
function blockStep({ syntax, expression }: TemplateTag): BlockStep | undefined {
  if (syntax === '{% %}') return liquidStep(expression);
  if (syntax === '{{ }}') return curlyStep(expression);
  if (syntax === '*| |*') return mailchimpStep(expression);
  if (syntax === '%NAME%' || syntax === '{scope.name}') return slashStep(expression);
  if (syntax === '[ ]') return bracketStep(expression);
  if (syntax === '<# >') return directiveStep(expression);
  if (syntax === '<singleline>') return expression.startsWith('/') ? { closes: wordOf(expression.slice(1)) } : { opens: wordOf(expression) };
  return undefined;
}

/** Blocks that do not close, and ends that close nothing, in the order of the text. */
export function blockFaults<Tag extends TemplateTag>(tags: readonly Tag[]): readonly BlockFault<Tag>[] {
  const faults: BlockFault<Tag>[] = [];
  const open: OpenBlock<Tag>[] = [];
  for (const [tag, step] of withoutRaw(tags).flatMap((tag) => blockSteps(tag).map((step) => [tag, step] as const))) {
    if ('opens' in step) {
      if (open.length === MAX_DEPTH) break;
      open.push({ tag, block: step.opens, syntax: tag.syntax });
      continue;
    }
    const index = open.findLastIndex(({ block, syntax }) => syntax === tag.syntax && (block === step.closes || step.closes === '*'));
    if (index === -1) faults.push({ kind: 'unopened', tag, block: step.closes });
    else faults.push(...open.splice(index).slice(1).map((each) => ({ kind: 'unclosed' as const, tag: each.tag, block: each.block })));
  }
  faults.push(...open.map(({ tag, block }) => ({ kind: 'unclosed' as const, tag, block })));
  return faults.sort((a, b) => a.tag.start - b.tag.start);
}

/** For each tag the statements that open the blocks around it, outermost first. An unclosed block reaches to the end. */
export function enclosingBlocks<Tag extends TemplateTag>(tags: readonly Tag[]): ReadonlyMap<Tag, readonly Tag[]> {
  const enclosing = new Map<Tag, readonly Tag[]>();
  let open: readonly { tag: Tag; block: string }[] = [];
  for (const tag of tags) {
    enclosing.set(tag, open.map((each) => each.tag));
    for (const step of blockSteps(tag)) {
      if ('opens' in step) {
        open = [...open.slice(1 - MAX_DEPTH), { tag, block: step.opens }];
        continue;
      }
      const index = open.findLastIndex(({ block }) => block === step.closes || step.closes === '*');
      if (index !== -1) open = open.slice(0, index);
    }
  }
  return enclosing;
}

/** What stands between `{% raw %}` or `{% comment %}` and its end is not read. */
function withoutRaw<Tag extends TemplateTag>(tags: readonly Tag[]): readonly Tag[] {
  const read: Tag[] = [];
  let end: string | undefined;
  for (const tag of tags) {
    const name = tag.syntax === '{% %}' ? wordOf(tag.expression) : '';
    if (end !== undefined && name !== end) continue;
    end = end === undefined && (name === 'raw' || name === 'comment' || name === 'verbatim') ? `end${name}` : undefined;
    read.push(tag);
  }
  return read;
}

/** Whether a `{% %}` tag has a block's word in other letters than `if` and `endif`: no engine knows it then. */
export function isMiscasedBlock({ syntax, expression }: TemplateTag): boolean {
  const word = wordOf(expression);
  return syntax === '{% %}' && word !== word.toLowerCase() && CURLY_BLOCKS.has(word.toLowerCase().replace(/^end/, ''));
}

function liquidStep(expression: string): BlockStep | undefined {
  const word = wordOf(expression).toLowerCase();
  if (CURLY_BLOCKS.has(word)) return { opens: word };
  if (word.startsWith('end') && CURLY_BLOCKS.has(word.slice(3))) return { closes: word.slice(3) };
  return undefined;
}

/** Go's `define "header"` and `block "header" .`; a bare `block` may be somebody's helper. */
const GO_TEMPLATE = /^(?:define\s+["`]|block\s+["`][^"`]{0,80}["`]\s+[.$])/;

/** Handlebars and Mustache: `#if`, `^name`, `/if`; Go: `if`, `range`, `with`, `define`, `end`. */
function curlyStep(expression: string): BlockStep | undefined {
  const [, sign, name = ''] = /^([#^/])[*>]?\s*([^\s(){}]{1,80})/.exec(expression) ?? [];
  if (sign === '/') return { closes: name };
  if (sign !== undefined) return { opens: name };
  const word = wordOf(expression);
  if (word === 'end') return { closes: '*' };
  return word === 'if' || word === 'range' || word === 'with' || GO_TEMPLATE.test(expression) ? { opens: word } : undefined;
}

function mailchimpStep(expression: string): BlockStep | undefined {
  const [word = '', argument = ''] = expression.split(':');
  if (word === 'END') return { closes: MAILCHIMP_BLOCKS[argument.trim()] ?? argument.trim() };
  const block = MAILCHIMP_BLOCKS[word];
  return block === undefined ? undefined : { opens: block };
}

/** Blocks of Smarty; all but `if` are its own. */
const SMARTY_BLOCKS: ReadonlySet<string> = new Set(['if', 'foreach', 'section', 'capture', 'literal', 'strip', 'ts']);

/** ActiveCampaign's `%IF …%` and `%/IF%`, Smarty's `{if …}` and `{/if}`. */
function slashStep(expression: string): BlockStep | undefined {
  const word = wordOf(expression.replace(/^\//, '')).toLowerCase();
  if (!SMARTY_BLOCKS.has(word)) return undefined;
  return expression.startsWith('/') ? { closes: word } : { opens: word };
}

/** What a tag of code leaves open, or closes that it did not open. */
function codeSteps(code: string, { marks, openers, closers }: CodeBlocks): readonly BlockStep[] {
  const steps: BlockStep[] = [];
  for (const [mark] of code.replace(STRINGS_AND_COMMENTS, '').matchAll(marks)) {
    const opens = openers[mark.toLowerCase()];
    if (opens !== undefined) {
      steps.push({ opens });
      continue;
    }
    const closes = closers[mark.toLowerCase()] ?? '*';
    const last = steps.at(-1);
    if (last && 'opens' in last && last.opens === closes) steps.pop();
    else steps.push({ closes });
  }
  return steps;
}

/** Campaign Monitor's `[if:plan=pro]` and `[endif]`. */
function bracketStep(expression: string): BlockStep | undefined {
  if (expression === 'endif') return { closes: 'if' };
  return expression.startsWith('if:') ? { opens: 'if' } : undefined;
}

/** FreeMarker's directives that always have an end; `<#assign x = 1>` has none. */
const DIRECTIVE_BLOCKS: ReadonlySet<string> = new Set(['if', 'list', 'switch', 'macro', 'function', 'escape', 'compress', 'attempt', 'outputformat']);

/** `<#if x>` and `</#if>`; a macro's `<@layout.mail>` may end in itself. */
function directiveStep(expression: string): BlockStep | undefined {
  const word = wordOf(expression.replace(/^\/#/, ''));
  if (!DIRECTIVE_BLOCKS.has(word)) return undefined;
  return expression.startsWith('/') ? { closes: word } : { opens: word };
}

function wordOf(expression: string): string {
  return /^[A-Za-z_]{1,40}/.exec(expression)?.[0] ?? '';
}
