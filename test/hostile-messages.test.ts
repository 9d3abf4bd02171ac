import { describe, expect, it } from 'vitest';
import { lint } from '../src/index.js';

const HEADERS = 'From: A <a@b.example>\nTo: c@d.example\nSubject: Our evening\nMIME-Version: 1.0\n';
const HTML = '--B\nContent-Type: text/html\n\n<p>Please come.</p>\n';
const message = (...parts: string[]) => `${HEADERS}Content-Type: multipart/mixed; boundary=B\n\n${[HTML, ...parts].join('')}--B--\n`;
const calendar = (lines: string) => `--B\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\n${lines}`;

/** How often each rule found something in a message, by rule. */
async function findingsIn(eml: string): Promise<Map<string, number>> {
  const { campaigns } = await lint({ campaigns: ['mail'], files: new Map([['mail.eml', Buffer.from(eml)]]), config: false });
  const counts = new Map<string, number>();
  for (const { rule } of campaigns[0]?.findings ?? []) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

/** What would take minutes if its cost grew with the square of its size. */
describe('lint of a hostile message', () => {
  it.each([
    ['3,000 calendars', message(calendar('X-A:1\n'.repeat(10)).repeat(3000)), 'content/invitation-invalid', 3000],
    ['60,000 attendees', message(calendar(`BEGIN:VEVENT\n${'ATTENDEE:mailto:a@d.example\n'.repeat(60_000)}`)), 'content/invitation-invalid', 1],
    ['50,000 events', message(calendar('BEGIN:VEVENT\nUID:1\nDTSTART;TZID=X:20261203T100000\nEND:VEVENT\n'.repeat(50_000))), 'content/invitation-invalid', 1],
    ['200,000 paddings', message(`--B\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\nQUJD${'='.repeat(200_000)}A\n`), 'headers/message-headers-invalid', 2],
    ['60,000 header fields', 'X-A: b\n'.repeat(60_000) + message(), 'headers/message-headers-invalid', 0],
    ['10,000 signatures', 'DKIM-Signature: v=1; a=rsa-sha1; d=b.example; s=x; h=From; bh=x; b=y\n'.repeat(10_000) + message(), 'headers/auth-not-aligned', 2],
    ['20,000 parts', message('--B\nContent-Type: text/plain\n\nHello\n'.repeat(20_000)), 'content/risky-attachment', 0],
  ])('of %s ends', async (_what, eml, rule, count) => {
    const findings = await findingsIn(eml);
    expect(findings.get(rule) ?? 0).toBe(count);
  });

  it('of more lines than any mail has is refused', async () => {
    await expect(findingsIn(message('a\n'.repeat(400_001)))).rejects.toThrow('lines, and Presend reads messages of at most 400,000');
  });
});
