import { describe, expect, it } from 'vitest';
import { addMail, closeGroups, GROUP_COLUMNS, groupCell, numberList, openGroups } from '#schedule/evidence/message-groups.js';

/** A mail: slot, lag of its end, whether that was an engagement, minute within the hour, hours until the end, weight, whether it was triggered. */
type Mail = readonly [slot: number, lag: number, engaged: boolean, minute: number, stop: number, weight: number, triggered?: boolean];

const open = openGroups();

function groups(mails: readonly Mail[]): readonly Readonly<Record<string, number>>[] {
  for (const [slot, lag, engaged, minute, stop, weight, triggered = false] of mails) addMail(open, groupCell(slot, lag, engaged, triggered), minute, stop, weight);
  const list = numberList();
  closeGroups(open, list);
  const numbers = list.taken();
  return Array.from({ length: numbers.length / GROUP_COLUMNS.length }, (_, row) => Object.fromEntries(GROUP_COLUMNS.map((name, column) => [name, numbers[row * GROUP_COLUMNS.length + column]!])));
}

describe('message groups', () => {
  const mails: readonly Mail[] = [[9, 0, true, 0.25, 0.125, 0.5], [9, 0, true, 0.5, 0.25, 0.25], [9, 72, false, 0.25, 72, 1], [167, 168, true, 0.5, 168, 0.75]];

  it('sum up a person\'s mail of one cell', () => {
    expect(groups(mails).map(({ slot, last_lag, engaged, messages, weight }) => [slot, last_lag, engaged, messages, weight])).toEqual([[9, 0, 1, 2, 0.75], [9, 72, 0, 1, 1], [167, 168, 1, 1, 0.75]]);
  });

  it('are forgotten once they are told', () => expect([groups(mails), groups(mails), groups([])]).toEqual([groups(mails), groups(mails), []]));

  it('count as at once what was engaged with within ten minutes, and hours from then on', () => {
    const [first] = groups(mails);
    expect(first!['at_once']).toBe(0.5);
    expect(first!['hours_first']).toBeCloseTo(0.5 * (0.75 - 1 / 6) + 0.25 * (0.5 - 1 / 6), 11);
    expect(first!['hours_last']).toBeCloseTo(0.25 * (0.25 - 1 / 6), 11);
  });

  it('keep triggered mail apart, and what was done at once with it is not the arrival\'s doing', () => {
    const found = groups([...mails.slice(0, 2), [9, 0, true, 0.25, 0.125, 0.5, true]]);
    expect(found.map(({ messages, weight, at_once: atOnce, triggered }) => [messages, weight, atOnce, triggered])).toEqual([[2, 0.75, 0.5, 0], [1, 0.5, 0, 1]]);
  });

  it('come in the order of their cells, whatever the order of a person\'s mail', () => expect(groups(mails.toReversed())).toEqual(groups(mails)));

  it('are as many for one person as there are hours', () => {
    const many = Array.from({ length: 1000 }, (_, index): Mail => [index % 168, 71 - Math.floor(index / 168), false, 0.5, 72, 1]);
    const found = groups([...many, ...many]);
    expect(found).toHaveLength(1000);
    expect(found.every(({ messages }) => messages === 2)).toBe(true);
    const places = found.map(({ slot, last_lag: lag }) => slot! * 1000 + lag!);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('add up mail exactly where a double would not, whatever the order', () => {
    const many = Array.from({ length: 20_000 }, (_, index): Mail => [9, 72, false, 0, 72, index % 2 === 0 ? 1 : 2 ** -40]);
    const exact = Number(BigInt(10_000) * BigInt(2 ** 40) + 10_000n) / 2 ** 40;
    expect(groups(many)[0]!['weight']).toBe(exact);
    expect(groups(many.toSorted((a, b) => a[5] - b[5]))[0]!['weight']).toBe(exact);
  });
});
