import type { HoldoutBacktest } from '#backtest/backtest-result.js';
import type { LiftEstimate } from '#stats/clustered-totals.js';
import { interval, percent, plain } from '../numbers.js';
import { summary } from './blocks.js';
import { columns, DAYS } from './charts.js';
import { forestAxis, forestPlot } from './forest-plot.js';
import { markup, type Markup } from './markup.js';

/** What a random holdout measured, or why its arms cannot be compared. */
export function outcome({ arms, refusals, lift }: HoldoutBacktest): Markup {
  const perPerson = ({ people, engaged }: HoldoutBacktest['arms']['plan']): string => (engaged / Math.max(1, people)).toFixed(3);
  const figures = [[plain(arms.plan.people + arms.control.people), 'people assigned'], [perPerson(arms.plan), 'engaged mails a person, plan'], [perPerson(arms.control), 'engaged mails a person, control']] as const;
  const reasons = refusals.length > 0 ? refusals.map(({ text }) => text) : ['One of the arms engaged with nothing.'];
  const first = lift === null
    ? summary({ tone: 'review', verdict: 'No answer', title: 'This holdout cannot say what planned hours gained', lead: markup`<p class="lead">The arms cannot be compared. Why:</p><ul class="lead">${reasons.map((text) => markup`<li>${text}</li>`)}</ul>`, figures })
    : summary({ tone: toneOf(lift), verdict: 'Measured by a random holdout', title: headline(lift), lead: `Engaged mails per person assigned, plan over control, by intention to treat: ${interval(lift)}.`, figures });
  return markup`${first}
${lift !== null && markup`<h2>The lift</h2>${forestPlot('Plan over control', [{ label: 'Holdout', estimate: lift, main: true }], forestAxis([lift]))}`}
<h2>The arms</h2><div class="scroll" tabindex="0"><table><thead><tr><th>Arm</th><th class="number">People</th><th class="number">Mails</th><th class="number">Engaged with</th></tr></thead><tbody>${(['plan', 'control'] as const).map((arm) => markup`<tr><td>${arm}</td><td class="number">${plain(arms[arm].people)}</td><td class="number">${plain(arms[arm].mails)}</td><td class="number">${plain(arms[arm].engaged)}</td></tr>`)}</tbody></table></div>
${(['plan', 'control'] as const).map((arm) => markup`<h3 class="chart-title">Mails by weekday, ${arm} arm</h3>${columns(`Mails by weekday, ${arm} arm`, arms[arm].weekdays.map((value, day) => ({ label: DAYS[day] ?? '', value })))}`)}`;
}

/** Of an interval: all above zero, all below it, or neither. */
export function toneOf({ low, high }: LiftEstimate): 'send' | 'hold' | 'plain' {
  if (low > 0) return 'send';
  return high < 0 ? 'hold' : 'plain';
}

function headline(lift: LiftEstimate): string {
  if (toneOf(lift) === 'plain') return 'No gain was shown: it may be nothing';
  return lift.low > 0 ? `Planned hours brought ${percent(lift.low)} to ${percent(lift.high)} more engagement` : `Planned hours brought ${percent(-lift.high)} to ${percent(-lift.low)} less engagement`;
}
