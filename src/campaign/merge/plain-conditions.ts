import type { TemplateTag } from './template-tags.js';

/** Whether a recipient's value lets a branch be shown. */
export interface Condition {
  readonly field: string;
  readonly holds: (value: string) => boolean;
}

export type ConditionStep = { readonly kind: 'open' | 'else'; readonly condition?: Condition } | { readonly kind: 'close' };

const FIELD = String.raw`((?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*)`;
const HANDLEBARS_IF = new RegExp(`^#\\s*(if|unless)\\s+${FIELD}$`);
const HANDLEBARS_ELSE_IF = new RegExp(`^else\\s+if\\s+${FIELD}$`);
const SECTION = new RegExp(`^([#^])\\s*${FIELD}$`);
/** Sections that are loops and the like. */
const HELPERS: ReadonlySet<string> = new Set(['each', 'with', 'if', 'unless', 'lookup', 'log']);
const MAILCHIMP_IF = /^(IF|IFNOT|ELSEIF):\s*([A-Z0-9_]{1,60})(?:\s*(=|!=)\s*([^|]{0,200}))?$/i;

/** What a tag of a condition that asks for one field does: Handlebars, Mustache and Mailchimp; undefined for any other statement. */
export function conditionStep({ syntax, expression }: TemplateTag): ConditionStep | undefined {
  const said = expression.trim();
  if (syntax === '{{ }}') return handlebarsStep(said);
  return syntax === '*| |*' ? mailchimpStep(said) : undefined;
}

function handlebarsStep(said: string): ConditionStep | undefined {
  if (said === 'else' || said === '^') return { kind: 'else' };
  if (/^\/\s*[\w.]+$/.test(said)) return { kind: 'close' };
  const [, alternative] = HANDLEBARS_ELSE_IF.exec(said) ?? [];
  if (alternative !== undefined) return { kind: 'else', condition: filled(alternative) };
  const [, word, field] = HANDLEBARS_IF.exec(said) ?? [];
  if (field !== undefined) return { kind: 'open', condition: word === 'unless' ? empty(field) : filled(field) };
  const [, mark, section = ''] = SECTION.exec(said) ?? [];
  return mark === undefined || HELPERS.has(section) ? undefined : { kind: 'open', condition: mark === '^' ? empty(section) : filled(section) };
}

function mailchimpStep(said: string): ConditionStep | undefined {
  if (/^ELSE:?$/i.test(said)) return { kind: 'else' };
  if (/^END:\s*IF$/i.test(said)) return { kind: 'close' };
  const [, word = '', field, sign, wanted = ''] = MAILCHIMP_IF.exec(said) ?? [];
  if (field === undefined) return undefined;
  const asked = sign === undefined ? filled(field) : equals(field, wanted.trim().replace(/^["']|["']$/g, ''), sign === '=');
  return { kind: word.toUpperCase() === 'ELSEIF' ? 'else' : 'open', condition: word.toUpperCase() === 'IFNOT' ? not(asked) : asked };
}

function filled(path: string): Condition {
  return { field: path.split('.').at(-1) ?? path, holds: (value) => value.trim() !== '' };
}

function empty(path: string): Condition {
  return not(filled(path));
}

function equals(field: string, wanted: string, isWanted: boolean): Condition {
  return { field, holds: (value) => (value.trim() === wanted) === isWanted };
}

function not({ field, holds }: Condition): Condition {
  return { field, holds: (value) => !holds(value) };
}
