import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadMjml } from '#campaign/mjml/mjml-engine.js';

const before = process.cwd();
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'presend-mjmlconfig-'));
  writeFileSync(join(folder, '.mjmlconfig'), '{ "packages": ["./component.cjs"] }');
  writeFileSync(join(folder, 'component.cjs'), 'globalThis.ranFromTemplates = true; module.exports = function Component() {};');
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

it('runs no code that a .mjmlconfig in the working directory names', async () => {
  const { compile, endingTags } = await loadMjml();
  expect((globalThis as { ranFromTemplates?: boolean }).ranFromTemplates).toBeUndefined();
  expect(process.env['MJML_BROWSER']).toBeUndefined();
  expect(endingTags.has('mj-text')).toBe(true);
  expect((await compile('<mjml><mj-body></mj-body></mjml>', { ignoreIncludes: true })).html).toContain('<body');
});
