import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compiledCli } from '../setup/compiled.js';
import { withFiles } from './evidence/audience-tables.js';
import { NOW, runPlan, SPAN } from './run-plan.js';

/** Milliseconds; the package is compiled first. */
const COMPILE_AND_PLAN = 240_000;
/** Several blocks of people. */
const PEOPLE = 5_000;

const ZONES = ['Europe/Berlin', 'America/New_York', ''];

describe('a plan on all cores', () => {
  it('is the same to the byte as one in a single thread, explanations too', async () => {
    const recipients = Array.from({ length: PEOPLE }, (_, i) => `p${String((i * 7919) % PEOPLE)},${ZONES[i % 3]!}`);
    const events = Array.from({ length: PEOPLE }, (_, i) => [
      `p${String(i)},sent,2026-11-0${String(1 + (i % 7))}T09:00:00Z,m`, ...(i % 3 === 0 ? [`p${String(i)},open,2026-11-0${String(1 + (i % 7))}T${String(10 + (i % 12))}:20:00Z,m`] : []),
    ]).flat();
    await withFiles({ 'recipients.csv': ['recipient_id,timezone', ...recipients, ''].join('\n'), 'events.csv': ['recipient_id,type,occurred_at,message_id', ...events, ''].join('\n') }, async (path) => {
      const here = await runPlan({ ...SPAN, recipients: path('recipients.csv'), events: path('events.csv'), explain: path('here.jsonl') });
      const [node, main] = compiledCli();
      execFileSync(node, [main, 'plan', '--recipients', path('recipients.csv'), '--events', path('events.csv'), '--now', NOW.toISOString(),
        '--from', SPAN.from.toISOString(), '--until', SPAN.until.toISOString(), '--output', path('plan.json'), '--explain', path('threads.jsonl')]);
      expect(here.rows).toHaveLength(PEOPLE);
      expect(readFileSync(path('plan.json'), 'utf8')).toBe(here.text);
      expect(readFileSync(path('threads.jsonl'), 'utf8')).toBe(readFileSync(path('here.jsonl'), 'utf8'));
    });
  }, COMPILE_AND_PLAN);
});
