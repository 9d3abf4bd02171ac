import { columnName } from '#warehouse/match-columns.js';
import { identifier, join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Audience } from './audience.js';
import { RECIPIENTS } from './tables.js';

/** Somebody whose values are out of the ordinary. */
export interface SampleRecipient {
  readonly id: string;
  /** `the longest first_name`: goes behind `the recipient with`. */
  readonly trait: string;
  /** By field, as the header row writes it; empty text for an empty cell. */
  readonly values: ReadonlyMap<string, string>;
}

/** More fields than this are not looked at one by one. */
const MAX_FIELDS = 6;

/** Who is held back by the plan sees nothing. */
const GETS_MAIL = sql`recipient_id NOT IN (SELECT recipient_id FROM schedule WHERE send_at IS NULL)`;

/** Recipients with the longest and the shortest value of each field, with empty fields, non-Latin letters and markup: each once, in one scan. */
export async function sampleRecipients({ warehouse }: Audience, fields: readonly string[]): Promise<readonly SampleRecipient[]> {
  const wanted = fields.slice(0, MAX_FIELDS);
  if (wanted.length === 0) return [];
  const cells = wanted.map((name) => sql`CAST(${identifier(columnName(RECIPIENTS, name))} AS VARCHAR)`);
  const traits = traitsOf(wanted, cells);
  const [found] = await warehouse.all<Record<string, number | null>>(sql`SELECT ${join(traits.map(({ row }, index) => sql`${row} AS ${raw(`t${String(index)}`)}`), ', ')} FROM recipients WHERE ${GETS_MAIL}`);
  const chosen = new Map<number, string>();
  traits.forEach(({ trait }, index) => {
    const row = found?.[`t${String(index)}`];
    if (typeof row === 'number' && !chosen.has(row)) chosen.set(row, trait);
  });
  const rows = await warehouse.all<Record<string, string | number | null>>(sql`
    SELECT rowid AS row_id, recipient_id AS id, ${join(cells.map((cell, index) => sql`${cell} AS ${raw(`v${String(index)}`)}`), ', ')}
    FROM recipients WHERE list_contains(${[...chosen.keys()].map(String)}, CAST(rowid AS VARCHAR)) ORDER BY rowid`);
  return rows.map((row) => ({
    id: String(row['id']), trait: chosen.get(Number(row['row_id'])) ?? '',
    values: new Map(wanted.map((name, index) => [name, String(row[`v${String(index)}`] ?? '')])),
  }));
}

interface Trait {
  readonly trait: string;
  /** Aggregate that gives the rowid of one who has it. */
  readonly row: Sql;
}

/** What is hostile or empty first, so that it is what a recipient is named for who is several things. */
function traitsOf(fields: readonly string[], cells: readonly Sql[]): readonly Trait[] {
  const count = (test: (cell: Sql) => Sql) => join(cells.map((cell) => sql`CAST(coalesce(${test(cell)}, false) AS INTEGER)`), ' + ');
  const most = (trait: string, number: Sql): Trait => ({ trait, row: sql`min_by(rowid, struct_pack(n := -(${number}), r := rowid)) FILTER (WHERE (${number}) > 0)` });
  return [
    most('markup or template tags in a field', count((cell) => sql`regexp_matches(${cell}, '[<>{}]')`)),
    most('the most empty fields', count((cell) => sql`coalesce(${cell}, '') = ''`)),
    most('letters that are not Latin', count((cell) => sql`regexp_matches(${cell}, '[^\\p{Latin}\\P{L}]')`)),
    ...fields.flatMap((name, index) => {
      const cell = cells[index] ?? sql`NULL`;
      return [
        { trait: `the longest ${name}`, row: sql`min_by(rowid, struct_pack(n := -length(${cell}), r := rowid)) FILTER (WHERE ${cell} <> '')` },
        { trait: `the shortest ${name}`, row: sql`min_by(rowid, struct_pack(n := length(${cell}), r := rowid)) FILTER (WHERE ${cell} <> '')` },
      ];
    }),
  ];
}
