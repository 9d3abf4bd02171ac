import { InputError } from '#errors.js';
import type { Source } from './open-source.js';
import { identifier, join, raw, sql } from './sql.js';
import type { Sql } from './sql.js';
import type { Warehouse } from './warehouse.js';
import type { WrittenAs } from './written-days.js';

/** A file as something to select from, before any value is judged. */
export interface ReadSource {
  readonly source: Source;
  readonly columns: readonly SourceColumn[];
  /** What stands behind FROM. */
  readonly from: Sql;
  /** The same with a column `file_row_number`, from 0: Parquet that has no column of that name. */
  readonly numbered?: Sql;
  /** Temporary table in which DuckDB notes the records of a CSV that it could not split into cells. */
  readonly rejects: string | undefined;
  /** The whole row, for whoever has to mend it. */
  readonly row: Sql;
  /** Holds for a line that is no row at all, and is not worth a word. */
  readonly isBlank: Sql | undefined;
  /** Holds for a line that is no JSON object. */
  readonly isNotJson: Sql | undefined;
  /** Of rows that begin as a header row does (`begins`): those that are the file's, where files were put together, and one whose columns stand in another order. */
  readonly isHeader?: { readonly begins: Sql; readonly same: Sql; readonly reordered: Sql };
}

export interface SourceColumn {
  /** As written in the file. */
  readonly name: string;
  readonly cell: Sql;
  /** SQL type of the cell: VARCHAR but in Parquet files. */
  readonly type: string;
  /** Parquet keeps its few values in dictionaries: DuckDB works a function of the cell alone out once for each. */
  readonly repeats?: boolean;
  /** How its file writes days, where it had to be read again to tell. */
  readonly writtenAs?: WrittenAs;
}

/** Cells by which a header row is known: to look at all of a table of thousands, they would have to be kept. */
const COLUMNS_THAT_TELL = 200;

/** A character that JSON text cannot hold: the whole line becomes one cell. */
const NEVER = '\u0001';

/** Bytes of a dictionary page; DuckDB works a function out once for each value of a dictionary up to some thousand of them. */
const SMALL_DICTIONARY = 65_536;

/** Makes a file readable by SQL. JSON Lines are read once here, for their keys; Parquet for its schema. */
export async function readSource(warehouse: Warehouse, source: Source, rejects: string): Promise<ReadSource> {
  if (source.format === 'csv') return readCsv(source, rejects);
  if (source.format === 'jsonl') return readJsonLines(warehouse, source, rejects);
  return readParquet(warehouse, source);
}

function readCsv(source: Source, rejects: string): ReadSource {
  const names = source.header.map((_, index) => `cell_${String(index)}`);
  const from = csvFunction(source, names, `header = true, skip = ${String(source.blankLines)}, delim = ${literal(source.delimiter)}, quote = '"', escape = '"'`, rejects);
  return {
    source, from, rejects, isNotJson: undefined,
    columns: source.header.map((name, index) => ({ name, cell: raw(`cell_${String(index)}`), type: 'VARCHAR' })),
    row: csvRow(names.map(raw), source.delimiter),
    isBlank: source.header.length === 1 ? sql`cell_0 IS NULL` : undefined,
    isHeader: headerAgain(source.header),
  };
}

/** Few rows begin with the name of a column: the other cells are looked at in those only, and each may be any of the names. Upper case and white space around a name make no other of it. */
function headerAgain(names: readonly string[]): NonNullable<ReadSource['isHeader']> {
  const header = names.map((name) => name.trim().toLowerCase());
  const cells = join(names.slice(0, COLUMNS_THAT_TELL).map((_, index) => raw(`cell_${String(index)}`)), ', ');
  const begins = sql`list_contains(${header}, lower(trim(cell_0)))`;
  const all = (test: Sql) => sql`CASE WHEN ${begins} THEN list_bool_and(list_transform([${cells}], lambda cell, place: cell IS NULL OR ${test})) ELSE false END`;
  return {
    begins,
    same: all(sql`lower(trim(cell)) = (${header})[place]`),
    reordered: header.length < 2 ? sql`false` : sql`(cell_1 IS NOT NULL AND ${all(sql`list_contains(${header}, lower(trim(cell)))`)})`,
  };
}

