import type { Io } from './io.js';

/** Counts below this need no bar: they are over before one is read. */
const FEWEST = 10;

/** Draws progress on stderr, one line that overwrites itself and is gone at the end. */
export function progressBar(io: Io): (done: number, total: number) => void {
  return (done, total) => {
    if (total < FEWEST) return;
    const width = 30;
    const filled = Math.round((width * done) / total);
    io.stderr(done < total ? `\r${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${done} of ${total}` : `\r${' '.repeat(width + 20)}\r`);
  };
}
