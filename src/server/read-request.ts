import { Transform } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { InputError } from '#errors.js';
import { CAMPAIGN } from './job.js';
import { Problem } from './problem.js';
import { fileUnder, type RequestFolder } from './request-folder.js';
import { TABLES, type Table, type TableInput } from './request-schemas.js';

const ALL_TABLES: readonly Table[] = [...TABLES, 'suppressions'];
/** Parts of the campaign by the names that they have in a JSON body, and the files they become. */
const CAMPAIGN_FILES = new Map([['html', 'body.html'], ['mjml', 'body.mjml'], ['eml', 'body.eml'], ['text', 'body.txt'], ['manifest', 'campaign.json']]);
const TABLE_ENDING = /\.(?:csv|tsv|txt|jsonl|ndjson|json|parquet)(?:\.gz)?$/i;

interface Schema {
  readonly properties: Readonly<Record<string, object>>;
}

/** The parts of a multipart request: fields as the JSON body would have them, files on the disk. */
export interface Parts {
  readonly body: Readonly<Record<string, unknown>>;
  readonly tables: Partial<Record<Table, string>>;
  readonly files: readonly string[];
}

/** Streams the files of a multipart request to its folder: `files` are the campaign's, the others tables. Throws Problem or InputError. */
export async function readParts(request: FastifyRequest, folder: RequestFolder, schema: Schema, limit: number): Promise<Parts> {
  const body: Record<string, unknown> = {};
  const tables: Partial<Record<Table, string>> = {};
  const files: string[] = [];
  const budget = byteBudget(limit);
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (typeof part.value === 'string' && part.value !== '') body[part.fieldname] = fieldValue(part.fieldname, part.value, schema);
      continue;
    }
    const table = ALL_TABLES.find((name) => name === part.fieldname);
    const known = CAMPAIGN_FILES.get(part.fieldname);
    if (table === undefined && known === undefined && part.fieldname !== 'files') throw new InputError(part.fieldname, 'is not a file that is read', `Send files as ${[...CAMPAIGN_FILES.keys(), 'files'].join(', ')} or as a table: ${ALL_TABLES.join(', ')}.`);
    const name = table === undefined ? known ?? part.filename : `${table}${TABLE_ENDING.exec(part.filename)?.[0] ?? '.csv'}`;
    await folder.write(name, part.file.pipe(budget()));
    if (table === undefined) files.push(name);
    else tables[table] = `${CAMPAIGN}/${name}`;
  }
  return { body, tables, files };
}

/** Streams that fail when all of them together let through more than `limit` bytes. */
function byteBudget(limit: number): () => Transform {
  let left = limit;
  return () =>
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        left -= chunk.length;
        done(left < 0 ? new Problem(413, 'Too large', `The files are larger than ${limit / 1024 / 1024} MiB. Give large tables by reference to files under the data root.`) : null, chunk);
      },
    });
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

/** Rows in the body go to files, one object a line; references are resolved under the data root. Throws InputError. */
export async function placeInputs(body: Tables, folder: RequestFolder, dataRoot: string | undefined): Promise<Partial<Record<Table, string>>> {
  const placed: Partial<Record<Table, string>> = {};
  for (const table of ALL_TABLES) {
    const input = body[table];
    if (input === undefined) continue;
    if (!('file' in input)) {
      await folder.write(`${table}.ndjson`, input.map((row) => `${JSON.stringify(row)}\n`).join(''));
      placed[table] = `${CAMPAIGN}/${table}.ndjson`;
    } else if (dataRoot === undefined) {
      throw new InputError(`${table}.file`, 'this service has no data root', 'Send the rows, or start the service with --data-root.');
    } else placed[table] = await fileUnder(dataRoot, input.file, `${table}.file`);
  }
  return placed;
}

/** Writes what a campaign consists of. Throws InputError when there is not exactly one body. */
export async function placeCampaign(body: { readonly manifest?: object; readonly html?: string; readonly mjml?: string; readonly eml?: string; readonly text?: string }, files: readonly string[], folder: RequestFolder): Promise<void> {
  const bodies = (['html', 'mjml', 'eml'] as const).filter((kind) => body[kind] !== undefined || files.includes(`body.${kind}`));
  if (bodies.length > 1) throw new InputError('body', `${bodies.join(' and ')} were given`, 'Give one of html, mjml, eml.');
  if (bodies.length === 0 && files.length === 0 && body.manifest === undefined) throw new InputError('body', 'there is no campaign in it', 'Give one of html, mjml, eml, or files.');
  const [kind] = bodies;
  const written = kind && body[kind];
  if (written !== undefined) await folder.write(`body.${kind}`, written);
  if (body.text !== undefined) await folder.write('body.txt', body.text);
  if (body.manifest !== undefined) await folder.write('campaign.json', `${JSON.stringify(body.manifest, null, 2)}\n`);
}
