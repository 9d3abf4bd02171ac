import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configFinder, loadConfig } from '#config/load-config.js';
import { selectRules } from '#config/select-rules.js';
import { ConfigError } from '#errors.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'presend-config-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

describe('loadConfig', () => {
  it('finds the nearest file upward from the campaign', async () => {
    write('presend.config.json', '{ "languages": ["de"] }');
    mkdirSync(join(folder, 'campaigns', 'autumn'), { recursive: true });
    expect(await loadConfig(join(folder, 'campaigns', 'autumn'))).toMatchObject({ languages: ['de'], file: join(folder, 'presend.config.json') });
  });

  it('reads YAML and JavaScript as well', async () => {
    const yaml = write('presend.config.yaml', 'rules:\n  content/hidden-text: off\n');
    const js = write('presend.config.mjs', 'export default { rules: { "brand/*": "off" } };');
    expect((await loadConfig(folder, yaml)).rules).toEqual({ 'content/hidden-text': 'off' });
    expect((await loadConfig(folder, js)).rules).toEqual({ 'brand/*': 'off' });
  });

  it('lets a file beat what it extends, and keeps inherited options under a new level', async () => {
    write('base.json', '{ "rules": { "content/image-only-body": ["error", { "minTextCharacters": 300 }], "content/hidden-text": "error" } }');
    const child = write('presend.config.json', '{ "extends": "./base.json", "rules": { "content/image-only-body": "warning" } }');
    expect((await loadConfig(folder, child)).rules).toEqual({
      'content/image-only-body': ['warning', { minTextCharacters: 300 }],
      'content/hidden-text': 'error',
    });
  });

  it('keeps a rule called __proto__, so that it is refused as any other that there is not', async () => {
    const { rules } = await loadConfig(folder, write('presend.config.json', '{ "rules": { "__proto__": "off" } }'));
    expect(() => selectRules([], { rules })).toThrow(/unknown rule "__proto__"/);
  });

  it('follows the strict preset', async () => {
    expect((await loadConfig(folder, write('presend.config.json', '{ "extends": "strict" }'))).raiseWarnings).toBe(true);
  });

  it.each([
    ['an unknown field, with the nearest name', '{ "ruels": {} }', /ruels is not a known field \(Did you mean "rules"\?\)/],
    ['a level that does not exist', '{ "rules": { "content/hidden-text": "fatal" } }', /rules\.content\/hidden-text/],
    ['broken JSON, at its place', '{\n  "rules": }', /presend\.config\.json:2:12: not valid JSON: .* Mend the syntax at that place\.$/],
    ['a field that stands twice, of which one would go unheard', '{ "rules": {}, "rules": {} }', /presend\.config\.json:1:16: .*"rules" stands twice/],
    ['an unknown preset', '{ "extends": "recomended" }', /unknown preset "recomended".*recommended or strict/],
    ['a level that is misspelt, with the nearest', '{ "rules": { "content/hidden-text": "waring" } }', /is "waring" \(Did you mean "warning"\?\)/],
    ['a level with options that does not exist, with those that do', '{ "rules": { "content/hidden-text": ["fatal", {}] } }', /Use "off", "error", "warning", "info", then an object of options/],
    ['a jurisdiction that is no country', '{ "jurisdiction": "Germany" }', /jurisdiction is "Germany" \(It must be "auto", "strictest" or a two-letter ISO 3166-1 code/],
    ['a language by its name', '{ "languages": ["de", "german!"] }', /languages\.1 is "german!" \(It must be a BCP 47 tag/],
    ['the code of a country for a language', '{ "languages": ["de", "jp"] }', /languages\.1 is "jp" \(It must be a BCP 47 tag/],
    ['an empty key for hashes, which would protect nobody', '{ "privacy": { "hashKey": "" } }', /privacy\.hashKey is ""/],
    ['a preset named like a property of every object', '{ "extends": "constructor" }', /unknown preset "constructor"/],
    ['a circle', '{ "extends": "./presend.config.json" }', /extends itself/],
  ])('refuses %s in one line', async (_, content, message) => {
    const error = await loadConfig(folder, write('presend.config.json', content)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain('\n');
  });

  it('reads a file that begins with a byte order mark', async () => {
    expect(await loadConfig(folder, write('presend.config.json', '\uFEFF{ "clients": ["gmail"] }'))).toMatchObject({ clients: ['gmail'] });
  });

  it('names the broken file that it finds upward', async () => {
    const file = write('presend.config.json', '{ "rules": ');
    mkdirSync(join(folder, 'campaign'));
    await expect(loadConfig(join(folder, 'campaign'))).rejects.toThrow(`${file}:1:12: not valid JSON`);
  });

  it('refuses a module that exports no config', async () => {
    await expect(loadConfig(folder, write('presend.config.js', 'export const config = {};'))).rejects.toThrow('exports no config. Write it as "export default { ... }".');
  });

  it.each(['() => ({})', 'Symbol.iterator', '10n'])('refuses a module whose config is %s, for which JSON has no words', async (value) => {
    await expect(loadConfig(folder, write('presend.config.mjs', `export default ${value};`))).rejects.toThrow(/the file is (a function|a symbol|10n) \(It must be an object\)/);
  });

  it('refuses a file that is not there', async () => {
    await expect(loadConfig(folder, join(folder, 'nope.json'))).rejects.toThrow(/cannot be read/);
  });
});

describe('configFinder', () => {
  it('gives campaigns below one config the same object, and those below another theirs', async () => {
    for (const name of ['spring', 'autumn', 'winter']) mkdirSync(join(folder, 'campaigns', name), { recursive: true });
    write('presend.config.json', '{ "languages": ["de"] }');
    write(join('campaigns', 'winter', 'presend.config.json'), '{ "languages": ["fr"] }');
    const find = configFinder();
    const [spring, autumn, winter] = await Promise.all(['spring', 'autumn', 'winter'].map((name) => find(join(folder, 'campaigns', name))));
    expect(spring?.languages).toEqual(['de']);
    expect(await find(join(folder, 'campaigns', 'autumn'))).toBe(autumn);
    expect(await find(join(folder, 'campaigns', 'spring'))).toBe(autumn);
    expect(winter?.languages).toEqual(['fr']);
  });

  it('sees in the next run what was changed since', async () => {
    const file = write('presend.config.json', '{ "languages": ["de"] }');
    expect((await configFinder()(folder)).languages).toEqual(['de']);
    writeFileSync(file, '{ "languages": ["it"] }');
    expect((await configFinder()(folder)).languages).toEqual(['it']);
  });

  it('reads an explicit file once, wherever the campaigns lie', async () => {
    const find = configFinder(write('ours.json', '{ "clients": ["gmail"] }'));
    expect(await find(folder)).toBe(await find(join(folder, 'elsewhere')));
  });
});
