import type { PlanResult } from '#schedule/plan-result.js';
import { SIGNALS } from '../plan-signals.js';
import { plain } from '../numbers.js';
import { bars, columns, heatMap, percent, shareBar } from './charts.js';
import { markup, type Markup } from './markup.js';
import { page } from './page.js';

/** What a plan came to, for the people who did not run it: one file, see `page`. */
export function reportPlanHtml(result: PlanResult): string {
  const { recipients, scheduled, from, until, now, seed } = result;
  const held = recipients - scheduled;
  const body = markup`<section class="summary plain"><div class="verdict">Plan</div><h1>${plain(scheduled)} of ${plain(recipients)} recipients have a slot</h1>
<p class="lead">Between ${minute(from)} and ${minute(until)} UTC, each at the hour in which they are likeliest to engage within ${result.horizonHours} hours.</p>
<ul class="figures">${figures(result).map(([value, label]) => markup`<li><b>${value}</b><span>${label}</span></li>`)}</ul></section>
${expectation(result)}
<h2>When it goes out</h2>${heatMap('Planned mail', result.heatMap, 'recipients')}
${columns('Recipients by day', Object.entries(result.days).map(([day, value]) => ({ label: day.slice(5), value })))}
<h2>What the slots rest on</h2>${shareBar('Evidence', [
    { label: 'their own events (five or more)', value: result.evidence.personal, tone: '--good' },
    { label: 'people alike', value: result.evidence.archetype, tone: '--accent' },
    { label: 'everybody', value: result.evidence.population, tone: '--quiet' },
  ])}
<p>Learned from ${plain(result.messages)} messages and ${plain(result.population.engagements)} engagements, recent ones weighing more, of ${plain(result.population.people)} people.</p>
${held > 0 && markup`<h2>Held, and why</h2>${bars('Held', rows(result.held), '--error')}`}
${Object.keys(result.moved).length > 0 && markup`<h2>Moved from a better hour</h2>${bars('Moved', rows(result.moved))}`}
<h2>What was read</h2>${bars('Events', rows(result.signals, (reason) => SIGNALS[reason] ?? reason), '--quiet')}
${zones(result)}${unread(result)}`;
  return page({ title: 'Plan – Presend', kind: 'Send-time plan', body, footer: `Seed ${String(seed)}, clock ${minute(now)} UTC.` });
}

function figures({ recipients, scheduled, evidence, workAddresses }: PlanResult): readonly (readonly [string, string])[] {
  return [[plain(scheduled), 'scheduled'], [plain(recipients - scheduled), 'held'], [plain(evidence.personal), 'with evidence of their own'], [plain(workAddresses), 'work addresses']];
}

function expectation({ scheduled, expectedRate: { planned, defaultSlot }, defaultSlot: { at, zone }, calibration }: PlanResult): Markup | undefined {
  if (scheduled === 0) return undefined;
  const lift = 100 * (planned / defaultSlot - 1);
  return markup`<h2>What may be expected</h2><p>${percent(planned)} engage, against ${percent(defaultSlot)} if all got it at ${minute(at)} UTC (the usual hour in ${zone}): ${lift < 0 ? '' : '+'}${lift.toFixed(1)} %.</p>
<p><b>This is a projection, not a measurement.</b> Only a random holdout measures it. ${calibration.messages === 0 ? 'The rates were not calibrated on this list: that takes 5,000 scheduled mails of the last 90 days.' : `The rates were calibrated on ${plain(calibration.messages)} mails of the last 90 days.`}</p>`;
}

function zones({ timezoneSources: { explicit, region, country, inferred, default: unknown }, defaultZone, badZones }: PlanResult): Markup {
  return markup`<h2>Time zones</h2>${shareBar('Time zones', [
    { label: 'given', value: explicit, tone: '--good' }, { label: 'by region', value: region, tone: '--accent' }, { label: 'by country', value: country, tone: '--info' },
    { label: 'inferred from activity', value: inferred, tone: '--warning' }, { label: `unknown, taken for ${defaultZone}`, value: unknown, tone: '--quiet' },
  ])}${badZones.recipients > 0 && markup`<p>${plain(badZones.recipients)} recipients name a time zone that is none (${badZones.examples.join(', ')}): counted as without one.</p>`}`;
}

function unread({ rejected }: PlanResult): Markup | undefined {
  const tables = rejected.filter(({ rows: count }) => count > 0);
  return tables.length === 0 ? undefined : markup`<h2>Rows that could not be read</h2><ul>${tables.map(({ table, file, rows: count, examples }) => markup`<li>${plain(count)} of ${table} (<code>${file}</code>), left out: ${examples.slice(0, 3).map(({ line, reason }) => `line ${String(line)} ${reason}`).join('; ')}</li>`)}</ul>`;
}

function rows(numbers: Readonly<Partial<Record<string, number>>>, name: (key: string) => string = (key) => key.replaceAll('_', ' ')): { label: string; value: number }[] {
  return Object.entries(numbers).map(([key, value = 0]) => ({ label: name(key), value }));
}

function minute(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)}`;
}
