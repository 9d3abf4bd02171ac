import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { learn } from '#schedule/learn-model.js';
import type { PlanOptions } from '#schedule/plan.js';
import { compiledCli } from '../setup/compiled.js';
import { csv, withFiles } from './evidence/audience-tables.js';
import { bytesOf, learnParts } from './evidence/model-file/learn-files.js';
import { NOW, oddLog, PEOPLE } from './evidence/model-file/odd-log.js';
import { runPlan, SPAN } from './run-plan.js';
import type { PlanRun, TableRow } from './run-plan.js';

/** Milliseconds; plans take several times longer on a busy machine. */
const SEVERAL_PLANS = 240_000;

const LOG = oddLog(11);
const recipients: readonly TableRow[] = PEOPLE.slice(3).map((recipient_id, index) => ({
  recipient_id, email: index % 4 === 0 ? `p${String(index)}@mill.example` : `p_${String(index)}@gmail.com`,
  country: ['DE', 'FR', 'US', ''][index % 4], timezone: index % 5 === 0 ? 'Europe/Berlin' : '',
}));
const gifts = PEOPLE.map((recipient_id, index) => ({
  recipient_id, occurred_at: new Date(Date.parse('2026-10-20T12:00:00Z') + index * 7_777_000).toISOString(), amount: 20, currency: 'EUR', type: index % 3 === 0 ? 'regular' : 'single', event: '',
}));
const consents = PEOPLE.filter((_, index) => index % 2 === 0).map((recipient_id, index) => ({ recipient_id, basis: 'express', status: 'active', tracking_opens: index % 3 > 0 }));

interface Explained extends PlanRun {
  readonly explanations: string;
}

/** The same plan from the events and from a model of them that was made in two steps, with its explanations. */
async function bothPlans(options: (path: (name: string) => string) => Partial<PlanOptions>, schedule: object = {}): Promise<readonly [Explained, Explained]> {
  const files = { 'recipients.csv': csv(recipients), 'others.csv': csv(recipients.slice(5, 20)), 'events.csv': csv(LOG), 'gifts.csv': csv(gifts), 'consents.csv': csv(consents), 'config.json': JSON.stringify({ schedule }) };
  return withFiles(files, async (path) => {
    await learnParts(path, 'model', [LOG.slice(0, 900), LOG.slice(900)]);
    const explained = async (source: Partial<PlanOptions>): Promise<Explained> => {
      const run = await runPlan({ ...SPAN, now: NOW, recipients: path('recipients.csv'), config: path('config.json'), explain: path('why.jsonl'), ...options(path), ...source });
      return { ...run, explanations: readFileSync(path('why.jsonl'), 'utf8') };
    };
    return [await explained({ events: path('events.csv') }), await explained({ model: path('model') })];
  });
}

