import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

describe('halfFileOf', () => {
  it('names a file that a signal takes with it, while the result that was there stays', () => {
    const file = join(mkdtempSync(join(root, 'half-')), 'schedule.csv');
    writeFileSync(file, 'as it was');
    const program = `import { writeFileSync } from 'node:fs';
      import { halfFileOf } from '#warehouse/private-folder.js';
      writeFileSync(halfFileOf(${JSON.stringify(file)}).path, 'half');
      process.kill(process.pid, 'SIGINT');
      setTimeout(() => {}, 10_000);`;
    const { signal } = spawnSync(process.execPath, ['--conditions=presend-source', '--import', 'tsx', '--input-type=module', '-e', program], { encoding: 'utf8' });
    expect(signal).toBe('SIGINT');
    expect(readdirSync(join(file, '..'))).toEqual(['schedule.csv']);
  });
});
