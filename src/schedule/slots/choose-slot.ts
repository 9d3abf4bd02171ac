import type { PersonSlots } from './person-slots.js';
import type { SpanHour } from './span-hours.js';

/** A slot that was chosen among those as good as the best. */
export interface Choice {
  /** Index into the hours. */
  readonly index: number;
  /** First and last index of the unbroken run of equally good hours around it. */
  readonly first: number;
  readonly last: number;
  /** With which this slot was chosen: one over the number of equally good hours. */
  readonly propensity: number;
}

/**
 * Chooses among open hours: every hour within `nearTies` of the best is as likely as any other, which costs little and lets later sends
 * teach about all of them. `rates` by hour of the week, `uniform` in [0, 1). Undefined when no hour is open.
 */
export function chooseSlot({ hours, closedBy }: PersonSlots, rates: Float64Array, nearTies: number, uniform: number): Choice | undefined {
  let best = -Infinity;
  for (let index = 0; index < hours.length; index++) if (closedBy[index] === null) best = Math.max(best, rates[hours[index]!.hourOfWeek]!);
  const ties: number[] = [];
  for (let index = 0; index < hours.length; index++) if (closedBy[index] === null && rates[hours[index]!.hourOfWeek]! >= best * (1 - nearTies)) ties.push(index);
  const place = Math.floor(uniform * ties.length);
  const index = ties[place];
  if (index === undefined) return undefined;
  let [first, last] = [place, place];
  while (first > 0 && adjoin(hours, ties[first - 1]!, ties[first]!)) first--;
  while (last < ties.length - 1 && adjoin(hours, ties[last]!, ties[last + 1]!)) last++;
  return { index, first: ties[first]!, last: ties[last]!, propensity: 1 / ties.length };
}

function adjoin(hours: readonly SpanHour[], earlier: number, later: number): boolean {
  return hours[earlier]!.end === hours[later]!.start;
}
