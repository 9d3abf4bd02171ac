import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archivePaths, campaignPaths } from '../../src/cli/campaign-paths.js';
import { cli } from './cli-io.js';

const FILES = [
  'templates/welcome.mjml', 'templates/shop/order 1.mjml', 'templates/shop/bestätigung.html', 'templates/shop/partials/footer.mjml', 'templates/README.md',
  'templates/node_modules/x/mail.html', 'templates/.cache/mail.html', 'campaigns/spring/campaign.json', 'campaigns/spring/body.html', 'campaigns/lone.eml', 'odd/{a,b}.html', '!kept.html',
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'presend-globs-'));
  for (const file of FILES) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), file.endsWith('.json') ? '{}' : '<p>Hello</p>');
  }
  symlinkSync(folder, join(folder, 'templates/circle'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pathsOf = async (...given: string[]) => campaignPaths(given, folder);

describe('arguments of presend lint', () => {
  it('are expanded where the shell did not: any depth, one depth, one letter, alternatives', async () => {
    expect(await pathsOf('templates/**/*.mjml')).toEqual(['templates/shop/order 1.mjml', 'templates/shop/partials/footer.mjml', 'templates/welcome.mjml']);
    expect(await pathsOf('templates/*.mjml')).toEqual(['templates/welcome.mjml']);
    expect(await pathsOf('templates/shop/order ?.mjml')).toEqual(['templates/shop/order 1.mjml']);
    expect(await pathsOf('templates/shop/*.{html,mjml}')).toEqual(['templates/shop/bestätigung.html', 'templates/shop/order 1.mjml']);
    expect(await pathsOf(join(folder, 'templates/*.mjml'))).toEqual(['templates/welcome.mjml']);
  });

  it('leave out what is no mail, what is hidden, node_modules, and links that lead back', async () => {
    expect(await pathsOf('templates/**')).toEqual(['templates/shop/bestätigung.html', 'templates/shop/order 1.mjml', 'templates/shop/partials/footer.mjml', 'templates/welcome.mjml']);
    expect(await pathsOf('templates/node_modules/**/*.html')).toEqual(['templates/node_modules/x/mail.html']);
  });

  it('take a folder with a manifest for one campaign, not its body once more', async () => {
    for (const glob of ['campaigns/*', 'campaigns/**', 'campaigns/**/*']) expect(await pathsOf(glob)).toEqual(['campaigns/lone.eml', 'campaigns/spring']);
    expect(await pathsOf('campaigns/*/campaign.json')).toEqual(['campaigns/spring']);
  });

  it('take away what !glob matches, and what lies below it', async () => {
    expect(await pathsOf('templates/**', '!**/partials', '!templates/*.mjml')).toEqual(['templates/shop/bestätigung.html', 'templates/shop/order 1.mjml']);
    await expect(pathsOf('templates/*.mjml', '!**')).rejects.toThrow(/names no campaign/);
  });

  it('name each campaign once, in the order given', async () => {
    expect(await pathsOf('-', 'templates/welcome.mjml', './templates/*.mjml', 'templates/welcome.mjml')).toEqual(['-', 'templates/welcome.mjml']);
  });

  it('are paths first: signs of a glob may stand in a name', async () => {
    expect(await pathsOf('odd/{a,b}.html', '!kept.html', 'not there.html')).toEqual(['odd/{a,b}.html', '!kept.html', 'not there.html']);
  });

  it('say so when everything is left out, and when a glob beside it matches nothing', async () => {
    expect(await pathsOf('templates/**', 'campaigns/lone.eml', '!templates')).toEqual(['campaigns/lone.eml']);
    await expect(pathsOf('template/**', '!**/partials')).rejects.toThrow(/template\/\*\*: matches no campaign/);
  });
});

describe('presend lint', () => {
  it('expands a glob, and exits 2 for one that matches nothing', async () => {
    const { code, stdout } = await cli(['lint', join(folder, 'templates/**/*.html'), '--format', 'json', '--fail-on', 'never']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('shop/bestätigung.html')]);
    expect(await cli(['lint', join(folder, 'none/*.html')])).toMatchObject({ code: 2, stderr: expect.stringMatching(/^presend: .*none\/\*\.html: matches no campaign\..*\n$/) as string });
  });

  it('takes a manifest for the folder that it lies in, and names the campaign as it was given', async () => {
    const lint = async (path: string) => JSON.parse((await cli(['lint', path, '--format', 'json', '--now', '2026-11-20T09:00:00Z'])).stdout) as { campaigns: { campaign: string }[] };
    const spring = join(folder, 'campaigns/spring');
    const byFolder = await lint(spring);
    const byManifest = await lint(join(spring, 'campaign.json'));
    expect([byFolder, byManifest].map(({ campaigns }) => campaigns.map(({ campaign }) => campaign))).toEqual([[spring], [join(spring, 'campaign.json')]]);
    expect(byManifest.campaigns.map((each) => ({ ...each, campaign: spring }))).toEqual(byFolder.campaigns);
  });
});

describe('arguments of presend audit', () => {
  it('are expanded to folders and files of any kind, and to nothing that comes with a folder', async () => {
    expect(await archivePaths(['templates/*'], folder)).toEqual(['templates/README.md', 'templates/shop', 'templates/welcome.mjml']);
    expect(await archivePaths(['**/shop/**', 'campaigns/*.eml'], folder)).toEqual(['templates/shop', 'campaigns/lone.eml']);
    expect(await archivePaths(['campaigns/**'], folder)).toEqual(['campaigns']);
    expect(await archivePaths(['templates/shop', '!**/*.mjml'], folder)).toEqual(['templates/shop']);
  });

  it('are refused in one line where a glob matches nothing', async () => {
    await expect(archivePaths(['2025-*.mbox'], folder)).rejects.toThrow('2025-*.mbox: matches nothing. Name folders, .mbox files');
  });
});
