import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { InputError } from '#errors.js';
import type { Campaign } from './campaign.js';
import { campaignFromSource, type BodyFile, type CampaignSource, type CompileOptions, type SourceFile } from './campaign-from-source.js';
import { decodeText, latin1, MAXIMUM_BYTES } from './eml/decode-text.js';
import { bodyKind, isTemplateFile, MANIFEST_NAMES, type BodyKind } from './file-names.js';
import { isInside } from './is-inside.js';
import { readManifest, type LocatedManifest } from './read-manifest.js';

/** Where a campaign's files are, and how they are compiled. */
export interface LoadOptions extends CompileOptions {
  /** What `-` reads. */
  readonly stdin?: () => Promise<Uint8Array>;
  /** The files of the folder that the path names, by their names, when it is not on the disk. Nothing is then read from there. */
  readonly files?: ReadonlyMap<string, Uint8Array>;
}

/** In a folder whose manifest names no body: MJML first, for the HTML beside it is most often its output. */
const BODY_NAMES = ['body.mjml', 'body.html', 'body.htm', 'body.eml', 'index.html'] as const;
const TEXT_NAME = 'body.txt';
const MAXIMUM_MANIFEST_BYTES = 1024 * 1024;
const STDIN_NAME = '<stdin>';

const SAVE_AS_EML = 'It is Outlook\'s own format: save or export the message as .eml and give that.';
const RENAME_TO_EML = 'It is a message but for its name: copy it to one that ends in .eml.';
/** What to do with files that people have instead of those that are read. */
const REMEDIES: Readonly<Record<string, string>> = {
  '.msg': SAVE_AS_EML, '.oft': SAVE_AS_EML, '.pst': SAVE_AS_EML,
  '.mht': RENAME_TO_EML, '.mhtml': RENAME_TO_EML,
  '.zip': 'Unpack it and give its folder.',
  '.mbox': '`presend audit` reads mailboxes.',
  '.json': 'Call a manifest campaign.json, or give its folder.', '.yaml': 'Call a manifest campaign.yaml, or give its folder.',
};

/** A campaign's folder: on the disk at `root`, or files that were handed over. */
type Folder = { readonly path: string; readonly names: readonly string[] } & ({ readonly root: string; readonly files?: undefined } | { readonly root?: undefined; readonly files: ReadonlyMap<string, Uint8Array> });

/** Reads a campaign from a folder (or its manifest, which stands for the folder), from one .html, .mjml or .eml file, or from standard input (`-`). Throws InputError. */
export async function loadCampaign(path: string, options: LoadOptions = {}): Promise<Campaign> {
  return campaignFromSource(await readSources(path, options), options);
}

async function readSources(path: string, options: LoadOptions): Promise<CampaignSource> {
  if (path === '-') return readStdin(options);
  const { files } = options;
  return files ? readFolder({ path, files, names: [...files.keys()].sort() }) : readPath(path);
}

async function readStdin({ stdin }: LoadOptions): Promise<CampaignSource> {
  if (!stdin) throw new InputError('-', 'standard input is not available here', 'Give a folder or a file.');
  const bytes = await stdin();
  refuseTooLarge(bytes.length, STDIN_NAME, MAXIMUM_BYTES);
  return { path: '-', body: { kind: sniffKind(bytes), name: STDIN_NAME, bytes } };
}

function isBody(name: string): boolean {
  return bodyKind(name) !== undefined || isTemplateFile(name);
}

function bodyFile(name: string, source: SourceFile): SourceFile & { readonly kind: BodyKind } {
  return { ...source, kind: bodyKind(name) ?? sniffKind(source.bytes) };
}

/** An EML opens with header fields, MJML with its root tag; all else is taken for HTML. UTF-16 is legible enough without its zero bytes. */
function sniffKind(bytes: Uint8Array): BodyKind {
  const head = latin1(bytes.subarray(0, 4096)).replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '').replaceAll('\0', '').trimStart();
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)?<mjml[\s>]/i.test(head)) return 'mjml';
  return opensWithHeaders(head) ? 'eml' : 'html';
}

