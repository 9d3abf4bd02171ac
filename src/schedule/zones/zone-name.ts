import { IANAZone } from 'luxon';

/** Links of the tz database that people write for a place with daylight saving time, and that have none. */
const FIXED_ABBREVIATIONS = new Set(['EST', 'MST', 'HST']);
/** A name starts with a letter: `+02:00` is an offset, and an offset is right for half of the year. */
const NAME = /^[A-Za-z][\w+-]*(\/[\w+-]+){0,2}$/;

/** Whether it names a zone of the IANA tz database whose clocks can be trusted all year. */
export function isZoneName(name: string): boolean {
  return NAME.test(name) && !FIXED_ABBREVIATIONS.has(name.toUpperCase()) && IANAZone.isValidZone(name);
}
