/**
 * Proposed amounts and personal hours, held against the gifts that came next, on the donations of Games Done Quick (github.com/bkkkk/gdqData, CC0).
 *
 *     npx tsx --conditions=presend-source bench/asks.ts <folder with its data/*_donations.rda>
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { asksConfig } from '#fundraising/asks-config.js';
import { proposeAmounts } from '#fundraising/propose-amounts.js';
import { seededRandom } from '#stats/seeded-random.js';
import { readRda } from './asks/read-rda.js';

interface Gift {
  /** Epoch seconds. */
  readonly at: number;
  readonly amount: number;
  readonly event: number;
}

/** A donor's first gift of an event, with all that was given at events before. */
interface Next {
  readonly donor: string;
  readonly before: readonly Gift[];
  readonly next: Gift;
}

const CONFIG = asksConfig();
const MONTH = 30.4375 * 86_400;
const LAPSED_SECONDS = CONFIG.lapsedMonths * MONTH + CONFIG.lapsedGraceDays * 86_400;
const RESAMPLES = 200;
const HOURS = 24;
const BEST = 6;
/** The population counts as much as so many gifts of one's own. */
const PRIORS = [2, 20] as const;

const folder = process.argv[2];
if (folder === undefined) throw new Error('Name the folder of the .rda files.');
const donors = readDonors(folder);
const cases = [...donors].flatMap(([donor, gifts]) => nextGifts(donor, gifts));
const returning = new Set(cases.map(({ donor }) => donor)).size;
console.log(`${[...donors.values()].flat().length.toLocaleString('en-GB')} gifts of ${donors.size.toLocaleString('en-GB')} named donors; ${returning.toLocaleString('en-GB')} gave at two events or more, ${cases.length.toLocaleString('en-GB')} next gifts\n`);
reportAmounts();
reportHours();

function readDonors(path: string): Map<string, Gift[]> {
  const found = new Map<string, Gift[]>();
  const files = readdirSync(path).filter((name) => name.endsWith('_donations.rda'));
  files.forEach((name, event) => {
    for (const { values, attributes } of readRda(join(path, name)).values()) {
      const column = (title: string): readonly unknown[] => (values[attributes.get('names')!.values.indexOf(title)] as { values: readonly unknown[] }).values;
      const [names, dates, amounts] = [column('donator'), column('date') as readonly number[], column('amount') as readonly number[]];
      names.forEach((donor, index) => {
        if (typeof donor !== 'string' || donor === '' || /anonymous/i.test(donor) || !(amounts[index]! > 0)) return;
        const gifts = found.get(donor) ?? [];
        gifts.push({ at: dates[index]!, amount: amounts[index]!, event });
        found.set(donor, gifts);
      });
    }
  });
  for (const gifts of found.values()) gifts.sort((a, b) => a.at - b.at);
  return found;
}

function nextGifts(donor: string, gifts: readonly Gift[]): Next[] {
  return gifts.flatMap((next, index) => (index > 0 && next.event !== gifts[index - 1]!.event ? [{ donor, before: gifts.slice(0, index), next }] : []));
}

interface Offer {
  readonly low: number;
  readonly preset: number;
  readonly high: number;
}

function presend({ before, next }: Next): Offer | undefined {
  const last = before.at(-1)!;
  const recent = before.slice(-5).map(({ amount }) => amount).sort((a, b) => a - b);
  const median = recent.length % 2 === 1 ? recent[(recent.length - 1) / 2]! : (recent[recent.length / 2 - 1]! + recent[recent.length / 2]!) / 2;
  return proposeAmounts({ pledge: null, median, last: last.amount, gifts: before.length, lapsed: next.at - last.at > LAPSED_SECONDS, currency: 'USD' }, CONFIG);
}

function reportAmounts(): void {
  const highest = ({ before }: Next): number => Math.max(...before.map(({ amount }) => amount));
  const last = ({ before }: Next): number => before.at(-1)!.amount;
  const rules: readonly (readonly [name: string, (one: Next) => Offer | undefined])[] = [
    ['presend asks', presend],
    ['last gift x 1 / 1.25 / 1.5', (one) => ({ low: last(one), preset: 1.25 * last(one), high: 1.5 * last(one) })],
    ['highest gift x 1 / 1.5 / 2', (one) => ({ low: highest(one), preset: 1.5 * highest(one), high: 2 * highest(one) })],
    ['last gift x 1 / 1.25 / 1.7: as wide as ours', (one) => ({ low: last(one), preset: 1.25 * last(one), high: 1.7 * last(one) })],
    ['highest gift x 1 / 1.25 / 1.7: as wide as ours', (one) => ({ low: highest(one), preset: 1.25 * highest(one), high: 1.7 * highest(one) })],
  ];
  console.log('| amounts | proposed for | next gift within low..high | at or above the preset | preset over twice the gift | median high/low |\n|---|---|---|---|---|---|');
  for (const [name, rule] of rules) {
    const offers = cases.flatMap((one) => { const offer = rule(one); return offer === undefined ? [] : [{ donor: one.donor, offer, gift: one.next.amount }]; });
    const share = (holds: (offer: Offer, gift: number) => boolean): string => interval(offers.map(({ donor, offer, gift }) => ({ donor, hit: holds(offer, gift) })));
    const widths = offers.map(({ offer }) => offer.high / offer.low).sort((a, b) => a - b);
    console.log(`| ${name} | ${(100 * offers.length / cases.length).toFixed(1)} % | ${share(({ low, high }, gift) => gift >= low - 0.005 && gift <= high + 0.005)} | ${share(({ preset }, gift) => gift >= preset - 0.005)} | ${share(({ preset }, gift) => preset > 2 * gift)} | ${widths[widths.length >> 1]!.toFixed(2)} |`);
  }
}

