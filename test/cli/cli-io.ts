import type { ExitCode, Io } from '../../src/cli/io.js';
import { runCli } from '../../src/cli/run-cli.js';

export interface CliRun {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the CLI in this process with captured streams. */
export async function cli(argv: readonly string[], stdin = '', width = 100): Promise<CliRun> {
  let stdout = '';
  let stderr = '';
  const io: Io = {
    stdout: (text) => void (stdout += text),
    stderr: (text) => void (stderr += text),
    readStdin: () => Promise.resolve(new TextEncoder().encode(stdin)),
    color: false,
    progress: false,
    width,
  };
  const code = await runCli(argv, io);
  return { code, stdout, stderr };
}

/** A summary without the breaks that the terminal's width makes. */
export function unbroken(summary: string): string {
  return summary.replace(/\s+/g, ' ');
}
