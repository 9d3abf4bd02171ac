/** Whether backtest's intervals hold the truth where it is known, and refuse where they should: `npm run bench backtest -- [--worlds 100] [--people 4000]`. See README.md. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bestBlock, blockOf, openHours } from '#backtest/block-policy.js';
import type { PolicyHours } from '#backtest/block-policy.js';
import { modalHour } from '#backtest/modal-hour.js';
import { offPolicy } from '#backtest/off-policy.js';
import type { LiftEstimates, LoggedMail, LoggedPerson } from '#backtest/off-policy.js';
import { overlapRefusals } from '#backtest/refusals.js';
import { timingTest } from '#backtest/timing-test.js';
import type { TimedEngagement } from '#backtest/timing-test.js';
import { drawFrom } from './send-time/draw.js';
import type { Draw } from './send-time/draw.js';
import { simulate } from './send-time/simulate.js';
import type { Truth } from './send-time/simulate.js';
import { WORLDS } from './send-time/world.js';

const { values: { worlds, people } } = parseArgs({ options: { worlds: { type: 'string', default: '100' }, people: { type: 'string', default: '4000' } } });
const MAILS = 26;
/** As `timedEngagements` chooses people. */
const MOST_SHARE = 0.5;
const OPEN = openHours(null);
/** Deviation, in log, of how a rate is misjudged by the policy and by the model of the outcomes. */
const MISJUDGED = 0.3;

const folder = mkdtempSync(join(tmpdir(), 'presend-backtest-'));
try {
  const truths = await simulate({ ...WORLDS.default, people: Number(people), seed: 71 }, folder);
  for (const [explored, width] of [[1, 3], [0.3, 6], [0.1, 6], [0.1, 1], [0.02, 6], [0, 6]] as const) coverage(truths, explored, width);
} finally {
  rmSync(folder, { recursive: true });
}
timing();

/** Policies stay the same over all logs, as those of a model that was trained before them do. */
function coverage(truths: readonly Truth[], explored: number, width: number): void {
  const persons = truths.map((truth, index) => policiesOf(truth, width, drawFrom(72, `policy ${String(index)}`)));
  const truth = truthOf(persons, explored);
  const seen = { logged: tallyOf(), modal: tallyOf() };
  for (let world = 0; world < Number(worlds); world++) {
    const draw = drawFrom(73 + world, `log ${String(explored)} ${String(width)}`);
    const estimates = offPolicy();
    for (const person of persons) estimates.add({ ...person, mails: logOf(person.truth.rates, explored, draw) });
    const refused = { logged: overlapRefusals('the plan', estimates.overlap('plan')), modal: overlapRefusals('the modal hour', estimates.overlap('modal')) };
    seen.logged.add(estimates.liftOver('logged'), truth.logged, refused.logged.length > 0, estimates.overlap('plan').effectiveSample);
    seen.modal.add(estimates.liftOver('modal'), truth.modal, refused.logged.length + refused.modal.length > 0, estimates.overlap('modal').effectiveSample);
  }
  console.log(`explored ${String(100 * explored)} %, ${String(width)} h: over logged (true ${percent(truth.logged)}) ${seen.logged.text()}`);
  console.log(`${' '.repeat(20)}over modal (true ${percent(truth.modal)}) ${seen.modal.text()}`);
}

interface SimulatedPolicies extends Omit<LoggedPerson, 'mails'> {
  readonly truth: Truth;
}

function policiesOf(truth: Truth, width: number, draw: Draw): SimulatedPolicies {
  const misjudged = truth.rates.map((rate) => Math.min(0.99, rate * Math.exp(MISJUDGED * draw.normal())));
  const engaged = truth.rates.map((rate) => (draw.uniform() < 3 * rate ? 1 : 0));
  return { truth, plan: bestBlock(misjudged, OPEN, width), modal: blockOf(modalHour(engaged) ?? 34, width), expected: (slot) => misjudged[slot]! };
}

