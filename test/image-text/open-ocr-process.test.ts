import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { openOcrProcess } from '#image-text/open-ocr-process.js';
import { readLanguageData } from '#image-text/read-installation.js';
import { pictureBytes, pngClaiming } from './pictures.js';

const folder = mkdtempSync(join(tmpdir(), 'presend-data-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PATIENT = 60_000;
const english = readLanguageData('en')!;
const banner = { wanted: 'words', bytes: pictureBytes('banner-en.png'), format: 'png', data: english } as const;

describe('openOcrProcess', { timeout: 240_000 }, () => {
  it('reads one picture after the other in one process, with certainty and paragraphs', async () => {
    const ocr = openOcrProcess();
    const first = await ocr.read(banner, PATIENT);
    const second = await ocr.read({ ...banner, bytes: pictureBytes('logo.png') }, PATIENT);
    expect(first).toMatchObject({ kind: 'read', words: expect.arrayContaining([expect.objectContaining({ text: 'Grow', paragraph: 0 })]) as unknown });
    expect(second).toMatchObject({ kind: 'read', words: [{ text: 'LE' }, { text: 'PETIT' }, { text: 'JARDIN' }] });
    expect(ocr.isAlive()).toBe(true);
    ocr.close();
    expect(ocr.isAlive()).toBe(false);
  });

  it('goes on after a picture that cannot be decoded', async () => {
    const ocr = openOcrProcess();
    expect(await ocr.read({ ...banner, bytes: pngClaiming(600, 300).subarray(0, 60) }, PATIENT)).toMatchObject({ kind: 'failed' });
    expect(await ocr.read(banner, PATIENT)).toMatchObject({ kind: 'read' });
    ocr.close();
  });

  it('does not wait for language data that are missing or damaged, and ends', async () => {
    writeFileSync(join(folder, 'deu.traineddata.gz'), gzipSync('no language data'));
    for (const code of ['none', 'deu']) {
      const ocr = openOcrProcess();
      expect(await ocr.read({ ...banner, data: { language: 'de', code, folder } }, PATIENT)).toEqual({ kind: 'not-started' });
      expect(ocr.isAlive()).toBe(false);
    }
  });

  it('is stopped by a picture that runs out of processor time', async () => {
    const ocr = openOcrProcess();
    expect(await ocr.read(banner, 20)).toMatchObject({ kind: 'out-of-time' });
    expect(ocr.isAlive()).toBe(false);
  });
});
