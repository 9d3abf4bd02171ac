/** A piece of SQL with its bound parameters: the only way a value gets into a statement. */
export interface Sql {
  /** Text pieces; parameter i stands between pieces i and i + 1. */
  readonly pieces: readonly string[];
  readonly params: readonly SqlValue[];
}

export type SqlValue = string | number | boolean | null | Date | readonly string[];

/**
 * SQL with bound parameters: sql`country = ${country} and ${other}`. A nested Sql is spliced in with its own parameters;
 * everything else is bound, never pasted.
 */
export function sql(strings: TemplateStringsArray, ...values: readonly (SqlValue | Sql)[]): Sql {
  return spliced(strings.map(raw), values.map((value) => (isSql(value) ? value : { pieces: ['', ''], params: [value] })));
}

/** Texts with what stands between them. */
function spliced(texts: readonly Sql[], between: readonly Sql[]): Sql {
  const pieces = [''];
  const params: SqlValue[] = [];
  const append = (part: Sql | undefined): void => {
    part?.pieces.forEach((piece, index) => (index === 0 ? pieces.push(`${pieces.pop() ?? ''}${piece}`) : pieces.push(piece)));
    part?.params.forEach((param) => params.push(param));
  };
  texts.forEach((text, index) => {
    append(text);
    append(between[index]);
  });
  return { pieces, params };
}

/** A quoted identifier, for table and column names that come from a header row. */
export function identifier(name: string): Sql {
  return { pieces: [`"${name.replaceAll('"', '""')}"`], params: [] };
}

/** Joins pieces with a separator that we wrote ourselves. */
export function join(parts: readonly Sql[], separator: string): Sql {
  return spliced(parts, parts.slice(1).map(() => raw(separator)));
}

/** Text that we wrote ourselves. Never call it with a value from outside. */
export function raw(text: string): Sql {
  return { pieces: [text], params: [] };
}

function isSql(value: SqlValue | Sql): value is Sql {
  return typeof value === 'object' && value !== null && 'pieces' in value;
}
