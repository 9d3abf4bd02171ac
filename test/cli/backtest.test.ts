import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { HoldoutBacktest, LogBacktest } from '#backtest/backtest-result.js';
import { seededRandom } from '#stats/seeded-random.js';
import { withFiles } from '../schedule/evidence/audience-tables.js';
import { cli } from './cli-io.js';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 5, 1, 8);
const IDS = Array.from({ length: 400 }, (_, person) => `Žofie-${String(person)}`);
const RECIPIENTS = `recipient_id,timezone\n${IDS.map((id) => `${id},UTC\n`).join('')}`;

/** Weekly mail on any hour of 28 days of one week's hours; people open at six in the evening, likelier what came in the afternoon. */
function log({ propensity }: { readonly propensity: boolean }): string {
  const random = seededRandom(5, 'log');
  const rows = IDS.flatMap((id) => Array.from({ length: 16 }, (_, week) => {
    const sent = START + week * 168 * HOUR + Math.floor(168 * random()) * HOUR;
    const hour = new Date(sent).getUTCHours();
    const opened = random() < (hour >= 12 && hour < 18 ? 0.6 : 0.15);
    const key = `${id},{type},{at},m${String(week)},`;
    return [
      key.replace('{type}', 'sent').replace('{at}', new Date(sent).toISOString()) + (propensity ? String(1 / 168) : ''),
      ...(opened ? [key.replace('{type}', 'open').replace('{at}', new Date(sent + ((18 - hour + 24) % 24) * HOUR + 60_000).toISOString())] : []),
    ].map((row) => `${row}\n`).join('');
  }));
  return `recipient_id,type,occurred_at,message_id,propensity\n${rows.join('')}`;
}

const argv = (path: (name: string) => string, ...more: readonly string[]): string[] => [
  'backtest', '--recipients', path('recipients.csv'), '--events', path('events.csv'), '--from', '2026-07-20T00:00:00Z', '--now', '2026-10-01T00:00:00Z', ...more,
];

describe('presend backtest', () => {
  it('measures a lift on a log with propensities', async () => {
    await withFiles({ 'recipients.csv': RECIPIENTS, 'events.csv': log({ propensity: true }) }, async (path) => {
      const { code, stdout } = await cli(argv(path, '--window', '12', '--format', 'json', '--report', path('backtest.html')));
      const result = JSON.parse(stdout) as LogBacktest;
      expect(code).toBe(0);
      expect(readFileSync(path('backtest.html'), 'utf8')).toContain('Planned hours would have brought');
      const { weights } = result.overlap.plan;
      expect(Object.keys(result.holdout!).sort()).toEqual(['alpha', 'base', 'detectable', 'lift', 'peoplePerArm', 'power', 'recipients']);
      expect([weights.reduce((sum, { mails }) => sum + mails, 0), weights.filter(({ mails }) => mails > 0).map(({ upTo }) => upTo)]).toEqual([result.messages, [0, 32]]); // 168 hours over those of the plan's twelve that are not quiet
      expect(result.comparisons[0]!.refusals).toEqual([]);
      expect(result.overlap.plan.meanWeight).toBeGreaterThan(0.9);
      expect(result.comparisons[0]!.lift!.doublyRobust!.low).toBeGreaterThan(0);
      expect(result.withoutPropensity).toBe(0);
    });
  });

  it('refuses without propensities, says why, and designs the holdout; with exit code 0', async () => {
    await withFiles({ 'recipients.csv': RECIPIENTS, 'events.csv': log({ propensity: false }) }, async (path) => {
      const { code, stdout } = await cli(argv(path));
      expect(code).toBe(0);
      expect(stdout).toContain('no measured lift');
      expect(stdout).toMatch(/None of [\d,]+ mails has a propensity/);
      expect(stdout).toMatch(/a random holdout of [\d,]+ people an arm/);
      expect(stdout).not.toContain('doubly robust');
    });
  });

  it('refuses to judge a model by the mail that it learned from', async () => {
    await withFiles({ 'recipients.csv': RECIPIENTS, 'events.csv': log({ propensity: true }) }, async (path) => {
      const { code, stdout } = await cli(argv(path, '--trained-until', '2026-08-01T00:00:00Z', '--format', 'json'));
      expect(code).toBe(0);
      expect((JSON.parse(stdout) as LogBacktest).comparisons[0]!.refusals[0]!.reason).toBe('overlapping_periods');
    });
  });

  it('exits with 2 on a window that does not divide the day, and on a table that is not there', async () => {
    await withFiles({ 'recipients.csv': RECIPIENTS, 'events.csv': 'recipient_id,type,occurred_at\n' }, async (path) => {
      expect(await cli(argv(path, '--window', '5'))).toMatchObject({ code: 2, stderr: expect.stringContaining('--window') as string });
      expect((await cli(['backtest', '--recipients', path('none.csv'), '--events', path('events.csv')])).code).toBe(2);
    });
  });
});