const KNOWN_FIELD = /^(?:Received|Return-Path|Delivered-To|From|To|Subject|Date|Message-ID|MIME-Version|Content-[\w-]+|DKIM-Signature|ARC-[\w-]+|X-[\w-]+|List-[\w-]+|Reply-To|Sender)\s*:/i;
const FIELD_LINE = /^(?:[!-9;-~]+[ \t]*:|[ \t])/;

/** By a known field on the first line, or by lines that could all be fields with a known one among them: `Cc:`, `Auto-Submitted:` may come first. */
function opensWithHeaders(head: string): boolean {
  const [fields = ''] = head.replace(/^From .*\r?\n/, '').split(/\r?\n\r?\n|\r\r/, 1);
  const lines = fields.split(/\r\n?|\n/);
  const whole = lines.slice(0, Math.max(1, lines.length - 1)); // the last may be cut off
  return KNOWN_FIELD.test(fields) || (whole.every((line) => FIELD_LINE.test(line)) && lines.some((line) => KNOWN_FIELD.test(line)));
}

async function readPath(path: string): Promise<CampaignSource> {
  if (path === '') throw new InputError('campaign', 'the path is empty', 'Give a campaign folder or file, or . for this folder.');
  const absolute = resolve(path);
  const found = await stat(absolute).catch((cause: unknown) => {
    throw codeOf(cause) === 'ENOENT' ? new InputError(path, 'no such file or folder', /^https?:/i.test(path) ? 'Presend reads files: save the page, or pipe it, as in `curl -s … | presend lint -`.' : 'Check the path.', { cause }) : unreadable(path, cause);
  });
  if (found.isDirectory()) return readFolder({ path, root: await realpath(absolute), names: await namesIn(absolute, path) });
  if (!found.isFile()) throw new InputError(path, 'neither a file nor a folder', 'Give a campaign folder or a .html, .mjml or .eml file.');
  const isManifest = MANIFEST_NAMES.includes(basename(path));
  return isManifest ? readPath(dirname(path)) : readLoneFile(path, absolute);
}

async function namesIn(folder: string, shown: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (cause) {
    throw unreadable(shown, cause);
  }
}

async function readLoneFile(path: string, absolute: string): Promise<CampaignSource> {
  if (!isBody(path)) throw new InputError(path, 'not a kind of file that a campaign is read from', REMEDIES[extname(path).toLowerCase()] ?? 'Give a campaign folder, a .html, .mjml or .eml file, or a template such as .hbs or .liquid.');
  return { path, folder: dirname(absolute), body: { folder: dirname(absolute), ...bodyFile(path, await readSource(absolute, path, MAXIMUM_BYTES)) } };
}

async function readFolder(folder: Folder): Promise<CampaignSource> {
  const manifest = await readFolderManifest(folder);
  const bodyName = manifest?.manifest.body ?? findBody(folder, manifest !== undefined);
  const textName = manifest?.manifest.text ?? (folder.names.includes(TEXT_NAME) ? TEXT_NAME : undefined);
  const body = bodyName === undefined ? undefined : await readBodyFile(folder, bodyName, manifest);
  const text = textName === undefined ? undefined : await readNamed(folder, textName, 'text', manifest);
  return { path: folder.path, ...(folder.root !== undefined && { folder: folder.root }), ...(manifest && { manifest }), ...(body && { body }), ...(text && { text }) };
}

async function readFolderManifest(folder: Folder): Promise<CampaignSource['manifest']> {
  const { path, names } = folder;
  const present = MANIFEST_NAMES.filter((name) => names.includes(name));
  const [name] = present;
  if (name === undefined) return undefined;
  if (present.length > 1) throw new InputError(path, `it holds ${present.join(' and ')}`, 'Keep one manifest.');
  const shown = join(path, name);
  const source = folder.root === undefined ? givenSource(folder.files.get(name) ?? new Uint8Array(), shown, MAXIMUM_MANIFEST_BYTES) : await readSource(join(folder.root, name), shown, MAXIMUM_MANIFEST_BYTES);
  return { ...readManifest(decodeText(source.bytes, source.name), source.name), source };
}

