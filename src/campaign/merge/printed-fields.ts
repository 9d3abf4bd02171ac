import type { Campaign, LocatedTemplateTag } from '../campaign.js';
import { kept } from '../kept.js';
import data from './printed-fields.json' with { type: 'json' };
import { enclosingBlocks } from './tag-blocks.js';
import type { TagSyntax } from './template-tags.js';

/** What an output tag prints, as far as its text says it. */
export interface FieldExpression {
  /** Path without the field: `contact` of `{{ contact.first_name }}`. */
  readonly scope: string | undefined;
  /** As written. */
  readonly name: string;
  /** What it prints when the field is empty; an empty text is a fallback too. */
  readonly fallback: string | undefined;
}

/** A field of the recipient that the mail prints. */
export interface PrintedField extends FieldExpression {
  readonly tag: LocatedTemplateTag;
  /** What the field says of a person, where its name tells: `first_name`, `city`. */
  readonly kind: string | undefined;
  /** Its scope, or its name, says that it is about the recipient; else it may be about an order as well. */
  readonly personal: boolean;
  /** A condition around it asks for the field itself, or for what it belongs to. */
  readonly guarded: boolean;
}

const PERSON_SCOPES: ReadonlySet<string> = new Set(data.personScopes.map(fieldKey));
const OTHER_SCOPES: ReadonlySet<string> = new Set(data.otherScopes.map(fieldKey));
const SYSTEM: ReadonlySet<string> = new Set(data.system);
const KIND_BY_NAME: ReadonlyMap<string, string> = new Map(Object.entries(data.kinds).flatMap(([kind, names]) => [kind.replaceAll('_', ''), ...names].map((name) => [name, kind])));

/** Syntaxes in which a name without a scope is always a field of the recipient. */
const RECIPIENT_SYNTAXES: ReadonlySet<TagSyntax> = new Set(['*| |*', '%NAME%', '%% %%', '<< >>', '<eloqua>']);

/** Mailchimp's `LIST:ADDRESS`, `MC:SUBJECT`, `DATE:Y`; addresses and codes are for links, whoever they belong to. */
const TECHNICAL = /unsub|optout|preference|(?:url|uri|link|href|token|checksum|hash|uuid|html|image|img|logo|avatar)$|^(?:id|uid|guid|sku|mc|list|rss|current)|^member(?:addr|busname|city|state|postalcode|country)|(?:^|[a-z_])(?:id|ID)$/;

/** No scope, or Mailjet's for whatever a program passes: the name tells whether it is about the recipient. */
const VARIABLE_SCOPES: ReadonlySet<string> = new Set(['', 'var']);

/** Blocks in which a bare name is a field of the item, not of the recipient. */
const LOOP = /^#(?!if\b|unless\b|with\b)|^range\b/;

const QUOTED = String.raw`"([^"\n]{0,300})"|'([^'\n]{0,300})'`;
const FALLBACKS: readonly RegExp[] = [
  new RegExp(String.raw`\|\s*(?:default|default_if_none|fallback)\s*(?::|\()\s*(?:${QUOTED})?`, 'i'),
  new RegExp(String.raw`(?:\?:|\?\?|\|\||\bor|!(?!=))\s*(?:${QUOTED})?`),
  new RegExp(String.raw`"default=([^"\n]{0,300})"`, 'i'),
  /[:,]\s*(?:default|fallback)\s*=\s*([^}|\]\n]{0,300})/i,
];

/** Fields of the recipient that the mail prints, system tags and what loops or other objects hold left out; by the order of the tags. */
export const printedFieldsOf = kept(({ templateTags }: Campaign): readonly PrintedField[] => {
  const enclosing = enclosingBlocks(templateTags);
  const variables = assignedIn(templateTags);
  return templateTags.flatMap((tag): PrintedField[] => {
    const expression = fieldExpression(tag);
    if (!expression || isSystem(expression) || isVariable(expression, variables)) return [];
    const around = enclosing.get(tag) ?? [];
    if (expression.scope === undefined && around.some(({ expression: opener }) => LOOP.test(opener))) return [];
    const kind = KIND_BY_NAME.get(fieldKey(expression.name));
    const scope = scopeKey(expression);
    const personal = PERSON_SCOPES.has(scope) || RECIPIENT_SYNTAXES.has(tag.syntax) || (VARIABLE_SCOPES.has(scope) && kind !== undefined);
    return [{ ...expression, tag, kind, personal, guarded: around.some(({ expression: asked }) => asksFor(asked, expression)) }];
  });
});

