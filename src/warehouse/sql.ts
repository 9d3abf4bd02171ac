/** A piece of SQL with its bound parameters: the only way a value gets into a statement. */
export interface Sql<Param = SqlValue | Lookup> {
  /** Text pieces; parameter i stands between pieces i and i + 1. */
  readonly pieces: readonly string[];
  readonly params: readonly Param[];
}

export type SqlValue = string | number | boolean | null | Date | readonly string[];

/** Whether a text is among those of a query that names nothing outside of itself. */
export interface Lookup {
  readonly value: Sql;
  readonly query: Sql;
}

/**
 * SQL with bound parameters: sql`country = ${country} and ${other}`. A nested Sql is spliced in with its own parameters;
 * everything else is bound, never pasted.
 */
export function sql(strings: TemplateStringsArray, ...values: readonly (SqlValue | Sql)[]): Sql {
  return spliced<SqlValue | Lookup>(strings.map(raw), values.map((value) => (isSql(value) ? value : param(value))));
}

/** `value IN (query)`, of texts, as one that the scan of an audience works out once, before it judges the recipients (`answerLookups`). */
export function isAmong(value: Sql, query: Sql): Sql {
  return param({ value, query });
}

/** The same with each lookup written out, as an IN unless told otherwise. */
export function withLookups(query: Sql, write: (lookup: Lookup) => Sql = ({ value, query: values }) => sql`${value} IN (${values})`): Sql<SqlValue> {
  return spliced(query.pieces.map(raw), query.params.map((each) => (isLookup(each) ? withLookups(write(each), write) : param(each))));
}

/** The lookups in a piece of SQL, but for those within them. */
export function lookupsOf({ params }: Sql): readonly Lookup[] {
  return params.filter(isLookup);
}

/** Texts with what stands between them. */
function spliced<Param>(texts: readonly Sql<Param>[], between: readonly Sql<Param>[]): Sql<Param> {
  const pieces = [''];
  const params: Param[] = [];
  const append = (part: Sql<Param> | undefined): void => {
    part?.pieces.forEach((piece, index) => (index === 0 ? pieces.push(`${pieces.pop() ?? ''}${piece}`) : pieces.push(piece)));
    part?.params.forEach((each) => params.push(each));
  };
  texts.forEach((text, index) => {
    append(text);
    append(between[index]);
  });
  return { pieces, params };
}

/** A quoted identifier, for table and column names that come from a header row. */
export function identifier(name: string): Sql<never> {
  return { pieces: [`"${name.replaceAll('"', '""')}"`], params: [] };
}

/** Joins pieces with a separator that we wrote ourselves. */
export function join(parts: readonly Sql[], separator: string): Sql {
  return spliced(parts, parts.slice(1).map(() => raw(separator)));
}

/** Text that we wrote ourselves. Never call it with a value from outside. */
export function raw(text: string): Sql<never> {
  return { pieces: [text], params: [] };
}

function param<Param>(value: Param): Sql<Param> {
  return { pieces: ['', ''], params: [value] };
}

function isSql(value: SqlValue | Sql): value is Sql {
  return typeof value === 'object' && value !== null && 'pieces' in value;
}

function isLookup(value: SqlValue | Lookup): value is Lookup {
  return typeof value === 'object' && value !== null && 'query' in value;
}
