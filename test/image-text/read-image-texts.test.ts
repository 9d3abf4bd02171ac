import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { imageTextInstallAdvice, readImageTexts } from '#image-text/read-image-texts.js';
import { PACKAGE_ROOT } from '../../src/package.js';
import { campaignOf } from '../campaign/campaign-of.js';
import { campaignIn, pictureBytes, PICTURES, pngClaiming } from './pictures.js';

const GERMAN = '<p>Wir haben für Sie etwas Neues gemacht und möchten es Ihnen in unserem Laden zeigen.</p>';
/** Generous: the machine that runs tests may be busy. */
const PATIENT = { timeLimit: 60_000 };

const folder = mkdtempSync(join(tmpdir(), 'presend-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = async (files: readonly string[], options = PATIENT) =>
  readImageTexts(await campaignIn(PICTURES, GERMAN + files.map((file) => `<img src="${file}">`).join('')), options);

async function readHostile(name: string, bytes: Uint8Array) {
  writeFileSync(join(folder, name), bytes);
  const [text] = await readImageTexts(await campaignIn(folder, `${GERMAN}<img src="${name}">`), PATIENT);
  return text!;
}

describe('readImageTexts', { timeout: 240_000 }, () => {
  it('reads banners in four languages, light on dark and on a photo, with the letters that only their language has', async () => {
    const texts = await read(['banner-de.png', 'banner-en.png', 'banner-pl-dark.png', 'banner-es-photo.jpg']);
    expect(texts.map(({ status, language }) => `${status} ${language}`)).toEqual(['read de', 'read en', 'read pl', 'read es']);
    expect(texts[0]!.text).toMatch(/^Ihr Garten ist bereit für den Frühling\n/);
    expect(texts[1]!.text).toContain('Get your free audit');
    expect(texts[2]!.text).toContain('JESIENNA WYPRZEDAŻ KOŃCZY');
    expect(texts[3]!.text).toContain('El año pasado usted dio agua limpia');
    for (const { confidence } of texts) expect(confidence).toBeGreaterThan(0.85);
  });

  it('finds no words in a picture without any, and no language in a logo', async () => {
    const [photo, icons, logo] = await read(['photo.jpg', 'icons.png', 'logo.png']);
    expect([photo, icons]).toMatchObject([{ status: 'read', text: '', words: [], confidence: 0 }, { status: 'read', text: '', words: [] }]);
    expect(logo).toMatchObject({ status: 'read', text: 'LE PETIT JARDIN' });
  });

  it('has one entry for each visible content image, in order, with the reason where it was not read', async () => {
    const texts = await read(['https://cdn.example/a.png', 'none.png', '{{ hero }}', '../../package.json', 'banner-de.png']);
    expect(texts.map((text) => (text.status === 'skipped' ? text.cause : text.status))).toEqual(['remote', 'missing', 'unknown-source', 'outside', 'read']);
    expect(texts.flatMap((text) => (text.status === 'skipped' ? text.reason : [])).slice(0, 2)).toEqual(['it lies on a web server', 'there is no such file']);
    const hidden = await campaignIn(PICTURES, '<img src="banner-de.png" style="display:none"><img src="banner-de.png" width="1" height="1">');
    expect(await readImageTexts(hidden)).toEqual([]);
  });

  it('leaves pictures alone that are shown small or are small', async () => {
    const campaign = await campaignIn(PICTURES, `${GERMAN}<img src="banner-en.png" width="120" height="60">`);
    expect(await readImageTexts(campaign)).toMatchObject([{ cause: 'small' }]);
    expect(await readHostile('small.png', await sharp({ create: { width: 150, height: 70, channels: 3, background: '#fff' } }).png().toBuffer())).toMatchObject({ cause: 'small' });
  });

  it('reads embedded pictures', async () => {
    const campaign = await campaignOf({ html: `${GERMAN}<img src="data:image/png;base64,${pictureBytes('banner-en.png').toString('base64')}">` });
    expect((await readImageTexts(campaign, PATIENT))[0]).toMatchObject({ status: 'read', language: 'en' });
  });

  it('reads a picture that is attached where the mail shows none and says little, and no scan that comes with a receipt', async () => {
    const eml = (sentences: number) => Buffer.from([
      'From: a@b.de', 'Subject: x', 'Content-Type: multipart/mixed; boundary=x', '', '--x', 'Content-Type: text/html; charset=utf-8', '', GERMAN.repeat(sentences), '--x',
      'Content-Type: image/svg+xml; name="offer.svg"', 'Content-Disposition: attachment; filename="offer.svg"', '', '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300"><text>Our services</text></svg>', '--x--', '',
    ].join('\r\n'));
    expect(await readImageTexts(await campaignOf({ eml: eml(1) }))).toMatchObject([{ status: 'read', text: 'Our services', image: { src: 'offer.svg' } }]);
    expect(await readImageTexts(await campaignOf({ eml: eml(6) }))).toEqual([]);
    expect(await readImageTexts(await campaignOf({ eml: eml(1), manifest: { kind: 'transactional' } }))).toEqual([]);
  });

  it('keeps the signs between the entries of a line, which make it a list', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="200"><rect width="600" height="200" fill="white"/><text x="20" y="110" font-family="DejaVu Sans" font-size="26">Payroll · Recruiting · Time tracking</text></svg>';
    writeFileSync(join(folder, 'line.png'), await sharp(Buffer.from(svg)).png().toBuffer());
    const [text] = await readImageTexts(await campaignIn(folder, `${GERMAN}<img src="line.png">`), PATIENT);
    expect(text?.lines).toEqual([expect.stringMatching(/^Payroll \P{L} Recruiting \P{L} Time tracking$/u)]);
    expect(text?.text).toBe('Payroll Recruiting Time tracking');
  });

  it('reads no more images than it may, and names the rest', async () => {
    const texts = await read(['banner-de.png', 'https://cdn.example/a.png', 'logo.png', 'photo.jpg'], { ...PATIENT, mostImages: 1 } as typeof PATIENT);
    expect(texts.map((text) => (text.status === 'skipped' ? text.cause : text.status))).toEqual(['read', 'remote', 'limit', 'limit']);
  });

  it('gives up on a picture that takes too long, and reads the next one', async () => {
    writeFileSync(join(folder, 'slow.png'), await sharp(pictureBytes('banner-es-photo.jpg')).flop().png().toBuffer()); // read by no other test
    const [late] = await readImageTexts(await campaignIn(folder, '<img src="slow.png">'), { timeLimit: 1 });
    expect(late).toMatchObject({ cause: 'time', reason: 'reading it takes more than 0.001 s of processor time' });
    expect(await read(['banner-de.png'])).toMatchObject([{ status: 'read' }]);
  });

  it('reads once a campaign, however many rules ask', async () => {
    const campaign = await campaignIn(PICTURES, `${GERMAN}<img src="banner-de.png">`);
    expect(await readImageTexts(campaign, PATIENT)).toBe(await readImageTexts(campaign, PATIENT));
  });
});

describe('hostile pictures', { timeout: 240_000 }, () => {
  it('a header that claims 50000 x 50000 pixels is not decoded', async () => {
    expect(await readHostile('bomb.png', pngClaiming(50_000, 50_000))).toMatchObject({ cause: 'limit', reason: 'it claims 50000 x 50000 pixels' });
  });

  it('cut, empty, mislabelled and lying files are broken, and nothing crashes', async () => {
    const banner = pictureBytes('banner-en.png');
    const photo = pictureBytes('photo.jpg');
    expect(await readHostile('cut.png', banner.subarray(0, banner.length / 2))).toMatchObject({ cause: 'broken' });
    expect(await readHostile('cut.jpg', photo.subarray(0, photo.length / 2))).toMatchObject({ cause: 'broken' });
    expect(await readHostile('empty.png', Buffer.alloc(0))).toMatchObject({ cause: 'broken' });
    expect(await readHostile('text.png', Buffer.from('not a picture'))).toMatchObject({ cause: 'broken' });
    expect(await readHostile('noise.gif', Buffer.concat([Buffer.from('GIF89a\x58\x02\x2c\x01\x80\0\0', 'latin1'), Buffer.alloc(500, 7)]))).toMatchObject({ cause: 'broken' });
  });

  it('pixels that swell when inflated are read no further than the header says', async () => {
    expect((await readHostile('swelling.png', pngClaiming(600, 300, 200_000_000))).status).toMatch(/read|skipped/);
  });

  it.each(['gif', 'webp'] as const)('an animated %s is read by its first frame', async (format) => {
    const frames = await Promise.all(['banner-en.png', 'banner-de.png'].map((name) => sharp(pictureBytes(name)).png().toBuffer()));
    const animation = await sharp(frames, { join: { animated: true } }).toFormat(format, format === 'webp' ? { lossless: true } : {}).toBuffer();
    expect(await readHostile(`moving.${format}`, animation)).toMatchObject({ status: 'read', language: 'en' });
    expect((await readHostile(`cut.${format}`, animation.subarray(0, animation.length / 10))).status).toMatch(/read|skipped/);
  });

  it('a name with the wrong ending is not believed', async () => {
    expect(await readHostile('photo-by-name.jpg', pictureBytes('banner-en.png'))).toMatchObject({ status: 'read', language: 'en' });
    expect(await readHostile('svg-by-name.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><text>The sale ends on Sunday</text></svg>'))).toMatchObject({ status: 'read', text: 'The sale ends on Sunday' });
    expect(await readHostile('page.png', Buffer.from('<!doctype html><html><body>Not found</body></html>'))).toMatchObject({ cause: 'broken' });
    expect(await readHostile('program.gif', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(4096)]))).toMatchObject({ cause: 'broken' });
    expect(await readHostile('zeros.png', Buffer.alloc(4096))).toMatchObject({ cause: 'broken' });
  });

  it('an SVG fetches nothing that it refers to', async () => {
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url);
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const svg = `<?xml-stylesheet href="${address}/a.css"?><!DOCTYPE svg SYSTEM "${address}/b.dtd" [<!ENTITY x SYSTEM "${address}/c">]><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">`
      + `<style>@import url(${address}/d.css)</style><image xlink:href="${address}/e.png"/><use href="${address}/f.svg#g"/><script href="${address}/h.js"/><text>The sale ends on Sunday &x;</text></svg>`;
    expect(await readHostile('fetching.svg', Buffer.from(svg))).toMatchObject({ status: 'read', text: 'The sale ends on Sunday' });
    server.close();
    expect(asked).toEqual([]);
  });

  it('an SVG that is nested a hundred thousand deep is read without recursion', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg">${'<g>'.repeat(100_000)}<text>The sale ends on Sunday</text></svg>`;
    expect(await readHostile('deep.svg', Buffer.from(svg))).toMatchObject({ status: 'read', text: 'The sale ends on Sunday' });
  });

  it('an SVG is read as text: no script runs, no entity is fetched', async () => {
    const svg = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script>'
      + '<text>The autumn sale ends on Sunday &x;</text></svg>';
    expect(await readHostile('hero.svg', Buffer.from(svg))).toMatchObject({ status: 'read', text: 'The autumn sale ends on Sunday', language: 'en' });
  });

  it('base64 that is none is broken', async () => {
    const campaign = await campaignOf({ html: '<img src="data:image/png;base64,!!!!">' });
    expect(await readImageTexts(campaign)).toMatchObject([{ cause: 'broken' }]);
  });
});

describe('the recogniser', { timeout: 240_000 }, () => {
  it('lets the program end by itself', async () => {
    const script = [
      `import { campaignIn, PICTURES } from ${JSON.stringify(join(import.meta.dirname, 'pictures.ts'))};`,
      "import { readImageTexts } from '#image-text/read-image-texts.js';",
      "campaignIn(PICTURES, '<img src=\"banner-en.png\">').then((campaign) => readImageTexts(campaign, { timeLimit: 60000 })).then(([text]) => console.log(text.text));",
    ].join('\n');
    const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=presend-source', '--input-type=module', '--eval', script], { cwd: PACKAGE_ROOT });
    let output = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    const code = await new Promise((resolve) => child.on('exit', resolve));
    expect([code, output]).toEqual([0, expect.stringContaining('Grow your business')]);
  });

  it('is not missed by a campaign without images at hand', async () => {
    expect(await imageTextInstallAdvice(await campaignIn(PICTURES, '<img src="https://cdn.example/a.png" width="600" height="300">'))).toBeUndefined();
  });
});
