import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DateTime } from 'luxon';
import { sessionHours, weekHour } from './sessions.js';
import type { Act, Person } from './sessions.js';

/** Who has more than this share of all opens is no person: in Outspot's log one has 87 %. */
const ARTEFACT_SHARE = 0.5;

/** Whoever opened newsletters, from a CSV file `user_id,opened` with instants in UTC (`2022-03-18 15:28:01.000000 UTC`), in one zone for all. */
export function openers(path: string, zone: string): readonly Person[] {
  const opens = new Map<string, Act[]>();
  const lines = readFileSync(path, 'utf8').trim().split('\n').slice(1);
  for (const line of lines) {
    const [user = '', opened = ''] = line.split(',');
    const instant = DateTime.fromSQL(opened.trim().replace(/ UTC$/, ''), { zone: 'utc' });
    if (!instant.isValid) throw new Error(`${path}: '${line}' is not user_id,opened`);
    const second = Math.floor(instant.toSeconds());
    const act = [second, weekHour(second, instant.setZone(zone).offset * 60)] as const;
    const id = createHash('sha256').update(user).digest('hex');
    const known = opens.get(id);
    if (known === undefined) opens.set(id, [act]);
    else known.push(act);
  }
  return [...opens].filter(([id, acts]) => {
    if (acts.length <= ARTEFACT_SHARE * lines.length) return true;
    console.log(`left out: ${id.slice(0, 8)} with ${acts.length} of ${lines.length} opens`);
    return false;
  }).map(([id, acts]) => ({ id, hours: sessionHours(acts) }));
}
