import type { HoldoutResult } from '#backtest/holdout.js';
import { analysisPlan } from '../analysis-plan.js';
import { plain } from '../numbers.js';
import { summary } from './blocks.js';
import { shareBar } from './charts.js';
import { markup } from './markup.js';
import { page } from './page.js';

/** The analysis plan of a holdout, to be signed before anything is sent: one file, see `page`. */
export function reportHoldoutHtml(result: HoldoutResult): string {
  const { people: { plan, control }, design: { peoplePerArm, recipients } } = result;
  const enough = Math.min(plan, control) >= (peoplePerArm ?? Infinity);
  const body = markup`${summary({
    tone: enough ? 'send' : 'review', verdict: 'Analysis plan', title: `A random holdout of ${plain(control)} people`,
    lead: enough ? 'Large enough to show the lift that is asked for in one mailing.' : 'Too small to show the lift that is asked for in one mailing: mail several times to the same arms.',
    figures: [[plain(recipients), 'recipients'], [plain(plan), 'get the plan'], [plain(control), 'keep the old hour'], ...(peoplePerArm === null ? [] : [[plain(peoplePerArm), 'needed in each arm'] as const])],
  })}
${shareBar('Arms', [{ label: 'plan', value: plan, tone: '--accent' }, { label: 'control', value: control, tone: '--quiet' }])}
${analysisPlan(result).map(({ label, lines }) => markup`<h2>${label}</h2>${lines.map((line) => (line.startsWith('presend ') ? markup`<pre tabindex="0"><code>${line}</code></pre>` : markup`<p>${line}</p>`))}`)}`;
  return page({ title: 'Holdout – Presend', kind: 'Measuring what planned hours gain', body, footer: 'Written before anything is sent. What is changed afterwards is not part of it.' });
}
