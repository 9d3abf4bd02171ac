import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { preview } from '../src/preview.js';

const folder = mkdtempSync(join(tmpdir(), 'presend-preview-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

function part(headers: readonly string[], body: string): string {
  return ['--b', ...headers, 'Content-Transfer-Encoding: base64', '', body].join('\r\n');
}

it('lists the files that a message carries, and says which of them it shows as pictures', async () => {
  const file = join(folder, 'mail.eml');
  writeFileSync(file, [
    'From: Ann <ann@härte.example>', 'Subject: Rechnung', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', '',
    '--b', 'Content-Type: text/html; charset=utf-8', '', '<p>Hello</p><img src="CID:Logo%40x" alt="Acme">',
    part(['Content-Type: image/png; name=logo.png', 'Content-ID: <logo@x>', 'Content-Disposition: inline'], PNG),
    part(['Content-Type: application/pdf', "Content-Disposition: attachment; filename*=UTF-8''Gr%C3%B6%C3%9Fe.pdf"], Buffer.from('%PDF-1.7 x').toString('base64')),
    part(['Content-Type: application/octet-stream', 'Content-Disposition: attachment'], 'AAAA'), '--b--', '',
  ].join('\r\n'));
  const { attachments, images } = await preview(file);
  expect(attachments).toEqual([
    { name: 'logo.png', type: 'image/png', bytes: Buffer.from(PNG, 'base64').length, shown: true },
    { name: 'Größe.pdf', type: 'application/pdf', bytes: 10, shown: false },
    { name: undefined, type: 'application/octet-stream', bytes: 3, shown: false },
  ]);
  expect(Object.keys(images)).toEqual(['CID:Logo%40x']);
});

it('lists none of a campaign that carries none', async () => {
  const file = join(folder, 'mail.html');
  writeFileSync(file, '<p>Hello</p>');
  expect(await preview(file)).toMatchObject({ attachments: [] });
});