async function readJsonLines(warehouse: Warehouse, source: Source, rejects: string): Promise<ReadSource> {
  const lines = (options: string | undefined): Sql => csvFunction(source, ['line'], `header = false, delim = '${NEVER}', quote = '', escape = ''`, options);
  const text = source.inArray ? sql`regexp_replace(line, ',\\s*$', '')` : raw('line');
  const object = sql`CASE WHEN json_valid(${text}) AND json_type(${text}) = 'OBJECT' THEN ${text} END`;
  const keys = await warehouse.all<{ key: string }>(sql`SELECT DISTINCT unnest(json_keys(${object})) AS key FROM ${lines(undefined)} ORDER BY key`);
  if (keys.length === 0) throw new InputError(source.file, 'has no line that is a JSON object of at most 2 MB', 'Write JSON Lines: one object a line.');
  const paths = join(keys.map(({ key }) => sql`${`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`}`), ', ');
  const cells = sql`json_extract_string(${object}, [${paths}])`;
  return {
    source, rejects,
    from: sql`(SELECT line, ${cells} AS cells FROM ${lines(rejects)})`,
    columns: keys.map(({ key }, index) => ({ name: key, cell: jsonCell(raw(`cells[${String(index + 1)}]`)), type: 'VARCHAR' })),
    row: sql`line`,
    isBlank: sql`list_contains(${source.inArray ? ['', '[', ']'] : ['']}, trim(coalesce(line, '')))`,
    isNotJson: sql`cells IS NULL`,
  };
}

/** The cells as a line of the file, quoted where they must be. */
export function csvRow(cells: readonly Sql[], delimiter: string): Sql {
  const quoted = sql`CASE WHEN cell IS NULL THEN '' WHEN regexp_matches(cell, ${`["\\r\\n${delimiter}]`}) THEN '"' || replace(cell, '"', '""') || '"' ELSE cell END`;
  return sql`array_to_string(list_transform([${join(cells, ', ')}], lambda cell: ${quoted}), ${delimiter})`;
}

/** An array becomes a list as a CSV cell writes it. */
function jsonCell(cell: Sql): Sql {
  return sql`CASE WHEN starts_with(${cell}, '[') AND json_valid(${cell}) THEN array_to_string(from_json(${cell}, '["VARCHAR"]'), ';') ELSE ${cell} END`;
}

async function readParquet(warehouse: Warehouse, source: Source): Promise<ReadSource> {
  const read = (options: string): Sql => raw(`read_parquet(${literal(escapeGlob(source.content))}, binary_as_string = true${options})`);
  const from = read('');
  const columns = await warehouse.all<{ column_name: string; column_type: string }>(sql`DESCRIBE SELECT * FROM ${from}`);
  const repeats = await repeatedColumns(warehouse, source);
  return {
    source, from, rejects: undefined, isBlank: undefined, isNotJson: undefined,
    ...(columns.every(({ column_name: name }) => name.toLowerCase() !== 'file_row_number') && { numbered: read(', file_row_number = true') }),
    row: sql`CAST(to_json(struct_pack(${join(columns.map((column) => sql`${identifier(column.column_name)} := ${identifier(column.column_name)}`), ', ')})) AS VARCHAR)`,
    columns: columns.map((column) => ({ name: column.column_name, cell: identifier(column.column_name), type: column.column_type, repeats: repeats.has(column.column_name) })),
  };
}

/** Columns whose dictionaries are small in every row group that holds a value of them. */
async function repeatedColumns(warehouse: Warehouse, source: Source): Promise<ReadonlySet<string>> {
  const columns = await warehouse.all<{ name: string }>(sql`
    SELECT path_in_schema AS name FROM parquet_metadata(${raw(literal(escapeGlob(source.content)))}) GROUP BY path_in_schema
    HAVING bool_and(coalesce(data_page_offset - dictionary_page_offset < ${SMALL_DICTIONARY}, stats_null_count = num_values, false))`);
  return new Set(columns.map(({ name }) => name));
}

function csvFunction(source: Source, names: readonly string[], options: string, rejects: string | undefined): Sql {
  const columns = names.map((name) => `'${name}': 'VARCHAR'`).join(', ');
  const onError = rejects === undefined ? 'ignore_errors = true' : `store_rejects = true, rejects_table = ${literal(rejects)}, rejects_scan = ${literal(`${rejects}_scan`)}`;
  return raw(`read_csv(${literal(escapeGlob(source.content))}, auto_detect = false, ${options}, columns = {${columns}}, compression = '${source.gzip ? 'gzip' : 'none'}', ${onError})`);
}

/** Table functions take no bound parameters: a string literal, which has one way out, closed here. */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function escapeGlob(path: string): string {
  return path.replace(/[[*?]/g, '[$&]');
}
