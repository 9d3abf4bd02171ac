import { describe, expect, inject, it } from 'vitest';
import type { CampaignResult } from '#engine/result.js';
import { cli } from './cli-io.js';

const NEWSLETTER = '<html lang="de"><head><title>Neues aus der Werkstatt</title></head><body><p>Grüße aus Köln! Der neue Stuhl ist da, und Sie können ihn ab Montag bei uns ausprobieren.</p></body></html>';
const RULE = 'content/spamassassin-score';
const spamd = inject('spamd');

describe('presend lint --spamd', () => {
  it('names the flag that would let the rule run', async () => {
    const { stdout } = await cli(['lint', '-'], NEWSLETTER);
    expect(stdout).toMatch(new RegExp(`--spamd host:port: ${RULE}`));
  });

  it.each([
    ['no address', 'localhost', /^presend: --spamd: "localhost" is not a host and a port\. Write it as 127\.0\.0\.1:783\.\n$/],
    ['a port that nobody listens at', '127.0.0.1:1', /^presend: --spamd 127\.0\.0\.1:1: nobody answers there \(ECONNREFUSED\)\. .*\n$/],
  ])('refuses %s in one line, without a verdict', async (_, address, message) => {
    const { code, stdout, stderr } = await cli(['lint', '-', '--spamd', address], NEWSLETTER);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(message) as string]);
  });

  it.skipIf(spamd === null)('asks a real spamd, and lets a good newsletter pass', async () => {
    const { stdout } = await cli(['lint', '-', '--spamd', spamd ?? '', '--format', 'json'], NEWSLETTER);
    const [result] = (JSON.parse(stdout) as { campaigns: CampaignResult[] }).campaigns;
    expect(result?.skipped.map(({ rule }) => rule)).not.toContain(RULE);
    expect(result?.findings.filter(({ rule }) => rule === RULE)).toEqual([]);
  });
});
