/** Everything a command touches of the outside world, so that the same command runs in a shell and in a test. */
export interface Io {
  /** Result only. */
  readonly stdout: (text: string) => void;
  /** Messages and progress. */
  readonly stderr: (text: string) => void;
  /** All of standard input. */
  readonly readStdin: () => Promise<Uint8Array>;
  /** Colours wanted on stdout: a terminal and no NO_COLOR. */
  readonly color: boolean;
  /** Progress wanted on stderr: it is a terminal. */
  readonly progress: boolean;
  /** Terminal width in columns. */
  readonly width: number;
}

/** 0: ran, nothing at or above --fail-on. 1: findings. 2: could not run. */
export type ExitCode = 0 | 1 | 2;

/** Wraps a command's work: its exit code becomes the run's. */
export type Run = (task: () => Promise<ExitCode>) => Promise<void>;
