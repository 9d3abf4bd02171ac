import { Ajv, type ErrorObject } from 'ajv';
import { isLanguageTag } from '#language/language-tag.js';
import { nearestName } from './nearest-name.js';

const ajv = new Ajv({ allErrors: true, strict: false, verbose: true, formats: { language: isLanguageTag } });
const compiled = new WeakMap<object, ReturnType<typeof ajv.compile>>();

export interface SchemaFault {
  /** `rules.content/image-only-body`, `sender.country`; empty for the whole document. */
  readonly path: string;
  /** The same as a JSON Pointer (RFC 6901): `/rules/content~1image-only-body`. */
  readonly pointer: string;
  readonly what: string;
  readonly remedy: string;
}

/** All faults of a value against a JSON Schema, in document order, each with its path and how to mend it. */
export function schemaFaults(schema: object, value: unknown): SchemaFault[] {
  let validate = compiled.get(schema);
  if (!validate) compiled.set(schema, (validate = ajv.compile(schema)));
  if (validate(value)) return [];
  return faultsOf(validate.errors ?? []);
}

/** What ajv tells (with `verbose`), in words. */
export function faultsOf(errors: readonly ErrorObject[]): SchemaFault[] {
  return mostTelling(errors).map(faultOf);
}

/** ajv reports every branch of an anyOf besides the anyOf itself; the branches add nothing for a reader. */
function mostTelling(errors: readonly ErrorObject[]): ErrorObject[] {
  const choices = errors.filter((error) => error.keyword === 'anyOf' || error.keyword === 'oneOf').map((error) => error.schemaPath);
  return errors.filter((error) => !choices.some((choice) => error.schemaPath.startsWith(`${choice}/`)));
}

function faultOf(error: ErrorObject): SchemaFault {
  if (error.keyword === 'additionalProperties') return unknownField(error);
  const missing = error.keyword === 'required' ? String(error.params['missingProperty']) : undefined;
  if (missing !== undefined) return { ...placeOf(joined(error.instancePath, missing)), what: 'is missing', remedy: `Add "${missing}".` };
  return { ...placeOf(error.instancePath), ...valueFault(error) };
}

function placeOf(pointer: string): Pick<SchemaFault, 'path' | 'pointer'> {
  return { pointer, path: pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~') };
}

function valueFault(error: ErrorObject): Pick<SchemaFault, 'what' | 'remedy'> {
  const what = `is ${preview(error.data)}`;
  if (error.keyword === 'enum') {
    const allowed = (error.params['allowedValues'] as unknown[]).map((value) => JSON.stringify(value));
    const meant = nearestName(String(error.data), allowed.map((value) => value.replaceAll('"', '')));
    return { what, remedy: `Use ${meant ? `"${meant}"` : `one of ${allowed.join(', ')}`}.` };
  }
  if (error.keyword === 'anyOf' && namesOf(error).length > 0) return { what, remedy: choices(error) };
  if (['pattern', 'format', 'anyOf'].includes(error.keyword) && described(error) !== undefined) return { what, remedy: `It must be ${described(error) ?? ''}.` };
  if (error.keyword === 'minLength' && error.params['limit'] === 1) return { what, remedy: 'It must not be empty.' };
  if (error.keyword === 'type') return { what, remedy: `It must be ${article(String(error.params['type']))}${example(error)}.` };
  return { what, remedy: `It ${error.message ?? 'is not valid'}.` };
}

/** What an object holds, when it is little; the list that a text was meant to be. */
function example({ params, data, parentSchema }: ErrorObject): string {
  const fields = Object.keys((parentSchema?.['properties'] as object | undefined) ?? {});
  if (params['type'] === 'object' && fields.length > 0 && fields.length < MOST_FIELDS) return ` with ${fields.join(', ')}`;
  return params['type'] === 'array' && typeof data === 'string' ? `, such as ${preview([data])}` : '';
}

/** More are no example. */
const MOST_FIELDS = 8;

/** What a pattern or a choice stands for: its description completes the sentence "it must be ...". */
function described({ parentSchema }: ErrorObject): string | undefined {
  return (parentSchema as { readonly description?: string } | undefined)?.description;
}

/** Where a name or a longer form that holds it may stand: the names. */
function namesOf({ schema }: ErrorObject): readonly string[] {
  return (schema as readonly { readonly enum?: readonly string[] }[]).flatMap(({ enum: values = [] }) => values);
}

function choices(error: ErrorObject): string {
  const names = namesOf(error);
  const meant = typeof error.data === 'string' ? nearestName(error.data, names) : undefined;
  if (meant !== undefined) return `Did you mean "${meant}"?`;
  return `Use ${names.map((name) => `"${name}"`).join(', ')}${Array.isArray(error.data) ? ', then an object of options' : ''}.`;
}

function unknownField(error: ErrorObject): SchemaFault {
  const name = String(error.params['additionalProperty']);
  const known = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
  const meant = nearestName(name, known);
  const place = placeOf(joined(error.instancePath, name));
  const { path } = place;
  return { ...place, what: 'is not a known field', remedy: meant ? `Did you mean "${path.slice(0, path.length - name.length)}${meant}"?` : `Known here: ${known.join(', ')}.` };
}

function joined(pointer: string, name: string): string {
  return `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function preview(value: unknown): string {
  const text = jsonOf(value) ?? (typeof value === 'bigint' ? `${String(value)}n` : article(Array.isArray(value) ? 'array' : typeof value));
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Undefined for what JSON has no words for, as a config in JavaScript may hold it, and for what is nested too deep. */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

function article(type: string): string {
  return type.split(',').map((name) => (/^[aeio]/.test(name) ? `an ${name}` : name === 'null' ? name : `a ${name}`)).join(' or ');
}
