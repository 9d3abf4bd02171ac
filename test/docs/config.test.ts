import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CONFIG_SCHEMA } from '#config/config-schema.js';
import { lint } from '../../src/lint.js';
import { PACKAGE_ROOT } from '../../src/package.js';

const PAGE = readFileSync(join(PACKAGE_ROOT, 'docs/config.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'presend-config-page-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('docs/config.md', () => {
  it('has a row for each field', () => {
    const { privacy, ...others } = CONFIG_SCHEMA.properties;
    const fields = [...Object.keys(others), ...Object.keys(privacy.properties).map((name) => `privacy.${name}`)];
    expect([...PAGE.matchAll(/^\| `([^`]+)` \|/gm)].map(([, field]) => field).sort()).toEqual(fields.sort());
  });

  it('shows a config that is taken, and does what it says', async () => {
    writeFileSync(join(folder, 'presend.config.json'), /```json\n([\s\S]*?)```/.exec(PAGE)?.[1] ?? '');
    writeFileSync(join(folder, 'campaign.json'), JSON.stringify({ kind: 'newsletter', subject: 'News', brand: { logoHosts: ['cdn.acme.example'] } }));
    writeFileSync(join(folder, 'body.html'), '<html lang="en"><body><p>Hello</p></body></html>');
    const { campaigns: [result] } = await lint({ campaigns: [folder] });
    expect(result?.findings.find(({ rule }) => rule === 'accessibility/title-missing')?.severity).toBe('warning');
    expect(result?.findings.some(({ rule }) => rule.startsWith('brand/'))).toBe(false);
    const { campaigns: [without] } = await lint({ campaigns: [folder], config: false });
    expect(without?.findings.find(({ rule }) => rule === 'accessibility/title-missing')?.severity).toBe('info');
    expect(without?.findings.some(({ rule }) => rule === 'brand/logo-missing')).toBe(true);
  });
});
