import type { ScheduleConfig } from '../schedule-config.js';

/** How much of each hour is taken. Hours are clock hours in UTC; what it holds grows with the span, not with the audience. */
export interface CapacityBook {
  hasRoom(second: number, domain: string | null): boolean;
  take(second: number, domain: string | null): void;
}

export function capacityBook({ perHour, perDomainPerHour }: ScheduleConfig['capacity']): CapacityBook {
  const taken = new Map<string, number>();
  const limits = (second: number, domain: string | null): readonly (readonly [key: string, limit: number])[] => {
    const hour = String(Math.floor(second / 3600));
    const ofDomain = domain === null ? undefined : perDomainPerHour[domain];
    return [...(perHour === Infinity ? [] : [[hour, perHour] as const]), ...(ofDomain === undefined ? [] : [[`${hour} ${String(domain)}`, ofDomain] as const])];
  };
  return {
    hasRoom: (second, domain) => limits(second, domain).every(([key, limit]) => (taken.get(key) ?? 0) < limit),
    take(second, domain) {
      for (const [key] of limits(second, domain)) taken.set(key, (taken.get(key) ?? 0) + 1);
    },
  };
}
