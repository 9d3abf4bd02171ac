import type { LiftEstimate } from '#stats/clustered-totals.js';

/** A whole number as reports write it: `12,345`. */
export function plain(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: 0 });
}

/** A count with its noun: `1 error`, `2 errors`, `3 people`. */
export function plural(count: number, noun: string, several = `${noun}s`): string {
  return `${plain(count)} ${count === 1 ? noun : several}`;
}

/** A mean or a median: whole from ten on, below with two significant digits, `45`, `0.04`. */
export function short(value: number): string {
  return value >= 10 ? plain(value) : Number(value.toPrecision(2)).toString();
}

/** A size in memory: `45.3 KB`. */
export function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

/** A share with one decimal, `12.3 %`; a small one with two, `0.04 %`. */
export function percent(share: number): string {
  const small = share !== 0 && Math.abs(share) < 0.001;
  return `${(100 * share).toFixed(small ? 2 : 1)} %`;
}

/** A change as a share: `+12.3 %`, `-4.0 %`. */
export function signed(change: number): string {
  return `${change < 0 ? '' : '+'}${percent(change)}`;
}

/** An estimate with its interval: `+12.3 % (95 % interval +4.0 % to +21.3 %)`. */
export function interval(estimate: LiftEstimate | undefined): string {
  return estimate === undefined ? 'none' : `${signed(estimate.value)} (95 % interval ${signed(estimate.low)} to ${signed(estimate.high)})`;
}
