/** A whole number as reports write it: `12,345`. */
export function plain(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: 0 });
}
