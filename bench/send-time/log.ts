import { zoneOffsets, offsetAt } from '#schedule/zones/zone-offsets.js';
import type { ZoneOffsets } from '#schedule/zones/zone-offsets.js';
import { instantOfWallTime } from '#schedule/zones/wall-time.js';
import { drawFrom } from './draw.js';
import type { Draw } from './draw.js';
import { minutesToOpen } from './mailbox.js';
import type { SimulatedPerson } from './person.js';
import { rhythmAt } from './person.js';
import { CELLS, CELL_MINUTES, minuteOfSum, sumAt } from './rhythm.js';
import { END, SENDER_ZONE, ZONES } from './world.js';
import type { World } from './world.js';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TRIGGERED = 0.08;
const AGENTS = [
  'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)', 'YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0', 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Mobile/15E148',
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/131.0.0.0 Mobile Safari/537.36', 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.4.0',
];
const PREFETCH = 'Mozilla/5.0';
const SCANNERS = ['Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/131.0.0.0 Safari/537.36', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/109.0.0.0 Safari/537.36', 'BarracudaCentral/1.0'];

export interface Mailing {
  readonly id: string;
  /** Milliseconds. */
  readonly at: number;
  readonly appeal: number;
  readonly links: number;
}

/** Two or three mailings a week at the sender's usual hours, on the sender's clock. */
export function mailings(world: World): readonly Mailing[] {
  const draw = drawFrom(world.seed, 'mailings');
  const clock = zoneOffsets(SENDER_ZONE, END - (world.days + 8) * DAY, END + DAY);
  const first = END - Math.ceil(world.days / 7) * 7 * DAY;
  const made: Mailing[] = [];
  for (let monday = first; monday < END; monday += 7 * DAY) {
    const left = world.habits.map(({ 2: share }) => share);
    for (let count = Math.min(left.length, draw.uniform() < 0.45 ? 3 : 2); count > 0; count--) {
      const habit = draw.pick(left);
      left[habit] = 0;
      const [day, hour] = world.habits[habit]!;
      made.push({ id: '', at: 1000 * instantOfWallTime(clock, (monday + day * DAY + hour * HOUR) / 1000), appeal: Math.exp(0.3 * draw.normal() - 0.045), links: 3 + Math.floor(4 * draw.uniform()) });
    }
  }
  const trendAt = (at: number): number => Math.exp((-world.trend * (END - at)) / (world.days * DAY));
  return made.filter(({ at }) => at < END - 3 * DAY).sort((a, b) => a.at - b.at).map((mailing, index) => ({ ...mailing, appeal: mailing.appeal * trendAt(mailing.at), id: `c${String(index)}` }));
}

/** What one event of the log is made of. */
export interface LoggedEvent {
  readonly type: 'sent' | 'open' | 'click' | 'reply' | 'gift';
  readonly at: number;
  readonly message: string;
  readonly agent?: string;
  readonly url?: string;
  readonly amount?: number;
  readonly triggered?: boolean;
  readonly propensity?: number;
  /** What a person did, seen by the sender: for scoring, not for the log. */
  readonly human?: boolean;
}

const CLOCKS = new Map<string, ZoneOffsets>();

export function clockOf(zone: string): ZoneOffsets {
  const clock = CLOCKS.get(zone) ?? zoneOffsets(zone, END - 900 * DAY, END + 30 * DAY);
  CLOCKS.set(zone, clock);
  return clock;
}

for (const [zone] of ZONES) clockOf(zone);

/** Minutes since a Monday 00:00 on the person's clock. */
function minuteOfWeek(person: SimulatedPerson, at: number): number {
  const minutes = (at / 1000 + offsetAt(clockOf(person.zone), at / 1000)) / 60 + 3 * 1440;
  return minutes % (CELLS * CELL_MINUTES);
}

/** All that the sender's log holds of one person. */
export function logOf(world: World, person: SimulatedPerson, all: readonly Mailing[]): readonly LoggedEvent[] {
  if (person.mostMails === 0) return [];
  const draw = drawFrom(world.seed, `log ${person.id}`);
  const taken = all.filter(({ at }) => at >= person.joinedAt).slice(-person.mostMails);
  return taken.flatMap((mailing) => {
    const sent = sendOf(world, person, mailing, draw);
    return sent.at > END - 2 * DAY ? [] : [{ type: 'sent', message: mailing.id, ...sent }, ...reactions(world, person, { ...mailing, ...sent }, draw)];
  });
}

/** When a mailing really goes to a person: on schedule, at a random hour of the next seven days, or after something that they did. */
function sendOf(world: World, person: SimulatedPerson, { at }: Mailing, draw: Draw): { readonly at: number; readonly triggered?: boolean; readonly propensity?: number } {
  const scheduled = at + 40 * MINUTE * draw.uniform();
  const [trigger, explore, when] = [draw.uniform(), draw.uniform(), draw.uniform()];
  if (trigger < TRIGGERED) {
    const { looked } = rhythmAt(person, scheduled);
    const minute = minuteOfWeek(person, scheduled);
    const active = minuteOfSum(looked, sumAt(looked, minute) + when * looked[CELLS]!) - minute;
    return { at: scheduled + (active + 1 + 4 * explore) * MINUTE, triggered: true };
  }
  if (world.explored === 0) return { at: scheduled };
  const random = world.explored / 168;
  const hours = explore < world.explored ? Math.floor(168 * when) : 0;
  return { at: scheduled + hours * HOUR, propensity: hours === 0 ? 1 - world.explored + random : random };
}

function reactions(world: World, person: SimulatedPerson, mail: Mailing & { readonly triggered?: boolean }, draw: Draw): LoggedEvent[] {
  const message = mail.id;
  const years = (mail.at - END + world.days * DAY) / (365 * DAY);
  const sent = { at: mail.at, minuteOfWeek: minuteOfWeek(person, mail.at), drift: person.drift * years, appeal: mail.triggered === true ? 1.9 : mail.appeal };
  const minutes = minutesToOpen(world, person, sent, draw);
  const events = [...machineEvents(person, mail, draw), ...(minutes === undefined ? [] : humanEvents(person, mail, mail.at + minutes * MINUTE, draw))];
  return events.filter(({ at }) => at < END).map((event) => ({ ...event, message }));
}

type Reaction = Omit<LoggedEvent, 'message'>;

function machineEvents(person: SimulatedPerson, { at, links }: Mailing, draw: Draw): Reaction[] {
  if (person.apple && draw.uniform() < 0.93) {
    return [{ type: 'open', at: at + MINUTE * (draw.uniform() < person.prefetchedLate ? 840 * draw.uniform() : draw.logNormal(4, 1.1)), agent: PREFETCH }];
  }
  if (person.scanner < 0 || draw.uniform() >= 0.9) return [];
  const agent = SCANNERS[person.scanner]!;
  const first = at + 1000 * (draw.uniform() < 0.85 ? 2 + 40 * draw.uniform() : 300 + 900 * draw.uniform());
  const followed = draw.uniform() < 0.8 ? links : 1;
  return [{ type: 'open', at: first, agent }, ...Array.from({ length: followed }, (_, link): Reaction => ({ type: 'click', at: first + 4000 * draw.uniform(), agent, url: `/${String(link)}` }))];
}

/** Opens of Apple Mail readers mostly stay hidden; clicks, replies and gifts do not. */
function humanEvents(person: SimulatedPerson, { links }: Mailing, opened: number, draw: Draw): Reaction[] {
  const agent = AGENTS[person.apple ? (draw.uniform() < 0.5 ? 0 : 4) : person.agent]!;
  const events: Reaction[] = [];
  if (draw.uniform() < (person.apple ? 0.15 : 0.93)) {
    events.push({ type: 'open', at: opened, agent, human: true });
    if (draw.uniform() < 0.25) events.push({ type: 'open', at: opened + 20 * HOUR * draw.exponential(), agent });
  }
  const leisure = minuteOfWeek(person, opened) % 1440 >= 18 * 60 ? 1.3 : 0.9;
  if (draw.uniform() >= person.clicks * leisure) {
    if (draw.uniform() < 0.012) events.push({ type: 'reply', at: opened + 1000 * (60 + 300 * draw.exponential()) });
    return events;
  }
  const clicked = opened + 1000 * (8 + 45 * draw.exponential());
  events.push({ type: 'click', at: clicked, agent, url: `/${String(Math.floor(links * draw.uniform()))}`, human: true });
  if (draw.uniform() < person.gives * (leisure > 1 ? 1.6 : 0.7)) events.push({ type: 'gift', at: clicked + 1000 * (90 + 240 * draw.exponential()), amount: 5 * Math.ceil(draw.logNormal(7, 0.9)) });
  return events;
}
