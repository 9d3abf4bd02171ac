import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { sessionHours, weekHour } from './sessions.js';
import type { Act, Person } from './sessions.js';

/** The authors of a git history, in the zone each commit names; bots, and commits that some web service made in UTC, are left out. */
export function committers(directory: string): readonly Person[] {
  const log = execFileSync('git', ['-C', directory, 'log', '--format=%ae%x09%ad', '--date=raw'], { encoding: 'utf8', maxBuffer: 2 ** 30 });
  const commits = new Map<string, Act[]>();
  for (const line of log.split('\n')) {
    const [author = '', date = ''] = line.split('\t');
    const [time = '', zone = ''] = date.split(' ');
    const second = Number(time);
    if (!/^[+-]\d{4}$/.test(zone) || zone === '+0000' || /bot|noreply/i.test(author)) continue;
    const offset = Number(`${zone[0]!}1`) * (Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(3)) * 60);
    const id = createHash('sha256').update(author).digest('hex');
    const known = commits.get(id);
    const act = [second, weekHour(second, offset)] as const;
    if (known === undefined) commits.set(id, [act]);
    else known.push(act);
  }
  return [...commits].map(([id, acts]) => ({ id, hours: sessionHours(acts) }));
}
