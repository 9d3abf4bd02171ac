import { percent, plain } from '../numbers.js';
import { markup, trusted, type Markup } from './markup.js';

// Widths are percentages and texts keep their size, so that every chart fits a phone, a screen and a sheet of paper.

export interface Share {
  readonly label: string;
  readonly value: number;
  /** A custom property of the style sheet: `--error`. */
  readonly tone: string;
}

export interface Amount {
  readonly label: string;
  readonly value: number;
}

export const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** Per cent of the width that the longest bar takes; its number stands behind it. */
const LONGEST = 80;
/** Pixels. */
const COLUMN_HEIGHT = 130;
/** Labels under columns that fit a screen. */
const MOST_LABELS = 12;

/** One bar cut into shares, with a legend that says the numbers. */
export function shareBar(title: string, shares: readonly Share[]): Markup {
  const total = shares.reduce((sum, { value }) => sum + value, 0);
  if (total === 0) return trusted('');
  let from = 0;
  const pieces = shares.filter(({ value }) => value > 0).map(({ value, tone }) => {
    const width = (100 * value) / total;
    const piece = markup`<rect x="${decimal(from)}%" y="0" width="${decimal(Math.max(0.2, width - 0.2))}%" height="18" rx="2" style="fill:var(${tone})"/>`;
    from += width;
    return piece;
  });
  const legend = shares.map(({ label, value, tone }) => markup`<span><svg width="10" height="10" aria-hidden="true"><rect width="10" height="10" rx="2" style="fill:var(${tone})"/></svg> ${label} ${plain(value)} (${percent(value / total)})</span> `);
  return markup`<svg class="chart" height="18" role="img" aria-label="${labelOf(title, shares)}">${pieces}</svg><p class="note legend">${legend}</p>`;
}

/** A bar a row, longest first, with its label before and its number behind it. */
export function bars(title: string, rows: readonly Amount[], tone = '--accent', text: (value: number) => string = plain): Markup {
  const most = Math.max(0, ...rows.map(({ value }) => value));
  if (most === 0) return trusted('');
  const sorted = rows.toSorted((a, b) => b.value - a.value);
  const lines = sorted.map(({ label, value }) => markup`<span>${label}</span><svg height="18"><rect y="2" width="${decimal(Math.max(0.3, (value / most) * LONGEST))}%" height="14" rx="2" style="fill:var(${tone})"/><text x="${decimal((value / most) * LONGEST)}%" dx="8" y="14">${text(value)}</text></svg>`);
  return markup`<div class="chart rows" role="img" aria-label="${labelOf(title, sorted, text)}">${lines}</div>`;
}

/** Seven days by 24 hours, darker for more. `hours` begins on Monday at midnight. */
export function heatMap(title: string, hours: readonly number[], unit: string): Markup {
  const most = Math.max(...hours);
  const width = 100 / 24;
  const scale = Array.from({ length: 8 }, (_, index) => markup`<text class="axis" x="${decimal(index * 3 * width)}%" y="12">${clock(index * 3)}</text>`);
  const days = DAYS.map((day, row) => markup`<span>${day}</span><svg height="26">${hours.slice(row * 24, row * 24 + 24).map((value, hour) => {
    const strength = most === 0 || value === 0 ? 0 : Math.round(15 + 85 * (value / most));
    return markup`<rect x="${decimal(hour * width)}%" y="1" width="${decimal(width - 0.35)}%" height="24" rx="3" style="fill:color-mix(in srgb, var(--accent) ${strength}%, var(--code))"><title>${`${day} ${clock(hour)}:00, ${plain(value)} ${unit}`}</title></rect>`;
  })}</svg>`);
  return markup`<div class="chart week" role="img" aria-label="${`${title}: ${busiest(hours, unit)}`}"><span></span><svg height="16">${scale}</svg>${days}</div><p class="note">By hour of the week on their own clocks; the darkest hour holds ${plain(most)}.</p>`;
}

/** A column a step of time. */
export function columns(title: string, steps: readonly Amount[], tone = '--accent', text: (value: number) => string = plain): Markup {
  const most = Math.max(0, ...steps.map(({ value }) => value));
  if (most === 0) return markup`<p class="note">None.</p>`;
  const width = 100 / Math.max(MOST_LABELS, steps.length);
  const every = Math.ceil(steps.length / MOST_LABELS);
  const parts = steps.map(({ label, value }, index) => {
    const height = (value / most) * COLUMN_HEIGHT;
    const shown = index % every === 0 && markup`<text class="${(index / every) % 2 === 0 ? 'axis' : 'axis minor'}" x="${decimal(index * width)}%" y="${COLUMN_HEIGHT + 18}">${label}</text>`;
    return markup`<rect x="${decimal(index * width)}%" y="${decimal(COLUMN_HEIGHT - height)}" width="${decimal(width * 0.88)}%" height="${decimal(height)}" rx="2" style="fill:var(${tone})"><title>${`${label}: ${text(value)}`}</title></rect>${shown}`;
  });
  return markup`<svg class="chart" height="${COLUMN_HEIGHT + 24}" role="img" aria-label="${labelOf(title, steps, text)}"><line class="rule" x1="0" x2="100%" y1="${COLUMN_HEIGHT}" y2="${COLUMN_HEIGHT}"/>${parts}</svg><p class="note">The highest column is ${text(most)}.</p>`;
}

function labelOf(title: string, amounts: readonly Amount[], text: (value: number) => string = plain): string {
  return `${title}: ${amounts.map(({ label, value }) => `${label} ${text(value)}`).join(', ')}`;
}

/** For coordinates. */
export function decimal(value: number): string {
  return value.toFixed(2);
}

function busiest(hours: readonly number[], unit: string): string {
  const most = Math.max(...hours);
  const at = hours.indexOf(most);
  return `busiest ${DAYS[Math.floor(at / 24)] ?? ''} ${clock(at % 24)}:00 with ${plain(most)} ${unit}`;
}

function clock(hour: number): string {
  return String(hour).padStart(2, '0');
}
