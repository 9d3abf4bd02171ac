import type { Campaign } from '#campaign/campaign.js';
import type { Dialect } from '#campaign/merge/merge-dialects.js';
import { printedFieldsOf } from '#campaign/merge/printed-fields.js';
import type { Problem } from '#rule/finding.js';
import type { MessageId } from './message-id.js';

/** What people type: spaces, "&", "+" and letters beyond ASCII are to be expected. */
const FREE_TEXT: ReadonlySet<string | undefined> = new Set<string | undefined>(['first_name', 'last_name', 'full_name', 'company', 'job_title', 'city', 'street', 'email', 'salutation']);

const ENCODES = /enc(?:ode)?\b|url_?encode|uri_?encode|escape|\bquote\b/i;

/** Typed values in the query of a link that nothing encodes, as one problem. Only `{{ }}` languages have a documented filter for it. */
export function* unencodedInLinks(campaign: Campaign, dialect: Dialect): Iterable<Problem<MessageId>> {
  if (!dialect.syntaxes.has('{{ }}')) return;
  const typed = printedFieldsOf(campaign).filter(({ tag, kind, personal }) => tag.syntax === '{{ }}' && tag.attribute === 'href' && personal && FREE_TEXT.has(kind) && !ENCODES.test(tag.expression));
  const byText = new Map(typed.map(({ tag }) => [tag.raw, tag]));
  const found = [...byText.values()].filter(({ raw }) => campaign.links.some(({ href }) => isInQuery(href, raw)));
  const [first] = found;
  if (first) yield { messageId: 'unencoded', data: { tag: first.raw, count: found.length }, location: first.location, severity: 'warning' };
}

function isInQuery(href: string, raw: string): boolean {
  const query = href.indexOf('?');
  return query !== -1 && !/^(?:mailto|tel|sms):/i.test(href) && href.indexOf(raw, query) !== -1;
}
