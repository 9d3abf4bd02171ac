import { Ajv, type ErrorObject } from 'ajv';
import { nearestName } from './nearest-name.js';

const ajv = new Ajv({ allErrors: true, strict: false, verbose: true });
const compiled = new WeakMap<object, ReturnType<typeof ajv.compile>>();

export interface SchemaFault {
  /** `rules.content/image-only-body`, `sender.country`; empty for the whole document. */
  readonly path: string;
  readonly what: string;
  readonly remedy: string;
}

/** All faults of a value against a JSON Schema, in document order, each with its path and how to mend it. */
export function schemaFaults(schema: object, value: unknown): SchemaFault[] {
  let validate = compiled.get(schema);
  if (!validate) compiled.set(schema, (validate = ajv.compile(schema)));
  if (validate(value)) return [];
  return mostTelling(validate.errors ?? []).map(faultOf);
}

/** ajv reports every branch of an anyOf besides the anyOf itself; the branches add nothing for a reader. */
function mostTelling(errors: readonly ErrorObject[]): ErrorObject[] {
  const choices = errors.filter((error) => error.keyword === 'anyOf' || error.keyword === 'oneOf').map((error) => error.schemaPath);
  return errors.filter((error) => !choices.some((choice) => error.schemaPath.startsWith(`${choice}/`)));
}

function faultOf(error: ErrorObject): SchemaFault {
  const path = error.instancePath.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
  if (error.keyword === 'additionalProperties') return unknownField(path, error);
  if (error.keyword === 'required') {
    const missing = String(error.params['missingProperty']);
    return { path: joined(path, missing), what: 'is missing', remedy: `Add "${missing}".` };
  }
  if (error.keyword === 'enum') {
    const allowed = (error.params['allowedValues'] as unknown[]).map((value) => JSON.stringify(value));
    const meant = nearestName(String(error.data), allowed.map((value) => value.replaceAll('"', '')));
    return { path, what: `is ${preview(error.data)}`, remedy: `Use ${meant ? `"${meant}"` : `one of ${allowed.join(', ')}`}.` };
  }
  if (error.keyword === 'anyOf' && namesOf(error).length > 0) return { path, what: `is ${preview(error.data)}`, remedy: choices(error) };
  if (error.keyword === 'pattern' && described(error) !== undefined) return { path, what: `is ${preview(error.data)}`, remedy: `It must be ${described(error) ?? ''}.` };
  if (error.keyword === 'type') return { path, what: `is ${preview(error.data)}`, remedy: `It must be ${article(String(error.params['type']))}.` };
  return { path, what: `is ${preview(error.data)}`, remedy: `It ${error.message ?? 'is not valid'}.` };
}

/** What a pattern stands for, in words. */
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

function unknownField(path: string, error: ErrorObject): SchemaFault {
  const name = String(error.params['additionalProperty']);
  const known = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
  const meant = nearestName(name, known);
  return { path: joined(path, name), what: 'is not a known field', remedy: meant ? `Did you mean "${joined(path, meant)}"?` : `Known here: ${known.join(', ')}.` };
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** A config in JavaScript may hold what JSON has no words for. */
function preview(value: unknown): string {
  const text = typeof value === 'bigint' ? `${String(value)}n` : ((JSON.stringify(value) as string | undefined) ?? `a ${typeof value}`);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function article(type: string): string {
  return type.split(',').map((name) => (/^[aeio]/.test(name) ? `an ${name}` : name === 'null' ? name : `a ${name}`)).join(' or ');
}
