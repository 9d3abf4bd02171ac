import type pc from 'picocolors';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** From none to most. */
const SHADES = ['·', '░', '▒', '▓', '█'];

/** When mail goes out, on the recipients' own clocks: a line a day, two columns an hour, darker for more. */
export function planHeatMap(hours: readonly number[], colors: Pick<ReturnType<typeof pc.createColors>, 'dim'>): string[] {
  const most = Math.max(...hours);
  const scale = `     ${Array.from({ length: 8 }, (_, index) => String(index * 3).padStart(2, '0').padEnd(6)).join('')}`.trimEnd();
  return [
    colors.dim(scale),
    ...DAYS.map((day, row) => `${day}  ${hours.slice(row * 24, row * 24 + 24).map((count) => shade(count, most).repeat(2)).join('')}`),
    colors.dim(`     recipients an hour, local time: ${SHADES[0]!} none, ${SHADES.at(-1)!} up to ${most.toLocaleString('en-GB')}`),
  ];
}

function shade(count: number, most: number): string {
  return SHADES[count === 0 ? 0 : Math.max(1, Math.ceil((count / most) * (SHADES.length - 1)))]!;
}