function truthOf(persons: readonly SimulatedPolicies[], explored: number): { readonly logged: number; readonly modal: number } {
  const sum = (value: (person: SimulatedPolicies) => number): number => persons.reduce((total, person) => total + value(person), 0);
  const mean = (rates: Float64Array, hours: PolicyHours): number => hours.reduce((total, hour) => total + rates[hour]!, 0) / hours.length;
  const plan = sum(({ truth, plan: hours }) => mean(truth.rates, hours));
  const logged = sum(({ truth: { rates } }) => rates.reduce((total, rate, hour) => total + rate * chanceOf(hour, explored), 0));
  return { logged: plan / logged - 1, modal: plan / sum(({ truth, modal }) => mean(truth.rates, modal)) - 1 };
}

/** The sender's habits on everybody's own clock, but for the explored share, which goes to any hour. */
function chanceOf(slot: number, explored: number): number {
  const habit = WORLDS.default.habits.reduce((total, [day, hour, share]) => total + (24 * day + hour === slot ? share : 0), 0);
  return (1 - explored) * habit + explored / 168;
}

function logOf(rates: Float64Array, explored: number, draw: Draw): readonly LoggedMail[] {
  return Array.from({ length: MAILS }, () => {
    const [day, hour] = WORLDS.default.habits[draw.pick(WORLDS.default.habits.map(({ 2: share }) => share))]!;
    const slot = draw.uniform() < explored ? Math.floor(168 * draw.uniform()) : 24 * day + hour;
    return { slot, propensity: chanceOf(slot, explored), engaged: draw.uniform() < rates[slot]! };
  });
}

function tallyOf(): { add(lift: LiftEstimates, truth: number, refused: boolean, sample: number): void; text(): string } {
  const names = ['ips', 'snips', 'doublyRobust'] as const;
  const covered = { ips: 0, snips: 0, doublyRobust: 0 };
  const width = { ips: 0, snips: 0, doublyRobust: 0 };
  let [claimed, runs, samples] = [0, 0, 0];
  return {
    add(lift, truth, refused, sample) {
      runs++;
      samples += sample;
      if (refused) return;
      claimed++;
      for (const name of names) {
        const estimate = lift[name];
        if (estimate === undefined) continue;
        covered[name] += Number(estimate.low <= truth && truth <= estimate.high);
        width[name] += (estimate.high - estimate.low) / 2;
      }
    },
    text: () => `effective sample ${(samples / runs).toFixed(0)}, refused ${String(runs - claimed)} of ${String(runs)}${claimed === 0 ? '' : `; covered ${names.map((name) => `${name} ${(covered[name] / claimed).toFixed(2)} (+-${percent(width[name] / claimed)})`).join(', ')}`}`,
  };
}

/** How often the permutation test speaks up where nobody has hours of their own, and where people do. People differ in how fast and how often they engage. */
function timing(): void {
  for (const own of [0, 0.05, 0.15]) {
    let rejected = 0;
    for (let world = 0; world < Number(worlds); world++) rejected += Number((timingTest(engagementsOf(own, drawFrom(74 + world, `timing ${String(own)}`)), world, 99)?.pValue ?? 1) < 0.05);
    console.log(`own hours in ${String(100 * own)} % of looks: the test rejects in ${(rejected / Number(worlds)).toFixed(2)} of ${worlds} lists of 500 people`);
  }
}

/** A mail at 10:00 is looked at when a look falls to it: at the list's hours, or at the person's own one. */
function engagementsOf(own: number, draw: Draw): readonly TimedEngagement[] {
  const persons = Array.from({ length: 500 }, (_, person) => {
    const level = draw.gamma(0.7) * 0.008;
    const favourite = Math.floor(24 * draw.uniform());
    const hazard = (hour: number): number => level * ((1 - own) * (hour % 24 >= 7 && hour % 24 < 22 ? 1.6 : 0) + own * (hour % 24 === favourite ? 24 : 0));
    const hours = Array.from({ length: 60 }, () => Array.from({ length: 48 }, (__, lag) => (10 + lag) % 24).find((hour) => draw.uniform() < hazard(hour)));
    return { person, hours: hours.filter((hour) => hour !== undefined) };
  }).filter(({ hours }) => hours.length >= 2 && hours.length <= 60 * MOST_SHARE).sort((a, b) => a.hours.length - b.hours.length);
  return persons.flatMap(({ hours }, rank) => hours.map((hour) => ({ person: rank, hour, stratum: Math.floor((10 * rank) / persons.length) })));
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