/** Letters and digits in lower case: `First Name`, `FIRST_NAME` and `firstname` are one field. */
export function fieldKey(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** The kind of information that a field of this name holds, if the name tells. */
export function fieldKind(name: string): string | undefined {
  return KIND_BY_NAME.get(fieldKey(name));
}

/** The column that fills a field: the one of the same name, else the first that holds the same kind of information. */
export function columnOf(name: string, columns: readonly string[]): string | undefined {
  const kind = fieldKind(name);
  return columns.find((column) => fieldKey(column) === fieldKey(name)) ?? columns.find((column) => kind !== undefined && fieldKind(column) === kind);
}

/** Columns of these kinds that the mail prints. */
export function printedColumns(campaign: Campaign, columns: readonly string[], kinds: readonly string[]): readonly string[] {
  const filled = printedFieldsOf(campaign).flatMap(({ personal, name }) => (personal ? (columnOf(name, columns) ?? []) : []));
  return [...new Set(filled)].filter((column) => kinds.includes(fieldKind(column) ?? ''));
}

/** What an output tag prints; undefined for statements and for what is more than a field with filters. */
export function fieldExpression({ syntax, kind, expression }: Pick<LocatedTemplateTag, 'syntax' | 'kind' | 'expression'>): FieldExpression | undefined {
  if (kind !== 'output' || expression.length > 1000) return undefined;
  if (syntax === '{{ }}') return curlyField(expression);
  if (syntax === '[ ]') return bracketField(expression);
  if (syntax === '*| |*' || syntax === '%NAME%' || syntax === '<< >>' || syntax === '<eloqua>') return /[:]/.test(expression) ? undefined : { scope: undefined, name: expression, fallback: undefined };
  if (syntax === '%% %%') return percentField(expression);
  if (syntax === '[[ ]]') return segments(expression, /^(S\d|data|var):/i, ':');
  if (syntax === '{scope.name}') return scopeField(expression);
  return pathField(expression, fallbackOf(expression));
}

function curlyField(expression: string): FieldExpression | undefined {
  const token = /^personalization_token\(\s*["']([\w.]{1,80})["']\s*(?:,\s*(?:"([^"]*)"|'([^']*)'))?/.exec(expression);
  if (token) return pathField(token[1] ?? '', token[2] ?? token[3]);
  const helper = /^(?:insert|defaultIfEmpty)\s+([\w.[\] ]{1,80}?)(?:\s+"(?:default=)?([^"]{0,300})")?\s*$/.exec(expression);
  if (helper) return pathField(helper[1] ?? '', helper[2]);
  const lookup = /^(person|customer|contact)\s*\|\s*lookup:\s*["']([^"']{1,80})["']/.exec(expression);
  if (lookup) return { scope: lookup[1], name: lookup[2] ?? '', fallback: fallbackOf(expression) };
  if (/^(?:var|data):/i.test(expression)) return segments(expression, /^(var|data):/i, ':');
  const braze = /^(?:([\w]{1,40})\.)?\$\{([^{}\n]{1,80})\}/.exec(expression);
  if (braze) return { scope: braze[1], name: braze[2] ?? '', fallback: fallbackOf(expression) };
  const marketo = /^(lead|company)\.([^:|{}]{1,80}?)(?::default=([^}]*))?$/.exec(expression);
  if (marketo && /\s/.test(marketo[2] ?? '')) return { scope: marketo[1], name: marketo[2] ?? '', fallback: marketo[3] };
  return pathField(expression, fallbackOf(expression));
}

/** `firstname,fallback=friend` */
function bracketField(expression: string): FieldExpression {
  const comma = expression.indexOf(',');
  return comma === -1 ? { scope: undefined, name: expression, fallback: undefined } : { scope: undefined, name: expression.slice(0, comma), fallback: fallbackOf(expression) };
}

function percentField(expression: string): FieldExpression | undefined {
  const name = /^(?:AttributeValue\(\s*["']([^"']{1,80})["']\s*\)|([A-Za-z_][\w .:-]{0,119}))$/.exec(expression);
  return name ? { scope: undefined, name: name[1] ?? name[2] ?? '', fallback: undefined } : undefined;
}

/** `data:firstname:"x"`, `S1:first_name:Friend`: scope, field and fallback in a row. */
function segments(expression: string, start: RegExp, separator: string): FieldExpression | undefined {
  if (!start.test(expression)) return undefined;
  const [scope, name = '', ...rest] = expression.split(separator);
  return { scope, name: name.trim(), fallback: rest.length > 0 ? rest.join(separator).replace(/^["']|["']$/g, '') : undefined };
}

function scopeField(expression: string): FieldExpression | undefined {
  const [, scope, name = '', fallback] = /^!?([A-Za-z_]{1,40})[.~=:]([^~|;]{1,80})(?:[~|;](.{0,300}))?$/.exec(expression) ?? [];
  return scope === undefined ? undefined : { scope, name: name.trim(), fallback };
}

/** `a.b.c` and what a filter or an operator follows; a leading dot or dollar is Go's or PHP's. */
function pathField(expression: string, fallback: string | undefined): FieldExpression | undefined {
  const path = /^[.$@]{0,2}([\p{L}_][\p{L}\p{N}_]{0,80}(?:(?:\.|->|\[["']?)[\p{L}_][\p{L}\p{N}_ -]{0,80}(?:["']?\])?){0,8})\s*(?:$|\||\?|!(?!=)|or\b|:\s?default\s?=)/u.exec(expression)?.[1];
  if (path === undefined) return undefined;
  const parts = path.split(/\.|->|\[["']?|["']?\]/).filter((part) => part !== '');
  const name = parts.pop();
  return name === undefined ? undefined : { scope: parts.length > 0 ? parts.join('.') : undefined, name: name.trim(), fallback };
}

function fallbackOf(expression: string): string | undefined {
  for (const pattern of FALLBACKS) {
    const match = pattern.exec(expression);
    if (match) return match[1] ?? match[2] ?? '';
  }
  return undefined;
}

function scopeKey({ scope = '' }: FieldExpression): string {
  return fieldKey(scope.split('.')[0] ?? '');
}

function isSystem(expression: FieldExpression): boolean {
  const scopes = (expression.scope ?? '').split('.').map(fieldKey);
  const name = fieldKey(expression.name);
  return scopes.some((scope) => OTHER_SCOPES.has(scope)) || SYSTEM.has(name) || TECHNICAL.test(expression.name) || TECHNICAL.test(name);
}

/** Names that the template itself sets: loop variables, assignments, captures. */
function assignedIn(tags: readonly LocatedTemplateTag[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { kind, expression } of tags) {
    if (kind !== 'statement') continue;
    const [, name, second] = /^(?:for|assign|set|capture|with|increment|tablerow)\s+\$?([\w]{1,60})(?:\s*,\s*([\w]{1,60}))?/.exec(expression) ?? /\bas\s+\|?([\w]{1,60})(?:[\s,]+([\w]{1,60}))?\|?/.exec(expression) ?? [];
    for (const each of [name, second]) if (each !== undefined) names.add(each);
  }
  return names;
}

function isVariable({ scope, name }: FieldExpression, variables: ReadonlySet<string>): boolean {
  return variables.has(scope?.split('.')[0] ?? name);
}

function asksFor(condition: string, { name, scope }: FieldExpression): boolean {
  const asked = fieldKey(condition);
  const last = scope?.split('.').at(-1);
  return asked.includes(fieldKey(name)) || (last !== undefined && asked.endsWith(fieldKey(last)));
}
