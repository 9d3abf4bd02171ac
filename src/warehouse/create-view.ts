import { identifier, raw, sql, withLookups } from './sql.js';
import type { Sql, SqlValue } from './sql.js';
import type { Warehouse } from './warehouse.js';

/** Makes a view. Views take no bound parameters, so that its values are written into it as literals. */
export async function createView(warehouse: Warehouse, name: string, query: Sql): Promise<void> {
  const { pieces, params } = withLookups(query);
  const text = pieces.reduce((before, piece, index) => `${before}${literal(params[index - 1] ?? null)}${piece}`);
  await warehouse.run(sql`CREATE OR REPLACE VIEW ${identifier(name)} AS ${raw(text)}`);
}

function literal(value: SqlValue): string {
  if (value === null) return 'NULL';
  if (value instanceof Date) return `TIMESTAMP '${value.toISOString().replace('T', ' ').replace('Z', '')}'`;
  if (typeof value === 'string') return textLiteral(value);
  if (typeof value === 'object') return `CAST([${value.map(textLiteral).join(', ')}] AS VARCHAR[])`;
  return String(value);
}

/** A doubled quote is the one escape inside a string literal; a NUL would end the statement. */
function textLiteral(text: string): string {
  return text.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`).join(' || chr(0) || ');
}
