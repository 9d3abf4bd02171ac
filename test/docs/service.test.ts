import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/package.js';
import { startService, type RunningService } from '../server/running-service.js';

const PAGE = readFileSync(join(PACKAGE_ROOT, 'docs/service.md'), 'utf8');
/** Commands as the page shows them. */
const COMMANDS = [...PAGE.matchAll(/^```\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) => (block.includes('curl') ? [block] : []));

interface Lint { readonly campaigns: readonly [{ readonly findings: readonly unknown[]; readonly recipients?: { readonly total: number } }] }
interface Plan { readonly summary: { readonly recipients: number }; readonly plan: readonly unknown[]; readonly explanations: readonly unknown[] }

describe('the commands of docs/service.md', { timeout: 240_000 }, () => {
  let folder: string;
  let service: RunningService;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'presend-service-page-'));
    const rows = (name: string, lines: readonly object[]): void => writeFileSync(join(folder, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    rows('people.ndjson', ['ann', 'zoë', 'bob'].map((id) => ({ recipient_id: id, email: `${id}_1@gmail.com` })));
    rows('consents.ndjson', [{ recipient_id: 'ann', basis: 'express' }]);
    writeFileSync(join(folder, 'body.html'), '<html lang="en"><head><title>News</title></head><body><p>Hello</p></body></html>');
    cpSync(join(PACKAGE_ROOT, 'templates/newsletter'), join(folder, 'my-campaign'), { recursive: true });
    mkdirSync(join(folder, 'root/donors'), { recursive: true });
    writeFileSync(join(folder, 'root/donors/recipients.csv'), 'recipient_id,timezone\nann,Europe/Berlin\nzoë,Europe/Paris\n');
    cpSync(join(PACKAGE_ROOT, 'fixtures/donors/events.csv.gz'), join(folder, 'root/donors/events.csv.gz'));
    service = await startService(['--data-root', join(folder, 'root')]);
  }, 120_000);
  afterAll(async () => {
    await service.stop();
    rmSync(folder, { recursive: true });
  });

  /** In bash, against the service that runs; the answer as JSON. */
  async function answerOf(command: string): Promise<unknown> {
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', command.replaceAll('localhost:8080', service.url.replace('http://', ''))], { cwd: folder });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    expect([code, stderr]).toEqual([0, '']);
    return JSON.parse(stdout);
  }

  const shown = (word: string): string => {
    const found = COMMANDS.find((block) => block.includes(word));
    if (found === undefined) throw new Error(`docs/service.md shows no command with ${word}`);
    return found;
  };

  it('lint a mail as JSON', async () => {
    const { campaigns: [campaign] } = (await answerOf(shown("-d '{\n  \"manifest\""))) as Lint;
    expect(campaign.findings.length).toBeGreaterThan(0);
  });

  it('lint a file with its recipients, and a folder', async () => {
    const [one = '', all = ''] = shown('-F html=@').trim().split(/\n(?=cd )/);
    expect(((await answerOf(one)) as Lint).campaigns[0].recipients?.total).toBe(3);
    expect(((await answerOf(all)) as Lint).campaigns[0]).toMatchObject({ campaign: 'campaign' });
  });

  it('stream an audience as NDJSON', async () => {
    expect(((await answerOf(shown('x-ndjson'))) as Lint).campaigns[0].recipients?.total).toBe(3);
  });

  it('plan by reference', async () => {
    const { summary, plan, explanations } = (await answerOf(shown('/v1/plan').replace(/2026-12-0/g, '2030-12-0'))) as Plan;
    expect([summary.recipients, plan.length, explanations.length]).toEqual([2, 2, 2]);
  });
});
