import { offsetAt } from './zone-offsets.js';
import type { ZoneOffsets } from './zone-offsets.js';
import { zonesOfRegions } from './zone-of-country.js';

/** A zone that somebody may live in. */
export interface ZoneCandidate {
  readonly zone: string;
  /** Hours by which its clocks are ahead of the default zone's, rounded. */
  readonly shift: number;
  /** Shares of all candidates sum to 1. */
  readonly prior: number;
}

export interface CandidateSources {
  readonly defaultZone: string;
  readonly zones: ReadonlyMap<string, ZoneOffsets>;
  /** Recipients by zone, of those whose zone is known. */
  readonly known: ReadonlyMap<string, number>;
  /** Epoch seconds at which offsets are compared. */
  readonly at: number;
}

/** Where people live of whom nothing is known counts as if so many recipients lived there. */
const PSEUDO_COUNT = 1;
const COUNTRY = 2;

/**
 * Says in which zones a recipient without one may live: in those of the country, else in those of the other recipients and in the default one,
 * as likely as recipients are there. Zones with the same clocks are one candidate, named after the most frequent of them.
 */
export function zoneCandidates(sources: CandidateSources): (place: string | null) => readonly ZoneCandidate[] {
  const made = new Map<string, readonly ZoneCandidate[]>();
  return (place) => {
    const country = place?.slice(0, COUNTRY) ?? '';
    const candidates = made.get(country) ?? candidatesOf(zonesOfRegions(country), sources);
    made.set(country, candidates);
    return candidates;
  };
}

function candidatesOf(ofCountry: readonly string[], { defaultZone, zones, known, at }: CandidateSources): readonly ZoneCandidate[] {
  const names = (ofCountry.length > 0 ? ofCountry : [...new Set([defaultZone, ...known.keys()])]).filter((zone) => zones.has(zone));
  const hours = (zone: string): number => Math.round((offsetAt(zones.get(zone)!, at) - offsetAt(zones.get(defaultZone)!, at)) / 3600);
  const count = (zone: string): number => (known.get(zone) ?? 0) + (ofCountry.length > 0 || zone === defaultZone ? PSEUDO_COUNT : 0);
  const byShift = new Map<number, { zone: string; most: number; sum: number }>();
  for (const zone of [...names].sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1))) {
    const found = byShift.get(hours(zone));
    if (found === undefined) byShift.set(hours(zone), { zone, most: count(zone), sum: count(zone) });
    else found.sum += count(zone);
  }
  const total = names.reduce((sum, zone) => sum + count(zone), 0);
  return [...byShift].map(([shift, { zone, sum }]) => ({ zone, shift, prior: sum / total })).sort((a, b) => b.prior - a.prior || a.shift - b.shift);
}
