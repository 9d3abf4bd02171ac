import type { SourceColumn } from './read-source.js';
import { asWritten } from './formula-safe.js';
import type { ProblemKind } from './row-problem.js';
import { join, raw, sql } from './sql.js';
import type { Sql } from './sql.js';
import type { ColumnType, EnumType } from './table-spec.js';
import { LONGEST_WORD } from './unread-words.js';
import { writtenTime } from './written-days.js';
import type { WrittenAs } from './written-days.js';

/** A condition under which a cell makes its row unreadable. */
export interface ProblemCase {
  readonly kind: ProblemKind;
  readonly when: Sql;
}

const ZONED = String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?\s?(Z|UTC|[+-]\d\d(:?\d\d)?)`;
/** `4.3.2026`, `4. 3. 2026`, `04.03.2026.`, `4.03.2026 г.` */
const DOTTED = String.raw`(\d\d?)\. ?(\d\d?)\. ?(\d{4})(?:\.| ?г\.)?`;
const NAIVE_DAY = String.raw`(\d{4}[-/]\d\d?[-/]\d\d?|${DOTTED})`;
/** A day, in words or not, with a time behind it: `10:00:00.000`, `10.00`, `10:00 AM`; before that ` `, `T`, `, ` or a short word (`kl`, `à`, `um`). */
const NAIVE = String.raw`.*\d{4}.*,?([T ]| \S{1,3} )\d\d?[:.]\d\d([:.]\d\d)?([.,]\d+)?( ?[AaPp]\.?[Mm]\.?)?|\d{8}T\d{4}(\d\d)?`;
const AMBIGUOUS = String.raw`\d{1,2}[/-]\d{1,2}[/-](\d{4}|\d\d)(\D.*)?|\d{1,2}\. ?\d{1,2}\. ?\d\d(\D.*)?`;
/**
 * Days that read in one way only: with the year in front, or dots between day, month and year (of CLDR's locales those with
 * dots either begin with the year or with the day). What databases write for a day without a time is one too.
 */
const ISO_DAY = String.raw`\d{4}-\d\d-\d\d([T ]00:00(:00(\.0+)?)?)?`;
const YEAR_FIRST = String.raw`\d{4}/\d\d?/\d\d?|\d{8}`;
const DOTTED_DAY = String.raw`${DOTTED}( 0?0:00(:00)?)?`;
/** A month, or a year, of which a CRM knows no day: `2024-12`, `12/2024`. Those in words are read by `writtenTime`. */
const MONTH = String.raw`\d{4}([-/]\d\d?)?|\d\d?[/.]\d{4}`;
const MONTH_FORMATS = ['%Y-%m', '%Y/%m', '%m/%Y', '%m.%Y', '%Y'];
const DAY_FORMATS = ['%Y/%m/%d', '%Y%m%d'];
/** What `20260304T100000Z` is with its signs: ISO 8601 in its basic form. */
const BASIC = String.raw`(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)((\.\d{1,9})?(Z|[+-]\d\d(:?\d\d)?))`;
/** What systems write into a cell of which they know nothing. In a text it may be somebody's name. */
const NOTHING = [
  'null', '\\n', 'nil', 'none', 'nan', 'nat', 'n/a', 'n.a.', 'na', 'n/v', '#n/a', '-', '--', '\u2013', '\u2014', '?', 'k.a.', 'k. a.', 'n. a.', '(null)', '[null]', '<null>', '(none)', '(empty)', '(blank)', 'undefined',
  'unknown', 'not available', 'unbekannt', 'keine angabe', 'inconnu', 'non renseigné', 'desconocido', 'sconosciuto', 'onbekend', 'desconhecido', 'okänd', 'ukendt', 'ukjent', '0000-00-00', '0000-00-00 00:00:00',
];
/** Bytes of the longest of them that a label may hold: no day. */
const NOTHING_LABEL = Buffer.byteLength('non renseigné');
const TRUE = [
  'true', 'yes', '1', 't', 'y', 'x', 'on', 'wahr', 'ja', 'j', 'vrai', 'oui', 'verdadero', 'sí', 'si', 'vero', 'sì', 'waar', 'verdadeiro', 'sim', 'sant', 'sand', 'sann', 'tosi', 'kyllä', 'prawda', 'tak', 'ano', 'áno', 'igen', 'da', 'evet', 'ναι', 'да', 'так', 'jah', 'jā', 'taip', 'bai', 'はい', '是', '예', 'نعم', 'כן',
  '1.0', 'checked', 'ticked', 'angekreuzt', '\u2713', '\u2714', '\u2611', '\u2705',
];
const FALSE = [
  'false', 'no', '0', 'f', 'n', 'off', 'falsch', 'nein', 'faux', 'non', 'falso', 'onwaar', 'nee', 'não', 'falskt', 'falsk', 'usann', 'nej', 'nei', 'epätosi', 'ei', 'fałsz', 'nie', 'ne', 'nem', 'nu', 'hayır', 'hayir', 'όχι', 'не', 'нет', 'ні', 'nē', 'ez', 'いいえ', '否', '아니요', 'لا', 'לא',
  '0.0', 'unchecked', 'unticked', '\u2717', '\u2718', '\u2610', '\u274c', 'never', 'niemals', 'jamais', 'nunca', 'nooit',
  // In a column of the dead.
  'alive', 'living', 'lebt', 'lebend', 'am leben', 'vivant', 'vivante', 'en vie', 'vivo', 'viva', 'levend', 'in leven', 'levande', 'levende', 'elossa', 'żyje',
];
const WHITE_SPACE = [' ', '\t', '\r', '\n', '\u00a0', '\u200b', '\ufeff'];
const NUMBER_TYPE = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*)$/;

/** A source's cell as the cast wants it: typed Parquet cells as they are, all others as trimmed text, NULL when nothing is left. `="0012"`, by which exports keep a spreadsheet from making a number of a text, is that text. */
export function readCell(column: SourceColumn, type: ColumnType): Sql {
  if (isTyped(column, type)) return column.cell;
  const text = sql`CAST(${column.cell} AS VARCHAR)`;
  const trimmed = sql`trim(${text}, ${WHITE_SPACE.join('')})`;
  const bare = (cell: Sql) => sql`CASE WHEN starts_with(${cell}, '="') THEN regexp_replace(${cell}, '^="([^"]*)"$', '\\1') ELSE ${cell} END`;
  return sql`nullif(${column.repeats === true ? bare(trimmed) : sql`CASE WHEN ${mayBeTrimmed(text)} THEN ${bare(trimmed)} ELSE ${bare(text)} END`}, '')`;
}

/** Most cells have no white space around them, and to see that is cheaper than to trim them, or to ask a regex. In front: below '!', as an empty text is, or not ASCII. */
function mayBeTrimmed(text: Sql): Sql {
  const behind = WHITE_SPACE.map((space) => sql`ends_with(${text}, ${space})`);
  // For each OR, DuckDB looks at all others: a second for a thousand.
  return sql`CASE ${join([sql`${text} < '!'`, sql`${text} >= '\u00a0'`, ...behind].map((test) => sql`WHEN ${test} THEN true`), ' ')} ELSE false END`;
}

/** Few texts have as many bytes as a word for nothing, and those are compared with the words of that length only. */
function isNothingWord(text: Sql, longest: number): Sql {
  const words = (length: number) => NOTHING.filter((word) => Buffer.byteLength(word) === length);
  const lengths = [...new Set(NOTHING.map((word) => Buffer.byteLength(word)))].filter((length) => length <= longest);
  return sql`CASE WHEN strlen(${text}) > ${Math.max(...lengths)} THEN false ELSE CASE strlen(${text}) ${join(lengths.map((length) => sql`WHEN ${length} THEN list_contains(${words(length)}, lower(${text}))`), ' ')} ELSE false END END`;
}

/** Whether values of a type are instants, be they exact to the day only. */
export function isTime(type: ColumnType): boolean {
  return type === 'instant' || type === 'day' || type === 'month';
}

function isList(type: ColumnType): boolean {
  return type === 'list' || type === 'words';
}

/** The SQL type in which a column is kept. */
export function sqlType(type: ColumnType): Sql {
  if (isTime(type)) return raw('TIMESTAMP');
  if (type === 'number') return raw('DOUBLE');
  if (type === 'boolean') return raw('BOOLEAN');
  return raw(isList(type) ? 'VARCHAR[]' : 'VARCHAR');
}

/** Whether a file has its short years behind or in front is known when all of it was read (`readAgain`). */
const AS_FIRST_READ: WrittenAs = { shortYears: false };

/**
 * What `readCell` gave, as a value of its column's type; NULL when it cannot be read as one. Values are looked up in lists: for a longer IN,
 * DuckDB joins, and a join puts the rows of a large file out of order.
 */
export function castCell(cell: Sql, column: SourceColumn, type: ColumnType): Sql {
  if (isTyped(column, type)) return isTime(type) ? castTyped(cell) : sql`CAST(${cell} AS ${sqlType(type)})`;
  if (type === 'text') return cell;
  if (type === 'safeText') return asWritten(cell);
  if (type === 'label') return sql`CASE WHEN ${isNothingWord(cell, NOTHING_LABEL)} THEN NULL ELSE ${cell} END`;
  if (type === 'instant') return sql`coalesce(${castInstant(cell)}, ${writtenTime(cell, type, column.writtenAs ?? AS_FIRST_READ)})`;
  if (type === 'day') return sql`coalesce(${castInstant(cell)}, ${castDay(cell)}, ${writtenTime(cell, type, column.writtenAs ?? AS_FIRST_READ)})`;
  if (type === 'month') return sql`coalesce(${castInstant(cell)}, ${castDay(cell)}, CASE WHEN regexp_full_match(${cell}, ${MONTH}) THEN try_strptime(${cell}, [${formats(MONTH_FORMATS)}]) END, ${writtenTime(cell, type, column.writtenAs ?? AS_FIRST_READ)})`;
  if (type === 'number') return sql`CASE WHEN isfinite(TRY_CAST(${cell} AS DOUBLE)) THEN TRY_CAST(${cell} AS DOUBLE) WHEN contains(${cell}, ',') THEN ${castSpoken(cell)} END`;
  if (type === 'boolean') return sql`CASE WHEN ${cell} = 'true' THEN true WHEN ${cell} = 'false' THEN false WHEN list_contains(${TRUE}, lower(${cell})) THEN true WHEN list_contains(${FALSE}, lower(${cell})) THEN false WHEN coalesce(${castDay(cell)}, ${castInstant(cell)}) IS NOT NULL OR ${writtenTime(cell, 'day')} IS NOT NULL THEN true END`;
  if (type === 'sha256') return sql`CASE WHEN regexp_full_match(${cell}, '[0-9a-f]{64}') THEN ${cell} ELSE nullif(regexp_extract(lower(${cell}), '(?:^|[^0-9a-f])([0-9a-f]{64})$', 1), '') END`;
  if (type === 'words') return sql`CASE WHEN NOT list_contains(${NOTHING}, lower(${cell})) THEN list_filter(regexp_split_to_array(${cell}, '[;,|\\s]+'), lambda item: item <> '') END`;
  if (type === 'list') return sql`CASE WHEN ${isNothingWord(cell, Infinity)} THEN NULL ELSE ${castList(cell)} END`;
  return castEnum(cell, type);
}

/** Most lists have neither empty items nor blanks around one, and to see that is cheaper than to look at each item. */
function castList(cell: Sql): Sql {
  const mayHaveBlanks = sql`contains(${cell}, ' ') OR contains(${cell}, ';;') OR starts_with(${cell}, ';') OR ends_with(${cell}, ';')`;
  return sql`CASE WHEN NOT contains(${cell}, ';') THEN [${cell}] WHEN ${mayHaveBlanks} THEN list_filter(list_transform(string_split(${cell}, ';'), lambda item: trim(item)), lambda item: item <> '') ELSE string_split(${cell}, ';') END`;
}

/** The first five stand for `_` in an enum's words; the others are left out. */
const ENUM_SIGNS = ' -\u2013\u2014/()."\'!:*';

/** As DuckDB's strip_accents. */
function withoutAccents(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '');
}

/** `EmailOpened`, `email.opened` and `email_opened` are one word. */
function runTogether(word: string): string {
  return withoutAccents(word).replaceAll('_', '');
}

/** A cell that stands in a file as the table has it. */
export interface PlainCell {
  readonly value: Sql;
  /** Whether that is so; NULL for an empty cell. */
  readonly isPlain: Sql;
}

/** The same as `castCell` of `readCell`, for the cells for which little is to be done. */
export function plainCell(column: SourceColumn, type: ColumnType): PlainCell {
  if (isTyped(column, type)) return { value: castCell(column.cell, column, type), isPlain: sql`true` };
  const text = column.type === 'VARCHAR' ? column.cell : sql`CAST(${column.cell} AS VARCHAR)`;
  if (typeof type === 'object') return { value: text, isPlain: sql`list_contains(${type.enum}, ${text})` };
  if (type === 'sha256') return { value: text, isPlain: sql`regexp_full_match(${text}, '[0-9a-f]{64}')` };
  if (type === 'boolean') return { value: sql`${text} = 'true'`, isPlain: sql`list_contains(${['true', 'false']}, ${text})` };
  if (type === 'number') return { value: sql`TRY_CAST(${text} AS DOUBLE)`, isPlain: sql`CASE WHEN ${text} IS NOT NULL THEN coalesce(isfinite(TRY_CAST(${text} AS DOUBLE)), false) END` };
  // A function of a repeated cell is worked out once for each value, a cast for each row.
  if (isTime(type) && column.repeats === true) return { value: sql`try_strptime(${text}, '%Y-%m-%dT%H:%M:%SZ')`, isPlain: sql`CASE WHEN ${text} IS NOT NULL THEN strlen(${text}) = 20 AND try_strptime(${text}, '%Y-%m-%dT%H:%M:%SZ') IS NOT NULL END` };
  if (isTime(type)) return { value: sql`TRY_CAST(${text} AS TIMESTAMP)`, isPlain: sql`CASE WHEN ${text} IS NOT NULL THEN ends_with(${text}, 'Z') AND TRY_CAST(${text} AS TIMESTAMP) IS NOT NULL END` };
  const isTrimmed = sql`(${column.repeats === true ? sql`${text} <> '' AND trim(${text}, ${WHITE_SPACE.join('')}) = ${text}` : sql`NOT ${mayBeTrimmed(text)}`} AND NOT starts_with(${text}, '="'))`;
  if (type !== 'label') return { value: castCell(text, column, type), isPlain: isTrimmed };
  const saysNothing = column.repeats === true ? sql`list_contains(${NOTHING}, lower(${text}))` : isNothingWord(text, NOTHING_LABEL);
  return { value: text, isPlain: sql`(${isTrimmed} AND NOT ${saysNothing})` };
}

/** The value that a text stands for, in the enum's words or a synonym. Of another word the beginning, if the type takes any (`replaceUnreadWords`), else NULL. */
export function castEnum(cell: Sql, type: EnumType): Sql {
  const normal = sql`strip_accents(translate(lower(${cell}), ${ENUM_SIGNS}, '_____'))`;
  const word = sql`replace(${normal}, '_', '')`;
  const spoken = type.enum.map((value) => sql`WHEN list_contains(${[value, ...type.synonyms?.[value] ?? []].map(runTogether)}, ${word}) THEN ${value}`);
  const other = type.otherwise === undefined ? sql`` : sql`WHEN list_contains(${(type.otherwise.except ?? []).map(runTogether)}, ${word}) OR list_contains(${NOTHING}, lower(${cell})) THEN NULL ELSE ${otherValue(type.otherwise, cell, normal)}`;
  return sql`CASE WHEN list_contains(${type.enum}, ${cell}) THEN ${cell} WHEN ${cell} IS NULL THEN NULL ${join(spoken, ' ')} ${other} END`;
}

/** What a word comes to that is none of the enum's: by its parts, by a known word within it, else the word. */
function otherValue({ byParts, within = [] }: NonNullable<EnumType['otherwise']>, cell: Sql, normal: Sql): Sql {
  const known = within.map(({ words, value: held }) => sql`WHEN regexp_matches(${normal}, ${`(^|_)(${words.map(withoutAccents).join('|')})(_|$)`}) THEN ${held}`);
  const read = byParts === undefined ? sql`CAST(NULL AS VARCHAR)` : byParts(sql`lower(${cell})`);
  return sql`coalesce(${read}, CASE ${join(known, ' ')} WHEN true THEN left(${cell}, ${LONGEST_WORD}) END)`;
}

/** A value as a cell of a CSV that can be loaded again. */
export function writeCell(value: Sql, type: ColumnType): Sql {
  if (isTime(type)) return sql`strftime(${value}, '%Y-%m-%dT%H:%M:%S.%fZ')`;
  return isList(type) ? sql`array_to_string(${value}, ';')` : sql`CAST(${value} AS VARCHAR)`;
}

/** The problems that a cell can have whose cast came out NULL. */
export function cellProblems(cell: Sql, value: Sql, column: SourceColumn, type: ColumnType): readonly ProblemCase[] {
  if (isTyped(column, type) || type === 'text' || type === 'safeText' || type === 'label' || isList(type)) return [];
  const invalid: ProblemCase = { kind: typeof type === 'object' && type.leftOutAs !== undefined ? 'unread' : 'invalid', when: isUnread(cell, value) };
  if (!isTime(type)) return [invalid];
  return [
    { kind: 'ambiguous', when: sql`${value} IS NULL AND regexp_full_match(${cell}, ${AMBIGUOUS})` },
    { kind: 'naive', when: sql`${value} IS NULL AND regexp_full_match(${cell}, ${type === 'instant' ? `${NAIVE}|${NAIVE_DAY}` : NAIVE})` },
    invalid,
  ];
}

/** Whether a cell that says something came out as no value. */
export function isUnread(cell: Sql, value: Sql): Sql {
  return sql`(${value} IS NULL AND NOT ${isNothing(cell)})`;
}

/** Whether a cell without a value holds nothing, or a word for it. */
export function isNothing(cell: Sql): Sql {
  return sql`(${cell} IS NULL OR list_contains(${NOTHING}, lower(CAST(${cell} AS VARCHAR))))`;
}

/** Whether a Parquet column already has the type, so that text is no detour. */
function isTyped({ type: given }: SourceColumn, wanted: ColumnType): boolean {
  if (isTime(wanted)) return given === 'TIMESTAMP WITH TIME ZONE';
  if (wanted === 'number') return NUMBER_TYPE.test(given);
  if (wanted === 'boolean') return given === 'BOOLEAN';
  return isList(wanted) && given.endsWith('[]');
}

/** The session's zone is UTC, so that both are the same number; DuckDB's own cast asks a calendar and takes as long as reading the file. Infinity has no number. */
function castTyped(instant: Sql): Sql {
  return sql`coalesce(make_timestamp(epoch_us(${instant})), CAST(${instant} AS TIMESTAMP))`;
}

/** DuckDB's TIMESTAMP cast is the fast way for `Z`, but it drops other offsets; its TIMESTAMPTZ cast wants seconds and no space. */
function castInstant(cell: Sql): Sql {
  const noSpace = sql`regexp_replace(regexp_replace(upper(${cell}), '\\s?(UTC|Z)$', 'Z'), '\\s([+-][0-9:]+)$', '\\1')`;
  const withSeconds = sql`regexp_replace(${noSpace}, '^(.{10}.[0-9]{2}:[0-9]{2})([Z+-])', '\\1:00\\2')`;
  return sql`coalesce(
    CASE WHEN ends_with(${cell}, 'Z') THEN TRY_CAST(${cell} AS TIMESTAMP) END,
    CASE WHEN regexp_full_match(${cell}, ${ZONED}, 'i') THEN make_timestamp(epoch_us(TRY_CAST(${withSeconds} AS TIMESTAMPTZ)))
      WHEN regexp_full_match(${cell}, ${BASIC}) THEN make_timestamp(epoch_us(TRY_CAST(regexp_replace(${cell}, ${BASIC}, '\\1-\\2-\\3T\\4:\\5:\\6\\7') AS TIMESTAMPTZ))) END)`;
}

/** `12,50`, `1.234,50` and `1,234.50` read in one way only; `1,234` does not, and stays unread. */
function castSpoken(cell: Sql): Sql {
  return sql`CASE WHEN regexp_full_match(${cell}, '-?(\\d+|\\d{1,3}(\\.\\d{3})+),\\d\\d?') THEN TRY_CAST(translate(${cell}, ',.', '.') AS DOUBLE)
    WHEN regexp_full_match(${cell}, '-?\\d{1,3}(,\\d{3})+\\.\\d\\d?') THEN TRY_CAST(replace(${cell}, ',', '') AS DOUBLE) END`;
}

function formats(all: readonly string[]): Sql {
  return join(all.map((format) => sql`${format}`), ', ');
}

/** A day is the instant at which it begins in UTC; NULL for what reads in two ways. */
function castDay(cell: Sql): Sql {
  const written = sql`CASE WHEN regexp_full_match(${cell}, ${YEAR_FIRST}) THEN try_strptime(${cell}, [${formats(DAY_FORMATS)}]) END`;
  return sql`CASE WHEN regexp_full_match(${cell}, ${ISO_DAY}) THEN TRY_CAST(left(${cell}, 10) AS TIMESTAMP)
    WHEN regexp_full_match(${cell}, ${DOTTED_DAY}) THEN try_strptime(regexp_replace(${cell}, ${`^${DOTTED}.*`}, '\\1.\\2.\\3'), '%d.%m.%Y') ELSE ${written} END`;
}
