import type { BacktestResult, Comparison, LogBacktest } from '#backtest/backtest-result.js';
import type { HoldoutDesign } from '#backtest/holdout-design.js';
import type { Overlap } from '#backtest/off-policy.js';
import { EFFECTIVE_SAMPLE, MATCHED_ENGAGEMENTS, MEAN_WEIGHT } from '#backtest/refusals.js';
import type { LiftEstimate } from '#stats/clustered-totals.js';
import { interval, percent, plain } from '../numbers.js';
import { instant, summary, unknownWords, unreadRows, type Summary } from './blocks.js';
import { bars } from './charts.js';
import { forestAxis, forestPlot, type ForestAxis } from './forest-plot.js';
import { outcome, toneOf } from './holdout-outcome.js';
import { markup, type Markup } from './markup.js';
import { page } from './page.js';
import { weightsChart } from './weights-chart.js';

const OVER = { logged: 'what was sent', modal: "each person's usual hour" } as const;

/** What a backtest says, for a client: the answer first, or why there is none and what would give one; one file, see `page`. */
export function reportBacktestHtml(result: BacktestResult): string {
  const body = result.kind === 'log' ? logBody(result) : markup`${outcome(result)}${result.lift === null ? design(result.holdout) : undefined}${unreadRows(result.rejected)}${unknownWords(result.unreadWords)}`;
  return page({ title: 'Backtest – Presend', kind: 'What planned hours gain', body, footer: `Mail sent from ${instant(result.from)} to ${instant(result.until)}; engagement within ${String(result.horizonHours)} hours${result.kind === 'log' ? `; seed ${String(result.seed)}` : ''}.` });
}

function logBody(result: LogBacktest): Markup {
  const { comparisons, messages, overlap } = result;
  const axis = forestAxis(comparisons.flatMap(({ lift }) => Object.values(lift ?? {}) as (LiftEstimate | undefined)[]).flatMap((estimate) => estimate ?? []));
  return markup`${summary({ ...answer(result), figures: figures(result) })}
${comparisons.some(({ lift }) => lift !== null) && markup`<h2>What it would have gained</h2>${comparisons.map((own) => comparison(own, axis))}<p class="note">Dots are estimates, lines their 95 % intervals between people. Doubly robust is the one to read; the other two rest on the weights alone and say whether it depends on the model.</p>`}
${comparisons.some(({ refusals }) => refusals.length > 0) && design(result.holdout)}
${overlap.plan.meanWeight > 0 && overlaps(result)}
${timing(result)}
<h2>How it was judged</h2><p>A model that knew nothing later than ${instant(result.trainedUntil)} planned the mail that was sent from ${instant(result.from)} to ${instant(result.until)}. The plan's choice is spread over ${String(result.windowHours)} hours. Mail that happened to go out in those hours is weighed by one over the chance that it did (its propensity); ${plain(result.withoutPropensity)} of ${plain(messages)} mails have no usable one. Wrong propensities give wrong numbers.</p>
${unreadRows(result.rejected)}${unknownWords(result.unreadWords)}`;
}

function figures({ messages, engaged, recipients, evaluated, overlap: { plan } }: LogBacktest): Summary['figures'] {
  return [
    [plain(messages), 'scheduled mails'], ...(messages > 0 ? [[percent(engaged / messages), 'engaged with'] as const] : []), [plain(recipients), 'recipients'],
    ...(evaluated < recipients ? [[plain(evaluated), 'of them evaluated, a sample'] as const] : []),
    ...(plan.meanWeight > 0 ? [[plain(Math.round(plan.effectiveSample)), 'effective sample size'] as const] : []),
  ];
}

function answer({ comparisons }: LogBacktest): Omit<Summary, 'figures'> {
  const lift = comparisons[0]?.lift?.doublyRobust ?? comparisons[0]?.lift?.snips;
  if (lift === undefined) {
    const reasons = [...new Set(comparisons.flatMap(({ refusals }) => refusals.map(({ text }) => text)))];
    return {
      tone: 'review', verdict: 'No answer', title: 'This log cannot say what planned hours would have gained',
      lead: markup`<p class="lead">Any number would be a guess. Why:</p><ul class="lead">${reasons.map((text) => markup`<li>${text}</li>`)}</ul>`,
    };
  }
  return {
    tone: toneOf(lift), verdict: 'Answered by the log', title: headline(lift),
    lead: `Engaged mails, the plan over what was sent: ${interval(lift)}. An estimate from a log, not an experiment: a random holdout measures it.`,
  };
}

function headline(lift: LiftEstimate): string {
  if (toneOf(lift) === 'plain') return 'No gain is shown: it may be nothing';
  return lift.low > 0 ? `Planned hours would have brought ${percent(lift.low)} to ${percent(lift.high)} more engagement` : `Planned hours would have brought ${percent(-lift.high)} to ${percent(-lift.low)} less engagement`;
}


