import { markup, trusted, type Markup } from './markup.js';
import { plain } from '../numbers.js';

export interface Share {
  readonly label: string;
  readonly value: number;
  /** A custom property of the style sheet: `--error`. */
  readonly tone: string;
}

const WIDTH = 720;
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** One bar cut into shares, with a legend that says the numbers. */
export function shareBar(title: string, shares: readonly Share[]): Markup {
  const total = shares.reduce((sum, { value }) => sum + value, 0);
  if (total === 0) return trusted('');
  let from = 0;
  const pieces = shares.filter(({ value }) => value > 0).map(({ value, tone }) => {
    const width = (value / total) * WIDTH;
    const piece = markup`<rect x="${from.toFixed(1)}" y="0" width="${Math.max(1, width - 1).toFixed(1)}" height="18" rx="2" style="fill:var(${tone})"/>`;
    from += width;
    return piece;
  });
  const legend = shares.map(({ label, value, tone }) => markup`<span style="white-space:nowrap"><svg width="10" height="10" aria-hidden="true"><rect width="10" height="10" rx="2" style="fill:var(${tone})"/></svg> ${label} ${plain(value)} (${percent(value / total)})</span> `);
  return markup`<svg class="chart" viewBox="0 0 ${WIDTH} 18" role="img" aria-label="${`${title}: ${shares.map(({ label, value }) => `${label} ${plain(value)}`).join(', ')}`}">${pieces}</svg><p class="note" style="display:flex;flex-wrap:wrap;gap:4px 18px;max-width:none">${legend}</p>`;
}

/** A bar a row, longest first, with its label before and its number behind it. */
export function bars(title: string, rows: readonly { readonly label: string; readonly value: number }[], tone = '--accent'): Markup {
  const most = Math.max(0, ...rows.map(({ value }) => value));
  if (most === 0) return trusted('');
  const sorted = rows.toSorted((a, b) => b.value - a.value);
  const [labels, room, height] = [300, WIDTH - 300 - 80, 26];
  const lines = sorted.map(({ label, value }, row) => markup`<text x="0" y="${row * height + 17}">${shortened(label, 44)}</text><rect x="${labels}" y="${row * height + 5}" width="${Math.max(1, (value / most) * room).toFixed(1)}" height="15" rx="2" style="fill:var(${tone})"/><text x="${(labels + (value / most) * room + 8).toFixed(1)}" y="${row * height + 17}">${plain(value)}</text>`);
  return markup`<div class="scroll" tabindex="0"><svg class="chart" viewBox="0 0 ${WIDTH} ${sorted.length * height}" role="img" aria-label="${`${title}: ${sorted.map(({ label, value }) => `${label} ${plain(value)}`).join(', ')}`}">${lines}</svg></div>`;
}

/** Seven days by 24 hours, darker for more. `hours` begins on Monday at midnight. */
export function heatMap(title: string, hours: readonly number[], unit: string): Markup {
  const most = Math.max(...hours);
  const [left, top, cell, height] = [44, 22, 28, 26];
  const scale = Array.from({ length: 8 }, (_, index) => markup`<text class="axis" x="${left + index * 3 * cell}" y="14">${String(index * 3).padStart(2, '0')}</text>`);
  const days = DAYS.map((day, row) => markup`<text class="axis" x="0" y="${top + row * height + 17}">${day}</text>`);
  const cells = hours.map((value, hour) => {
    const [row, column] = [Math.floor(hour / 24), hour % 24];
    const strength = most === 0 || value === 0 ? 0 : Math.round(15 + 85 * (value / most));
    return markup`<rect x="${left + column * cell}" y="${top + row * height}" width="${cell - 2}" height="${height - 2}" rx="3" style="fill:color-mix(in srgb, var(--accent) ${strength}%, var(--code))"><title>${`${DAYS[row] ?? ''} ${String(column).padStart(2, '0')}:00, ${plain(value)} ${unit}`}</title></rect>`;
  });
  return markup`<div class="scroll" tabindex="0"><svg class="chart" viewBox="0 0 ${left + 24 * cell} ${top + 7 * height}" role="img" aria-label="${`${title}: ${busiest(hours, unit)}`}">${scale}${days}${cells}</svg></div><p class="note">By hour of the week on their own clocks; the darkest hour holds ${plain(most)}.</p>`;
}

/** A column a step of time. */
export function columns(title: string, steps: readonly { readonly label: string; readonly value: number }[], tone = '--accent'): Markup {
  const most = Math.max(0, ...steps.map(({ value }) => value));
  if (most === 0) return markup`<p class="note">None.</p>`;
  const [base, width] = [150, WIDTH / steps.length];
  const every = Math.ceil(steps.length / 12);
  const parts = steps.map(({ label, value }, index) => markup`<rect x="${(index * width + 1).toFixed(1)}" y="${(base - (value / most) * 130).toFixed(1)}" width="${Math.max(1, Math.min(56, width - 3)).toFixed(1)}" height="${((value / most) * 130).toFixed(1)}" rx="2" style="fill:var(${tone})"><title>${`${label}: ${plain(value)}`}</title></rect>${index % every === 0 && markup`<text class="axis" x="${(index * width + 1).toFixed(1)}" y="${base + 16}">${label}</text>`}`);
  return markup`<svg class="chart" viewBox="0 0 ${WIDTH} ${base + 24}" role="img" aria-label="${`${title}: ${steps.map(({ label, value }) => `${label} ${plain(value)}`).join(', ')}`}"><line class="rule" x1="0" x2="${WIDTH}" y1="${base}" y2="${base}"/>${parts}</svg><p class="note">The highest column is ${plain(most)}.</p>`;
}

function busiest(hours: readonly number[], unit: string): string {
  const most = Math.max(...hours);
  const at = hours.indexOf(most);
  return `busiest ${DAYS[Math.floor(at / 24)] ?? ''} ${String(at % 24).padStart(2, '0')}:00 with ${plain(most)} ${unit}`;
}

function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
}
