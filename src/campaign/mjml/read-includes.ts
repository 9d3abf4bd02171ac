import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
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
  const roots = await Promise.all(folders.roots.map((root) => realpath(root).catch(() => root)));
  const read = await Promise.all(includes.map(async ({ path }) => {
    const target = await realpath(resolve(folders.folder, decoded(path))).catch(() => undefined);
    return target !== undefined && roots.some((root) => isInside(root, target));
  }));
  return includes.filter((_include, index) => !read[index]);
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

function isInside(root: string, target: string): boolean {
  const path = relative(root, target);
  return path !== '' && !path.startsWith('..') && !isAbsolute(path);
}
