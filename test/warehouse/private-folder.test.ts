import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '#errors.js';
import { makePrivateFolder } from '#warehouse/private-folder.js';

let root = '';
beforeAll(() => { root = mkdtempSync(join(tmpdir(), 'presend-parent-')); });
afterAll(() => { rmSync(root, { recursive: true, force: true }); });

describe('makePrivateFolder', () => {
  it('makes a folder for this user alone, and removes it with all that is in it', () => {
    const folder = makePrivateFolder(root);
    writeFileSync(join(folder.path, 'mail.eml'), 'From: Jürgen');
    expect(statSync(folder.path).mode & 0o777).toBe(0o700);
    folder.remove();
    expect(existsSync(folder.path)).toBe(false);
  });

  it('names a temporary folder that is not there, and how to choose another', () => {
    const gone = join(root, 'gone');
    expect(() => makePrivateFolder(gone)).toThrow(InputError);
    expect(() => makePrivateFolder(gone)).toThrow(`${gone}: cannot hold temporary files. Set TMPDIR`);
  });
});
