import { literalPattern } from '#campaign/facts/literal-pattern.js';
import type { FieldExpression } from '#campaign/merge/printed-fields.js';
import words from './data.json' with { type: 'json' };

const FIELDS: ReadonlySet<string> = new Set(words.fields);
const PERSON_FIELDS: ReadonlySet<string> = new Set(words.personFields);
const PERSON_SCOPES: ReadonlySet<string> = new Set(words.personScopes);
/** In a variable of no scope it is a person's as seldom as a text's. */
const AMBIGUOUS: ReadonlySet<string> = new Set(['title', 'titre', 'titolo', 'título', 'titulo', 'titlu']);
const OTHER_SCOPES: ReadonlySet<string> = new Set(words.otherScopes);

const FALLBACK = /\|\s*default\b|[:,]\s*default\s*=|"default=|\bdefaultIfEmpty\b|personalization_token\([^,]{1,80},|\?:|\bfallback\s*=|^(?:data|var):[^:]{1,60}:|^S\d:[^:]{1,60}:|^user_data~[^~]{1,60}~|\bIIF\(\s*EMPTY/i;

/** How systems and their users enclose a field, besides the template tags that are read everywhere. */
const ENCLOSURES: readonly (readonly [open: string, close: string])[] = [
  ['[%', '%]'], ['[', ']'], ['{!', '}'], ['{$', '}'], ['{', '}'], ['((', '))'], ['##', '##'], ['#recipient:', '#'], ['#', '#'], ['%', '%'], ['$!{', '}'], ['$', '$'], ['<<', '>>'], ['«', '»'], ['~~', '~~'], ['~', '~'], ['@@', '@@'], ['@', '@'], ['__', '__'], ['-', '-'],
];
const ENCLOSED = new RegExp(ENCLOSURES.map(([open, close]) => String.raw`${literalPattern(open)} ?(\p{L}[\p{L}\p{N}_. -]{1,60}?)(?:[|,] ?[^[\]{}\n]{1,60})? ?${literalPattern(close)}`).join('|'), 'gu');

/** What every enclosed field has. */
const MAY_BE_ENCLOSED = /[[{#%$«~@]|\(\(|<<|__|-[^\n]*-/;
/** A name that may be a job title's, as `normal` writes it. */
const NAME = new RegExp([...FIELDS, ...PERSON_FIELDS].join('|'));
const NO_FIELDS: readonly EnclosedField[] = [];

/** A field as its author wrote it, found by how it is enclosed rather than as a tag of a known system. */
export interface EnclosedField {
  readonly raw: string;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Fields enclosed in any way at all, none where no name in the text may be a job title's. */
export function enclosedFields(text: string): readonly EnclosedField[] {
  if (!MAY_BE_ENCLOSED.test(text) || !NAME.test(withoutJoints(text))) return NO_FIELDS;
  return [...text.matchAll(ENCLOSED)].map((match) => ({ raw: match[0], name: match.slice(1).join(''), start: match.index, end: match.index + match[0].length }));
}

/** Whether a field, by its last name, may be the reader's title or something else ("title", "position"): after "as the ..." it is his. */
export function mayPrintJobTitle(expression: string): boolean {
  const path = (expression.replace(/^[!{=]+|[}=]+$/g, '').split(/[|,]/)[0] ?? '').split(/[.=]/).map(normal);
  const name = path.at(-1) ?? '';
  const scope = path.at(-2) ?? '';
  return (PERSON_FIELDS.has(name) || FIELDS.has(name)) && (scope === 'event' || !OTHER_SCOPES.has(scope));
}

/** Whether a field of somebody at work, by its name, is the reader's in a mail to strangers: one of no scope or of a person's. A title may be that of an article. */
export function mayBeStrangers({ scope, name }: FieldExpression): boolean {
  return (scope === undefined || PERSON_SCOPES.has(normal(scope))) && PERSON_FIELDS.has(normal(name)) && !(scope === undefined && AMBIGUOUS.has(normal(name)));
}

/** Whether the expression of an output tag prints the reader's own job title; the sender's, a vacancy's or a loop's position is another thing. */
export function printsJobTitle(expression: string): boolean {
  const names = expression.split(/[^\p{L}\p{N}_ -]+/u).map(normal).filter((name) => name !== '');
  return names.some((name, index) => {
    const scope = names[index - 1] ?? '';
    if (OTHER_SCOPES.has(scope)) return false;
    return FIELDS.has(name) || (PERSON_FIELDS.has(name) && PERSON_SCOPES.has(scope));
  });
}

/** Whether the tag says what to print when the field is empty. */
export function hasFallback(expression: string): boolean {
  return FALLBACK.test(expression);
}

/** Systems number a field's second merge: `Title1`. */
function normal(name: string): string {
  return withoutJoints(name.trim()).replace(/(?<=\p{L})\d$/u, '');
}

function withoutJoints(text: string): string {
  return text.toLowerCase().replace(/[_ -]/g, '');
}
