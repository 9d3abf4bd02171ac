import { fieldKind } from './printed-fields.js';
import type { TemplateTag } from './template-tags.js';

const STRAIGHT_QUOTED = /"(?:[^"\\]|\\.){0,500}"|'(?:[^'\\]|\\.){0,500}'/g;
const MARKUP = /<\/?[a-z][a-z0-9]{0,10}(?:\s[^<>]{0,300})?\/?>|<!--/i;
const COMMENT = /^\{\{~?!|^\{#|^\{%-?\s*comment\b/;
const TYPOGRAPHIC = /[“”„‟‘’‚«»]|&(?:ldquo|rdquo|bdquo|lsquo|rsquo|sbquo|#822[0-2]|#821[6-8]|#x201[89a-e]);/i;

/** `first name`, `contact.FIRST NAME`; the words after a block's or a helper's name are no one's name. */
const SPACED_NAME = /^(?:\w{1,40}\.){0,3}([\p{L}_][\p{L}\d_]{0,40}(?: [\p{L}_][\p{L}\d_]{0,40}){1,2})$/u;

/** Whether a tag is written so that its system cannot read it, whatever its language. */
export function isMiswritten(tag: TemplateTag): boolean {
  return isSplitByMarkup(tag) || hasTypographicQuotes(tag) || neverClosed(tag) !== undefined;
}

/** Whether an editor put elements inside the tag: `{{ fi<span>rst_name }}`. Markup in a quoted default is text. */
export function isSplitByMarkup({ syntax, raw, expression }: TemplateTag): boolean {
  return syntax !== '<% %>' && !COMMENT.test(raw) && MARKUP.test(expression.replace(STRAIGHT_QUOTED, ''));
}

/** Whether quotes that a text processor made stand where the language has quotes. Inside straight quotes they are text. */
export function hasTypographicQuotes({ syntax, raw, expression }: TemplateTag): boolean {
  return syntax !== '<% %>' && !COMMENT.test(raw) && TYPOGRAPHIC.test(expression.replace(STRAIGHT_QUOTED, ''));
}

/** Whether a tag names a field of the person in two words, which these languages take for two names. */
export function hasSpacedName({ syntax, kind, expression }: TemplateTag): boolean {
  if (kind !== 'output' || (syntax !== '{{ }}' && syntax !== '*| |*')) return false;
  const name = SPACED_NAME.exec(expression.trim())?.[1];
  return name !== undefined && fieldKind(name) !== undefined;
}

/** What stands in a printing tag's expression and is never closed: a quote or a bracket. Text in quotes does not count. */
export function neverClosed({ syntax, kind, raw, expression }: TemplateTag): 'quote' | 'bracket' | undefined {
  if (kind !== 'output' || (syntax !== '{{ }}' && !raw.startsWith('%%=')) || COMMENT.test(raw)) return undefined;
  const bare = expression.replace(STRAIGHT_QUOTED, '');
  if (/["']/.test(bare)) return 'quote';
  return bare.split('(').length === bare.split(')').length ? undefined : 'bracket';
}
