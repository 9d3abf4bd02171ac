import { describe, expect, it } from 'vitest';
import { nearestName, slipOf } from '#config/nearest-name.js';

describe('nearestName', () => {
  const RULES = new Map([['content/image-broken', 1], ['content/image-only-body', 2], ['links/lösung', 3]]);

  it('completes a name that was cut off, though another is fewer letters away', () => {
    expect(nearestName('content/image-only', RULES.keys())).toBe('content/image-only-body');
  });

  it('counts letters where the beginning fits several names, or none', () => {
    expect(nearestName('content/image-brokn', RULES.keys())).toBe('content/image-broken');
    expect(nearestName('content/image-', RULES.keys())).toBeUndefined();
    expect(nearestName('links/losung', RULES.keys())).toBe('links/lösung');
    expect(nearestName('', RULES.keys())).toBeUndefined();
  });
});

describe('slipOf', () => {
  it.each([['upgarde', 'upgrade'], ['upgade', 'upgrade'], ['uppgrade', 'upgrade'], ['upgrede', 'upgrade'], ['upgrad', 'upgrade'], ['update', undefined], ['upgrade', undefined], ['upgraded!', undefined]])('%s: %s', (written, meant) => {
    expect(slipOf(written, ['single', 'upgrade'])).toBe(meant);
  });
});
