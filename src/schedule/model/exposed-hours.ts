import { HOURS_IN_WEEK } from './hour-of-week.js';
import type { Sample } from './sample.js';

/** Hours in which somebody was exposed, and for how long: person r's stand from `starts[r]` to `starts[r + 1]`. Mail on few days leaves most hours out. */
export interface ExposedHours {
  readonly starts: Uint32Array;
  readonly hours: Uint8Array;
  readonly exposure: Float64Array;
}

/** Exposure of a sample, each arrival being worth `arrivalTerm` hours more. */
export function exposedHours({ people, exposure, arrivals }: Sample, arrivalTerm: number): ExposedHours {
  const starts = new Uint32Array(people + 1);
  const hours = new Uint8Array(people * HOURS_IN_WEEK);
  const values = new Float64Array(people * HOURS_IN_WEEK);
  let count = 0;
  for (let person = 0, index = 0; person < people; person++) {
    for (let hour = 0; hour < HOURS_IN_WEEK; hour++, index++) {
      const value = exposure[index]! + arrivalTerm * arrivals[index]!;
      if (value === 0) continue;
      hours[count] = hour;
      values[count++] = value;
    }
    starts[person + 1] = count;
  }
  return { starts, hours, exposure: values };
}

/** A person's hours of exposure, each worth the attention of the shape at that hour. */
export function shapedExposure({ starts, hours, exposure }: ExposedHours, person: number, shape: Float64Array): number {
  let sum = 0;
  for (let index = starts[person]!; index < starts[person + 1]!; index++) sum += shape[hours[index]!]! * exposure[index]!;
  return sum;
}