describe('presend holdout', () => {
  it('assigns everybody once, the same arm for the same key, and says how it will be analysed', async () => {
    await withFiles({ 'recipients.csv': RECIPIENTS }, async (path) => {
      const run = (key: string, file: string) => cli(['holdout', '--recipients', path('recipients.csv'), '--base', '0.2', '--key', key, '--output', path(file), '--report', path(`${file}.html`)]);
      const { code, stdout } = await run('spring', 'a.csv');
      await run('spring', 'b.csv');
      await run('autumn', 'c.csv');
      const [a, b, c] = ['a.csv', 'b.csv', 'c.csv'].map((file) => readFileSync(path(file), 'utf8'));
      expect(code).toBe(0);
      expect(stdout).toContain('6,510 people an arm');
      expect(stdout).toContain('The control arm is smaller than that.');
      expect(a!.trimEnd().split('\n')).toHaveLength(IDS.length + 1);
      expect(b).toBe(a);
      expect(readFileSync(path('a.csv.html'), 'utf8')).toContain('A random holdout of');
      expect(c).not.toBe(a);
    });
  });

  it('sends control on the plan\'s day at the old hour', async () => {
    const plan = `recipient_id,send_at\n${IDS.map((id, index) => `${id},${index === 0 ? '' : '2026-12-02T23:30:00Z'}\n`).join('')}`;
    await withFiles({ 'recipients.csv': RECIPIENTS, 'plan.csv': plan }, async (path) => {
      const { stdout, code } = await cli(['holdout', '--recipients', path('recipients.csv'), '--base', '0.2', '--key', 'k', '--plan', path('plan.csv'), '--control-at', '10:00', '--zone', 'Europe/Berlin']);
      expect(code).toBe(0);
      const instants = new Map(stdout.trimEnd().split('\n').slice(1).map((line) => line.split(',').slice(1) as [string, string]));
      expect(Object.fromEntries(instants)).toEqual({ control: '2026-12-03T09:00:00Z', plan: '2026-12-02T23:30:00Z' });
    });
  });

  it('refuses an hour of the old schedule without a plan to apply it to', async () => {
    await withFiles({ 'recipients.csv': RECIPIENTS }, async (path) => {
      const { stderr, code } = await cli(['holdout', '--recipients', path('recipients.csv'), '--base', '0.2', '--key', 'k', '--control-at', '10:00']);
      expect([code, stderr]).toEqual([2, 'presend: --control-at: says when the control arm is sent to, which takes a plan. Give it with --plan, what `presend plan` wrote, or leave it out.\n']);
    });
  });

  it('is read back by backtest, which refuses arms that were mailed on different weekdays', async () => {
    const arms = `recipient_id,arm\n${IDS.map((id, index) => `${id},${index % 2 === 0 ? 'plan' : 'control'}\n`).join('')}`;
    const events = (controlDay: number): string => `recipient_id,type,occurred_at,message_id\n${IDS.map((id, index) => {
      const sent = Date.UTC(2026, 6, index % 2 === 0 ? 21 : controlDay, index % 2 === 0 ? 18 : 10);
      const row = (type: string, at: number): string => `${id},${type},${new Date(at).toISOString()},m\n`;
      return row('sent', sent) + (index % (index % 2 === 0 ? 3 : 5) === 0 ? row('click', sent + HOUR) : '');
    }).join('')}`;
    const result = async (controlDay: number): Promise<HoldoutBacktest> => withFiles({ 'recipients.csv': RECIPIENTS, 'arms.csv': arms, 'events.csv': events(controlDay) }, async (path) =>
      JSON.parse((await cli(argv(path, '--holdout', path('arms.csv'), '--format', 'json'))).stdout) as HoldoutBacktest);
    const { lift, arms: counts, refusals } = await result(21);
    expect(refusals).toEqual([]);
    expect([counts.plan.people, counts.control.people, counts.plan.engaged, counts.control.engaged]).toEqual([200, 200, 67, 40]);
    expect(lift!.value).toBeCloseTo(67 / 40 - 1, 10);
    expect(lift!.low).toBeLessThan(0.3);
    expect((await result(23)).refusals.map(({ reason }) => reason)).toEqual(['weekdays']);
  });
});
