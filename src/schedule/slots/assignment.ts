/** People who want seats in hours that hold so many, in all and of each group. */
export interface SeatingProblem {
  /** What an hour is worth to a person, -1 to 1, one array a person; -Infinity: closed to them. */
  readonly values: readonly Float64Array[];
  /** Each person's group. */
  readonly groups: readonly number[];
  readonly perHour: number;
  /** Seats an hour for each group. */
  readonly perGroup: readonly number[];
}

export interface Seating {
  /** Each person's hour; -1: none. */
  readonly seats: Int32Array;
  /** What one more person of a group in an hour would cost the others, at `group * hours + hour`. */
  readonly prices: Float64Array;
}

/** Worth more than any rearrangement of values: a seat for somebody comes before a better seat for others. */
const SEATED = 1000;
const EXACTNESS = 1e-10;
const NONE = -1;
const HELD = -1;

/**
 * Seats as many people as there is room for, at the highest sum of values: people are added one by one, each along the cheapest chain of
 * moves of those who sit already (successive shortest paths, Bellman-Ford; Ahuja, Magnanti and Orlin 1993, chapter 9).
 */
export function assignSeats(problem: SeatingProblem): Seating {
  const room = seatingRoom(problem);
  problem.values.forEach((values, person) => { room.add(person, values); });
  return { seats: room.seats, prices: room.prices() };
}

interface Room {
  readonly seats: Int32Array;
  add(person: number, values: Float64Array): void;
  prices(): Float64Array;
}

/** Where a chain of moves stands: a group's place in an hour (`group * hours + hour`), then the hours themselves. */
function seatingRoom({ values, groups, perHour, perGroup }: SeatingProblem): Room {
  const hours = values[0]?.length ?? 0;
  const places = perGroup.length * hours;
  const seats = new Int32Array(values.length).fill(HELD);
  const members: Set<number>[] = Array.from({ length: places }, () => new Set());
  const taken = new Int32Array(hours);
  const leaving = cheapestLeavers(members, values, hours);
  const chain = chainSearch({ hours, places, members, taken, perHour, perGroup, leaving });
  const move = (person: number, hour: number): void => {
    const from = seats[person]!;
    const place = (at: number): number => groups[person]! * hours + at;
    if (from !== HELD) { taken[from]!--; members[place(from)]!.delete(person); leaving.forget(place(from)); }
    if (hour !== HELD) { taken[hour]!++; members[place(hour)]!.add(person); leaving.forget(place(hour)); }
    seats[person] = hour;
  };
  return {
    seats,
    add(person, own) {
      const first = groups[person]! * hours;
      const starts = Array.from(own.keys()).filter((hour) => own[hour]! > -Infinity).map((hour) => [first + hour, -own[hour]! - SEATED] as const);
      const { end, moves } = chain(starts, 0);
      if (end === NONE) return;
      for (const { person: who, hour } of moves) move(who === NONE ? person : who, hour);
    },
    prices() {
      const prices = new Float64Array(places);
      const isFull = (place: number): boolean => taken[place % hours]! >= perHour || members[place]!.size >= perGroup[Math.floor(place / hours)]!;
      for (let place = 0; place < places; place++) if (isFull(place)) prices[place] = chain([[place, 0]], Infinity).cost;
      return prices;
    },
  };
}

interface Leavers {
  /** What it costs to move the cheapest member of a place to each other hour, or to none (the last entry), and who that is. */
  of(place: number): { readonly costs: Float64Array; readonly who: Int32Array };
  forget(place: number): void;
}

function cheapestLeavers(members: readonly ReadonlySet<number>[], values: readonly Float64Array[], hours: number): Leavers {
  const known = new Map<number, { readonly costs: Float64Array; readonly who: Int32Array }>();
  const find = (place: number): { readonly costs: Float64Array; readonly who: Int32Array } => {
    const costs = new Float64Array(hours + 1).fill(Infinity);
    const who = new Int32Array(hours + 1).fill(NONE);
    for (const person of members[place]!) {
      const own = values[person]!;
      const here = own[place % hours]!;
      for (let hour = 0; hour <= hours; hour++) {
        const cost = hour === hours ? here + SEATED : here - own[hour]!;
        if (cost < costs[hour]!) [costs[hour], who[hour]] = [cost, person];
      }
    }
    return { costs, who };
  };
  return {
    of(place) {
      const found = known.get(place) ?? find(place);
      known.set(place, found);
      return found;
    },
    forget: (place) => void known.delete(place),
  };
}

interface ChainSources {
  readonly hours: number;
  readonly places: number;
  readonly members: readonly ReadonlySet<number>[];
  readonly taken: Int32Array;
  readonly perHour: number;
  readonly perGroup: readonly number[];
  readonly leaving: Leavers;
}

/** A cheapest chain; `end` NONE: nothing is cheaper than `otherwise`. `person` NONE: the one who is added. */
interface Chain {
  readonly cost: number;
  readonly end: number;
  readonly moves: readonly { readonly person: number; readonly hour: number }[];
}

function chainSearch({ hours, places, members, taken, perHour, perGroup, leaving }: ChainSources): (starts: readonly (readonly [place: number, cost: number])[], otherwise: number) => Chain {
  const cost = new Float64Array(places + hours);
  const before = new Int32Array(places + hours);
  const mover = new Int32Array(places + hours);
  return (starts, otherwise) => {
    cost.fill(Infinity);
    const queue: number[] = [];
    const queued = new Uint8Array(places + hours);
    const reach = (node: number, value: number, from: number, person: number): void => {
      if (value >= cost[node]! - EXACTNESS) return;
      [cost[node], before[node], mover[node]] = [value, from, person];
      if (queued[node] === 0) { queued[node] = 1; queue.push(node); }
    };
    let [best, end, leaver] = [otherwise, NONE, NONE];
    const finish = (value: number, node: number, person: number): void => { if (value < best - EXACTNESS) [best, end, leaver] = [value, node, person]; };
    for (const [place, value] of starts) reach(place, value, NONE, NONE);
    for (let at = 0; at < queue.length; at++) {
      const node = queue[at]!;
      queued[node] = 0;
      if (node >= places) {
        const hour = node - places;
        if (taken[hour]! < perHour) finish(cost[node]!, node, NONE);
        else for (let place = hour; place < places; place += hours) if (members[place]!.size > 0) reach(place, cost[node]!, node, NONE);
        continue;
      }
      const [group, hour] = [Math.floor(node / hours), node % hours];
      if (members[node]!.size < perGroup[group]!) reach(places + hour, cost[node]!, node, NONE);
      const { costs, who } = leaving.of(node);
      finish(cost[node]! + costs[hours]!, node, who[hours]!);
      for (let other = 0; other < hours; other++) if (other !== hour && costs[other]! < Infinity) reach(group * hours + other, cost[node]! + costs[other]!, node, who[other]!);
    }
    return { cost: best, end, moves: end === NONE ? [] : movesTo(end, leaver) };
  };

  /** Walks back from where the chain ended: who moved into each place, the added one into the first. */
  function movesTo(end: number, leaver: number): Chain['moves'] {
    const moves = leaver === NONE ? [] : [{ person: leaver, hour: HELD }];
    for (let node = end; node !== NONE; node = before[node]!) {
      if (node < places && (before[node] === NONE || before[node]! < places)) moves.push({ person: mover[node]!, hour: node % hours });
    }
    return moves;
  }
}
