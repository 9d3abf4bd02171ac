import { describe, expect, it } from 'vitest';
import { HALF_LIVES, halfLifeShares } from '#schedule/model/half-life-shares.js';
import type { MailDay } from '#schedule/model/half-life-shares.js';
import { seededRandom } from '#stats/seeded-random.js';

/** A year of two mails a week that differ in appeal by .3 and please as much as `levelAt` says (0 to 1 through the year). */
function year(seed: number, levelAt: (time: number) => number): MailDay[] {
  const random = seededRandom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: 104 }, (_, index) => ({ day: 3.5 * index, expected: 100, engaged: Math.round(100 * levelAt(index / 104) * Math.exp(0.3 * normal())) }));
}

const shareOf = (halfLife: number, days: readonly MailDay[]): number => halfLifeShares(days)[(HALF_LIVES as readonly number[]).indexOf(halfLife)]!;
const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('halfLifeShares', () => {
  it('lets all days count alike where single mails differ and nothing moves', () => {
    const stable = SEEDS.map((seed) => shareOf(Infinity, year(seed, () => 1)));
    expect(mean(stable)).toBeGreaterThan(0.5);
    expect(Math.min(...stable)).toBeGreaterThan(0.1);
  });
  it('forgets where mail pleases less and less, or less since a change', () => {
    expect(mean(SEEDS.map((seed) => shareOf(Infinity, year(seed, (time) => 1.5 ** -time))))).toBeLessThan(0.3);
    expect(mean(SEEDS.map((seed) => shareOf(Infinity, year(seed, (time) => (time < 0.7 ? 1.4 : 1)))))).toBeLessThan(0.3);
  });
  it('forgets faster where what mail pleases swings with the months than where it falls slowly', () => {
    const [swinging, falling] = [(time: number): number => 1 + 0.5 * Math.sin(4 * Math.PI * time), (time: number): number => 1.5 ** -time].map((levelAt) => mean(SEEDS.map((seed) => shareOf(30, year(seed, levelAt))))) as [number, number];
    expect(swinging).toBeGreaterThan(falling);
  });
  it('believes what it believed beforehand while there is next to no mail', () => {
    expect(shareOf(Infinity, [{ day: 7, expected: 0.1, engaged: 0 }])).toBeCloseTo(0.5, 9);
    expect(shareOf(Infinity, year(1, () => 1).slice(0, 3))).toBeCloseTo(0.5, 1);
  });
});
