import namedColors from './named-colors.json' with { type: 'json' };

/** sRGB: channels 0 to 255, alpha 0 to 1. */
export interface Color {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

export const BLACK: Color = { red: 0, green: 0, blue: 0, alpha: 1 };
export const WHITE: Color = { red: 255, green: 255, blue: 255, alpha: 1 };
const TRANSPARENT: Color = { red: 0, green: 0, blue: 0, alpha: 0 };

const NAMED: ReadonlyMap<string, string> = new Map(Object.entries(namedColors));
/** Of the channels that colours are written with. */
const LINEAR: readonly number[] = Array.from({ length: 256 }, (_, channel) => toLinear(channel));

const HEX = /^#?(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/;
const FUNCTION = /^(rgb|hsl)a?\(([^()]{1,80})\)$/;

/** A CSS colour (CSS Color 4: hex, rgb, hsl, named), or the hex digits without `#` of a `bgcolor`; undefined for anything else. */
export function parseColor(text: string): Color | undefined {
  const value = text.trim().toLowerCase();
  if (value === 'transparent') return TRANSPARENT;
  const named = NAMED.get(value);
  if (named) return hexColor(named);
  if (HEX.test(value)) return hexColor(value.replace('#', ''));
  const match = FUNCTION.exec(value);
  return match ? functionColor(match[1] ?? '', (match[2] ?? '').split(/[\s,/]+/).filter(Boolean)) : undefined;
}

/** `#rrggbb`, alpha left out. */
export function hexOf({ red, green, blue }: Color): string {
  return `#${[red, green, blue].map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
}

/** What a colour looks like on top of an opaque one. */
export function blend(top: Color, bottom: Color): Color {
  if (top.alpha >= 1) return top;
  const mix = (over: number, under: number): number => over * top.alpha + under * (1 - top.alpha);
  return { red: mix(top.red, bottom.red), green: mix(top.green, bottom.green), blue: mix(top.blue, bottom.blue), alpha: 1 };
}

/** Contrast ratio of two opaque colours, 1 to 21. WCAG 2.2, "contrast ratio". */
export function contrastRatio(one: Color, other: Color): number {
  const [first, second] = [relativeLuminance(one), relativeLuminance(other)];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

/** WCAG 2.2, "relative luminance". */
function relativeLuminance({ red, green, blue }: Color): number {
  return 0.2126 * linearChannel(red) + 0.7152 * linearChannel(green) + 0.0722 * linearChannel(blue);
}

/** Light of an sRGB channel, 0 to 1. */
export function linearChannel(channel: number): number {
  return LINEAR[channel] ?? toLinear(channel);
}

/** IEC 61966-2-1. */
function toLinear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function hexColor(digits: string): Color {
  const wide = digits.length < 6 ? digits.replace(/./g, '$&$&') : digits;
  const byte = (at: number): number => parseInt(wide.slice(at, at + 2), 16);
  return { red: byte(0), green: byte(2), blue: byte(4), alpha: wide.length === 8 ? byte(6) / 255 : 1 };
}

function functionColor(name: string, parts: readonly string[]): Color | undefined {
  const [first = NaN, second = NaN, third = NaN] = parts.map(parseFloat);
  if ([first, second, third].some(Number.isNaN)) return undefined;
  const alpha = fraction(parts[3] ?? '1');
  if (name === 'hsl') return hslColor(first, second / 100, third / 100, alpha);
  const channel = (value: number): number => clamp(parts[0]?.endsWith('%') ? (value * 255) / 100 : value, 255);
  return { red: channel(first), green: channel(second), blue: channel(third), alpha };
}

/** CSS Color 4, section 7.1. Hue in degrees, the others 0 to 1. */
function hslColor(hue: number, saturation: number, lightness: number, alpha: number): Color {
  const amplitude = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number): number => {
    const k = (((offset + hue / 30) % 12) + 12) % 12;
    return clamp(255 * (lightness - amplitude * Math.max(-1, Math.min(k - 3, 9 - k, 1))), 255);
  };
  return { red: channel(0), green: channel(8), blue: channel(4), alpha };
}

function fraction(text: string): number {
  const value = parseFloat(text);
  return Number.isNaN(value) ? 1 : clamp(text.endsWith('%') ? value / 100 : value, 1);
}

function clamp(value: number, maximum: number): number {
  return Math.min(Math.max(value, 0), maximum);
}
