import type { BacktestResult, Comparison, HoldoutBacktest, LogBacktest } from '#backtest/backtest-result.js';
import type { HoldoutDesign } from '#backtest/holdout-design.js';
import { labelledLines, type Line, type Look } from './labelled-lines.js';
import { interval, percent, plain } from './numbers.js';
import { rejectedRowsText, unreadWordsText } from './tables-text.js';

/** What a person wants to know of a backtest, in a terminal. */
export function backtestSummary(result: BacktestResult, look: Look): string {
  return labelledLines(result.kind === 'log' ? logLines(result) : holdoutLines(result), look);
}

function logLines(result: LogBacktest): readonly Line[] {
  const { overlap: { plan, modal } } = result;
  return [
    ['evaluated', `mail sent from ${result.from} to ${result.until}, engagement within ${String(result.horizonHours)} h; learned from what was known at ${result.trainedUntil}`],
    ['log', `${plain(result.messages)} scheduled mails, ${plain(result.engaged)} engaged with (${percent(share(result))}); ${plain(result.withoutPropensity)} without a propensity`],
    ...(result.evaluated < result.recipients ? [['log', `a sample of ${plain(result.evaluated)} of ${plain(result.recipients)} recipients`] as const] : []),
    ...unreadLines(result),
    ...(plan.meanWeight === 0 ? [] : [
      ['overlap', `plan, spread over ${String(result.windowHours)} h: mean weight ${plan.meanWeight.toFixed(3)}, effective sample ${plain(Math.round(plan.effectiveSample))}, ${plain(plan.matchedEngagements)} matched engagements`] as const,
      ['overlap', `modal hour: mean weight ${modal.meanWeight.toFixed(3)}, effective sample ${plain(Math.round(modal.effectiveSample))}, ${plain(modal.matchedEngagements)} matched engagements`] as const,
    ]),
    ...result.comparisons.flatMap(comparisonLines),
    ...timingLines(result),
    ...(result.comparisons.some(({ refusals }) => refusals.length > 0) ? designLines(result.holdout) : []),
  ];
}

function comparisonLines({ over, refusals, lift }: Comparison): readonly Line[] {
  const label = over === 'logged' ? 'over the log' : 'over modal';
  if (lift === null) return [[label, 'no measured lift:'], ...refusals.map(({ text }): Line => [label, `- ${text}`])];
  return [
    [label, `doubly robust ${interval(lift.doublyRobust)}`],
    [label, `SNIPS ${interval(lift.snips)}; IPS ${interval(lift.ips)}`],
  ];
}

function timingLines({ timing }: LogBacktest): readonly Line[] {
  if (timing === null) return [['own hours', 'nobody engaged twice: nothing can be said']];
  const verdict = timing.pValue < 0.05 ? 'people here have hours of their own' : 'no evidence that people here have hours of their own: personal timing may not be worth it for this list';
  return [
    ['own hours', `${verdict} (p = ${timing.pValue.toFixed(3)}, ${plain(timing.permutations)} permutations)`],
    ['own hours', `two engagements of a person lie within an hour of each other on the clock in ${percent(timing.agreement)} of pairs, by chance in ${percent(timing.byChance)} (${plain(timing.people)} people, ${plain(timing.engagements)} engagements)`],
  ];
}

function holdoutLines(result: HoldoutBacktest): readonly Line[] {
  const { arms } = result;
  const arm = (name: 'plan' | 'control'): Line => {
    const { people, mails, engaged } = arms[name];
    return [`${name} arm`, `${plain(people)} people assigned, ${plain(mails)} mails, ${plain(engaged)} engaged with: ${(engaged / Math.max(1, people)).toFixed(4)} a person`];
  };
  return [
    ['holdout', `mail sent from ${result.from} to ${result.until}, engagement within ${String(result.horizonHours)} h, by intention to treat`],
    arm('plan'), arm('control'), ...unreadLines(result),
    ...(result.refusals.length > 0 || result.lift === null
      ? [['lift', 'no measured lift:'] as const, ...result.refusals.map(({ text }): Line => ['lift', `- ${text}`]), ...designLines(result.holdout)]
      : [['lift', `${interval(result.lift)}${result.lift.low <= 0 && result.lift.high >= 0 ? '; it may be nothing' : ''}`] as const]),
  ];
}

function designLines(design: HoldoutDesign | null): readonly Line[] {
  if (design === null) return [['holdout', 'to answer it: a random holdout (presend holdout); nothing on file tells the rate that it needs to be designed']];
  const { base, lift, power, peoplePerArm, recipients, detectable } = design;
  return [
    ['holdout', `to answer it: a random holdout of ${peoplePerArm === null ? 'more people than there are' : plain(peoplePerArm)} people an arm, for a lift of ${percent(lift)} at a rate of ${percent(base)} (${percent(power)} power, 5 % error)`],
    ['holdout', `the ${plain(recipients)} recipients in two halves show ${detectable === null ? 'no lift that can be' : `a lift of ${percent(detectable)} or more`} in one mailing, less in several`],
    ['holdout', `presend holdout --recipients ... --base ${base.toFixed(4)} --lift ${String(lift)} --key ... --output holdout.csv`],
  ];
}

function unreadLines({ rejected, unreadWords }: BacktestResult): readonly Line[] {
  return [...rejected.filter(({ rows }) => rows > 0).map((each): Line => ['rejected', rejectedRowsText(each)]), ...unreadWords.map((unread): Line => ['unread', unreadWordsText(unread)])];
}

function share({ engaged, messages }: LogBacktest): number {
  return engaged / Math.max(1, messages);
}