/** The body by its customary name, else the only file that can be one. A manifest may stand without a body: its audience is checked. */
function findBody({ path, names }: Folder, declared: boolean): string | undefined {
  const customary = BODY_NAMES.find((name) => names.includes(name));
  if (customary !== undefined) return customary;
  const candidates = names.filter((name) => bodyKind(name) !== undefined);
  if (candidates.length > 1) {
    const shown = candidates.slice(0, 5).join(', ') + (candidates.length > 5 ? ', ...' : '');
    throw new InputError(path, `it holds ${candidates.length} files that could be the body (${shown})`, `Name one as "body" in ${MANIFEST_NAMES[0]}, or give the files themselves: "${join(path, `*${extname(candidates[0] ?? '')}`)}".`);
  }
  if (candidates.length === 0 && !declared) {
    const template = names.find(isTemplateFile);
    throw new InputError(path, `no campaign in this folder: looked for ${MANIFEST_NAMES.join(', ')} and for one .html, .mjml or .eml file`, template === undefined ? 'Give a campaign folder, or add a manifest.' : `Templates are read when they are named: "${join(path, `*${extname(template)}`)}".`);
  }
  return candidates[0];
}

async function readBodyFile(folder: Folder, name: string, manifest: LocatedManifest | undefined): Promise<BodyFile> {
  if (!isBody(name)) throw new InputError(whereOf('body', folder, manifest), `"${name}" is not a .html, .mjml or .eml file, nor a template`, 'Name the body file.');
  return { ...(folder.root !== undefined && { folder: dirname(join(folder.root, name)) }), ...bodyFile(name, await readNamed(folder, name, 'body', manifest)) };
}

/** Reads a file that a manifest names. A template bought or mailed must not reach files outside of its folder. */
async function readNamed(folder: Folder, name: string, field: 'body' | 'text', manifest: LocatedManifest | undefined): Promise<SourceFile> {
  const where = whereOf(field, folder, manifest);
  const outside = () => new InputError(where, `"${name}" is outside of the campaign's folder`, 'Name a file inside the folder, by a relative path.');
  const missing = (cause?: unknown) => new InputError(where, `"${name}" does not exist`, 'Check the file name.', { cause });
  if (isAbsolute(name) || name.includes('\0') || /^[A-Za-z]:|^\\\\/.test(name)) throw outside();
  if (folder.root === undefined) {
    const bytes = folder.files.get(name);
    if (bytes === undefined) throw missing();
    return givenSource(bytes, join(folder.path, name), MAXIMUM_BYTES);
  }
  const target = resolve(folder.root, name);
  if (!isInside(folder.root, target)) throw outside();
  const real = await realpath(target).catch((cause: unknown) => {
    throw missing(cause);
  });
  if (!isInside(folder.root, real)) throw outside();
  return readSource(real, join(folder.path, name), MAXIMUM_BYTES);
}

function whereOf(field: string, { path }: Folder, manifest: LocatedManifest | undefined): string {
  const { file, line } = manifest?.locateField(field) ?? {};
  return file === undefined ? path : `${file}${line === undefined ? '' : `:${line}`} (${field})`;
}

async function readSource(absolute: string, name: string, maximum: number): Promise<SourceFile> {
  try {
    const { size } = await stat(absolute);
    refuseTooLarge(size, name, maximum);
    return { name, bytes: await readFile(absolute) };
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw unreadable(name, cause);
  }
}

function unreadable(name: string, cause: unknown): InputError {
  return new InputError(name, `cannot be read (${codeOf(cause) ?? 'unknown reason'})`, 'Check that it is there and that you may read it.', { cause });
}

function codeOf(cause: unknown): string | undefined {
  return (cause as NodeJS.ErrnoException).code;
}

function givenSource(bytes: Uint8Array, name: string, maximum: number): SourceFile {
  refuseTooLarge(bytes.length, name, maximum);
  return { name, bytes };
}

function refuseTooLarge(bytes: number, name: string, maximum: number): void {
  if (bytes <= maximum) return;
  throw new InputError(name, `${(bytes / 1024 / 1024).toFixed(1)} MiB is more than the ${maximum / 1024 / 1024} MiB that are read`, 'Give a smaller file; no mail client shows one of that size.');
}
