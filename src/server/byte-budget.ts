import { Transform } from 'node:stream';
import { Problem } from './problem.js';

/** Takes what each chunk is long; throws a Problem when all of them together are more than `limit` bytes. */
export function byteBudget(limit: number): (bytes: number) => void {
  let left = limit;
  return (bytes) => {
    left -= bytes;
    if (left < 0) throw new Problem(413, 'Too large', `The files are larger than ${limit / 1024 / 1024} MiB. Give large tables by reference to files under the data root.`);
  };
}

/** A stream that fails when the budget is used up. */
export function throughBudget(spend: (bytes: number) => void): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        spend(chunk.length);
        done(null, chunk);
      } catch (error) {
        done(error as Problem);
      }
    },
  });
}
