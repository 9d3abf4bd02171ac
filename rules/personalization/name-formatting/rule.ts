import { anyField, fieldText } from '#audience/merge-field.js';
import { fieldKind, printedColumns } from '#campaign/merge/printed-fields.js';
import { defineAudienceRule, join, sql, type AudienceCase, type Sql } from '#rule/rule.js';
import data from './data.json' with { type: 'json' };

type MessageId = 'garbled' | 'emailAsName' | 'capitals' | 'fullName' | 'twice' | 'honorific' | 'digits' | 'lowerCase' | 'spaces' | 'initials';

const KINDS = ['first_name', 'last_name', 'full_name'];

/** Letters that come in two cases: scripts without case are never in capitals. */
const UPPER = String.raw`^[\p{Lu}\p{M}\s'’.-]+$`;
/** Shorter names in capitals may be initials: JP, KC, Bo. */
const SHORTEST_SHOUT = 4;
const LOWER = String.raw`^[\p{Ll}\p{M}'’-]{2,}$`;
/** `Ã‰ric`: of two bytes of UTF-8 the first, read as Latin 1 or as Windows-1252, and such a second one as no name has behind it. */
const MOJIBAKE = String.raw`[Â-ÅÎ-Ñ][\x{80}-\x{bf}€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]`;
const INITIALS = String.raw`^\p{Lu}\.?(?:[\s-]?\p{Lu}\.)*$`;
const HONORIFIC = `(?i)^(?:${data.honorifics.join('|')})\\.?\\s+\\p{L}`;
/** Etiquette asks for it before a surname, and not before a first name. */
const ACADEMIC = `(?i)^(?:${data.academic.join('|')})\\.?\\s+\\p{L}`;

export default defineAudienceRule<MessageId, { minShare: number }>({
  id: 'personalization/name-formatting',
  severity: 'warning',
  summary: 'Names that the mail prints are written as nobody writes them',
  needs: ['recipients'],
  messages: {
    garbled: '{{count}} of {{of}} recipients have a garbled name (a wrong character set, or HTML escapes) in {{fields}}.',
    emailAsName: '{{count}} of {{of}} recipients have an e-mail address, or what stands before its @, for a name in {{fields}}.',
    capitals: '{{count}} of {{of}} recipients have a name in capitals in {{fields}}: the greeting shouts.',
    fullName: '{{count}} of {{of}} recipients have the full name where the first name should be ({{fields}}).',
    twice: '{{count}} of {{of}} recipients have the same word twice in {{fields}}.',
    honorific: '{{count}} of {{of}} recipients have a title such as "Mr" inside {{fields}}.',
    digits: '{{count}} of {{of}} recipients have digits in {{fields}}.',
    lowerCase: '{{count}} of {{of}} recipients have a name in lower case in {{fields}}.',
    spaces: '{{count}} of {{of}} recipients have doubled white space in {{fields}}.',
    initials: '{{count}} of {{of}} recipients have an initial only in {{fields}}.',
  },
  suggestions: {
    garbled: 'Import the list again as UTF-8, and store values without HTML escapes.',
    emailAsName: 'Empty the field, so that the fallback is printed.',
    capitals: 'Ask the system that holds them for the right spelling; a program gets Mc, van and İ wrong.',
    fullName: 'Split the names at the source, or greet with the whole name on purpose.',
    twice: 'Look at how the fields were filled, and empty one of them.',
    honorific: 'Put titles into a field of their own.',
    digits: 'Look at the values, and empty those that are user names.',
    lowerCase: 'Have people confirm their names; some write them so on purpose.',
    spaces: 'Clean the values when they are imported.',
    initials: 'Greet without the first name where only an initial is known.',
  },
  defaultOptions: { minShare: 0 },
  optionsSchema: { minShare: { type: 'number', minimum: 0, maximum: 1 } },
  cases(campaign, { minShare }, { mergeFields }) {
    const names = mergeFields?.names ?? [];
    const fields = printedColumns(campaign, names, KINDS);
    if (fields.length === 0) return [];
    const firstNames = fields.filter((name) => fieldKind(name) === 'first_name');
    const lastName = names.find((name) => fieldKind(name) === 'last_name');
    const matches = (pattern: string) => (cell: Sql) => sql`regexp_matches(${cell}, ${pattern})`;
    const first = { fields: firstNames.join(', ') };
    const all = { fields: fields.join(', ') };
    const cases: AudienceCase<MessageId>[] = [
      { messageId: 'garbled', where: anyField(fields, (cell) => sql`(${join(data.mojibake.map((sign) => sql`contains(${cell}, ${sign})`), ' OR ')} OR regexp_matches(${cell}, ${MOJIBAKE}))`), data: all },
      { messageId: 'emailAsName', where: anyField(fields, isFromAddress), data: all },
      { messageId: 'honorific', where: sql`${anyField(fields, matches(HONORIFIC))} OR ${anyField(firstNames, matches(ACADEMIC))}`, data: all },
      { messageId: 'capitals', where: anyField(fields, (cell) => sql`length(${cell}) >= ${SHORTEST_SHOUT} AND regexp_matches(${cell}, ${UPPER}) AND NOT contains(${cell}, '.')`), data: all },
      { messageId: 'twice', where: anyField(fields, (cell) => sql`split_part(lower(${cell}), ' ', 1) = split_part(lower(${cell}), ' ', 2) AND contains(${cell}, ' ')`), data: all },
      { messageId: 'fullName', where: lastName === undefined ? sql`false` : anyField(firstNames, (cell) => endsWith(cell, fieldText(lastName))), data: first },
      { messageId: 'digits', where: anyField(fields, matches(String.raw`\p{L}.*\d|\d.*\p{L}|^\d+$`)), data: all },
      { messageId: 'initials', where: anyField(firstNames, matches(INITIALS)), severity: 'info', data: first },
      { messageId: 'lowerCase', where: anyField(fields, matches(LOWER)), severity: 'info', data: all },
      { messageId: 'spaces', where: anyField(fields, matches(String.raw`\s\s`)), severity: 'info', data: all },
    ];
    return minShare === 0 ? cases : cases.map((each) => ({ ...each, where: sql`(${each.where}) AND ${isCommon(each.where, minShare)}` }));
  },
});

/** "anna.huber", where the address is anna.huber@…: one word that is also a name ("anna@…") is no sign. */
function isFromAddress(cell: Sql): Sql {
  return sql`contains(${cell}, '@') OR (lower(trim(${cell})) = split_part(lower(email), '@', 1) AND regexp_matches(${cell}, '[._0-9]'))`;
}

/** "Anna Huber" as first name where the last name is Huber. */
function endsWith(cell: Sql, surname: Sql): Sql {
  return sql`length(trim(${surname})) > 1 AND ends_with(lower(trim(${cell})), ' ' || lower(trim(${surname})))`;
}

/** Whether the share of recipients that a predicate holds for is at least `share`. */
function isCommon(where: Sql, share: number): Sql {
  return sql`(SELECT avg(CASE WHEN ${where} THEN 1 ELSE 0 END) FROM recipient_facts) >= ${share}`;
}
