import type { CurlyGrammar } from '#campaign/merge/merge-dialects.js';
import type { TemplateTag } from '#campaign/merge/template-tags.js';

const QUOTED = /"[^"\n]{0,500}"|'[^'\n]{0,500}'/g;
const FILTER = /(?<!\|)\|(?!\|)\s{0,5}\w{1,40}/;
const FILTER_WITH_COLON = /(?<!\|)\|\s{0,5}\w{1,40}\s{0,5}:/;
const FILTER_WITH_CALL = /(?<!\|)\|\s{0,5}\w{1,40}\s{0,5}\(/;
/** Handlebars names the items of a loop between bars. */
const LOOP_NAMES = /\bas \|/;
const HANDLEBARS_BLOCK = /^\{\{\{?~?\s{0,5}(?:[#/](?:if|unless|each|with|equals|ifEquals|notEquals)\b|else\s{0,5}~?\}\})/;

/** What a tag has that belongs to another language with the same braces; undefined: nothing. */
export function foreignGrammar({ syntax, raw, expression }: TemplateTag, grammar: CurlyGrammar | undefined): string | undefined {
  if (grammar === undefined || syntax !== '{{ }}') return undefined;
  const code = expression.replace(QUOTED, '""');
  if (grammar === 'handlebars') return FILTER.test(code) && !LOOP_NAMES.test(code) ? 'Handlebars has no filters behind a bar' : undefined;
  if (HANDLEBARS_BLOCK.test(raw)) return 'blocks are written {% if ... %}, and this is Handlebars';
  if (grammar === 'jinja') return FILTER_WITH_COLON.test(code) ? 'a filter takes its value in parentheses: |default("...")' : undefined;
  return FILTER_WITH_CALL.test(code) ? 'a filter takes its value behind a colon: |default:"..."' : undefined;
}
