const HOURS = { m: 1 / 60, h: 1, d: 24 } as const;

/** Hours of `90m`, `24h` or `3d`; NaN for anything else. */
export function durationHours(text: string): number {
  const [, amount, unit] = /^(\d{1,4})([mhd])$/.exec(text) ?? [];
  return unit === undefined ? Number.NaN : Number(amount) * HOURS[unit as keyof typeof HOURS];
}
