import { seededRandom } from '#stats/seeded-random.js';

export type EventRow = Readonly<Record<string, string | number | boolean | undefined>>;

/** After the last event of `oddLog`, but for those that claim to come later. */
export const NOW = new Date('2026-11-16T09:00:00Z');
const WEEK = 7 * 86_400_000;
const CHROME = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0 Safari/537.36';
const AGENTS = [CHROME, CHROME, CHROME, 'Mozilla/5.0', 'HeadlessChrome/131.0', undefined];

/** Ids of the people in `oddLog`; some of them are no recipients anywhere. */
export const PEOPLE = Array.from({ length: 36 }, (_, index) => (index % 9 === 0 ? `zoë-${String(index)}` : `r${String(index).padStart(3, '0')}`));

/**
 * A log of weekly mail with everything that makes one hard to cut: the same message sent again weeks later and under another campaign, mail known by its campaign only, bounces
 * (also of mail that nobody sent), opens before and without their send, events without any id, machines, gateways, mail that people set off, automatic replies, dates to come, and rows delivered twice.
 */
export function oddLog(seed: number, weeks = 14): readonly EventRow[] {
  const random = seededRandom(seed, 'odd log');
  const at = (ms: number): string => new Date(Math.round(ms)).toISOString();
  const rows = PEOPLE.flatMap((recipient_id) => Array.from({ length: weeks }, (_, week) => {
    const sent = NOW.getTime() - (week + 1) * WEEK + random() * 3 * 86_400_000;
    const id: EventRow = random() < 0.15 ? { campaign_id: `c${String(week % 5)}` } : { message_id: `m${String(week)}-é`, campaign_id: random() < 0.5 ? `c${String(week)}` : undefined };
    const event = (type: string, ms: number, more: EventRow = {}): EventRow => ({ recipient_id, ...id, type, occurred_at: at(ms), ...more });
    const some = (share: number, ...events: readonly EventRow[]): readonly EventRow[] => (random() < share ? events : []);
    const seen = sent + random() * 60 * 3_600_000;
    return [
      ...some(0.93, event('sent', sent, { triggered: random() < 0.1 ? true : undefined })),
      ...some(0.08, event('sent', sent + 20 * 86_400_000 * random(), { campaign_id: `c${String(week + 1)}` })),
      ...some(0.06, event('bounce', sent + 5000)), ...some(0.1, event('delivered', sent + 1000)),
      ...some(0.6, event('open', seen, { user_agent: AGENTS[Math.floor(random() * AGENTS.length)], machine_open: random() < 0.1 ? true : undefined })),
      ...some(0.05, event('open', sent - 86_400_000 * random(), { user_agent: CHROME })), ...some(0.05, event('open', sent + random() * 200 * 86_400_000, { user_agent: CHROME })),
      ...some(0.25, event('click', seen + 30_000, { user_agent: CHROME, url: `https://a.example/ü?${String(week)}` })),
      ...some(0.1, ...[0, 2, 4].map((second) => event('click', sent + 9000 + second * 1000, { user_agent: CHROME, url: `/${String(second)}` }))),
      ...some(0.3, event('reply', sent + random() * 50 * 3_600_000, { category: random() < 0.3 ? 'Out of Office' : undefined })),
      ...some(0.04, { recipient_id, type: 'click', occurred_at: at(seen), url: '/lost' }), ...some(0.02, { recipient_id, type: 'sent', occurred_at: at(sent) }),
    ];
  })).flat();
  return [...rows, ...rows.filter(() => random() < 0.03)];
}
