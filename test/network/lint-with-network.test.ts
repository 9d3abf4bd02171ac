import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { lint } from '../../src/index.js';
import { openWorld, PUBLIC, status, type World } from './loopback-world.js';

const folder = mkdtempSync(join(tmpdir(), 'presend-network-'));
const file = (name: string, html: string): string => {
  const path = join(folder, name);
  writeFileSync(path, html);
  return path;
};
const HTML = '<html lang="de"><body><p>Grüße, <a href="http://shop.example/herbst">zum Angebot</a> oder <a href="http://shop.example/?token=geheim">mein Konto</a>.</p></body></html>';

let world: World | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('lint', () => {
  it('asks nobody unless the network was asked for, and says which rules need it', async () => {
    world = await openWorld({ pages: { 'shop.example': status(404) } });
    const { campaigns: [result] } = await lint({ campaigns: [file('a.html', HTML)] });
    expect(result?.skipped).toContainEqual({ rule: 'links/link-unreachable', needs: ['network'] });
    expect(world.queries).toEqual([]);
  });

  it('reports dead links with the network, and asks for each address once a run', async () => {
    world = await openWorld({ pages: { 'shop.example': status(404) } });
    const campaigns = [file('a.html', HTML), file('b.html', HTML.replace('oder', 'und'))];
    const { campaigns: results } = await lint({ campaigns, network: world.options, rules: { 'links/*': 'off', 'links/link-unreachable': 'error' } });
    for (const { findings, skipped, verdict } of results) {
      expect(verdict).toBe('hold');
      expect(findings.filter(({ rule }) => rule === 'links/link-unreachable')).toMatchObject([{ messageId: 'dead', location: { line: 1 } }]);
      expect(skipped.find(({ rule }) => rule === 'links/link-unreachable')?.because).toContain('its parameter token looks personal');
    }
    expect(world.requests).toEqual(['HEAD http://shop.example/herbst', 'GET http://shop.example/herbst']);
    expect(new Set(world.connections)).toEqual(new Set([PUBLIC]));
  });

  it('reads the records of the sender that a manifest names', async () => {
    world = await openWorld({ zones: { 'acme.example': { txt: ['v=spf1 +all'] } } });
    file('campaign.json', JSON.stringify({ kind: 'newsletter', from: { email: 'news@acme.example' }, body: 'c.html' }));
    file('c.html', '<p>Grüße</p>');
    const { campaigns: [result] } = await lint({ campaigns: [folder], network: world.options });
    expect(result?.findings.filter(({ rule }) => rule === 'headers/auth-not-aligned').map(({ messageId }) => messageId)).toEqual(['dmarcMissing', 'spfOpen']);
  });
});
