import type { VNode } from 'preact';

export const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

export interface Cell {
  /** 0 to 1. */
  readonly heat: number;
  /** What a screen reader says and a pointer shows. */
  readonly text: string;
  readonly kind?: 'chosen' | 'window' | 'alternative' | 'moved';
}

/** A week of hours: a row a day, a column an hour. */
export function HeatMap({ caption, cells }: { readonly caption: string; readonly cells: readonly Cell[] }): VNode {
  return (
    <div class="heat-scroll" tabIndex={0} role="region" aria-label={caption}>
      <table class="heat">
        <caption>{caption}</caption>
        <thead><tr><td />{Array.from({ length: 24 }, (_, hour) => <th scope="col">{hour % 3 === 0 ? two(hour) : <span class="sr">{two(hour)}</span>}</th>)}</tr></thead>
        <tbody>
          {DAYS.map((day, row) => (
            <tr>
              <th scope="row">{day.slice(0, 3)}<span class="sr">{day.slice(3)}</span></th>
              {cells.slice(row * 24, row * 24 + 24).map(({ heat, text, kind }, hour) => (
                <td class={kind ?? (heat > 0 ? 'some' : '')} title={`${day} ${two(hour)}:00: ${text}`} style={{ '--share': `${String(Math.round(12 + 88 * Math.sqrt(heat)))}%` }}><span class="sr">{text}</span></td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function two(hour: number): string {
  return String(hour).padStart(2, '0');
}
