import { describe, expect, it } from 'vitest';
import { appealOf, dayAppeals, meanAppeal } from '#schedule/model/day-appeals.js';
import type { DayMail } from '#schedule/model/day-appeals.js';
import { seededRandom } from '#stats/seeded-random.js';

/** Days by what their mail pleases. */
const TRUE = new Map([[1, 1], [2, 0.8], [3, 1.1], [4, 0.7], [5, 1.4], [6, 1], [7, 1.6]]);

/** Mail of one person on some days, each engaged with by a chance of `level` times what it pleases. */
function mailOf(days: readonly number[], level: number, random: () => number): readonly DayMail[] {
  return days.map((day) => {
    const engaged = random() < level * TRUE.get(day)!;
    return { day, messages: 1, weight: 0.5, engagements: engaged ? 0.5 : 0, exposure: engaged ? 0.3 : 0.6 };
  });
}

/** People who got as many of the last mails as they joined early. */
function list(size: number): readonly (readonly DayMail[])[] {
  const random = seededRandom(7, 'days');
  return Array.from({ length: size }, (_, person) => mailOf([...TRUE.keys()].slice(-1 - (person % 7)), 0.1 + 0.2 * random(), random));
}

describe('dayAppeals', () => {
  it('tells days that pleased from days that did not, though most people got the last mails only', () => {
    const appeals = dayAppeals(list(10_000));
    for (const [day, appeal] of TRUE) for (const [other, less] of TRUE) if (appeal > 1.35 * less) expect(appeals.get(day)!, `${String(day)} over ${String(other)}`).toBeGreaterThan(1.2 * appeals.get(other)!);
  });

  it('gives a day no credit for being the keenest readers\' own', () => {
    const random = seededRandom(8, 'segments');
    const appeals = dayAppeals(Array.from({ length: 4000 }, (_, person) => (person % 3 === 0 ? mailOf([1, 3, 6], 0.6, random) : mailOf([1, 6], 0.15, random))));
    expect(appeals.get(3)! / appeals.get(1)!).toBeGreaterThan(0.95);
    expect(appeals.get(3)! / appeals.get(1)!).toBeLessThan(1.25);
  });

  it('leaves the mail of people on the mean where it was, so that what is known of everybody stays right', () => {
    const people = list(3000);
    const appeals = dayAppeals(people);
    expect(people.reduce((sum, mails) => sum + appealOf(mails, appeals), 0) / people.length).toBeCloseTo(1, 12);
    expect(appealOf(people[0]!, appeals)).toBeGreaterThan(1.05);
  });

  it('believes little of days of a handful of people, and nothing of those on which nobody did anything', () => {
    const appeals = dayAppeals(list(10));
    for (const appeal of appeals.values()) expect(Math.abs(appeal - 1)).toBeLessThan(0.3);
    expect([...dayAppeals([mailOf([4, 5], 0, () => 0.5)])]).toEqual([]);
  });
});

describe('meanAppeal', () => {
  it('counts mail by its weight, and mail of days that are not known not at all', () => {
    const appeal = meanAppeal(TRUE);
    expect(appeal.mean()).toBe(1);
    appeal.add(99, 1);
    expect(appeal.mean()).toBe(1);
    appeal.add(5, 0.5);
    appeal.add(2, 0.25);
    expect(appeal.mean()).toBeCloseTo((0.5 * 1.4 + 0.25 * 0.8) / 0.75, 12);
  });
});
