import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withFiles } from '../schedule/evidence/audience-tables.js';
import { cli, unbroken } from './cli-io.js';

const HEADER = 'recipient_id,type,occurred_at,message_id\n';
const FILES = {
  'recipients.csv': 'recipient_id,timezone\nann,Europe/Berlin\nbjörn,Europe/Stockholm\n',
  'monday.csv': `${HEADER}ann,sent,2026-11-02T09:00:00Z,m1\nbjörn,sent,2026-11-02T09:00:00Z,m1\nann,delivered,2026-11-02T09:00:01Z,m1\nann,open,yesterday,m1\n`,
  'friday.csv': `${HEADER}ann,open,2026-11-06T19:00:00Z,m1\nbjörn,sent,2026-11-10T09:00:00Z,m2\n`,
};
const plan = (path: (name: string) => string, ...source: readonly string[]): string[] =>
  ['plan', '--recipients', path('recipients.csv'), ...source, '--from', '2026-12-01T00:00:00Z', '--until', '2026-12-08T00:00:00Z', '--now', '2026-11-16T09:00:00Z'];

describe('presend learn', () => {
  it('makes a model, says what it holds and what it could not use, and brings it up to date', () => withFiles(FILES, async (path) => {
    const made = await cli(['learn', '--events', path('monday.csv'), '--model', path('model')]);
    expect([made.code, made.stderr]).toEqual([0, '']);
    const summary = unbroken(made.stdout);
    expect(summary).toContain(`${path('model')}: made, 1 of 1 files written holds`);
    expect(summary).toContain('2 messages and 0 engagements of 1 week, from 2026-11-02T09:00:00.000Z to 2026-11-02T09:00:01.000Z read');
    expect(made.stdout).toContain('1 delivered\n');
    expect(summary).toMatch(/rejected 1 row of events \(.*monday\.csv\): line 5 occurred_at "yesterday"/);
    const updated = await cli(['learn', '--events', path('friday.csv'), '--model', path('model')]);
    expect(unbroken(updated.stdout)).toContain('brought up to date, 2 of 3 files written');
    expect((await cli(['learn', '--events', path('friday.csv'), '--model', path('model')])).stdout).toContain('0 of 3 files written\n');
  }));

  it('makes what plan --model plans from, as it does from the events', () => withFiles(FILES, async (path) => {
    writeFileSync(path('all.csv'), readFileSync(path('monday.csv'), 'utf8') + readFileSync(path('friday.csv'), 'utf8').slice(HEADER.length));
    for (const day of ['monday', 'friday']) await cli(['learn', '--events', path(`${day}.csv`), '--model', path('model')]);
    const fromModel = await cli(plan(path, '--model', path('model')));
    const fromEvents = await cli(plan(path, '--events', path('all.csv')));
    expect([fromModel.code, fromModel.stdout]).toEqual([0, fromEvents.stdout]);
    expect(fromModel.stderr).toContain('1 by people');
  }));

  it('explains itself', async () => {
    const { code, stdout } = await cli(['learn', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('presend plan --model model');
  });

  it.each([
    [['learn', '--events', 'nowhere.csv', '--model', 'MODEL'], 'nowhere.csv: no such file'],
    [['learn', '--events', 'EVENTS', '--model', 'EVENTS'], 'is a file. Name a folder for the model.'],
    [['learn', '--events', 'EVENTS', '--model', 'MODEL', '--memory', 'much'], '--memory: "much" is no size'],
  ])('%j is one line that says how to mend it, and exit code 2', (argv, message) => withFiles(FILES, async (path) => {
    const { code, stdout, stderr } = await cli(argv.map((word) => (word === 'MODEL' ? path('model') : word === 'EVENTS' ? path('monday.csv') : word)));
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  }));

  it('and events together are one line for plan, and exit code 2', () => withFiles(FILES, async (path) => {
    const { code, stderr } = await cli(plan(path, '--events', path('monday.csv'), '--model', path('model')));
    expect(code).toBe(2);
    expect(stderr).toContain('--model: and --events are both given');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  }));
});
