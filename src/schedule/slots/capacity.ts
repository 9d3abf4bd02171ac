import type { ScheduleConfig } from '../schedule-config.js';

/** How much of each hour is taken. Hours are clock hours in UTC; what it holds grows with the span, not with the audience. */
export interface CapacityBook {
  /** Whether a limit applies to addresses of this domain at all. */
  isLimited(domain: string | null): boolean;
  hasRoom(second: number, domain: string | null): boolean;
  take(second: number, domain: string | null): void;
  /** Gives back what was taken. */
  release(second: number, domain: string | null): void;
}

export function capacityBook({ perHour, perDomainPerHour }: ScheduleConfig['capacity']): CapacityBook {
  const taken = new Map<string, number>();
  const limitOf = (domain: string | null): number | undefined => (domain !== null && Object.hasOwn(perDomainPerHour, domain) ? perDomainPerHour[domain] : undefined);
  const limits = (second: number, domain: string | null): readonly (readonly [key: string, limit: number])[] => {
    const hour = String(Math.floor(second / 3600));
    const ofDomain = limitOf(domain);
    return [...(perHour === Infinity ? [] : [[hour, perHour] as const]), ...(ofDomain === undefined ? [] : [[`${hour} ${String(domain)}`, ofDomain] as const])];
  };
  const change = (second: number, domain: string | null, by: number): void => {
    for (const [key] of limits(second, domain)) taken.set(key, (taken.get(key) ?? 0) + by);
  };
  return {
    isLimited: (domain) => perHour !== Infinity || limitOf(domain) !== undefined,
    hasRoom: (second, domain) => limits(second, domain).every(([key, limit]) => (taken.get(key) ?? 0) < limit),
    take: (second, domain) => { change(second, domain, 1); },
    release: (second, domain) => { change(second, domain, -1); },
  };
}
