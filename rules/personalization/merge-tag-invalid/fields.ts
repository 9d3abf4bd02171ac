import { nearestField } from '#audience/merge-field.js';
import type { Campaign } from '#campaign/campaign.js';
import type { Dialect } from '#campaign/merge/merge-dialects.js';
import { fieldKey, fieldKind, printedFieldsOf, type PrintedField } from '#campaign/merge/printed-fields.js';
import type { Problem } from '#rule/finding.js';
import type { MessageId } from './message-id.js';

/** Fields that the recipients do not have, or have in other letters; each name once. */
export function* fieldProblems(campaign: Campaign, dialect: Dialect, names: readonly string[]): Iterable<Problem<MessageId>> {
  const seen = new Set<string>();
  for (const field of printedFieldsOf(campaign)) {
    if (!field.personal || !dialect.syntaxes.has(field.tag.syntax) || seen.has(field.name)) continue;
    seen.add(field.name);
    const problem = fieldProblem(field, dialect, names);
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
