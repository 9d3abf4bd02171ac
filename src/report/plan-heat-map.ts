import type pc from 'picocolors';
import { plain } from './numbers.js';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const NONE = '·';
/** From few to most. */
const SHADES = '░▒▓█';

/** When mail goes out, on the recipients' own clocks: a line a day, two columns an hour, darker for more. */
export function planHeatMap(hours: readonly number[], colors: Pick<ReturnType<typeof pc.createColors>, 'dim'>): string[] {
  const most = Math.max(...hours);
  const scale = `     ${Array.from({ length: 8 }, (_, index) => String(index * 3).padStart(2, '0').padEnd(6)).join('')}`.trimEnd();
  return [
    colors.dim(scale),
    ...DAYS.map((day, row) => `${day}  ${hours.slice(row * 24, row * 24 + 24).map((count) => shade(count, most).repeat(2)).join('')}`),
    colors.dim(`     recipients an hour, local time: ${NONE} none, █ up to ${plain(most)}`),
  ];
}

function shade(count: number, most: number): string {
  return count === 0 ? NONE : SHADES.charAt(Math.ceil((count / most) * SHADES.length) - 1);
}