function comparison({ over, lift, refusals }: Comparison, axis: ForestAxis): Markup {
  const title = `The plan over ${OVER[over]}`;
  if (lift === null) return markup`<h3 class="chart-title">${title}</h3><p>No measured lift:</p><ul>${refusals.map(({ text }) => markup`<li>${text}</li>`)}</ul>`;
  return markup`<h3 class="chart-title">${title}</h3>${forestPlot(title, [{ label: 'Doubly robust', estimate: lift.doublyRobust, main: true }, { label: 'SNIPS', estimate: lift.snips }, { label: 'IPS', estimate: lift.ips }], axis)}`;
}

function overlaps({ overlap: { plan, modal }, messages }: LogBacktest): Markup {
  const rows: readonly (readonly [string, (overlap: Overlap) => string, string, (overlap: Overlap) => boolean])[] = [
    ['Mean weight', ({ meanWeight }) => meanWeight.toFixed(3), `${String(MEAN_WEIGHT[0])} to ${String(MEAN_WEIGHT[1])}`, ({ meanWeight }) => meanWeight >= MEAN_WEIGHT[0] && meanWeight <= MEAN_WEIGHT[1]],
    ['Effective sample size', ({ effectiveSample }) => plain(Math.round(effectiveSample)), `${String(EFFECTIVE_SAMPLE)} or more`, ({ effectiveSample }) => effectiveSample >= EFFECTIVE_SAMPLE],
    ['Matched engagements', ({ matchedEngagements }) => plain(matchedEngagements), `${String(MATCHED_ENGAGEMENTS)} or more`, ({ matchedEngagements }) => matchedEngagements >= MATCHED_ENGAGEMENTS],
  ];
  const cell = (overlap: Overlap, [, text, , holds]: (typeof rows)[number]): Markup => markup`<td class="number ${!holds(overlap) && 'error'}">${holds(overlap) ? text(overlap) : markup`<b style="color:var(--tone)">${text(overlap)}</b>, out of bounds`}</td>`;
  return markup`<h2>How much of the plan the log holds</h2><div class="scroll" tabindex="0"><table><thead><tr><th>Of ${plain(messages)} mails</th><th class="number">The plan</th><th class="number">Usual hours</th><th class="number">Needed</th></tr></thead><tbody>${rows.map((row) => markup`<tr><td>${row[0]}</td>${cell(plan, row)}${cell(modal, row)}<td class="number">${row[2]}</td></tr>`)}</tbody></table></div>
<h3 class="chart-title">Weights of the mails at the plan's hours</h3>${weightsChart(plan.weights)}`;
}

function timing({ timing: test }: LogBacktest): Markup {
  const title = markup`<h2>Do people here have hours of their own?</h2>`;
  if (test === null) return markup`${title}<p>Nobody engaged twice: nothing can be said.</p>`;
  const verdict = test.pValue < 0.05 ? 'Yes.' : 'No evidence of it: personal timing may not be worth it for this list.';
  return markup`${title}<p><b>${verdict}</b> Two engagements of a person lie within an hour of each other on the clock more often than when hours are swapped between people who got mail at the same hour: p = ${test.pValue.toFixed(3)}, ${plain(test.permutations)} permutations, ${plain(test.people)} people, ${plain(test.engagements)} engagements.</p>
${bars('Pairs of engagements within an hour of each other', [{ label: 'of one person', value: test.agreement }, { label: 'by chance', value: test.byChance }], '--accent', percent)}`;
}

function design(wanted: HoldoutDesign | null): Markup {
  const title = markup`<h2>What would answer it: a random holdout</h2>`;
  if (wanted === null) return markup`${title}<p>Nothing on file tells the rate of engagement for which it needs to be designed.</p>`;
  const { base, lift, power, peoplePerArm, recipients, detectable } = wanted;
  return markup`${title}<p>Part of the list keeps the old hour, drawn at random; the others get the plan. ${peoplePerArm === null ? 'No number of people would show' : markup`<b>${plain(peoplePerArm)} people in each arm</b> show`} a lift of ${percent(lift)} over a rate of ${percent(base)} in one mailing (${percent(power)} power, two-sided 5 % error).</p>
<p>This list has ${plain(recipients)} recipients. In two halves it shows ${detectable === null ? 'no lift that can be' : `a lift of ${percent(detectable)} or more`} in one mailing, less in several to the same arms.</p>
<pre tabindex="0"><code>presend holdout --recipients ... --base ${base.toFixed(4)} --lift ${String(lift)} --key ... --output holdout.csv</code></pre>`;
}
