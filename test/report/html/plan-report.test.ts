import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plan, type PlanResult } from '../../../src/index.js';
import { reportPlanHtml } from '#report/html/plan-report.js';

const folder = mkdtempSync(join(tmpdir(), 'presend-plan-html-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the HTML report of plan', () => {
  let $: ReturnType<typeof load>;
  let result: PlanResult;
  beforeAll(async () => {
    const table = (name: string, lines: readonly string[]): string => {
      writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
      return join(folder, name);
    };
    const people = Array.from({ length: 40 }, (_, index) => `r${String(index)},p${String(index)}@web.example,${index < 30 ? 'Europe/Berlin' : '<b>Nowhere</b>'}`);
    const events = people.flatMap((_, index) => [`r${String(index)},sent,2026-11-0${String(1 + (index % 9))}T08:00:00Z,m1,`, `r${String(index)},click,2026-11-0${String(1 + (index % 9))}T18:10:00Z,m1,/a`]);
    result = await plan({
      recipients: table('recipients.csv', ['recipient_id,email,timezone', ...people]), events: table('events.csv', ['recipient_id,type,occurred_at,message_id,url', ...events, 'r1,open,yesterday,m1,']),
      from: new Date('2026-12-01T00:00:00Z'), until: new Date('2026-12-08T00:00:00Z'), now: new Date('2026-11-20T09:00:00Z'), output: join(folder, 'plan.csv'),
    });
    $ = load(reportPlanHtml(result));
  }, 60_000);

  it('says how many have a slot, and calls what it expects a projection', () => {
    expect($('h1').text()).toBe('40 of 40 recipients have a slot');
    expect($('main').text()).toContain('This is a projection, not a measurement.');
  });

  it('draws the week, the days and the evidence', () => {
    expect($('[role=img][aria-label^="Planned mail"] rect')).toHaveLength(168);
    const days = $('svg[aria-label^="Recipients by day"]').attr('aria-label') ?? '';
    expect([...days.matchAll(/\d\d-\d\d (\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0)).toBe(40);
    expect($('svg[aria-label^="Evidence"]').attr('aria-label')).toContain('everybody');
  });

  it('shows a day without mail as a day', () => {
    const gap = load(reportPlanHtml({ ...result, days: { '2026-12-01': 3, '2026-12-04': 1 } }));
    expect(gap('[aria-label^="Recipients by day"]').attr('aria-label')).toBe('Recipients by day: 12-01 3, 12-02 0, 12-03 0, 12-04 1');
    expect(load(reportPlanHtml({ ...result, scheduled: 0, days: {} }))('main').text()).toContain('None.');
  });

  it('names zones that are none and rows that were left out, as text', () => {
    expect($('main').text()).toContain('<b>Nowhere</b>');
    expect($('main').text()).toContain('1 of events');
  });
});
