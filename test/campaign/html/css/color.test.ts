import { describe, expect, it } from 'vitest';
import { blend, BLACK, contrastRatio, parseColor, WHITE } from '#campaign/html/css/color.js';

const channels = (text: string) => {
  const color = parseColor(text);
  return color && [Math.round(color.red), Math.round(color.green), Math.round(color.blue), color.alpha];
};

describe('parseColor', () => {
  it.each([
    ['#0a3d62', [10, 61, 98, 1]], ['#FFF', [255, 255, 255, 1]], ['ffffff', [255, 255, 255, 1]], ['#0008', [0, 0, 0, 0x88 / 255]],
    ['#00000080', [0, 0, 0, 0x80 / 255]], ['RebeccaPurple', [102, 51, 153, 1]], ['transparent', [0, 0, 0, 0]],
    ['rgb(10, 61, 98)', [10, 61, 98, 1]], ['rgb(10 61 98 / 50%)', [10, 61, 98, 0.5]], ['rgba(10,61,98,.25)', [10, 61, 98, 0.25]],
    ['rgb(100%, 0%, 50%)', [255, 0, 128, 1]], ['rgb(300,-5,0)', [255, 0, 0, 1]],
    ['hsl(0, 100%, 50%)', [255, 0, 0, 1]], ['hsl(120deg 100% 25%)', [0, 128, 0, 1]], ['hsla(240,100%,50%,0)', [0, 0, 255, 0]], ['hsl(-120,100%,50%)', [0, 0, 255, 1]],
  ])('reads %s', (text, expected) => {
    expect(channels(text)).toEqual(expected);
  });

  it.each(['', '#12', '#ggg', 'blu', 'rgb(1,2)', 'rgb(a,b,c)', 'inherit', 'url(x)', '{{ color }}', '__proto__', 'constructor'])('does not know %s', (text) => {
    expect(parseColor(text)).toBeUndefined();
  });
});

describe('contrastRatio', () => {
  it.each([
    // WCAG 2.2: black on white is 21:1; the others are the ratios that WebAIM's contrast checker gives.
    ['#000', '#fff', 21], ['#777', '#fff', 4.48], ['#767676', '#fff', 4.54], ['#0000ff', '#fff', 8.59], ['#fff', '#fff', 1],
  ])('of %s and %s is %d', (one, other, ratio) => {
    expect(contrastRatio(parseColor(one)!, parseColor(other)!)).toBeCloseTo(ratio, 2);
    expect(contrastRatio(parseColor(other)!, parseColor(one)!)).toBeCloseTo(ratio, 2);
  });
});

describe('blend', () => {
  it('mixes by alpha', () => {
    expect(blend({ ...BLACK, alpha: 0.5 }, WHITE)).toEqual({ red: 127.5, green: 127.5, blue: 127.5, alpha: 1 });
    expect(blend(BLACK, WHITE)).toBe(BLACK);
  });
});