describe('a plan from a model is the plan from its events: rows, explanations, counts by reason', () => {
  it.each<[string, (path: (name: string) => string) => Partial<PlanOptions>, object?]>([
    ['by default', () => ({})],
    ['for replies', () => ({ goal: 'reply' }), { holidays: { categories: ['public'], for: 'everybody' } }],
    ['with gifts and consents', (path) => ({ gifts: path('gifts.csv'), consents: path('consents.csv') }), { humanEvents: { openConsent: 'advised', scannerClickSeconds: 5 } }],
    ['for other people, with a capacity', (path) => ({ recipients: path('others.csv') }), { capacity: { perHour: 3 } }],
    ['at an earlier time, on another clock', () => ({ now: new Date('2026-09-16T12:00:00Z'), from: new Date('2026-09-17T00:00:00Z'), until: new Date('2026-09-20T00:00:00Z'), defaultZone: 'Asia/Tokyo', horizon: '48h', seed: 5 })],
  ])('%s', async (_, options, schedule = {}) => {
    const [events, model] = await bothPlans(options, schedule);
    expect(model.text).toBe(events.text);
    expect(model.explanations).toBe(events.explanations);
    expect(model.result).toEqual({ ...events.result, rejected: [] });
    expect(Object.keys(events.result.signals).length).toBeGreaterThan(5);
  }, SEVERAL_PLANS);

  it('in a series, after a campaign of the log', async () => {
    const sent = PEOPLE.slice(3).flatMap((recipient_id, index) => [
      { recipient_id, type: 'sent', occurred_at: '2026-11-10T09:00:00Z', message_id: `w${String(index)}`, campaign_id: 'welcome' },
      ...(index % 3 === 0 ? [{ recipient_id, type: 'sent', occurred_at: '2026-11-30T20:00:00Z', message_id: `w${String(index)}`, campaign_id: 'welcome' }] : []),
    ].slice(index % 4 === 0 ? 1 : 0));
    const underTwo = [...sent, { ...sent[0]!, campaign_id: 'again' }];
    await withFiles({ 'r.csv': csv(recipients), 'e.csv': csv(sent), 'two.csv': csv(underTwo), 'c.json': JSON.stringify({ schedule: { series: { after: 'welcome', wait: '24h' } } }) }, async (path) => {
      await learn({ events: path('e.csv'), model: path('model') });
      await learn({ events: path('two.csv'), model: path('two') });
      const run = (source: Partial<PlanOptions>, now: Date): Promise<PlanRun> => runPlan({ ...SPAN, recipients: path('r.csv'), config: path('c.json'), now, ...source });
      const texts = await Promise.all([NOW, new Date('2026-12-01T00:00:00Z')].map(async (now) => {
        const fromEvents = await run({ events: path('e.csv') }, now);
        expect((await run({ model: path('model') }, now)).text).toBe(fromEvents.text);
        expect(fromEvents.result.held).toEqual({ series: 6 });
        return fromEvents.text;
      }));
      expect(texts[0]).not.toBe(texts[1]);
      await expect(run({ model: path('two') }, NOW)).rejects.toThrow(/does not tell when everybody got campaign "welcome".*Plan this step from --events/);
    });
  }, SEVERAL_PLANS);

  it('of the donors, who are asked', async () => {
    const donors = new URL('../../fixtures/donors/', import.meta.url).pathname;
    await withFiles({}, async (path) => {
      await learn({ events: `${donors}events.csv.gz`, model: path('model') });
      const events = await runPlan({ campaign: donors });
      const model = await runPlan({ campaign: donors, model: path('model') });
      expect(model.text).toBe(events.text);
      expect(model.result).toEqual({ ...events.result, rejected: [] });
    });
  }, SEVERAL_PLANS);
});

describe('a model', () => {
  it('is as it was when the process that updates it is killed, and the next one makes up for it', async () => {
    await withFiles({ 'old.csv': csv(LOG.slice(0, 800)), 'new.csv': csv(LOG.slice(800)), 'all.csv': csv(LOG), 'r.csv': csv(recipients) }, async (path) => {
      await learn({ events: path('old.csv'), model: path('model') });
      const plan = async (): Promise<string> => (await runPlan({ ...SPAN, now: NOW, recipients: path('r.csv'), model: path('model') })).text;
      const before = await plan();
      const [program, main] = compiledCli();
      // Ends like a power cut at the worst moment: all new files are in place, the manifest that names them is not.
      writeFileSync(path('die.cjs'), `const fs = require('node:fs'); const rename = fs.renameSync;
        fs.renameSync = (from, to) => { if (String(to).endsWith('model.json')) process.kill(process.pid, 'SIGKILL'); rename(from, to); };
        require('node:module').syncBuiltinESMExports();`);
      const killed = spawnSync(program, ['--require', path('die.cjs'), main, 'learn', '--events', path('new.csv'), '--model', path('model')], { stdio: 'ignore' });
      expect(killed.signal).toBe('SIGKILL');
      expect(readdirSync(path('model'))).toContain('lock');
      expect(await plan()).toBe(before);
      await learn({ events: path('new.csv'), model: path('model') });
      await learn({ events: path('all.csv'), model: path('whole') });
      expect(bytesOf(path('model'))).toEqual(bytesOf(path('whole')));
    });
  }, SEVERAL_PLANS);

  it('is not planned from together with events', async () => {
    await expect(runPlan({ ...SPAN, recipients: 'r.csv', events: 'e.csv', model: 'model' })).rejects.toThrow(/--model: and --events are both given/);
  });
});
