import pc from 'picocolors';
import type { PlanResult } from '#schedule/plan-result.js';
import { labelledLines, type Line, type Look } from './labelled-lines.js';
import { planHeatMap } from './plan-heat-map.js';
import { SIGNALS } from './plan-signals.js';
import { percent, plain, plural } from './numbers.js';
import { rejectedRowsText, unreadWordsText } from './tables-text.js';

/** What a plan without events says of itself. */
const NOTHING_LEARNED = 'nothing: no events were given (--events, or --model), so that hours are the best of a usual list that the constraints leave open';

/** What a person wants to know of a plan, in a terminal. */
export function planSummary(result: PlanResult, look: Look): string {
  const lines: readonly Line[] = [
    ['span', `${result.from} to ${result.until}, ${goalText(result)}, seed ${String(result.seed)}`],
    ['recipients', `${plain(result.recipients)}: ${plain(result.scheduled)} scheduled, ${plain(result.recipients - result.scheduled)} held`],
    ...counts('held', result.held),
    ...counts('moved', result.moved, (constraint) => `from a better hour by ${constraint.replaceAll('_', ' ')}`),
    ['evidence', `${plain(result.evidence.personal)} personal (five own ${result.goal === 'reply' ? 'replies' : 'events'} or more), ${plain(result.evidence.archetype)} archetype, ${plain(result.evidence.population)} population`],
    ['learned from', !result.eventsGiven ? NOTHING_LEARNED : `${learnedFrom(result)} (recent ones weigh more) of ${plural(result.population.people, 'person', 'people')}, ${plural(result.population.archetypes, 'archetype')}; ${plural(result.messages, 'message')} read`],
    ['calibrated', result.calibration.messages === 0 ? `not on this list, for which it takes 5,000 scheduled mails of the last 90 days and 300 ${result.goal === 'reply' ? 'replies to' : 'engagements with'} them` : `on ${plain(result.calibration.messages)} mails of the last 90 days, of people in the sample`],
    ...counts('events', result.signals, (reason) => SIGNALS[reason] ?? reason),
    ['zones', zonesText(result)],
    ...badZonesText(result),
    ...result.rejected.filter(({ rows }) => rows > 0).map((rejected): Line => ['rejected', rejectedRowsText(rejected)]),
    ...result.unreadWords.map((unread): Line => ['unread', unreadWordsText(unread)]),
    ...busiestText(result),
    ['expected', expectedText(result)],
  ];
  return `${labelledLines(lines, look)}\n${planHeatMap(result.heatMap, pc.createColors(look.color)).join('\n')}\n`;
}

/** What a plan counted: `8,195 engagements`. */
export function learnedFrom({ goal, population: { engagements } }: PlanResult): string {
  return goal === 'reply' ? plural(engagements, 'reply', 'replies') : plural(engagements, 'engagement');
}

/** What is counted, and how long after the send. */
function goalText({ goal, horizonHours }: PlanResult): string {
  return goal === 'reply' ? `replies within ${plain(horizonHours)} working hours` : `engagement within ${plain(horizonHours)} h`;
}

/** Most frequent first. */
function counts(label: string, numbers: Readonly<Partial<Record<string, number>>>, name: (key: string) => string = (key) => key): readonly Line[] {
  return Object.entries(numbers)
    .map(([key, count = 0]) => [key, count] as const)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([key, count]) => [label, `${plain(count)} ${name(key)}`]);
}

function zonesText({ timezoneSources: { explicit, region, country, inferred, default: fallback }, defaultZone }: PlanResult): string {
  return `${plain(explicit)} given, ${plain(region)} by region, ${plain(country)} by country, ${plain(inferred)} inferred from activity, ${plain(fallback)} unknown and taken for ${defaultZone}`;
}

function badZonesText({ badZones: { recipients, examples } }: PlanResult): readonly Line[] {
  return recipients === 0 ? [] : [['zones', `${recipients === 1 ? '1 recipient has' : `${plain(recipients)} recipients have`} a time zone that is none (${examples.map((name) => JSON.stringify(name)).join(', ')}): counted as without one`]];
}

/** People alike have the same best hour; from this share of them on, the summary says how to spread them. */
const CROWD = 0.25;

function busiestText({ scheduled, heatMap }: PlanResult): readonly Line[] {
  const most = Math.max(...heatMap);
  if (scheduled === 0 || most / scheduled < CROWD) return [];
  return [['busiest hour', `${plain(most)} (${percent(most / scheduled)}) in one hour of the local week; schedule.capacity.perHour spreads them at the least loss`]];
}

function expectedText({ goal, scheduled, eventsGiven, expectedRate: { planned, defaultSlot }, defaultSlot: { at, zone } }: PlanResult): string {
  if (scheduled > 0 && !eventsGiven) return 'not known without events';
  if (scheduled === 0) return 'nothing, since nobody is scheduled';
  const lift = 100 * (planned / defaultSlot - 1);
  return `${percent(planned)} ${goal === 'reply' ? 'reply' : 'engage'}, against ${percent(defaultSlot)} if all got it at ${at} (${zone}): ${lift < 0 ? '' : '+'}${lift.toFixed(1)} %, a projection, not a measurement. Only a random holdout measures it.`;
}
