/** Somebody whose mail address or number is hashed as it is read. */
export interface Person {
  readonly id: string;
  /** Hours of the local week (0 is Monday, 0 to 1 o'clock) in which sessions began, oldest first. */
  readonly hours: readonly number[];
}

/** A moment in seconds since 1970, and the hour of the local week it fell into. */
export type Act = readonly [second: number, hour: number];

/** A session begins after half an hour of silence. */
const SESSION_SECONDS = 1800;

export function sessionHours(acts: readonly Act[]): readonly number[] {
  const inOrder = acts.toSorted(([one], [other]) => one - other);
  return inOrder.filter(([second], index) => index === 0 || second - inOrder[index - 1]![0] >= SESSION_SECONDS).map(([, hour]) => hour);
}

/** @param offset seconds east of UTC */
export function weekHour(second: number, offset: number): number {
  return (Math.floor((second + offset) / 3600) + 72) % 168;
}
