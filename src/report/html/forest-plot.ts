import type { LiftEstimate } from '#stats/clustered-totals.js';
import { interval, signed } from '../numbers.js';
import { decimal } from './charts.js';
import { markup, type Markup } from './markup.js';

export interface ForestRow {
  readonly label: string;
  /** undefined: there is none. */
  readonly estimate: LiftEstimate | undefined;
  /** The one to read; drawn stronger. */
  readonly main?: boolean;
}

/** The ends of an axis, in steps of `step`. */
export interface ForestAxis {
  readonly step: number;
  readonly from: number;
  readonly to: number;
}

/** What is further out ends in an arrow: one interval without end would leave no room for the others. */
const MOST = 2;
const STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];
/** Pixels of a row. */
const [HEIGHT, MIDDLE] = [30, 15];

/** One axis for plots that are compared: around no change, with room for all estimates. */
export function forestAxis(estimates: readonly LiftEstimate[]): ForestAxis {
  const low = Math.max(-1, Math.min(0, ...estimates.map((estimate) => estimate.low)));
  const high = Math.min(MOST, Math.max(0, ...estimates.map((estimate) => estimate.high)));
  const step = STEPS.find((size) => (high - low) / size <= 7) ?? 1;
  return { step, from: Math.floor(low / step), to: Math.max(Math.ceil(high / step), Math.floor(low / step) + 1) };
}

/** Estimates with their 95 % intervals around the line of no change, a row each. */
export function forestPlot(title: string, rows: readonly ForestRow[], axis: ForestAxis): Markup {
  const ticks = Array.from({ length: axis.to - axis.from + 1 }, (_, index) => axis.from + index);
  const grid = ticks.map((tick) => markup`<line class="${tick === 0 ? 'zero' : 'rule'}" x1="${place(tick * axis.step, axis)}" x2="${place(tick * axis.step, axis)}" y1="0" y2="${HEIGHT}"/>`);
  const scale = ticks.map((tick, index) => markup`<text class="${(index - ticks.indexOf(0)) % 2 === 0 ? 'axis' : 'axis minor'}" text-anchor="middle" x="${place(tick * axis.step, axis)}" y="12">${tick === 0 ? '0' : `${tick < 0 ? '' : '+'}${String(Math.round(100 * tick * axis.step))} %`}</text>`);
  const label = `${title}: ${rows.map((row) => `${row.label} ${interval(row.estimate)}`).join('; ')}`;
  return markup`<div class="chart forest" role="img" aria-label="${label}">${rows.map((row) => line(row, grid, axis))}<div><svg height="18">${scale}</svg></div></div>`;
}

function line({ label, estimate, main = false }: ForestRow, grid: readonly Markup[], axis: ForestAxis): Markup {
  const numbers = estimate === undefined ? 'none' : `${signed(estimate.value)} (${signed(estimate.low)} to ${signed(estimate.high)})`;
  return markup`<div ${main && markup`class="main"`}><span>${label}</span><svg height="${HEIGHT}">${grid}${estimate && mark(estimate, main, axis)}</svg><span class="numbers">${numbers}</span></div>`;
}

function mark({ value, low, high }: LiftEstimate, main: boolean, axis: ForestAxis): Markup {
  const [left, middle, right] = [place(low, axis), place(value, axis), place(high, axis)];
  const cap = (x: string): Markup => markup`<line x1="${x}" x2="${x}" y1="${MIDDLE - 5}" y2="${MIDDLE + 5}"/>`;
  const arrow = markup`<svg x="${right}" y="${MIDDLE - 5}" overflow="visible"><path d="M-8 0l8 5l-8 5"/></svg>`;
  return markup`<g class="${main ? 'interval main' : 'interval'}"><line x1="${left}" x2="${right}" y1="${MIDDLE}" y2="${MIDDLE}"/>${cap(left)}${high > axis.to * axis.step ? arrow : cap(right)}<circle cx="${middle}" cy="${MIDDLE}" r="${main ? 6 : 4.5}"/></g>`;
}

/** Half a label's room is left at both ends. */
function place(value: number, { step, from, to }: ForestAxis): string {
  const share = (Math.min(Math.max(value / step, from), to) - from) / (to - from);
  return `${decimal(6 + 88 * share)}%`;
}
