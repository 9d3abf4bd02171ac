import { beginsOnADay } from '#calendar-day.js';
import { slipOf } from '#config/nearest-name.js';
import { schemaFaults, type SchemaFault } from '#config/validate.js';
import { ASK_WORDS } from './facts/ask.js';
import { parseColor } from './html/css/color.js';
import { currentRegion, isCountry, isCurrency, isoCountry, isLanguageCode, languageOf } from './iso-codes.js';
import { TARGET_ROLES, type Manifest } from './manifest.js';
import { MANIFEST_SCHEMA } from './manifest-schema.js';
import { DIALECT_NAMES, dialectKey } from './merge/merge-dialects.js';
import { findTemplateTags } from './merge/template-tags.js';

/** A fault of a manifest: the field's path (`sender.country`), its JSON Pointer, what is wrong, and how to mend it. */
export type ManifestFault = SchemaFault;

/** All faults of a manifest that came as data; none for one that `lint` takes. Those of its fields' values are told once its shape is right. */
export function manifestFaults(value: unknown): readonly ManifestFault[] {
  const shape = schemaFaults(MANIFEST_SCHEMA, value);
  return shape.length > 0 ? shape.map(withPlace) : valueFaults(value as Manifest);
}

/** What no schema says: codes that nobody has given, slips of the keyboard in words that mean something, and the like. */
function valueFaults(manifest: Manifest): readonly ManifestFault[] {
  const { from, replyTo, language, esp, sender, offerEndsAt, targetRoles = [], ask, brand, schedule } = manifest;
  return [
    fault('from.email', from?.email, (email) => ADDRESS.test(email) || isMerged(email), 'It must be an address, such as news@acme.example; a name goes into from.name.'),
    fault('replyTo', replyTo, (text) => HOLDS_ADDRESS.test(text) || isMerged(text), 'It must hold an address, such as hello@acme.example.'),
    languageFault(language),
    slip('esp', esp, DIALECT_NAMES, dialectKey, '; leave esp out for a system of another name'),
    countryFault(sender?.country),
    ...dayFaults({ offerEndsAt, 'schedule.from': schedule?.from, 'schedule.until': schedule?.until }),
    ...targetRoles.map((role, index) => slip(`targetRoles.${index}`, role, TARGET_ROLES)),
    slip('ask.type', ask?.type, ASK_WORDS),
    fault('ask.currency', ask?.currency, isCurrency, 'It must be an ISO 4217 code, such as EUR.'),
    ...(brand?.colors ?? []).map((color, index) => fault(`brand.colors.${index}`, color, (text) => parseColor(text) !== undefined, 'It must be a colour as CSS writes it, such as #0a3d62.')),
    fault('schedule.until', schedule?.until, (until) => !(Date.parse(until) <= Date.parse(schedule?.from ?? '')), 'It must be later than schedule.from.'),
  ].filter((found) => found !== undefined);
}

const LOCAL = String.raw`(?:"[^"]{1,62}"|[^\s@<>,;:"()[\]]{1,64})`;
const HOST = String.raw`[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)+`;
const ADDRESS = new RegExp(`^${LOCAL}@${HOST}$`, 'u');
const HOLDS_ADDRESS = new RegExp(`(?:^|[\\s<,;:"])${LOCAL}@${HOST}(?:$|[\\s>,;])`, 'u');

/** Whether the ESP fills it in. */
function isMerged(text: string): boolean {
  return findTemplateTags(text).length > 0;
}

function fault(path: string, value: string | undefined, isRight: (value: string) => boolean, remedy: string): ManifestFault | undefined {
  return value === undefined || isRight(value) ? undefined : { path, pointer: `/${path.replaceAll('.', '/')}`, what: `is ${JSON.stringify(value)}`, remedy };
}

/** Other words are free; one that misses a known one by a letter would not mean what its writer thinks. */
function slip(path: string, value: string | undefined, known: readonly string[], keyOf: (word: string) => string = (word) => word.trim().toLowerCase(), otherwise = ''): ManifestFault | undefined {
  const key = keyOf(value ?? '');
  const meant = key.length < SHORTEST_WORD ? undefined : slipOf(key, known);
  return fault(path, value, () => meant === undefined, `Use "${meant ?? ''}"${otherwise}.`);
}

/** A letter more or less makes another word of a shorter one. */
const SHORTEST_WORD = 5;

function languageFault(language: string | undefined): ManifestFault | undefined {
  const code = language?.split('-')[0]?.toUpperCase() ?? '';
  if (code.length !== 2) return undefined;
  const meant = languageOf(code);
  return fault('language', language, () => isLanguageCode(code.toLowerCase()), meant === undefined ? 'It must be a BCP 47 tag, such as de or pt-BR.' : `Use "${meant}": ${code} is a country.`);
}

function countryFault(country: string | undefined): ManifestFault | undefined {
  const code = isoCountry(country ?? '');
  if (code === '' || isCountry(code)) return undefined;
  const meant = currentRegion(code);
  return fault('sender.country', country, () => false, meant !== undefined && isCountry(meant) ? `Use "${meant}".` : 'It must be a two-letter ISO 3166-1 code, such as DE.');
}

function dayFaults(instants: Readonly<Record<string, string | undefined>>): (ManifestFault | undefined)[] {
  return Object.entries(instants).map(([path, instant]) => fault(path, instant, (text) => beginsOnADay(text), 'The calendar has no such day.'));
}

/** Of an unknown field, where a known one of that name belongs. */
function withPlace(found: SchemaFault): ManifestFault {
  const { path, what, remedy } = found;
  const place = what === 'is not a known field' && !remedy.startsWith('Did you mean') ? placesOf(path.split('.').pop() ?? '')[0] : undefined;
  return place === undefined ? found : { ...found, remedy: `Did you mean "${place}"?` };
}

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
}

const SCHEMA: SchemaNode = MANIFEST_SCHEMA;

/** Paths of all fields of that name. */
function placesOf(name: string): string[] {
  const groups = Object.entries(SCHEMA.properties ?? {});
  const nested = groups.filter(([, { properties }]) => properties && Object.hasOwn(properties, name)).map(([group]) => `${group}.${name}`);
  return Object.hasOwn(SCHEMA.properties ?? {}, name) ? [name, ...nested] : nested;
}
