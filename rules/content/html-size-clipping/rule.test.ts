import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const KIB = 1024;
const page = (body: string, head = '') => `<html lang="de"><head>${head}</head><body>${body}</body></html>`;
const found = async (html: string, options = {}) => runRule(rule, await campaignOf({ html }), options);
const bytes = (html: string) => Buffer.byteLength(html);

describe('content/html-size-clipping', () => {
  it('reports HTML beyond 102 KiB as an error, at the place where Gmail cuts', async () => {
    const line = `${'x'.repeat(KIB - 1)}\n`;
    const [problem] = await found(line.repeat(103));
    expect(problem).toMatchObject({ messageId: 'clipped', location: { line: 103, column: 1 }, evidence: { bytes: 103 * KIB } });
    expect(problem?.severity).toBeUndefined();
  });

  it('says what lies behind the cut, and warns only where nothing does', async () => {
    const rest = '<p>Grüße aus der Küche</p><p><a href="https://acme.example/">Abmelden</a></p>';
    const seen = `<p>${'Grüße '.repeat(15)}</p>`;
    expect(await found(page(`${seen}${'<i></i>'.repeat(15 * KIB)}${rest}`))).toMatchObject([{ messageId: 'clipped', data: { lost: '24 % of the text and 1 link' } }]);
    expect(await found(page(`${seen}${'<i></i>'.repeat(15 * KIB)}`))).toMatchObject([{ messageId: 'tailClipped', severity: 'warning' }]);
  });

  it('names the largest parts of the HTML', async () => {
    const html = page(`${`<a href="https://acme.example/${'x'.repeat(KIB)}">a</a>`.repeat(60)}${' '.repeat(30 * KIB)}<p style="margin: ${'0 '.repeat(10 * KIB)}">Grüße</p>`);
    expect((await found(html))[0]?.data?.['parts']).toBe('; 61.3 KiB are link addresses, 30 KiB white space to spare, 20.1 KiB style attributes');
  });

  it('counts bytes of UTF-8, not characters', async () => {
    const html = page('é'.repeat(60 * KIB));
    expect(html.length).toBeLessThan(90 * KIB);
    expect(await found(html)).toMatchObject([{ messageId: 'clipped', evidence: { bytes: bytes(html) } }]);
    expect(await found(page('e'.repeat(60 * KIB)))).toEqual([]);
  });

  it('warns from 90 KiB on', async () => {
    const sized = (bytes: number) => page('x'.repeat(bytes - Buffer.byteLength(page(''))));
    expect(await found(sized(90 * KIB - 1))).toEqual([]);
    expect(await found(sized(90 * KIB))).toMatchObject([{ messageId: 'nearLimit', severity: 'warning' }]);
  });

  it('adds what tracked links will cost, unless the mail has been sent already', async () => {
    const html = page('<a href="https://acme.example/">x</a>'.repeat(100) + 'x'.repeat(84 * KIB));
    expect(await found(html)).toMatchObject([{ messageId: 'clippedOnceSent', severity: 'warning', data: { links: 100 } }]);
    const eml = `Received: from a.example by b.example; Fri, 20 Nov 2026 09:00:00 +0000\nContent-Type: text/html; charset=utf-8\n\n${html}`;
    expect(await runRule(rule, await campaignOf({ eml }))).toEqual([]);
  });

  it('warns of each style block that Gmail drops', async () => {
    const styles = (kib: number) => `<style>${'a{color:red}'.repeat((kib * KIB) / 12)}</style>`;
    expect(await found(page('<p>Hallo</p>', styles(17) + styles(12) + styles(12)))).toMatchObject([{ messageId: 'styleDropped', severity: 'warning', location: { line: 1 } }]);
  });

  it('takes its limits from its options', async () => {
    const html = page(`<style>a{color:red}</style><a href="https://acme.example/">Grüße</a>${'x'.repeat(500)}`);
    const ids = async (options: object) => (await found(html, options)).map(({ messageId }) => messageId);
    expect(await ids({ clipBytes: 400 })).toEqual(['clipped']);
    expect(await ids({ warnBytes: 500 })).toEqual(['nearLimit']);
    expect(await ids({ clipBytes: 1000, bytesPerLink: 500 })).toEqual(['clippedOnceSent']);
    expect(await ids({ styleBytes: 10 })).toEqual(['styleDropped']);
  });
});
