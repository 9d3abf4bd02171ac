import type { PlanResult } from '#schedule/plan-result.js';
import { SIGNALS } from '../plan-signals.js';
import { percent, plain, plural } from '../numbers.js';
import { learnedFrom } from '../plan-summary.js';
import { instant, summary, unknownWords, unreadRows } from './blocks.js';
import { bars, columns, heatMap, shareBar } from './charts.js';
import { markup, type Markup } from './markup.js';
import { page } from './page.js';

/** Milliseconds. */
const DAY = 86_400_000;

/** What a plan came to, for the people who did not run it: one file, see `page`. */
export function reportPlanHtml(result: PlanResult): string {
  const { recipients, scheduled, from, until, now, seed, goal } = result;
  const held = recipients - scheduled;
  const body = markup`${summary({
    tone: 'plain', verdict: 'Plan', title: `${plain(scheduled)} of ${plain(recipients)} recipients have a slot`,
    lead: `Between ${instant(from)} and ${instant(until)}, each at the hour in which they are likeliest to ${goal === 'reply' ? 'reply' : 'engage'} within ${String(result.horizonHours)}${goal === 'reply' ? ' working' : ''} hours.`,
    figures: [[plain(scheduled), 'scheduled'], [plain(held), 'held'], [plain(result.evidence.personal), 'with evidence of their own'], [plain(result.workAddresses), 'work addresses']],
  })}
${expectation(result)}
<h2>When it goes out</h2>${heatMap('Planned mail', result.heatMap, 'recipients')}
<h3 class="chart-title">By day, local dates</h3>${columns('Recipients by day', everyDay(result.days))}
<h2>What the slots rest on</h2>${shareBar('Evidence', [
    { label: 'their own events (five or more)', value: result.evidence.personal, tone: '--good' },
    { label: 'people alike', value: result.evidence.archetype, tone: '--accent' },
    { label: 'everybody', value: result.evidence.population, tone: '--quiet' },
  ])}
<p>${result.eventsGiven
    ? `Learned from ${plural(result.messages, 'message')} and ${learnedFrom(result)}, recent ones weighing more, of ${plural(result.population.people, 'person', 'people')}.`
    : 'No events were given, so that the hours are those of a usual list.'}</p>
${held > 0 && markup`<h2>Held, and why</h2>${bars('Held', rows(result.held), '--error')}`}
${Object.keys(result.moved).length > 0 && markup`<h2>Moved from a better hour</h2>${bars('Moved', rows(result.moved))}`}
${result.eventsGiven && markup`<h2>What was read</h2>${bars('Events', rows(result.signals, (reason) => SIGNALS[reason] ?? reason), '--quiet')}`}
${zones(result)}${unreadRows(result.rejected)}${unknownWords(result.unreadWords)}`;
  return page({ title: 'Plan – Presend', kind: 'Send-time plan', body, footer: `Seed ${String(seed)}, clock ${instant(now)}.` });
}

function expectation({ goal, scheduled, eventsGiven, expectedRate: { planned, defaultSlot }, defaultSlot: { at, zone }, calibration }: PlanResult): Markup | undefined {
  if (scheduled === 0 || !eventsGiven) return undefined;
  const lift = 100 * (planned / defaultSlot - 1);
  return markup`<h2>What may be expected</h2><p>${percent(planned)} ${goal === 'reply' ? 'reply' : 'engage'}, against ${percent(defaultSlot)} if all got it at ${instant(at)} (the usual hour in ${zone}): ${lift < 0 ? '' : '+'}${lift.toFixed(1)} %.</p>
<p><b>This is a projection, not a measurement.</b> Only a random holdout measures it. ${calibration.messages === 0 ? `The rates were not calibrated on this list: that takes 5,000 scheduled mails of the last 90 days and 300 ${goal === 'reply' ? 'replies to' : 'engagements with'} them.` : `The rates were calibrated on ${plain(calibration.messages)} mails of the last 90 days.`}</p>`;
}

function zones({ timezoneSources: { explicit, region, country, inferred, default: unknown }, defaultZone, badZones }: PlanResult): Markup {
  return markup`<h2>Time zones</h2>${shareBar('Time zones', [
    { label: 'given', value: explicit, tone: '--good' }, { label: 'by region', value: region, tone: '--accent' }, { label: 'by country', value: country, tone: '--info' },
    { label: 'inferred from activity', value: inferred, tone: '--warning' }, { label: `unknown, taken for ${defaultZone}`, value: unknown, tone: '--quiet' },
  ])}${badZones.recipients > 0 && markup`<p>${plain(badZones.recipients)} recipients name a time zone that is none (${badZones.examples.join(', ')}): counted as without one.</p>`}`;
}

/** Days without mail are days, too. */
function everyDay(days: PlanResult['days']): { label: string; value: number }[] {
  const [first, last] = [Object.keys(days)[0], Object.keys(days).at(-1)].map((day) => Date.parse(day ?? ''));
  const all: { label: string; value: number }[] = [];
  for (let day = first ?? 0; day <= (last ?? 0); day += DAY) {
    const date = new Date(day).toISOString().slice(0, 10);
    all.push({ label: date.slice(5), value: days[date] ?? 0 });
  }
  return all;
}

function rows(numbers: Readonly<Partial<Record<string, number>>>, name: (key: string) => string = (key) => key.replaceAll('_', ' ')): { label: string; value: number }[] {
  return Object.entries(numbers).map(([key, value = 0]) => ({ label: name(key), value }));
}