/** The six best hours of the day (UTC), from earlier events only: do they hold the next gift? */
function reportHours(): void {
  const byEvent = new Map<number, { start: number; hours: number[] }>();
  for (const { at, event } of [...donors.values()].flat()) {
    const known = byEvent.get(event) ?? { start: at, hours: new Array<number>(HOURS).fill(0) };
    known.start = Math.min(known.start, at);
    known.hours[hourOf(at)]!++;
    byEvent.set(event, known);
  }
  const populations = new Map([...byEvent].map(([event, { start }]) => [event, normal(sum([...byEvent.values()].filter((other) => other.start < start).map(({ hours }) => hours)))]));
  console.log('\n| gifts before | next gifts | in the population\'s six best hours | in the donor\'s own six best | the same, drawn more to the population | with somebody else\'s gifts |\n|---|---|---|---|---|---|');
  for (const [label, from, to] of [['1', 1, 1], ['2 to 4', 2, 4], ['5 or more', 5, Infinity], ['all', 1, Infinity]] as const) {
    const among = cases.filter(({ before }) => before.length >= from && before.length <= to);
    const population = among.map(({ donor, next }) => ({ donor, hit: best(populations.get(next.event)!).has(hourOf(next.at)) }));
    const [own, pooled] = PRIORS.map((prior) => among.map(({ donor, before, next }) => ({ donor, hit: best(personal(before, populations.get(next.event)!, prior)).has(hourOf(next.at)) })));
    // Somebody else's gifts in place of one's own: what the method gains without any habit.
    const others = among.map(({ donor, next }, index) => ({ donor, hit: best(personal(among[(index + 7919) % among.length]!.before, populations.get(next.event)!, PRIORS[0])).has(hourOf(next.at)) }));
    console.log(`| ${label} | ${among.length.toLocaleString('en-GB')} | ${interval(population)} | ${interval(own!)} | ${interval(pooled!)} | ${interval(others)} |`);
  }
}

/** Own gifts, spread over the hours beside them, and the population's. */
function personal(before: readonly Gift[], population: readonly number[], prior: number): number[] {
  const hours = population.map((share) => prior * share);
  for (const { at } of before) for (const [beside, weight] of [[-2, 0.1], [-1, 0.2], [0, 0.4], [1, 0.2], [2, 0.1]] as const) hours[(hourOf(at) + beside + HOURS) % HOURS]! += weight;
  return hours;
}

function best(hours: readonly number[]): ReadonlySet<number> {
  return new Set(hours.map((weight, hour) => [weight, hour] as const).sort(([a, m], [b, n]) => b - a || m - n).slice(0, BEST).map(([, hour]) => hour));
}

function hourOf(at: number): number {
  return Math.floor(at / 3600) % HOURS;
}

function sum(rows: readonly (readonly number[])[]): number[] {
  return Array.from({ length: HOURS }, (_, hour) => rows.reduce((total, row) => total + row[hour]!, 0));
}

function normal(hours: readonly number[]): number[] {
  const total = hours.reduce((all, count) => all + count, 0);
  return hours.map((count) => (total === 0 ? 1 / HOURS : count / total));
}

/** A share with its 95 % interval by resampling donors, since gifts of one donor go together. */
function interval(rows: readonly { readonly donor: string; readonly hit: boolean }[]): string {
  const groups = new Map<string, [hits: number, all: number]>();
  for (const { donor, hit } of rows) {
    const group = groups.get(donor) ?? [0, 0];
    groups.set(donor, [group[0] + Number(hit), group[1] + 1]);
  }
  const list = [...groups.values()];
  const random = seededRandom(1, 'asks');
  const shareOf = (pick: () => [number, number]): number => {
    let [hits, all] = [0, 0];
    for (let index = 0; index < list.length; index++) {
      const [hit, count] = pick();
      hits += hit;
      all += count;
    }
    return hits / all;
  };
  const shares = Array.from({ length: RESAMPLES }, () => shareOf(() => list[Math.floor(random() * list.length)]!)).sort((a, b) => a - b);
  const percent = (share: number): string => (100 * share).toFixed(1);
  const exact = rows.filter(({ hit }) => hit).length / rows.length;
  return `${percent(exact)} % (${percent(shares[Math.floor(0.025 * RESAMPLES)]!)} to ${percent(shares[Math.floor(0.975 * RESAMPLES)]!)})`;
}
