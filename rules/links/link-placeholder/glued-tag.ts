import { findTemplateTags } from '#campaign/merge/template-tags.js';

/** A field that holds a whole address. One that holds its beginning ("base_url") may well be written on. */
const WHOLE_ADDRESS = /(?:^|[^a-z])(?:url|link|href|uri)$/i;
const BEGINNING = /(?:base|root|site|home|shop|store|host|domain|cdn|image|img|asset|prefix|web|tracking)[._ ]?(?:url|link|href|uri)$/i;

/** Whether letters run into a merge tag that holds a whole address: `{{url}}x`, `x{{ cta_link }}`. What goes on with `/`, `?`, `#`, `&` or `.` may be meant. */
export function runsIntoTag(href: string): boolean {
  return findTemplateTags(href).some(({ kind, expression, start, end }) => {
    const field = (expression.split('|')[0] ?? '').trim();
    if (kind !== 'output' || !WHOLE_ADDRESS.test(field) || BEGINNING.test(field)) return false;
    return (start === 0 && /^[\p{L}\p{N}]+$/u.test(href.slice(end))) || (end === href.length && /^[\p{L}\p{N}]+$/u.test(href.slice(0, start)));
  });
}
