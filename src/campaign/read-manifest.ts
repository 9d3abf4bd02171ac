import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, YAMLParseError } from 'yaml';
import { JsonFault, jsonRanges, type Range } from '#config/json-ranges.js';
import { schemaFaults, type SchemaFault } from '#config/validate.js';
import { InputError } from '#errors.js';
import type { Location } from './location.js';
import type { Manifest } from './manifest.js';
import { MANIFEST_SCHEMA } from './manifest-schema.js';
import { positionsIn, spanOf } from './positions.js';

/** A manifest with the places of its fields. */
export interface LocatedManifest {
  readonly manifest: Manifest;
  /** Place of a field's value (`sender.country`), or of the whole file when the field is not there. */
  readonly locateField: (field: string) => Location;
}

/** Reads `campaign.json` or `campaign.yaml`. Throws one InputError that names every fault with its line. */
export function readManifest(text: string, file: string): LocatedManifest {
  const { value, ranges } = /\.ya?ml$/i.test(file) ? parseYaml(text, file) : parseJson(text, file);
  const position = positionsIn(text);
  const locateField = (field: string): Location => {
    const range = ranges.get(field);
    return { part: 'manifest', file, field, ...(range && spanOf(position(range[0]), position(range[1]))) };
  };
  return { manifest: checkManifest(value, file, (field) => locateField(field).line), locateField };
}

/** A manifest that came as data, not as a file. Throws InputError like `readManifest`. */
export function checkManifest(value: unknown, where: string, lineOf: (field: string) => number | undefined = () => undefined): Manifest {
  const shape = schemaFaults(MANIFEST_SCHEMA, value);
  const faults = shape.length > 0 ? shape : calendarFaults(value as Manifest);
  const [first] = faults;
  if (!first) return value as Manifest;
  const line = lineOf(first.path);
  throw new InputError(line === undefined ? where : `${where}:${line}`, eachRemedyOnce(faults).map((fault) => sentence(fault, lineOf(fault.path))).join('; '), 'Mend the manifest.');
}

/** What no schema says: days that the calendar lacks, and a span that ends before it begins. */
function calendarFaults({ offerEndsAt, schedule }: Manifest): SchemaFault[] {
  const instants = Object.entries({ offerEndsAt, 'schedule.from': schedule?.from, 'schedule.until': schedule?.until });
  const faults = instants.flatMap(([path, instant]) => (instant === undefined || isDate(instant.slice(0, 10)) ? [] : [{ path, what: `is "${instant}"`, remedy: 'The calendar has no such day.' }]));
  if (faults.length > 0 || !schedule || Date.parse(schedule.from) < Date.parse(schedule.until)) return faults;
  return [{ path: 'schedule.until', what: `is "${schedule.until}"`, remedy: 'It must be later than schedule.from.' }];
}

function isDate(day: string): boolean {
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

interface Parsed {
  readonly value: unknown;
  readonly ranges: ReadonlyMap<string, Range>;
}

function parseJson(text: string, file: string): Parsed {
  try {
    return { ranges: jsonRanges(text), value: JSON.parse(text) as unknown };
  } catch (cause) {
    if (!(cause instanceof JsonFault)) throw cause;
    const { line, column } = positionsIn(text)(cause.offset);
    throw new InputError(`${file}:${line}:${column}`, `not valid JSON: ${cause.message}`, 'Mend the syntax at that place.', { cause });
  }
}

function parseYaml(text: string, file: string): Parsed {
  const lineCounter = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter, prettyErrors: false });
    if (document.errors[0]) throw document.errors[0];
    const ranges = new Map<string, Range>();
    collectRanges(document.contents, '', ranges);
    return { value: document.toJS({ maxAliasCount: 100 }) as unknown, ranges };
  } catch (cause) {
    const place = cause instanceof YAMLParseError ? lineCounter.linePos(cause.pos[0]) : undefined;
    const where = place ? `${file}:${place.line}:${place.col}` : file;
    const what = cause instanceof RangeError ? 'nested too deep' : (cause as Error).message;
    throw new InputError(where, `not valid YAML: ${what}`, 'Mend the syntax at that place.', { cause });
  }
}

function collectRanges(node: unknown, path: string, ranges: Map<string, Range>): void {
  if (!isNode(node)) return;
  if (node.range) ranges.set(path, [node.range[0], node.range[1]]);
  const child = (name: string): string => (path === '' ? name : `${path}.${name}`);
  if (isSeq(node)) node.items.forEach((item, index) => collectRanges(item, child(String(index)), ranges));
  if (!isMap(node)) return;
  for (const { key, value } of node.items) collectRanges(value, child(String(isScalar(key) ? key.value : key)), ranges);
}

function sentence(fault: SchemaFault, line: number | undefined): string {
  const field = fault.path === '' ? 'the manifest' : fault.path;
  const at = line === undefined ? '' : ` (line ${line})`;
  return `${field}${at} ${fault.what}${fault.remedy === '' ? '' : ` (${fault.remedy.replace(/\.$/, '')})`}`;
}

/** Several unknown fields have one remedy: the list of the known ones. */
function eachRemedyOnce(faults: readonly SchemaFault[]): readonly SchemaFault[] {
  const said = new Set<string>();
  return faults.map((fault) => {
    const remedy = remedyFor(fault);
    const repeated = said.has(remedy);
    said.add(remedy);
    return { ...fault, remedy: repeated ? '' : remedy };
  });
}

/** The remedy in words: where a known field belongs. */
function remedyFor({ path, what, remedy }: SchemaFault): string {
  const belongs = /not a known field/.test(what) && !remedy.startsWith('Did you mean') ? placesOf(path.split('.').pop() ?? '') : [];
  return belongs[0] === undefined ? remedy : `Did you mean "${belongs[0]}"?`;
}

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
}

const SCHEMA: SchemaNode = MANIFEST_SCHEMA;

/** Paths of all fields of that name. */
function placesOf(name: string): string[] {
  const groups = Object.entries(SCHEMA.properties ?? {});
  const nested = groups.filter(([, { properties }]) => properties && name in properties).map(([group]) => `${group}.${name}`);
  return SCHEMA.properties?.[name] ? [name, ...nested] : nested;
}
