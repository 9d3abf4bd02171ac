import type { Declaration } from '#campaign/html/css/declarations.js';
import PROPERTIES from './properties.json' with { type: 'json' };

export type DeclarationFault = 'colon' | 'semicolon' | 'color' | 'hash' | 'unit' | 'property';

const KNOWN: ReadonlySet<string> = new Set(PROPERTIES.names);
const LENGTHS: ReadonlySet<string> = new Set(PROPERTIES.lengths);

/** A colour of so many digits as none has: 3, 4, 6 and 8 are right (CSS Color 4, section 5.2). */
const BROKEN_COLOR = /(?<![\w&#/("'])#(?:#[\da-f]{3,8}|[\da-f]{1,2}|[\da-f]{5}|[\da-f]{7}|[\da-f]{9,12})(?![\w-])/i;
/** A colour and no more, without its #: what quirks mode alone takes for one. No name of a colour is so written. */
const BARE_COLOR = /^(?:(?=\w*\d)[\da-f]{3}|[\da-f]{6})$/i;
const COLORED = /(?:^|-)(?:color|background|border|outline|fill|stroke)(?:-|$)/;
/** A number but zero, alone among the values: `padding: 10 20px`. */
const BARE_NUMBER = /(?:^|\s)-?(?:[1-9]\d{0,4}(?:\.\d{1,4})?|0?\.\d{1,4})(?=\s|$)/;
/** "18px line-height: 24px": a name and a colon inside a value, where no function, string or template tag holds them. */
const INNER_NAME = /[\s)](-?[a-z][a-z-]{2,40})\s*:(?!\/\/)/gi;
/** "color=#222", "font-weight bold". */
const WITHOUT_COLON = /^(-?[a-z][a-z-]{2,40})(?:\s*=|\s)\s*([^:=]{1,200})$/i;
const PREFIXED = /^(?:-|mso-|_|\*)/;

/** Why every client passes over a declaration; undefined for one that some may know. */
export function declarationFault({ property, value }: Declaration): DeclarationFault | undefined {
  if (swallowedProperty({ property, value }) !== undefined) return 'semicolon';
  if (/color$/.test(property) && BARE_COLOR.test(value)) return 'hash';
  if (COLORED.test(property) && BROKEN_COLOR.test(value)) return 'color';
  if (LENGTHS.has(property) && !value.includes('(') && BARE_NUMBER.test(value)) return 'unit';
  return !KNOWN.has(property) && !PREFIXED.test(property) && meantProperty(property) !== undefined ? 'property' : undefined;
}

/** Of what is no declaration: the one that it would be with a colon. */
export function withoutColon(part: string): Declaration | undefined {
  const [, name = '', value = ''] = WITHOUT_COLON.exec(part) ?? [];
  const property = name.toLowerCase();
  return KNOWN.has(property) ? { property, value: value.trim(), important: false } : undefined;
}

/** The property that a value has taken in, for want of a semicolon before it. */
export function swallowedProperty({ property, value }: Pick<Declaration, 'property' | 'value'>): string | undefined {
  if (!value.includes(':') || !KNOWN.has(property) || /["'{]/.test(value)) return undefined;
  return [...value.matchAll(INNER_NAME)].map(([, name = '']) => name.toLowerCase()).find((name) => KNOWN.has(name) || name.startsWith('mso-'));
}

/** The property that a name misses by one slip of the keys. */
export function meantProperty(name: string): string | undefined {
  return name.length < 5 ? undefined : PROPERTIES.names.find((known) => isOneSlip(name, known));
}

/** Whether two names differ in one letter more, less, other, or in two that changed places. */
function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  return restA.slice(1) === restB.slice(1) || restA === restB.slice(1) || restA.slice(1) === restB
    || (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2));
}
