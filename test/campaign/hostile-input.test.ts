import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Campaign } from '#campaign/campaign.js';
import { InputError } from '#errors.js';
import { campaignOf } from './campaign-of.js';

const HTML = ['<p>', '</p>', '<td ', '<table>', '<a href="', "'", '"', '>', '<', '<!--', '-->', '<!--[if mso]>', '<![endif]-->', '<style>', '</style>', '{{', '}}', '{% if x %}', '*|A|*', 'é', '😀', '\uE000', '\uFDD0', '\r\n', '&amp;', 'x'];
const MJML = ['<mjml>', '</mjml>', '<mj-body>', '</mj-body>', '<mj-section>', '</mj-section>', '<mj-column>', '</mj-column>', '<mj-text>', '</mj-text>', '<mj-image src="a" alt=', '/>', '<mj-raw>', '</mj-raw>', '<mj-carousel>', '<mj-include path="../x" />', '<mj-style inline="inline">', '</mj-style>'];
const EML = ['From: a@x.example\r\n', 'Subject: =?UTF-8?Q?=C3?=\r\n', '\r\n', 'Content-Type: multipart/mixed; boundary=b\r\n', '--b\r\n', '--b--\r\n', 'Content-Type: text/html; charset=', 'utf-8\r\n', 'nonsense\r\n', 'Content-Transfer-Encoding: quoted-printable\r\n', 'Content-Transfer-Encoding: base64\r\n', '=C3=', '=\r\n', ' \t'];

const textOf = (...pieces: string[][]) => fc.array(fc.constantFrom(...pieces.flat()), { maxLength: 40 }).map((chosen) => chosen.join(''));

/** Loads, asks for the facts that loading answers for, and checks every place. A mistake of the user's is a fine answer, a crash is not. */
async function load(make: () => Promise<Campaign>): Promise<void> {
  const campaign = await make().catch((error: unknown) => {
    if (error instanceof InputError) return undefined;
    throw error;
  });
  if (!campaign) return;
  const places = [...campaign.templateTags, ...campaign.headers, ...campaign.mjmlFaults].map(({ location }) => location);
  const source = campaign.html?.source ?? '';
  for (let at = 0; at < source.length; at += 7) if (campaign.html) places.push(campaign.html.locate(at, Math.min(source.length, at + 5)));
  for (const { file, line, column, endLine, endColumn } of places) {
    const lines = campaign.sources.get(file ?? '')?.split(/\r\n|\r|\n/) ?? [];
    if (line === undefined) continue;
    expect(line).toBeLessThanOrEqual(lines.length);
    if (column === undefined) continue;
    expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 2);
    if (line === endLine) expect(column).toBeLessThanOrEqual(endColumn ?? 0);
    else expect(line).toBeLessThan(endLine ?? 0);
  }
}

describe('hostile input', () => {
  it('never crashes on HTML', async () => {
    await fc.assert(fc.asyncProperty(textOf(HTML), (html) => load(() => campaignOf({ html }))), { numRuns: 150 });
  });

  it('never crashes on MJML', async () => {
    await fc.assert(fc.asyncProperty(textOf(MJML, HTML), (content) => load(() => campaignOf({ mjml: `<mjml><mj-body>${content}` }))), { numRuns: 150 });
  });

  it('never crashes on messages', async () => {
    await fc.assert(fc.asyncProperty(textOf(EML, HTML), (content) => load(() => campaignOf({ eml: `From: a@x.example\r\n${content}` }))), { numRuns: 150 });
  });

  it('never crashes on bytes', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), (eml) => load(() => campaignOf({ eml }))), { numRuns: 150 });
  });
});
