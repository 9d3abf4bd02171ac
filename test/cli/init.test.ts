import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lint } from '../../src/index.js';
import { cli } from './cli-io.js';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'presend-init-')); });
afterEach(() => rmSync(folder, { recursive: true }));

describe('presend init', { timeout: 60_000 }, () => {
  it('writes a campaign that nothing stands against', async () => {
    const target = join(folder, 'spring');
    expect((await cli(['init', target])).code).toBe(0);
    const { campaigns: [result] } = await lint({ campaigns: [target], now: new Date('2026-11-20T09:00:00Z') });
    // MJML's own output uses CSS that some clients leave out: a note that no author can mend.
    expect(result?.findings.filter(({ rule }) => rule !== 'compatibility/client-support-gap').map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    // Who gets it, and whether they asked for it, is for the user to say.
    expect(result?.verdict).toBe('incomplete');
  });

  it('writes over nothing', async () => {
    writeFileSync(join(folder, 'campaign.json'), 'mine');
    const run = await cli(['init', folder]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(readFileSync(join(folder, 'campaign.json'), 'utf8')).toBe('mine');
    expect(readdirSync(folder)).toEqual(['campaign.json']);
  });
});
