import type { PersonSlots } from './person-slots.js';
import type { SpanHour } from './span-hours.js';

/** A slot that was chosen among those as good as the best. */
export interface Choice {
  /** Index into the hours. */
  readonly index: number;
  /** First and last index of the unbroken run of equally good hours around it. */
  readonly first: number;
  readonly last: number;
  /** With which this hour of the week was chosen, in whichever week of the span: what `backtest` weighs by. */
  readonly propensity: number;
}

/**
 * Chooses among open hours: an hour within `nearTies` of the best is the likelier the less it loses, down to none at the edge, which costs
 * little and lets later sends teach about all of them. `rates` by hour of the week, `uniform` in [0, 1); `priceOf` an hour is what it costs others. Undefined when no hour is open.
 */
export function chooseSlot(
  { hours, closedBy }: PersonSlots, rates: Float64Array, nearTies: number, uniform: number, priceOf?: (hour: SpanHour) => number,
): Choice | undefined {
  const value = (index: number): number => rates[hours[index]!.hourOfWeek]! - (priceOf === undefined ? 0 : priceOf(hours[index]!));
  const best = bestOpen(closedBy, value);
  if (best === undefined) return undefined;
  const ties: number[] = [];
  const weights: number[] = [];
  const [highest, rate] = [value(best), rates[hours[best]!.hourOfWeek]!];
  for (let index = 0; index < hours.length; index++) {
    if (closedBy[index] !== null) continue;
    const loss = (highest - value(index)) / rate;
    if (loss > 0 && loss >= nearTies) continue;
    ties.push(index);
    weights.push(loss === 0 ? 1 : 1 - loss / nearTies);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let place = 0;
  for (let left = uniform * total - weights[0]!; left >= 0 && place < ties.length - 1; place++) left -= weights[place + 1]!;
  const index = ties[place]!;
  let [first, last] = [place, place];
  while (first > 0 && adjoin(hours, ties[first - 1]!, ties[first]!)) first--;
  while (last < ties.length - 1 && adjoin(hours, ties[last]!, ties[last + 1]!)) last++;
  const { hourOfWeek } = hours[index]!;
  const ofHour = weights.reduce((sum, weight, tie) => (hours[ties[tie]!]!.hourOfWeek === hourOfWeek ? sum + weight : sum), 0);
  return { index, first: ties[first]!, last: ties[last]!, propensity: ofHour / total };
}

function bestOpen(closedBy: PersonSlots['closedBy'], value: (index: number) => number): number | undefined {
  let best: number | undefined;
  let highest = -Infinity;
  for (let index = 0; index < closedBy.length; index++) {
    if (closedBy[index] !== null) continue;
    const own = value(index);
    if (best !== undefined && own <= highest) continue;
    best = index;
    highest = own;
  }
  return best;
}

function adjoin(hours: readonly SpanHour[], earlier: number, later: number): boolean {
  return hours[earlier]!.end === hours[later]!.start;
}
