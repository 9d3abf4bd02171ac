import { describe, expect, it } from 'vitest';
import { normalQuantile } from '#stats/normal-quantile.js';

describe('normalQuantile', () => {
  it.each([[0.5, 0], [0.95, 1.6448536269514722], [0.975, 1.959963984540054], [0.001, -3.090232306167813], [1e-9, -5.9978070150076865]])('of %d is %d', (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 7);
  });

  it('is odd around one half', () => expect(normalQuantile(0.99)).toBeCloseTo(-normalQuantile(0.01), 12));
});
