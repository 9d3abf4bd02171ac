import { describe, expect, it } from 'vitest';
import { CELL_LAGS, GROUP_COLUMNS, messageGroups } from '#schedule/evidence/message-groups.js';

/** A mail: person, slot, lag of its end, whether that was an engagement, minute within the hour, hours until the end, weight, whether it was triggered. */
type Mail = readonly [person: number, slot: number, lag: number, engaged: boolean, minute: number, stop: number, weight: number, triggered?: boolean];

const rowsOf = (mails: readonly Mail[]): readonly (readonly number[])[] => mails.map(([person, slot, lag, engaged, minute, stop, weight, triggered]) => [person, (slot * CELL_LAGS + lag) * 2 + (engaged ? 1 : 0), minute, stop, weight, triggered === true ? 0 : 1]);

async function* chunksOf(rows: readonly (readonly number[])[], size: number): AsyncGenerator<readonly Float64Array[]> {
  for (let at = 0; at < rows.length; at += size) {
    const some = rows.slice(at, at + size);
    yield await Promise.resolve(Array.from({ length: 6 }, (_, column) => Float64Array.from(some, (row) => row[column]!)));
  }
}

async function groups(mails: readonly Mail[], size = 2048): Promise<readonly Readonly<Record<string, number>>[]> {
  const found: Record<string, number>[] = [];
  for await (const columns of messageGroups(chunksOf(rowsOf(mails), size))) {
    for (let row = 0; row < columns[0]!.length; row++) found.push(Object.fromEntries(['person', ...GROUP_COLUMNS].map((name, column) => [name, columns[column]![row]!])));
  }
  return found;
}

describe('messageGroups', () => {
  const mails: readonly Mail[] = [
    [1, 9, 0, true, 0.25, 0.125, 0.5], [1, 9, 0, true, 0.5, 0.25, 0.25], [1, 9, 72, false, 0.25, 72, 1], [2, 9, 72, false, 0.25, 72, 1], [7, 167, 168, true, 0.5, 168, 0.75],
  ];

  it('sums up a person\'s mail of one cell', async () => {
    const found = await groups(mails);
    expect(found.map(({ person, slot, last_lag, engaged, messages, weight }) => [person, slot, last_lag, engaged, messages, weight])).toEqual([
      [1, 9, 0, 1, 2, 0.75], [1, 9, 72, 0, 1, 1], [2, 9, 72, 0, 1, 1], [7, 167, 168, 1, 1, 0.75],
    ]);
  });

  it('counts as at once what was engaged with within ten minutes, and hours from then on', async () => {
    const [first] = await groups(mails);
    expect(first!['at_once']).toBe(0.5);
    expect(first!['hours_first']).toBeCloseTo(0.5 * (0.75 - 1 / 6) + 0.25 * (0.5 - 1 / 6), 11);
    expect(first!['hours_last']).toBeCloseTo(0.25 * (0.25 - 1 / 6), 11);
  });

  it('keeps triggered mail apart, and what was done at once with it is not the arrival\'s doing', async () => {
    const found = await groups([...mails.slice(0, 2), [1, 9, 0, true, 0.25, 0.125, 0.5, true]]);
    expect(found.map(({ messages, weight, at_once: atOnce, triggered }) => [messages, weight, atOnce, triggered])).toEqual([[2, 0.75, 0.5, 0], [1, 0.5, 0, 1]]);
  });

  it('does not depend on where chunks end', async () => {
    const whole = await groups(mails);
    for (const size of [1, 2, 3]) expect(await groups(mails, size)).toEqual(whole);
  });

  it('puts groups in the order of their cells, whatever the order of a person\'s mail', async () => {
    const ordered = await groups(mails);
    expect(await groups([mails[2]!, mails[1]!, mails[0]!, mails[3]!, mails[4]!])).toEqual(ordered);
    expect(await groups([mails[2]!, mails[1]!, mails[0]!, mails[3]!, mails[4]!], 1)).toEqual(ordered);
  });

  it('has room for as many groups of one person as there are hours', async () => {
    const many = Array.from({ length: 1000 }, (_, index): Mail => [1, index % 168, 71 - Math.floor(index / 168), false, 0.5, 72, 1]);
    const found = await groups([...many, ...many], 300);
    expect(found).toHaveLength(1000);
    expect(found.every(({ messages }) => messages === 2)).toBe(true);
    expect(found.map(({ slot, last_lag: lag }) => slot! * CELL_LAGS + lag!)).toEqual(found.map(({ slot, last_lag: lag }) => slot! * CELL_LAGS + lag!).sort((a, b) => a - b));
  });

  it('tells of no mail when there is none', async () => {
    expect(await groups([])).toEqual([]);
  });

  it('adds up mail exactly where a double would not, whatever the order', async () => {
    const many = Array.from({ length: 20_000 }, (_, index): Mail => [1, 9, 72, false, 0, 72, index % 2 === 0 ? 1 : 2 ** -40]);
    const exact = Number(BigInt(10_000) * BigInt(2 ** 40) + 10_000n) / 2 ** 40;
    expect((await groups(many))[0]!['weight']).toBe(exact);
    expect((await groups([...many].sort((a, b) => a[6] - b[6])))[0]!['weight']).toBe(exact);
  });
});
