import { scaleToMeanOne } from '#stats/scale-to-mean-one.js';
import type { Draw } from './draw.js';

/** A week in cells of a quarter of an hour, from Monday 00:00. */
export const CELLS = 672;
export const CELL_MINUTES = 15;
const HOURS = Float64Array.from({ length: CELLS }, (_, cell) => (cell + 0.5) / 4);

const WORKDAYS = [0, 1, 2, 3, 4];
const WEEKEND = [5, 6];
const ALL = [...WORKDAYS, ...WEEKEND];

/** A time at which people look: days, hour, deviation in hours, weight. */
type Peak = readonly [days: readonly number[], hour: number, deviation: number, weight: number];

interface Kind {
  readonly name: string;
  readonly share: number;
  /** Looks a day. */
  readonly looks: number;
  /** undefined: shift work, drawn for each person. */
  readonly peaks: readonly Peak[] | undefined;
}

/** Kinds of people by when they look at mail: what surveys and vendors' charts agree on, not measurements. */
export const KINDS: readonly Kind[] = [
  { name: 'office', share: 0.27, looks: 5, peaks: [[WORKDAYS, 8.8, 0.8, 3], [WORKDAYS, 11, 1.2, 1.6], [WORKDAYS, 13.3, 0.7, 1.8], [WORKDAYS, 16.2, 1, 1.8], [WORKDAYS, 20.5, 1.2, 0.6], [WEEKEND, 10.5, 2, 0.6], [WEEKEND, 19, 2, 0.4]] },
  { name: 'commuter', share: 0.13, looks: 4, peaks: [[WORKDAYS, 7.1, 0.6, 3], [WORKDAYS, 12.4, 0.5, 1.4], [WORKDAYS, 17.8, 0.7, 3], [WEEKEND, 10, 1.5, 1.2], [WEEKEND, 20, 1.5, 0.6]] },
  { name: 'evening', share: 0.17, looks: 2.6, peaks: [[WORKDAYS, 20.9, 1.1, 3], [WORKDAYS, 7.5, 0.7, 0.5], [WEEKEND, 11, 1.5, 2.2], [WEEKEND, 20.3, 1.4, 2.6]] },
  { name: 'night', share: 0.08, looks: 4, peaks: [[ALL, 23.6, 1.4, 3], [ALL, 14.2, 1.6, 1.2], [ALL, 2, 1, 1]] },
  { name: 'shifts', share: 0.06, looks: 3, peaks: undefined },
  { name: 'retired', share: 0.15, looks: 3.2, peaks: [[ALL, 8.2, 1, 3], [ALL, 10.8, 1, 1.4], [ALL, 15, 1.2, 1.6], [ALL, 18.8, 0.9, 0.6]] },
  { name: 'parent', share: 0.08, looks: 3.4, peaks: [[WORKDAYS, 9.6, 0.6, 2.4], [WORKDAYS, 13.4, 0.8, 1.6], [WORKDAYS, 21.6, 0.8, 2.6], [WEEKEND, 14, 1.2, 0.8], [WEEKEND, 21.5, 1, 1.6]] },
  { name: 'always on', share: 0.06, looks: 9, peaks: [[ALL, 8, 2, 1.5], [ALL, 12.5, 2, 1.6], [ALL, 17.5, 2.2, 1.5], [ALL, 21.5, 1.5, 1.6]] },
];

/** Mean one. */
function rhythmOf(peaks: readonly Peak[], later = 0, background = 0): Float64Array {
  const rhythm = new Float64Array(CELLS).fill(background);
  for (const [days, hour, deviation, weight] of peaks) {
    for (const day of days) {
      const centre = day * 24 + hour + later;
      for (let cell = 0; cell < CELLS; cell++) {
        const distance = (((HOURS[cell]! - centre + 84) % 168) + 168) % 168 - 84;
        rhythm[cell]! += (weight / deviation) * Math.exp(-0.5 * (distance / deviation) ** 2);
      }
    }
  }
  return scaleToMeanOne(rhythm);
}

const OFFICE = KINDS.findIndex(({ name }) => name === 'office');
const OF_KIND = KINDS.map(({ peaks }) => peaks && rhythmOf(peaks));

