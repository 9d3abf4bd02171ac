/** What the planner gains where the truth is known: `npm run bench send-time -- [--n 10000] [--seed 21] [--world default,mild,...] [--near-ties 0.02]`. See README.md. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { PlannedRecipient, PlanResult } from '#schedule/plan-result.js';
import { plan } from '#schedule/plan.js';
import { mailings } from './send-time/log.js';
import { modalHours } from './send-time/modal-hour.js';
import { calibrationError, projectedLift, score } from './send-time/score.js';
import type { Choices, Projection } from './send-time/score.js';
import { simulate } from './send-time/simulate.js';
import type { Truth } from './send-time/simulate.js';
import { END, SENDER_ZONE, WORLDS } from './send-time/world.js';
import type { WorldName } from './send-time/world.js';

const { values: { n, seed, world: worlds, 'near-ties': nearTies } } = parseArgs({
  options: { n: { type: 'string', default: '10000' }, seed: { type: 'string', default: '21' }, world: { type: 'string', default: 'default' }, 'near-ties': { type: 'string', default: '' } },
});
const WEEK = 7 * 86_400_000;

/** All hours are open: what the model knows is measured, not what the constraints take. */
const OPEN = { quietHours: null, officeHours: null, minimumGap: '0h', frequencyCap: { perDay: 99, perWeek: 99 }, ...(nearTies !== '' && { nearTies: Number(nearTies) }) };

const GROUPS: readonly (readonly [name: string, holds: (truth: Truth) => boolean])[] = [
  ['known zone, all', ({ zoneKnown }) => zoneKnown],
  ...([[0, 0], [1, 2], [3, 5], [6, 10], [11, 30], [31, Infinity], [6, Infinity]] as const).map(([least, most]) => [
    `  ${most === Infinity ? `${String(least)} or more` : least === most ? String(least) : `${String(least)} to ${String(most)}`} events`,
    ({ zoneKnown, visible }: Truth) => zoneKnown && visible >= least && visible <= most,
  ] as const),
  ['unknown zone', ({ zoneKnown }) => !zoneKnown],
];

for (const name of worlds.split(',')) {
  if (!Object.hasOwn(WORLDS, name)) throw new Error(`There is no world "${name}": ${Object.keys(WORLDS).join(', ')}`);
  for (const number of seed.split(',')) await measure(name as WorldName, Number(number));
}

async function measure(name: WorldName, worldSeed: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'presend-send-time-'));
  try {
    const world = { ...WORLDS[name], people: Number(n), seed: worldSeed };
    const truths = await simulate(world, folder);
    const modal = await modalHours(join(folder, 'recipients.csv'), join(folder, 'events.csv'));
    const { rows, result } = await planned(folder);
    report(name, worldSeed, truths, rows, modal, result);
    const appeals = mailings(world).map(({ appeal }) => appeal);
    console.log(`  mean appeal of the mails ${(appeals.reduce((sum, appeal) => sum + appeal, 0) / appeals.length).toFixed(3)}; the truth is of 1`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function planned(folder: string): Promise<{ readonly rows: readonly PlannedRecipient[]; readonly result: PlanResult }> {
  writeFileSync(join(folder, 'presend.config.json'), JSON.stringify({ schedule: OPEN }));
  let text = '';
  const result = await plan({
    recipients: join(folder, 'recipients.csv'), events: join(folder, 'events.csv'), config: join(folder, 'presend.config.json'), defaultZone: SENDER_ZONE,
    now: new Date(END), from: new Date(END), until: new Date(END + WEEK), format: 'json', output: (part) => void (text += part),
  });
  return { rows: JSON.parse(text) as PlannedRecipient[], result };
}

function report(name: string, worldSeed: number, truths: readonly Truth[], rows: readonly PlannedRecipient[], modal: Choices, { calibration, defaultSlot }: PlanResult): void {
  const chosen = new Map(rows.map(({ recipient_id: id, send_at: at }) => [id, Date.parse(at!) / 1000]));
  const rates = new Map(rows.map(({ recipient_id: id, expected_rate: rate }) => [id, rate!]));
  const { error, floor } = calibrationError(truths.filter(({ zoneKnown }) => zoneKnown), chosen, rates);
  console.log(`\n${name}, seed ${String(worldSeed)}, ${String(truths.length)} people, calibration error ${error.toFixed(4)} (of rates that are right on average: ${floor.toFixed(4)})`);
  const seen = truths.filter(({ zoneKnown, apple }) => zoneKnown && !apple);
  const projections = new Map(rows.map((row): [string, Projection] => [row.recipient_id, { rate: [row.expected_rate!, row.expected_rate_low!, row.expected_rate_high!], lift: [row.lift!, row.lift_low!, row.lift_high!] }]));
  const { projected, true: gained, liftsHeld, ratesHeld } = projectedLift(seen, chosen, projections, Date.parse(defaultSlot.at) / 1000);
  console.log(`  lift over the default slot, of people whose opens can be seen: projected ${percent(projected)}, true ${percent(gained)}; intervals of the lift hold ${percent(liftsHeld)}, of the rate ${percent(ratesHeld)}; ${JSON.stringify(calibration)}`);
  for (const [group, holds] of GROUPS) {
    const { people, regret, overLogged, overModal } = score(truths.filter(holds), chosen, modal);
    if (people > 0) console.log(`  ${group.padEnd(20)} ${String(people).padStart(6)}   regret ${regret.toFixed(4)}   over logged ${percent(overLogged)}   over modal ${percent(overModal)}`);
  }
}

function percent(share: number): string {
  return `${share < 0 ? '' : '+'}${(100 * share).toFixed(1)} %`.padStart(8);
}
