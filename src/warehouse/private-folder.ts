import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '#errors.js';
import { isAlive } from './is-alive.js';

/** A folder or file that goes when it is removed, when the process exits, or at a signal. */
export interface PassingPath {
  readonly path: string;
  remove(): void;
}

const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** The host is part of the name, so that a container does not take another one's folder on a shared disk for an orphan. */
const PREFIX = `presend-${hostname().replace(/[^A-Za-z0-9]/g, '_')}-`;
const open = new Set<string>();

/**
 * A folder that only this user can read (mode 700). What a killed process left behind goes when the next one starts.
 * @throws InputError when none can be made there
 */
export function makePrivateFolder(parent: string = tmpdir()): PassingPath {
  return passing(makeFolder(parent));
}

/** The name of a file beside another, for a result to be written to before it is renamed: an interrupted run leaves nothing. */
export function halfFileOf(file: string): PassingPath {
  return passing(`${file}.${randomUUID()}.tmp`);
}

function passing(path: string): PassingPath {
  if (open.size === 0) listen();
  open.add(path);
  return { path, remove: () => remove(path) };
}

function makeFolder(parent: string): string {
  try {
    removeOrphans(parent);
    return mkdtempSync(join(parent, `${PREFIX}${String(process.pid)}-`));
  } catch (cause) {
    throw new InputError(parent, 'cannot hold temporary files', 'Set TMPDIR to a folder that exists and may be written to.', { cause });
  }
}

function remove(path: string): void {
  if (!open.delete(path)) return;
  rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  if (open.size === 0) unlisten();
}

function removeOrphans(parent: string): void {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(PREFIX)) continue;
    const owner = Number(name.slice(PREFIX.length).split('-')[0]);
    if (!Number.isInteger(owner) || isAlive(owner)) continue;
    const path = join(parent, name);
    if (isOurs(path)) rmSync(path, { recursive: true, force: true });
  }
}

function isOurs(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && (process.getuid === undefined || found.uid === process.getuid());
}

function listen(): void {
  process.on('exit', removeAll);
  for (const signal of SIGNALS) process.on(signal, onSignal);
}

function unlisten(): void {
  process.off('exit', removeAll);
  for (const signal of SIGNALS) process.off(signal, onSignal);
}

function removeAll(): void {
  for (const path of [...open]) remove(path);
}

/** Somebody else's handler decides how the process ends, and its exit removes the folders; alone, we end it as the signal would. */
function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  removeAll();
  process.kill(process.pid, signal);
}
