import type { FastifyRequest } from 'fastify';
import { InputError } from '#errors.js';
import { byteBudget } from './byte-budget.js';
import { CAMPAIGN } from './job.js';
import type { Parts } from './read-request.js';
import type { RequestFolder } from './request-folder.js';
import { ALL_TABLES, type Table } from './request-schemas.js';

export const NDJSON_TYPES = ['application/x-ndjson', 'application/jsonl'];

/** Largest row, bytes. */
const LONGEST_ROW = 1024 * 1024;
/** A line that names the table of the lines after it is no longer. */
const LONGEST_SWITCH = 100;
const NEWLINE = 0x0a;
/** Bytes written to the disk at once. */
const BATCH = 256 * 1024;

export interface NdjsonLimits {
  /** Bytes of the first line. */
  readonly request: number;
  /** Bytes of all. */
  readonly upload: number;
}

/**
 * Streams a request whose first line is its JSON body and whose other lines are rows: of `recipients`, until a line `{"table":"events"}`
 * names another table. Rows go to the disk as they come. Throws Problem or InputError.
 */
export async function readNdjson(request: FastifyRequest, folder: RequestFolder, limits: NdjsonLimits): Promise<Parts> {
  const spend = byteBudget(limits.upload);
  const rows = rowWriter(folder);
  let body: Readonly<Record<string, unknown>> | undefined;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of request.raw as AsyncIterable<Buffer>) {
    spend(chunk.length);
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (body === undefined) {
      const end = rest.indexOf(NEWLINE);
      if (end < 0 ? rest.length > limits.request : end > limits.request) throw new InputError('line 1', 'is too long', 'Put rows on lines of their own; the first line is the request without them.');
      if (end < 0) continue;
      body = requestOf(rest.subarray(0, end));
      rest = rest.subarray(end + 1);
    }
    const whole = rest.lastIndexOf(NEWLINE) + 1;
    await rows.take(rest.subarray(0, whole));
    rest = rest.subarray(whole);
    if (rest.length > LONGEST_ROW) throw new InputError('body', 'holds a row of more than 1 MiB', 'Send one row a line.');
  }
  if (body === undefined) return { body: requestOf(rest), tables: {}, files: [] };
  await rows.take(rest);
  return { body, tables: await rows.end(), files: [] };
}

function requestOf(line: Buffer): Readonly<Record<string, unknown>> {
  const value = jsonOf(line);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new InputError('line 1', 'is not a JSON object', 'Begin with the request on one line, such as {"html":"..."}; rows follow, one a line.');
  return value as Readonly<Record<string, unknown>>;
}

interface RowWriter {
  /** Whole lines. */
  take(lines: Buffer): Promise<void>;
  end(): Promise<Parts['tables']>;
}

function rowWriter(folder: RequestFolder): RowWriter {
  const tables: { [table in Table]?: string } = {};
  let table: Table = 'recipients';
  let batch: Buffer[] = [];
  let size = 0;
  const flush = async (): Promise<void> => {
    if (size > 0) {
      tables[table] = `${CAMPAIGN}/${table}.ndjson`;
      await folder.append(`${table}.ndjson`, Buffer.concat(batch));
    }
    [batch, size] = [[], 0];
  };
  const add = async (lines: Buffer): Promise<void> => {
    batch.push(lines);
    size += lines.length;
    if (size >= BATCH) await flush();
  };
  return {
    async take(lines) {
      if (!lines.includes('"table"')) return add(lines);
      for (const line of linesOf(lines)) {
        const next = tableNamedBy(line);
        if (next === undefined) await add(line);
        else {
          await flush();
          table = next;
        }
      }
    },
    async end() {
      await flush();
      return tables;
    },
  };
}

function* linesOf(lines: Buffer): Generator<Buffer> {
  for (let from = 0; from < lines.length; ) {
    const end = lines.indexOf(NEWLINE, from);
    const next = end < 0 ? lines.length : end + 1;
    yield lines.subarray(from, next);
    from = next;
  }
}

/** undefined: the line is a row. */
function tableNamedBy(line: Buffer): Table | undefined {
  if (line.length > LONGEST_SWITCH) return undefined;
  const value = jsonOf(line);
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 1 || !('table' in value)) return undefined;
  const found = ALL_TABLES.find((name) => name === value.table);
  if (found === undefined) throw new InputError('table', `${JSON.stringify(value.table).slice(0, 60)} is not a table`, `Name one of ${ALL_TABLES.join(', ')}.`);
  return found;
}

function jsonOf(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8').replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}
