import type { Io } from './io.js';

const CLEAR_LINE = '\r\u001b[K';

/** Where progress is wanted, says on stderr what a command is doing, in one line that overwrites itself and is gone at the end, also where the work fails. */
export async function withProgress<Result>(io: Io, command: string, work: (options: { readonly progress?: (stage: string) => void }) => Promise<Result>): Promise<Result> {
  if (!io.progress) return work({});
  try {
    return await work({ progress: (stage) => io.stderr(`${CLEAR_LINE}presend ${command}: ${stage}`) });
  } finally {
    io.stderr(CLEAR_LINE);
  }
}