/** How the mail of others spreads over the week, mean one. */
export const OTHER_MAIL = rhythmOf([[WORKDAYS, 9.8, 1.6, 5], [WORKDAYS, 14, 2.2, 5], [WORKDAYS, 18.5, 2.5, 3], [WEEKEND, 10, 2.5, 2], [WEEKEND, 17, 3, 2.2]], 0, 0.35);

/** When one person looks: looks a day, and their spread over the week. */
export interface Rhythm {
  readonly kind: number;
  readonly looks: number;
  /** Looks up to the start of each cell, CELLS + 1 of them. */
  readonly looked: Float64Array;
}

/** A person is mostly of one kind, somewhat of others, with habits of the hour, of the day and of the hour of the day. */
export function drawRhythm(draw: Draw, sharpness: number, office = false): Rhythm {
  const drawn = draw.pick(KINDS.map(({ share }) => share));
  const kind = office ? OFFICE : drawn;
  const { peaks, looks } = KINDS[kind]!;
  const own = rhythmOf(peaks ?? shifts(draw), peaks === undefined ? 0 : 0.9 * draw.normal());
  const others = KINDS.map(() => draw.gamma(0.5));
  const sum = others.reduce((total, value) => total + value, 0);
  const noise = [smoothNoise(draw, 24, 2, 0.3), smoothNoise(draw, 168, 2, 0.15)];
  const days = Array.from({ length: 7 }, () => 0.18 * draw.normal());
  const rhythm = scaleToMeanOne(own.map((value, cell) => {
    const other = OF_KIND.reduce((total, shape, index) => total + (shape === undefined ? 0 : (others[index]! / sum) * shape[cell]!), 0);
    const habit = noise.reduce((total, at) => total + at(HOURS[cell]!), days[Math.floor(HOURS[cell]! / 24)]!);
    return (0.78 * value + 0.18 * other + 0.04) ** sharpness * Math.exp(habit);
  }));
  const perDay = Math.min(25, Math.max(0.4, draw.logNormal(looks, 0.55)));
  return { kind, looks: perDay, looked: cumulative(rhythm, perDay) };
}

/** Early, late and night shifts that change over the week. */
function shifts(draw: Draw): readonly Peak[] {
  const start = 24 * draw.uniform();
  return ALL.flatMap((day): Peak[] => {
    const late = draw.uniform() < 1 / 3;
    return [[[day], (start + (late ? 8 : 0)) % 24, 1.6, 2], [[day], (start + 9 + (late ? 5 : 0)) % 24, 1.2, 1]];
  });
}

/** Normal values every `step` hours of a period, joined by straight lines. */
function smoothNoise(draw: Draw, period: number, step: number, deviation: number): (hour: number) => number {
  const values = Array.from({ length: period / step }, () => deviation * draw.normal());
  return (hour) => {
    const at = (hour % period) / step;
    const low = Math.floor(at);
    return values[low]! * (1 - at + low) + values[(low + 1) % values.length]! * (at - low);
  };
}

/** Sums up to the start of each cell; `perDay` is the mean of a day. */
export function cumulative(rhythm: Float64Array, perDay: number): Float64Array {
  const sums = new Float64Array(CELLS + 1);
  for (let cell = 0; cell < CELLS; cell++) sums[cell + 1] = sums[cell]! + (rhythm[cell]! * perDay) / 96;
  return sums;
}

/** A cumulative rhythm at a minute since a Monday 00:00, weeks beyond the first included. */
export function sumAt(sums: Float64Array, minute: number): number {
  const weeks = Math.floor(minute / (CELLS * CELL_MINUTES));
  const cell = minute / CELL_MINUTES - weeks * CELLS;
  const low = Math.min(CELLS - 1, Math.floor(cell));
  return weeks * sums[CELLS]! + sums[low]! + (sums[low + 1]! - sums[low]!) * (cell - low);
}

/** The minute at which a cumulative rhythm reaches a value. */
export function minuteOfSum(sums: Float64Array, value: number): number {
  const weeks = Math.floor(value / sums[CELLS]!);
  const rest = value - weeks * sums[CELLS]!;
  let [low, high] = [0, CELLS];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sums[middle]! <= rest) low = middle;
    else high = middle;
  }
  const part = (rest - sums[low]!) / (sums[low + 1]! - sums[low]!);
  return (weeks * CELLS + low + Math.min(1, part)) * CELL_MINUTES;
}
