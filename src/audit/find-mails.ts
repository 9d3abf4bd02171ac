import { open, opendir, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join, relative } from 'node:path';
import { bodyKind, MANIFEST_NAMES } from '#campaign/file-names.js';
import { InputError } from '#errors.js';
import { LARGEST_MESSAGE, readMbox } from './read-mbox.js';

/** A mail that can be linted: a campaign's folder or a body file, or a message of a mailbox, copied out. */
export interface FoundMail {
  /** As reports name it. */
  readonly mail: string;
  /** What to lint; undefined: it could not be taken out. */
  readonly path: string | undefined;
  /** The path below what was given. */
  readonly key: string;
  /** Why it could not be taken out. */
  readonly why?: string;
}

/** Below these, files without an extension are messages (https://cr.yp.to/proto/maildir.html). */
const MAILDIR = new Set(['cur', 'new']);
/** Deeper folders are a loop or a mistake. */
const DEEPEST = 32;

/**
 * The mails below a folder, in the order of their names, or in an mbox file. Messages of mailboxes are written to `scratch` as they are
 * met, one file each. Symbolic links are not followed. Throws InputError for a path that is not there.
 */
export async function* findMails(given: string, scratch: string): AsyncGenerator<FoundMail> {
  const info = await stat(given).catch((cause: unknown) => { throw new InputError(given, 'cannot be read', 'Name a folder, an .mbox file or a maildir.', { cause }); });
  if (info.isDirectory()) yield* folder(given, given, scratch, 0);
  else if (bodyKind(given)) yield { mail: given, path: given, key: basename(given) };
  else yield* mailbox(given, basename(given), scratch);
}

async function* folder(path: string, root: string, scratch: string, depth: number): AsyncGenerator<FoundMail> {
  if (depth > DEEPEST) {
    yield { mail: path, path: undefined, key: relative(root, path), why: `lies more than ${DEEPEST} folders deep` };
    return;
  }
  const entries = [];
  for await (const entry of await opendir(path)) entries.push(entry);
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  if (entries.some(({ name }) => MANIFEST_NAMES.includes(name))) {
    yield { mail: path, path, key: relative(root, path) || basename(path) };
    return;
  }
  for (const entry of entries) {
    const file = join(path, entry.name);
    const key = relative(root, file);
    const extension = extname(entry.name).toLowerCase();
    if (entry.isDirectory()) yield* folder(file, root, scratch, depth + 1);
    else if (!entry.isFile()) continue;
    else if (bodyKind(entry.name)) yield { mail: file, path: file, key };
    else if (MAILDIR.has(basename(path))) yield await maildirMessage(file, key, scratch);
    else if (extension === '.mbox' || (extension === '' && await startsLikeMbox(file))) yield* mailbox(file, key, scratch);
  }
}

/** Flags behind a colon change when the mail is read; the name before them does not. */
async function maildirMessage(file: string, key: string, scratch: string): Promise<FoundMail> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    if (size > LARGEST_MESSAGE) return { mail: file, path: undefined, key, why: TOO_LARGE };
    return { mail: file, path: await copied(await handle.readFile(), scratch), key: key.split(':2,')[0] ?? key };
  } finally {
    await handle.close();
  }
}

async function* mailbox(file: string, key: string, scratch: string): AsyncGenerator<FoundMail> {
  if (!await startsLikeMbox(file)) throw new InputError(file, 'is no mailbox: it does not begin with "From "', 'Name a folder of .eml, .html or .mjml files, an mbox file or a maildir.');
  let number = 0;
  for await (const message of readMbox(file)) {
    const place = `#${++number}`;
    yield message === undefined ? { mail: file + place, path: undefined, key: key + place, why: TOO_LARGE } : { mail: file + place, path: await copied(message, scratch), key: key + place };
  }
}

const TOO_LARGE = `is larger than ${LARGEST_MESSAGE / 1024 / 1024} MiB`;
let copies = 0;

async function copied(message: Buffer, scratch: string): Promise<string> {
  const path = join(scratch, `${String(++copies)}.eml`);
  await writeFile(path, message, { mode: 0o600 });
  return path;
}

async function startsLikeMbox(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(5), 0, 5, 0);
    return bytesRead === 5 && buffer.toString('latin1') === 'From ';
  } finally {
    await handle.close();
  }
}
