import { friendlyAmounts } from '#audience/friendly-amount.js';
import type { AsksConfig } from './asks-config.js';

/** What somebody gives, in one currency. */
export interface Giving {
  /** The running pledge; null for who gives single gifts. */
  readonly pledge: number | null;
  /** Median of the last five comparable gifts, their last one, and how many there are in all. */
  readonly median: number;
  readonly last: number;
  readonly gifts: number;
  readonly lapsed: boolean;
  readonly currency: string;
}

/** Three friendly amounts, `low` <= `preset` <= `high`. */
export interface Ladder {
  readonly low: number;
  readonly preset: number;
  readonly high: number;
  /** The amount that the ladder was built on. */
  readonly base: number;
  readonly kind: 'raise' | 'repeat' | 'first-time' | 'lapsed';
}

/** Where each rung is aimed at, over the base. README.md says where the numbers come from. */
const TARGETS: Readonly<Record<Ladder['kind'], { readonly low: number; readonly preset: number; readonly high: number }>> = {
  raise: { low: 1.2, preset: 4 / 3, high: 1.5 },
  repeat: { low: 1, preset: 1.25, high: 1.75 },
  'first-time': { low: 0.75, preset: 0.9, high: 1 },
  lapsed: { low: 0.5, preset: 0.75, high: 1 },
};
/** The lowest rung of who gives single gifts, over the base. */
const LOWEST = 0.8;

/** The amounts to ask for; undefined where no friendly amount lies within the bounds. */
export function proposeAmounts(giving: Giving, config: AsksConfig): Ladder | undefined {
  const kind = kindOf(giving);
  const base = giving.pledge ?? (kind === 'repeat' ? giving.median : giving.last);
  if (!(base > 0 && Number.isFinite(base))) return undefined;
  const bounds = boundsOf(kind, base, giving, config);
  const rungs = friendlyAmounts(bounds.low, bounds.high, giving.currency);
  const presets = rungs.filter((amount) => amount > bounds.presetAbove && amount <= bounds.presetUpTo);
  if (rungs.length === 0 || presets.length === 0) return undefined;
  const target = TARGETS[kind];
  const preset = nearest(presets, base * target.preset);
  return {
    kind, base, preset,
    low: nearest(rungs.filter((amount) => amount <= preset), base * target.low),
    high: nearest(rungs.filter((amount) => amount >= preset), base * target.high),
  };
}

function kindOf({ pledge, gifts, lapsed }: Giving): Ladder['kind'] {
  if (pledge !== null) return 'raise';
  if (lapsed) return 'lapsed';
  return gifts === 1 ? 'first-time' : 'repeat';
}

interface Bounds {
  readonly low: number;
  readonly high: number;
  /** Exclusive. */
  readonly presetAbove: number;
  readonly presetUpTo: number;
}

/** Who has not lapsed is not asked for less than the last gift, unless that was out of the ordinary; who gave once is asked just below it; the gift of who has lapsed is the highest amount. */
function boundsOf(kind: Ladder['kind'], base: number, { last }: Giving, { minimumStep, maximumStep, maximumHigh }: AsksConfig): Bounds {
  if (kind === 'raise') return { low: base * minimumStep, high: base * maximumStep, presetAbove: base, presetUpTo: base * maximumStep };
  if (kind === 'lapsed') return { low: base * TARGETS.lapsed.low * LOWEST, high: base, presetAbove: 0, presetUpTo: base };
  if (kind === 'first-time') return { low: base * TARGETS['first-time'].low * LOWEST, high: base, presetAbove: 0, presetUpTo: base };
  const low = last <= base * maximumStep ? Math.max(base * LOWEST, last) : base * LOWEST;
  return { low, high: base * maximumHigh, presetAbove: base, presetUpTo: base * maximumStep };
}

/** The smaller one of two that are equally near. */
function nearest(amounts: readonly number[], target: number): number {
  return amounts.reduce((best, amount) => (Math.abs(amount - target) < Math.abs(best - target) ? amount : best));
}
