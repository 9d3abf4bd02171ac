import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PLAN_COLUMNS } from '#schedule/plan-result.js';
import type { Explanation } from '#schedule/plan-result.js';
import { withFiles } from '../schedule/evidence/audience-tables.js';
import { cli, unbroken } from './cli-io.js';

const FILES = {
  'recipients.csv': 'recipient_id,email,timezone\nann,ann_1@gmail.com,Europe/Berlin\nbob,bob@acme.example,Europe/Berln\n',
  'empty.csv': 'recipient_id,type,occurred_at,message_id\n',
  'events.csv': 'recipient_id,type,occurred_at,message_id\nann,sent,2026-11-03T09:00:00Z,m1\nann,open,2026-11-03T19:00:00Z,m1\nann,open,2027-01-01T00:00:00Z,m1\n',
};
const argv = (path: (name: string) => string, ...more: readonly string[]): string[] =>
  ['plan', '--recipients', path('recipients.csv'), '--events', path('events.csv'), '--from', '2026-12-01T00:00:00Z', '--until', '2026-12-08T00:00:00Z', '--now', '2026-11-16T09:00:00Z', ...more];

describe('presend plan', () => {
  it('prints the plan to stdout and the summary to stderr', async () => {
    const { code, stdout, stderr } = await withFiles(FILES, (path) => cli(argv(path)));
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toBe(PLAN_COLUMNS.join(','));
    expect(stdout.trimEnd().split('\n')).toHaveLength(3);
    expect(stderr).toContain('2: 2 scheduled, 0 held');
    expect(stderr).toContain('1 in the future');
    expect(stderr).toContain('"Europe/Berln"');
    expect(stderr).toContain('a projection, not a measurement');
    expect(stderr).toMatch(/^Tue {2}[·░▒▓█]{48}$/m);
  });

  it('with --output prints the summary to stdout, and --explain says why', async () => {
    await withFiles(FILES, async (path) => {
      const { code, stdout, stderr } = await cli(argv(path, '--output', path('plan.json'), '--explain', path('why.jsonl'), '--memory', '300MiB'));
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain('2 scheduled');
      expect((JSON.parse(readFileSync(path('plan.json'), 'utf8')) as unknown[])).toHaveLength(2);
      const [ann, bob] = readFileSync(path('why.jsonl'), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Explanation);
      expect(ann!.evidence).toMatchObject({ basis: 'population', personal_events: 1, opens_count: true });
      expect(ann!.alternatives).toHaveLength(3);
      for (const { cost } of ann!.alternatives) expect(cost).toBeGreaterThanOrEqual(0);
      expect(bob!.closed_hours).toMatchObject({ office_hours: 118 });
    });
  });

  it.each([
    [['--from', '2026-12-01'], '--from: "2026-12-01" is not an instant with a zone'],
    [['--until', '2026-11-01T00:00:00Z', '--from', '2026-10-01T00:00:00Z'], '--until: 2026-11-01T00:00:00.000Z has passed'],
    [['--seed', 'x'], '--seed: "x" is not a whole number'],
    [['--memory', 'plenty'], '--memory: "plenty" is no size'],
    [['--horizon', '1w'], 'schedule.horizon'],
    [['--horizon', '24'], 'Mend the flag; presend plan --help shows how each is written.'],
    [['--goal', 'reply'], 'goal reply: the events hold no mail that a person replied to, and it takes 30'],
    [['--goal', 'reply', '--horizon', '72h'], 'schedule.horizon: is 72 working hours, and a week has 50'],
    [['--default-zone', 'CET+1'], 'schedule.defaultZone'],
    [['--format', 'parquet'], 'parquet cannot go to standard output'],
  ])('%j is one line that says how to mend it, and exit code 2', async (flags, message) => {
    const { code, stdout, stderr } = await withFiles(FILES, (path) => cli(argv(path, ...flags)));
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('plans without events by the hours of a usual list, promises nothing, and says so', async () => {
    await withFiles({ ...FILES, 'series.json': '{ "schedule": { "series": { "after": "welcome" } } }' }, async (path) => {
      const bare = argv(path).filter((argument) => argument !== '--events' && argument !== path('events.csv'));
      const { code, stdout, stderr } = await cli(bare);
      expect([code, stdout.trimEnd().split('\n').length]).toEqual([0, 3]);
      expect(stderr).toContain('learned from  nothing: no events were given');
      expect(stderr).toContain('expected      not known without events');
      expect(stderr).not.toContain('projection');
      const withEmpty = await cli(argv(path).with(4, path('empty.csv')));
      expect(withEmpty.stdout).toBe(stdout);
      const series = await cli([...bare, '--config', path('series.json')]);
      expect([series.code, series.stderr]).toEqual([2, expect.stringContaining('--events: is missing, and schedule.series.after needs to know who got that mail')]);
      const page = await cli([...bare, '--output', path('plan.csv'), '--report', path('plan.html')]);
      expect([page.code, readFileSync(path('plan.html'), 'utf8')]).toEqual([0, expect.stringContaining('No events were given')]);
    });
  });

  it('names the words of its tables that no list knows, and what they count as', async () => {
    const recipients = 'recipient_id,email,country,recipient_class\nann,ann@post.example,Utopía,natural\nbob,bob@post.example,Utopía,gremium\nzoë,zoe@post.example,DE,natural\n';
    const { code, stderr } = await withFiles({ ...FILES, 'recipients.csv': recipients }, (path) => cli(argv(path)));
    expect(code).toBe(0);
    expect(unbroken(stderr)).toContain('2 entries of recipients.country: a word that is not known, taken for nothing: "Utopía" 2');
    expect(unbroken(stderr)).toMatch(/1 entry of recipients\.recipient_class: .*"gremium" 1/);
  });

  it('says what is missing', async () => {
    const { code, stderr } = await cli(['plan', '--from', '2026-12-01T00:00:00Z', '--until', '2026-12-08T00:00:00Z']);
    expect(code).toBe(2);
    expect(stderr).toContain('--recipients: is missing');
  });
});
