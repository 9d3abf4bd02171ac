import type { Io } from './io.js';

/** The real streams. To a reader that closes the pipe early (`| head`) no more is said; the run and its exit code stay what they are. */
export function processIo(): Io {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') return;
    process.stderr.write(`presend: standard output: cannot be written (${error.code ?? error.message}). Make room, or name a file with --output.\n`);
    process.exit(2);
  });
  process.stderr.on('error', () => undefined); // nobody is left to be told
  return {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    readStdin,
    color: colorWanted(),
    progress: obeysCodes(process.stderr),
    width: width(),
  };
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** https://no-color.org and FORCE_COLOR, as other tools read them. */
function colorWanted(): boolean {
  if (process.env['NO_COLOR']) return false;
  if (process.env['FORCE_COLOR']) return process.env['FORCE_COLOR'] !== '0';
  return obeysCodes(process.stdout);
}

/** A terminal's own; without one what COLUMNS says, as other tools read it, else 100. */
function width(): number {
  const asked = Number(process.env['COLUMNS']);
  if (isTerminal(process.stdout) && process.stdout.columns > 0) return process.stdout.columns;
  return Number.isInteger(asked) && asked > 0 ? asked : 100;
}

/** Colours and lines that are written over; TERM says `dumb` of terminals, and of windows of editors, that show such codes as letters. */
function obeysCodes(stream: { readonly isTTY?: boolean }): boolean {
  return isTerminal(stream) && process.env['TERM'] !== 'dumb';
}

/** `isTTY` is undefined, not false, for a pipe. */
function isTerminal(stream: { readonly isTTY?: boolean }): boolean {
  return stream.isTTY === true;
}
