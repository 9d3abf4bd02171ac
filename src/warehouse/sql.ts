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
  const pieces = [strings[0] ?? ''];
  const params: SqlValue[] = [];
  values.forEach((value, index) => {
    const after = strings[index + 1] ?? '';
    if (isSql(value)) {
      const [first = '', ...others] = value.pieces;
      pieces.push(`${pieces.pop() ?? ''}${first}`, ...others);
      pieces.push(`${pieces.pop() ?? ''}${after}`);
      params.push(...value.params);
    } else {
      params.push(value);
      pieces.push(after);
    }
  });
  return { pieces, params };
}

/** A quoted identifier, for table and column names that come from a header row. */
export function identifier(name: string): Sql {
  return { pieces: [`"${name.replaceAll('"', '""')}"`], params: [] };
}

/** Joins pieces with a separator that we wrote ourselves. */
export function join(parts: readonly Sql[], separator: string): Sql {
  return parts.reduce((joined, part, index) => (index === 0 ? part : sql`${joined}${raw(separator)}${part}`), raw(''));
}

/** Text that we wrote ourselves. Never call it with a value from outside. */
export function raw(text: string): Sql {
  return { pieces: [text], params: [] };
}

function isSql(value: SqlValue | Sql): value is Sql {
  return typeof value === 'object' && value !== null && 'pieces' in value;
}
