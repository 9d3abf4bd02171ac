/** DuckDB reads a CSV in pieces of so many bytes, and a line that spans a whole piece it drops without a word. */
export const PIECE = 32_000_000;

/** Where lines begin that are longer than a piece, told chunk by chunk. */
export interface LongLines {
  see(chunk: Buffer): void;
  /** Offsets of the first bytes, from 0. */
  found(): readonly number[];
}

/** Looks at each chunk's first and last line end only. */
export function longLines(): LongLines {
  const offsets: number[] = [];
  let [start, at] = [0, 0];
  const end = (lineEnd: number): void => { if (lineEnd - start > PIECE) offsets.push(start); };
  return {
    see: (chunk) => {
      const ends = [chunk.indexOf(0x0a), chunk.indexOf(0x0d)].filter((place) => place !== -1);
      if (ends.length > 0) {
        end(at + Math.min(...ends));
        start = at + Math.max(chunk.lastIndexOf(0x0a), chunk.lastIndexOf(0x0d)) + 1;
      }
      at += chunk.length;
    },
    found: () => {
      end(at);
      return offsets;
    },
  };
}
