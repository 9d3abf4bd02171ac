import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, YAMLParseError } from 'yaml';
import { JsonFault, jsonRanges, type Range } from '#config/json-ranges.js';
import { InputError } from '#errors.js';
import { isoCountry } from './iso-codes.js';
import type { Location } from './location.js';
import type { Manifest } from './manifest.js';
import { manifestFaults, type ManifestFault } from './manifest-faults.js';
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
  const faults = manifestFaults(value);
  const [first] = faults;
  if (!first) return withIsoCountry(value as Manifest);
  const line = lineOf(first.path);
  throw new InputError(line === undefined ? where : `${where}:${line}`, eachRemedyOnce(faults).map((fault) => sentence(fault, lineOf(fault.path))).join('; '), 'Mend the manifest.');
}

/** `sender.country` as everything behind reads it: `GB` for `uk`. */
function withIsoCountry(manifest: Manifest): Manifest {
  const { sender } = manifest;
  return sender?.country === undefined ? manifest : { ...manifest, sender: { ...sender, country: isoCountry(sender.country) } };
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

function sentence(fault: ManifestFault, line: number | undefined): string {
  const field = fault.path === '' ? 'the manifest' : fault.path;
  const at = line === undefined ? '' : ` (line ${line})`;
  return `${field}${at} ${fault.what}${fault.remedy === '' ? '' : ` (${fault.remedy.replace(/\.$/, '')})`}`;
}

/** Several unknown fields have one remedy: the list of the known ones. */
function eachRemedyOnce(faults: readonly ManifestFault[]): readonly ManifestFault[] {
  const said = new Set<string>();
  return faults.map((fault) => {
    const repeated = said.has(fault.remedy);
    said.add(fault.remedy);
    return repeated ? { ...fault, remedy: '' } : fault;
  });
}
