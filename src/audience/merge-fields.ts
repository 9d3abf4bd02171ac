import type { FillRate, MergeFields } from '#rule/rule.js';
import { join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Audience } from './audience.js';
import { mergeField } from './merge-field.js';
import standIns from './stand-ins.json' with { type: 'json' };

/** The merge fields of an audience. A fill rate is counted once, when it is first asked for. */
export function mergeFieldsOf({ warehouse, facts, mergeFields }: Audience): MergeFields {
  const known = new Map<string, FillRate>();
  return {
    names: mergeFields,
    async fillRates(names) {
      const wanted = [...new Set(names)].filter((name) => !known.has(name));
      if (wanted.length > 0) {
        const counts = wanted.map((name, index) => sql`count(*) FILTER (WHERE ${isFilled(mergeField(name))}) AS ${raw(`n${String(index)}`)}`);
        const [row] = await warehouse.all<Record<string, number>>(sql`SELECT count(*) AS "of", ${join(counts, ', ')} FROM (${facts(join(counts, ', '))})`);
        wanted.forEach((name, index) => known.set(name, { filled: row?.[`n${String(index)}`] ?? 0, of: row?.['of'] ?? 0 }));
      }
      return new Map(names.flatMap((name): [string, FillRate][] => (known.has(name) ? [[name, known.get(name) as FillRate]] : [])));
    },
  };
}

/** Whether a cell holds more than white space or what stands for a missing value. */
function isFilled(cell: Sql): Sql {
  const text = sql`lower(trim(regexp_replace(CAST(${cell} AS VARCHAR), '[\\s\u00A0\u200B]+', ' ', 'g')))`;
  return sql`regexp_matches(${text}, '[\\p{L}\\p{N}]') AND NOT list_contains(${standIns}, ${text})`;
}
