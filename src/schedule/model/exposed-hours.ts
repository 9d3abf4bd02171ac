import type { MailedHours, Sample } from './sample.js';

/** Hours in which somebody was exposed, and for how long, each arrival being worth some hours more. */
export interface ExposedHours extends Pick<MailedHours, 'starts' | 'hours'> {
  readonly exposure: Float64Array;
}

export function exposedHours({ mailed: { starts, hours, exposure, arrivals } }: Sample, arrivalTerm: number): ExposedHours {
  const worth = new Float64Array(hours.length);
  for (let index = 0; index < worth.length; index++) worth[index] = exposure[index]! + arrivalTerm * arrivals[index]!;
  return { starts, hours, exposure: worth };
}

/** A person's hours of exposure, each worth the attention of the shape at that hour. */
export function shapedExposure({ starts, hours, exposure }: ExposedHours, person: number, shape: Float64Array): number {
  let sum = 0;
  for (let index = starts[person]!; index < starts[person + 1]!; index++) sum += shape[hours[index]!]! * exposure[index]!;
  return sum;
}
