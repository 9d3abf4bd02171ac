import { nearestField } from '#audience/merge-field.js';
import type { Campaign } from '#campaign/campaign.js';
import type { Dialect } from '#campaign/merge/merge-dialects.js';
import { fieldKey, fieldKind, printedFieldsOf, type PrintedField } from '#campaign/merge/printed-fields.js';
import type { Problem } from '#rule/finding.js';
import type { MessageId } from './message-id.js';

/** Kinds of fields that every list has; other words are a slip away from many. */
const PERSON_KINDS = ['first_name', 'last_name', 'full_name', 'company', 'salutation', 'job_title'];
/** Shorter names are a slip away from too much. Our own limit. */
const SHORTEST_SLIP = 6;

/** Fields that the recipients do not have, or have in other letters; each name once. */
export function* fieldProblems(campaign: Campaign, dialect: Dialect, names: readonly string[]): Iterable<Problem<MessageId>> {
  const seen = new Set<string>();
  for (const field of printedFieldsOf(campaign)) {
    if (!dialect.syntaxes.has(field.tag.syntax) || seen.has(field.name)) continue;
    seen.add(field.name);
    const problem = field.personal ? fieldProblem(field, dialect, names) : slip(field, names);
    if (problem) yield problem;
  }
}

function fieldProblem({ name, tag, fallback, guarded, scope }: PrintedField, dialect: Dialect, names: readonly string[]): Problem<MessageId> | undefined {
  if (names.includes(name)) return undefined;
  const sure = dialect.declared && fallback === undefined && !guarded;
  const weaker = sure ? {} : { severity: 'warning' as const };
  const otherCase = names.find((known) => known.toLowerCase() === name.toLowerCase());
  if (otherCase !== undefined) {
    if (!dialect.caseSensitive) return undefined;
    return { messageId: 'wrongCase', data: { tag: tag.raw, wanted: otherCase }, location: tag.location, ...weaker };
  }
  const kind = fieldKind(name);
  if (names.some((known) => (kind !== undefined && fieldKind(known) === kind) || (!dialect.caseSensitive && fieldKey(known) === fieldKey(name)))) return undefined;
  const nearest = names.find((known) => fieldKey(known) === fieldKey(name)) ?? nearestField(name, names);
  const hint = nearest === undefined ? '' : `; did you mean "${nearest}"`;
  return { messageId: 'unknownField', data: { tag: tag.raw, field: scope === undefined ? name : `${scope}.${name}`, hint }, location: tag.location, ...weaker };
}

/** `{{ frist_name }}`: a bare name may be about anything, but not one that is a letter off a person's column. */
function slip({ name, tag, scope }: PrintedField, names: readonly string[]): Problem<MessageId> | undefined {
  const written = fieldKey(name);
  if (scope !== undefined || written.length < SHORTEST_SLIP || names.some((known) => fieldKey(known) === written)) return undefined;
  const meant = names.find((known) => PERSON_KINDS.includes(fieldKind(known) ?? '') && isOneLetterOff(written, fieldKey(known)));
  if (meant === undefined) return undefined;
  return { messageId: 'unknownField', data: { tag: tag.raw, field: name, hint: `; did you mean "${meant}"` }, location: tag.location, severity: 'warning' };
}

/** One letter too many, too few or another, or two neighbours in the wrong order. */
function isOneLetterOff(written: string, meant: string): boolean {
  let start = 0;
  while (start < written.length && written[start] === meant[start]) start++;
  const [left, wanted] = [written.slice(start), meant.slice(start)];
  const swapped = `${left[1] ?? ''}${left[0] ?? ''}${left.slice(2)}`;
  return left.slice(1) === wanted.slice(1) || left.slice(1) === wanted || left === wanted.slice(1) || swapped === wanted;
}
