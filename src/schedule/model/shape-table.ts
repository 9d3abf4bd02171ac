import { HOURS_IN_WEEK } from './hour-of-week.js';

/** Shapes side by side: shape c's value at an hour stands at `hour * stride + c`. Shapes up to the stride, a multiple of four, are 0. */
export interface ShapeTable {
  readonly stride: number;
  readonly values: Float64Array;
}

const LANES = 4;

export function shapeTable(shapes: readonly Float64Array[]): ShapeTable {
  const stride = Math.ceil(shapes.length / LANES) * LANES;
  return { stride, values: Float64Array.from({ length: HOURS_IN_WEEK * stride }, (_, index) => shapes[index % stride]?.[Math.floor(index / stride)] ?? 0) };
}

/**
 * Writes, for each shape, the sum over `hours[from..until]` of weight times value to `into`. Four sums at a time: they do not wait for each other,
 * and each is added up in the order of the hours.
 */
export function shapedSums({ stride, values }: ShapeTable, hours: Uint8Array, weights: Float64Array, from: number, until: number, into: Float64Array): void {
  for (let c = 0; c < stride; c += LANES) {
    let first = 0;
    let second = 0;
    let third = 0;
    let fourth = 0;
    for (let index = from; index < until; index++) {
      const weight = weights[index]!;
      const at = hours[index]! * stride + c;
      first += values[at]! * weight;
      second += values[at + 1]! * weight;
      third += values[at + 2]! * weight;
      fourth += values[at + 3]! * weight;
    }
    into[c] = first;
    into[c + 1] = second;
    into[c + 2] = third;
    into[c + 3] = fourth;
  }
}

/** Adds a person's weights of hours to each shape's column of sums, laid out as a table: `shares[c]` of the weight at each of `hours[from..until]`. Shares of nobody are 0. */
export function addShares(sums: Float64Array, stride: number, shares: Float64Array, hours: Uint8Array, weights: Float64Array, from: number, until: number): void {
  for (let c = 0; c < stride; c += LANES) {
    const first = shares[c]!;
    const second = shares[c + 1]!;
    const third = shares[c + 2]!;
    const fourth = shares[c + 3]!;
    if (first === 0 && second === 0 && third === 0 && fourth === 0) continue;
    for (let index = from; index < until; index++) {
      const weight = weights[index]!;
      const at = hours[index]! * stride + c;
      sums[at]! += first * weight;
      sums[at + 1]! += second * weight;
      sums[at + 2]! += third * weight;
      sums[at + 3]! += fourth * weight;
    }
  }
}

/** One shape's column of a table's sums. */
export function columnOf(sums: Float64Array, stride: number, c: number): Float64Array {
  return Float64Array.from({ length: HOURS_IN_WEEK }, (_, hour) => sums[hour * stride + c]!);
}
