import { dirname, join, relative, resolve } from 'node:path';
import { InputError } from '#errors.js';
import type { MjmlFault } from '../campaign.js';
import { annotateMjml, markingComponents } from './mjml-annotate.js';
import { lengthWithIncludes, nestedUnread, unreadIncludes, type IncludeFolders } from './read-includes.js';
import { loadMjml, type MjmlEngine } from './mjml-engine.js';
import { mjmlFaults } from './mjml-faults.js';
import { outlineMjml, type MjmlOutline } from './mjml-outline.js';
import { mjmlLocator, readMarks, type MarkedHtml } from './mjml-source-map.js';
import { locatedSource, type LocatedSource } from '../positions.js';

export interface MjmlOptions {
  /** Folder that `mj-include` may read from, besides `folder`; of a campaign on the disk its own, unless another is named. Absent: includes are not read. */
  readonly includePath?: string;
  /** Folder of the source: what the paths of `mj-include` start from. Default: `includePath`. */
  readonly folder?: string;
}

export interface CompiledMjml {
  /** The compiled HTML, located in the MJML. */
  readonly html: LocatedSource;
  readonly faults: readonly MjmlFault[];
}

type CompileOptions = NonNullable<Parameters<MjmlEngine['compile']>[1]>;

/** UTF-16 units. Compiling takes some 0.7 s a megabyte and several times the memory. */
const MAXIMUM_LENGTH = 2 * 1024 * 1024;
/** Elements inside one another: mjml calls itself once a level. */
const MAXIMUM_DEPTH = 200;

// mjml draws the ids of carousels and navigation bars at random; the same source shall give the same HTML.
const RANDOM_ID = /mj-carousel-([\da-f]{16})\b|\bid="([\da-f]{16})" class="mj-menu-checkbox"/g;

/** Compiles MJML; its HTML is byte for byte what mjml makes of it, but for its random ids, which become counters. Throws InputError for what mjml cannot compile at all. */
export async function compileMjml(text: string, file: string, options: MjmlOptions = {}): Promise<CompiledMjml> {
  const engine = await loadMjml();
  const source = locatedSource(text, { part: 'mjml', file });
  if (text.length > MAXIMUM_LENGTH) throw new InputError(file, 'more than 2 MiB of MJML', 'Give a smaller template.');
  const outline = outlineMjml(text, engine.endingTags);
  refuseTooDeep(outline, source);
  const folders = includeFolders(options);
  if (folders && await lengthWithIncludes(text, folders, MAXIMUM_LENGTH) > MAXIMUM_LENGTH) throw new InputError(file, 'more than 2 MiB of MJML with what it includes', 'Include less.');
  const settings = compileOptions(folders);
  const { html, errors } = await compileOrRefuse(engine, source, settings, outline);
  const marked = await compileMarked(engine, text, settings, outline, (included) => (folders ? join(shownFolder(file, options), relative(folders.folder, included)) : included));
  // Marks change nothing that mjml does. Should a component see to the contrary, places are given up and the HTML stays mjml's own.
  const locate = marked?.html === html ? mjmlLocator(text, file, marked, outline) : () => ({ part: 'mjml', file }) as const;
  const own = await unreadIncludes(text, outline, folders);
  const nested = folders ? nestedUnread(html, own.length) : 0;
  return { html: { text: html, locate }, faults: mjmlFaults(source, outline, errors, { own, nested }) };
}

/** Compiles a second time, with marks; undefined when mjml trips over them. */
async function compileMarked({ compile, components, endingTags }: MjmlEngine, text: string, settings: CompileOptions, outline: MjmlOutline, nameOf: (includedFile: string) => string): Promise<MarkedHtml | undefined> {
  const includedFiles: string[] = [];
  const presets = [{ components: markingComponents(components, resolve(settings.filePath ?? '.'), includedFiles), dependencies: {} }];
  try {
    const { html } = await compile(annotateMjml(text, outline, endingTags), { ...settings, validationLevel: 'skip', presets } as CompileOptions);
    return readMarks(withStableIds(html), outline, includedFiles.map(nameOf));
  } catch {
    return undefined;
  }
}

/** Reports name an included file as they name the source: relative to the same folder. */
function shownFolder(file: string, { folder, includePath = '.' }: MjmlOptions): string {
  return folder === undefined ? includePath : dirname(file);
}

function includeFolders({ includePath, folder = includePath }: MjmlOptions): IncludeFolders | undefined {
  if (includePath === undefined || folder === undefined) return undefined;
  return { folder: resolve(folder), roots: [resolve(folder), resolve(includePath)] };
}

function compileOptions(folders: IncludeFolders | undefined): CompileOptions {
  const base = { validationLevel: 'soft', keepComments: true } as const;
  return folders ? { ...base, ignoreIncludes: false, includePath: [...folders.roots], filePath: folders.folder } : { ...base, ignoreIncludes: true };
}

function refuseTooDeep({ tags }: MjmlOutline, { locate }: LocatedSource): void {
  const tag = tags.find(({ depth }) => depth > MAXIMUM_DEPTH);
  if (!tag) return;
  const { file, line } = locate(tag.start, tag.tagEnd);
  throw new InputError(`${file}:${line}`, `tags are nested more than ${MAXIMUM_DEPTH} deep`, 'Close the tags that are left open before this line.');
}

async function compileOrRefuse({ compile }: MjmlEngine, { text, locate }: LocatedSource, settings: CompileOptions, { slips, tags }: MjmlOutline) {
  try {
    const { html, errors } = await compile(text, settings);
    return { html: withStableIds(html), errors };
  } catch (cause) {
    const at = slips[0] ?? tags[0];
    const { file, line } = locate(at?.start ?? 0, at?.start ?? 0);
    const reason = (cause as Error).message.replace(/\.$/, '');
    if (tags.length > 0 && !tags.some(({ name }) => name === 'mjml')) throw new InputError(`${file}:${line}`, 'this is a part for mj-include: it has no <mjml>', 'Lint the templates that include it, and leave it out.', { cause });
    const remedy = /circular/i.test(reason) ? 'Take out the mj-include that leads back.' : 'Mend the MJML: <mjml> holds <mj-body>, and every tag is closed.';
    throw new InputError(`${file}:${line}`, `mjml cannot compile this: ${reason}`, remedy, { cause });
  }
}

function withStableIds(html: string): string {
  const ids = [...new Set([...html.matchAll(RANDOM_ID)].map(([, carousel, menu]) => carousel ?? menu ?? ''))];
  if (ids.length === 0) return html;
  return html.replace(new RegExp(ids.join('|'), 'g'), (id) => String(ids.indexOf(id) + 1).padStart(id.length, '0'));
}
