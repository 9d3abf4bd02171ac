import type { FastifyRequest } from 'fastify';
import { InputError } from '#errors.js';
import { byteBudget, throughBudget } from './byte-budget.js';
import { CAMPAIGN, type TableFiles } from './job.js';
import { Problem } from './problem.js';
import { fileUnder, type RequestFolder } from './request-folder.js';
import { ALL_TABLES, type Table, type TableInput } from './request-schemas.js';

/** Parts of the campaign by the names that they have in a JSON body, and the files they become. */
const CAMPAIGN_FILES = { html: 'body.html', mjml: 'body.mjml', eml: 'body.eml', text: 'body.txt', manifest: 'campaign.json' } as const;
const TABLE_ENDING = /\.(?:csv|tsv|txt|jsonl|ndjson|json|parquet)(?:\.gz)?$/i;

interface Schema {
  readonly properties: Readonly<Record<string, object>>;
}

/** What a streamed request brings: fields as the JSON body would have them, files on the disk. */
export interface Parts {
  readonly body: Readonly<Record<string, unknown>>;
  readonly tables: TableFiles;
  readonly files: readonly string[];
}

/** Streams the files of a multipart request to its folder: `files` are the campaign's, the others tables. Throws Problem or InputError. */
export async function readParts(request: FastifyRequest, folder: RequestFolder, schema: Schema, limit: number): Promise<Parts> {
  const body: Record<string, unknown> = {};
  const tables: Partial<Record<Table, string>> = {};
  const files: string[] = [];
  const spend = byteBudget(limit);
  for await (const part of partsOf(request)) {
    if (part.type === 'field') {
      if (part.valueTruncated) throw new Problem(413, 'Too large', `The field "${part.fieldname}" is larger than a JSON body may be. Send it as a file part.`);
      if (typeof part.value === 'string' && part.value !== '') body[part.fieldname] = fieldValue(part.fieldname, part.value, schema);
      continue;
    }
    const table = ALL_TABLES.find((name) => name === part.fieldname);
    const known = Object.hasOwn(CAMPAIGN_FILES, part.fieldname) ? CAMPAIGN_FILES[part.fieldname as keyof typeof CAMPAIGN_FILES] : undefined;
    if (table === undefined && known === undefined && part.fieldname !== 'files') throw new InputError(part.fieldname, 'is not a file that is read', `Send files as ${[...Object.keys(CAMPAIGN_FILES), 'files'].join(', ')} or as a table: ${ALL_TABLES.join(', ')}.`);
    const name = table === undefined ? known ?? part.filename : `${table}${TABLE_ENDING.exec(part.filename)?.[0] ?? '.csv'}`;
    await folder.write(name, part.file, throughBudget(spend)).catch((cause: unknown) => { throw misread(cause); });
    if (table === undefined) files.push(name);
    else tables[table] = `${CAMPAIGN}/${name}`;
  }
  return { body, tables, files };
}

/** Of one multipart request. */
export const MOST_PARTS = { files: 1000, fields: 50 } as const;

/** The parser's own words for a body that ends within a part, for more parts than it takes, and for a content-type that names no boundary. */
const CUT_SHORT = /unexpected end of (?:multipart data|form)|part terminated early/i;
const TOO_MANY = /^reach \w+ limit$/;
const NO_BOUNDARY = /boundary not found/i;

async function* partsOf(request: FastifyRequest): ReturnType<FastifyRequest['parts']> {
  try {
    yield* request.parts();
  } catch (cause) {
    throw misread(cause);
  }
}

function misread(cause: unknown): unknown {
  if (!(cause instanceof Error)) return cause;
  if (TOO_MANY.test(cause.message)) return new Problem(413, 'Too large', `The form has too many parts. Send at most ${MOST_PARTS.files} files and ${MOST_PARTS.fields} fields.`);
  if (CUT_SHORT.test(cause.message)) return new InputError('body', 'ends before the last boundary of its parts', 'Send it whole, with a content-length that fits.', { cause });
  return NO_BOUNDARY.test(cause.message) ? new InputError('content-type', 'names no boundary of the parts', 'Leave the header to the client that builds the form.', { cause }) : cause;
}

/** Texts as they are; what the schema has as anything else is JSON. */
function fieldValue(name: string, value: string, { properties }: Schema): unknown {
  const schema = Object.hasOwn(properties, name) ? (properties[name] as { readonly type?: string }) : {};
  if (schema.type === 'string' || schema.type === undefined) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch (cause) {
    throw new InputError(name, 'is not valid JSON', 'Send the field as JSON.', { cause });
  }
}

type Tables = { readonly [table in Table]?: TableInput };

/**
 * Where all tables of a request are: those that were streamed, rows of the body, which go to files, one object a line, and references,
 * which are resolved under the data root. Throws InputError.
 */
export async function placeInputs(body: Tables, streamed: TableFiles, folder: RequestFolder, dataRoot: string | undefined): Promise<TableFiles> {
  const placed: { [table in Table]?: string } = { ...streamed };
  for (const table of ALL_TABLES) {
    const input = body[table];
    if (input === undefined) continue;
    if (placed[table] !== undefined) throw new InputError(table, 'was given twice', 'Give its rows, or a file, once.');
    if (!('file' in input)) {
      await folder.write(`${table}.ndjson`, input.map((row) => `${JSON.stringify(row)}\n`).join(''));
      placed[table] = `${CAMPAIGN}/${table}.ndjson`;
    } else if (dataRoot === undefined) {
      throw new InputError(`${table}.file`, 'this service has no data root', 'Send the rows, or start the service with --data-root.');
    } else placed[table] = await fileUnder(dataRoot, input.file, `${table}.file`);
  }
  return placed;
}

/** Characters that a campaign may have to be handed to its worker as it is: so many requests wait in memory at once. */
const IN_MEMORY = 256 * 1024;

/** What a campaign consists of besides the files that came with it: by name when it is small and came without any, else written to the folder. Throws InputError when there is not exactly one body. */
export async function placeCampaign(body: { readonly manifest?: object; readonly html?: string; readonly mjml?: string; readonly eml?: string; readonly text?: string }, files: readonly string[], folder: RequestFolder): Promise<Readonly<Record<string, string>> | undefined> {
  const bodies = (['html', 'mjml', 'eml'] as const).filter((kind) => body[kind] !== undefined || files.includes(`body.${kind}`));
  if (bodies.length > 1) throw new InputError('body', `${bodies.join(' and ')} were given`, 'Give one of html, mjml, eml.');
  if (bodies.length === 0 && files.length === 0 && body.manifest === undefined) throw new InputError('body', 'there is no campaign in it', 'Give one of html, mjml, eml, or files.');
  const texts = { ...body, manifest: body.manifest && `${JSON.stringify(body.manifest, null, 2)}\n` };
  const named = (['html', 'mjml', 'eml', 'text', 'manifest'] as const).flatMap((kind) => (texts[kind] === undefined ? [] : [[CAMPAIGN_FILES[kind], texts[kind]] as const]));
  if (files.length === 0 && named.reduce((sum, [, text]) => sum + text.length, 0) <= IN_MEMORY) return Object.fromEntries(named);
  for (const [name, text] of named) await folder.write(name, text);
  return undefined;
}
