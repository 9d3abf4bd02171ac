import { describe, expect, it } from 'vitest';
import { remembered } from '#campaign/remembered.js';

/** Says how often it was computed. */
function counted(most?: number) {
  const computed: string[] = [];
  const upper = remembered((text) => {
    computed.push(text);
    return text.toUpperCase();
  }, most);
  return { upper, computed };
}

describe('remembered', () => {
  it('computes the value of a text once', () => {
    const { upper, computed } = counted();
    expect([upper('grüße'), upper('grüße'), upper('')]).toEqual(['GRÜSSE', 'GRÜSSE', '']);
    expect([upper(''), computed]).toEqual(['', ['grüße', '']]);
  });

  it('forgets texts that nobody has asked for while others came', () => {
    const { upper, computed } = counted(10);
    for (const text of ['a', '11111', '22222', '33333', '44444', 'a']) upper(text);
    expect(computed.filter((text) => text === 'a')).toHaveLength(2);
  });

  it('keeps a text that is asked for again and again', () => {
    const { upper, computed } = counted(10);
    for (const text of ['a', '11111', 'a', '22222', 'a', '33333', 'a', '44444', 'a']) upper(text);
    expect(computed.filter((text) => text === 'a')).toHaveLength(1);
  });

  it('keeps a text longer than all that it may keep only until it is asked for another', () => {
    const { upper, computed } = counted(10);
    for (const text of ['longer than ten', 'longer than ten', 'a', 'longer than ten']) upper(text);
    expect(computed).toEqual(['longer than ten', 'a', 'longer than ten']);
  });

  it('never keeps one of more than four times that', () => {
    const { upper, computed } = counted(10);
    for (const text of ['x'.repeat(41), 'x'.repeat(41)]) upper(text);
    expect(computed).toHaveLength(2);
  });
});
