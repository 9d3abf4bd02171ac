import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, parse, resolve, sep } from 'node:path';
import { InputError } from '#errors.js';

/** Deeper folders are a loop or a mistake. */
const DEEPEST = 32;
/** Braces multiply: more alternatives than that are a mistake. */
const MOST_ALTERNATIVES = 1000;

export function isGlob(path: string): boolean {
  return /[*?{]/.test(path);
}

/** Files and folders that a glob of `*`, `**`, `?` and `{a,b}` matches; nothing behind a dot or in node_modules unless it is named, and no links behind `**`. */
export function matchesOf(glob: string, cwd: string): readonly string[] {
  return [...new Set(alternatives(portable(glob)).flatMap((one) => walk(one, cwd)))];
}

/** Of a whole path. */
export function globRegex(glob: string): RegExp {
  const sources = alternatives(portable(glob)).map((one) => one.replaceAll('**/', '\0').split('\0').map((part) => partSource(part)).join('(?:.*/)?'));
  return new RegExp(`^(?:${sources.join('|')})$`);
}

function partSource(part: string): string {
  return part.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*+|\?/g, (magic) => (magic === '**' ? '.*' : magic === '?' ? '[^/]' : '[^/]*'));
}

function portable(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}

/** `a.{html,mjml}` is two globs; braces do not nest. */
function alternatives(glob: string): readonly string[] {
  let globs = [''];
  for (const [piece, choice] of glob.matchAll(/\{([^{}]*,[^{}]*)\}|\{|[^{]+/g)) {
    const choices = choice?.split(',') ?? [piece];
    globs = globs.flatMap((start) => choices.map((end) => start + end));
    if (globs.length > MOST_ALTERNATIVES) throw new InputError(glob, `has more than ${MOST_ALTERNATIVES} alternatives in braces`, 'Give several globs.');
  }
  return globs;
}

/** Each folder is met at most once for each segment, however many `**` there are. */
function walk(glob: string, cwd: string): readonly string[] {
  const { root } = parse(glob);
  const segments = glob.slice(root.length).split('/').filter((segment) => segment !== '');
  const met = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, at: number, depth: number): void => {
    const segment = segments[at];
    if (segment === undefined) found.push(path);
    if (segment === undefined || depth > DEEPEST || met.has(`${at} ${path}`)) return;
    met.add(`${at} ${path}`);
    if (segment === '**') visit(path, at + 1, depth);
    for (const name of namesIn(resolve(cwd, path), segment)) visit(join(path, name), segment === '**' ? at : at + 1, depth + 1);
  };
  visit(root, 0, 0);
  return found;
}

function namesIn(folder: string, segment: string): readonly string[] {
  if (!/[*?]/.test(segment)) return existsSync(join(folder, segment)) ? [segment] : [];
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  const wanted = globRegex(segment);
  return entriesOf(folder)
    .filter((entry) => !entry.name.startsWith('.') && entry.name !== 'node_modules' && (segment === '**' ? !entry.isSymbolicLink() : wanted.test(entry.name)))
    .map(({ name }) => name);
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (cause) {
    throw new InputError(folder, `cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown reason'})`, 'Check that you may read it.', { cause });
  }
}
