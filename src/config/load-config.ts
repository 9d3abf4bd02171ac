import { readFile } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lilconfig, type AsyncSearcher, type Loader } from 'lilconfig';
import { parse as parseYaml } from 'yaml';
import { ConfigError } from '#errors.js';
import type { Config, ConfigFile, RuleSetting } from './config.js';
import { CONFIG_SCHEMA } from './config-schema.js';
import { JsonFault, jsonRanges } from './json-ranges.js';
import { PRESETS } from './presets.js';
import { schemaFaults } from './validate.js';

const NAMES = ['presend.config.json', 'presend.config.yaml', 'presend.config.yml', 'presend.config.js', 'presend.config.mjs'];

const yaml: Loader = parsing((text) => parseYaml(text) as unknown);
const json: Loader = parsing(parseJson);
const module: Loader = parsing(importDefault);
const LOADERS: Record<string, Loader> = { '.json': json, '.yaml': yaml, '.yml': yaml, '.js': module, '.mjs': module };

/** Windows editors put a byte order mark before the text. */
function parsing(parse: (text: string, file: string) => unknown): Loader {
  return async (file, text) => {
    try {
      return await parse(text.replace(/^\uFEFF/, ''), file);
    } catch (cause) {
      if (cause instanceof ConfigError) throw cause;
      throw new ConfigError(file, `cannot be parsed: ${firstLine(cause)}`, 'Mend its syntax.', { cause });
    }
  };
}

/** With the place of a fault, which JSON.parse does not always tell. */
function parseJson(text: string, file: string): unknown {
  try {
    jsonRanges(text);
  } catch (cause) {
    if (!(cause instanceof JsonFault)) throw cause;
    const before = text.slice(0, cause.offset).split('\n');
    throw new ConfigError(`${file}:${String(before.length)}:${String((before.at(-1) ?? '').length + 1)}`, `not valid JSON: ${cause.message}`, 'Mend the syntax at that place.', { cause });
  }
  return JSON.parse(text);
}

async function importDefault(_text: string, file: string): Promise<unknown> {
  const { default: config } = (await import(pathToFileURL(file).href)) as { default?: unknown };
  if (config === undefined) throw new ConfigError(file, 'exports no config', 'Write it as "export default { ... }".');
  return config;
}

/** What `extends` and the files it names come to. */
export interface LoadedConfig extends Config {
  /** The `strict` preset: what is a warning by default counts as an error. */
  readonly raiseWarnings: boolean;
}

const DEFAULTS: LoadedConfig = { rules: {}, raiseWarnings: false };

/** The config named by `--config`, else the nearest presend.config upward from `from`, else the defaults; those at once when `explicit` is false. */
export async function loadConfig(from: string, explicit?: string | false): Promise<LoadedConfig> {
  return configFinder(explicit)(from);
}

/** `loadConfig` for one run: each folder is searched once, however many campaigns lie in it, and they get one and the same object. */
export function configFinder(explicit?: string | false): (from: string) => Promise<LoadedConfig> {
  if (explicit === false) return () => Promise.resolve(DEFAULTS);
  const known = new Map<string, Promise<LoadedConfig>>();
  const once = (file: string, load: () => Promise<LoadedConfig>): Promise<LoadedConfig> => {
    const config = known.get(file) ?? load();
    known.set(file, config);
    return config;
  };
  if (explicit !== undefined) return () => once(explicit, async () => resolveExtends(await readConfig(resolve(explicit)), resolve(explicit), []));
  const explorer = lilconfig('presend', { searchPlaces: NAMES, loaders: LOADERS, cache: true });
  return async (from) => {
    const found = await search(explorer, from);
    return found ? once(found.filepath, async () => resolveExtends(checked(found.config, found.filepath), found.filepath, [])) : DEFAULTS;
  };
}

async function search(explorer: AsyncSearcher, from: string): Promise<{ config: unknown; filepath: string } | null> {
  try {
    const found = await explorer.search(from);
    return found && !found.isEmpty ? { config: found.config as unknown, filepath: found.filepath } : null;
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    throw new ConfigError(`presend.config above ${from}`, `cannot be read: ${firstLine(cause)}`, 'Check that it is a file and that you may read it.', { cause });
  }
}

async function readConfig(file: string): Promise<ConfigFile> {
  const loader = LOADERS[extname(file)];
  if (!loader) throw new ConfigError(file, 'is not a config file', 'Use a .json, .yaml, .yml, .js or .mjs file.');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new ConfigError(file, 'cannot be read', 'Check the path given to --config or "extends".', { cause });
  }
  return checked((await loader(file, text)) as unknown, file);
}

function checked(config: unknown, file: string): ConfigFile {
  const faults = schemaFaults(CONFIG_SCHEMA, config ?? {});
  if (faults.length > 0) {
    const all = faults.map((fault) => `${fault.path || 'the file'} ${fault.what} (${fault.remedy.replace(/\.$/, '')})`);
    throw new ConfigError(file, all.join('; '), 'Mend the config.');
  }
  return (config ?? {});
}

/** Follows `extends`: what the file says beats what it extends, field by field, rule by rule. */
async function resolveExtends(file: ConfigFile, path: string, seen: readonly string[]): Promise<LoadedConfig> {
  if (seen.includes(path)) throw new ConfigError(path, `extends itself through ${seen.join(', ')}`, 'Break the circle.');
  const { extends: parentName = 'recommended', ...own } = file;
  const preset = Object.hasOwn(PRESETS, parentName) ? PRESETS[parentName] : undefined;
  if (!preset && !/[./\\]/.test(parentName)) {
    throw new ConfigError(path, `extends the unknown preset "${parentName}"`, `Use ${Object.keys(PRESETS).join(' or ')}, or a path.`);
  }
  const parentPath = resolve(dirname(path), parentName);
  const parent: LoadedConfig = preset
    ? { ...preset, rules: preset.rules ?? {}, raiseWarnings: preset.raiseWarnings ?? false }
    : await resolveExtends(await readConfig(parentPath), parentPath, [...seen, path]);
  return { ...parent, ...own, rules: mergedRules(parent.rules, own.rules ?? {}), file: path };
}

/** A setting without options keeps the options that it inherits. */
function mergedRules(parent: Readonly<Record<string, RuleSetting>>, own: Readonly<Record<string, RuleSetting>>): Record<string, RuleSetting> {
  const merged = Object.entries(own).map(([id, setting]): [string, RuleSetting] => {
    const inherited = Object.hasOwn(parent, id) ? parent[id] : undefined;
    return [id, typeof setting === 'string' && setting !== 'off' && Array.isArray(inherited) ? [setting, inherited[1] as Record<string, unknown>] : setting];
  });
  return { ...parent, ...Object.fromEntries(merged) };
}

function firstLine(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? '';
}
