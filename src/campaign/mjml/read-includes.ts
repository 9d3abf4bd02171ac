import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { InputError } from '#errors.js';
import type { MjmlOutline, MjmlTag } from './mjml-outline.js';

/** Where includes are read from: paths start at `folder`, and lead nowhere but into `roots`. Absolute paths. */
export interface IncludeFolders {
  readonly folder: string;
  readonly roots: readonly string[];
}

/** An `mj-include` whose file mjml does not read. */
export interface UnreadInclude {
  readonly tag: MjmlTag;
  /** As it is written; may be empty. */
  readonly path: string;
}

/** The `mj-include` tags whose file mjml does not read: all without folders, else those that are missing or lead out of them. */
export async function unreadIncludes(source: string, { tags }: MjmlOutline, folders: IncludeFolders | undefined): Promise<UnreadInclude[]> {
  const includes = tags.filter(({ name }) => name === 'mj-include').map((tag) => ({ tag, path: pathOf(source, tag) }));
  if (!folders) return includes;
  const files = await Promise.all(includes.map(({ path }) => includedFile(path, folders)));
  return includes.filter((_include, index) => files[index] === undefined);
}

const INCLUDE = /<mj-include\b[^>]*>/gi;
const PATH = /\bpath\s*=\s*(?:"([^"]*)"|'([^']*)')/i;
const HTML_OR_CSS = /\btype\s*=\s*["'](?:html|css)["']/i;

/**
 * Characters of a source with all that its includes bring, each as often as it is included: ten files that include the next one ten times make
 * a mail that nobody can compile. Throws InputError for an include that is a pipe or a device, for which mjml would wait for ever.
 */
export async function lengthWithIncludes(source: string, folders: IncludeFolders, limit: number, known = new Map<string, number>()): Promise<number> {
  let length = source.length;
  for (const [tag] of source.matchAll(INCLUDE)) {
    const [, double, single] = PATH.exec(tag) ?? [];
    const path = double ?? single ?? '';
    const file = await includedFile(path, folders);
    if (file === undefined) continue;
    if (!known.has(file)) {
      known.set(file, 0); // of a circle mjml itself says where it is
      known.set(file, await fileLength(file, HTML_OR_CSS.test(tag), { folders, path, limit, known }));
    }
    length += known.get(file) ?? 0;
  }
  return length;
}

async function fileLength(file: string, isWhole: boolean, { folders, path, limit, known }: { folders: IncludeFolders; path: string; limit: number; known: Map<string, number> }): Promise<number> {
  const found = await stat(file);
  if (found.isDirectory()) return 0;
  if (!found.isFile()) throw new InputError(path, 'is included, and neither a file nor a folder', 'Include a file.');
  if (isWhole || found.size > 4 * limit) return found.size;
  return lengthWithIncludes(await readFile(file, 'utf8').catch(() => ''), { folder: dirname(file), roots: folders.roots }, limit, known);
}

/** The real path of what mjml reads for an include; undefined when there is none, or when it lies elsewhere. */
async function includedFile(path: string, { folder, roots }: IncludeFolders): Promise<string | undefined> {
  const target = await realpath(resolve(folder, decoded(path))).catch(() => undefined);
  if (target === undefined) return undefined;
  const reals = await Promise.all(roots.map((root) => realpath(root).catch(() => root)));
  return reals.some((root) => isAllowed(root, target)) ? target : undefined;
}

/** What mjml leaves in the HTML in place of a file that it does not read. */
const DENIED = '<!-- mj-include denied -->';

/** Includes of included files that mjml did not read, given how many of the source itself it did not. */
export function nestedUnread(html: string, unread: number): number {
  return Math.max(0, html.split(DENIED).length - 1 - unread);
}

function pathOf(source: string, { attributes }: MjmlTag): string {
  const path = attributes.find(({ name }) => name === 'path');
  return path ? source.slice(path.start, path.end).replace(/^path\s*=\s*/, '').replace(/^["']|["']$/g, '') : '';
}

/** mjml takes paths percent-encoded. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** As mjml decides it: a name that begins with two dots lies outside, too. */
function isAllowed(root: string, target: string): boolean {
  const path = relative(root, target);
  return path !== '' && !path.startsWith('..') && !isAbsolute(path);
}
