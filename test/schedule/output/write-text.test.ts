import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '#errors.js';
import { fileTarget } from '#schedule/output/write-text.js';

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'presend-write-text-')); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

describe('fileTarget', () => {
  it('has the file there when it is whole, and not before', async () => {
    const file = join(folder, 'plan.csv');
    const target = fileTarget(file);
    await target.write('Größe\n');
    expect(readdirSync(folder)).not.toContain('plan.csv');
    await target.close();
    expect([readdirSync(folder), readFileSync(file, 'utf8')]).toEqual([['plan.csv'], 'Größe\n']);
  });

  it('writes into a named pipe, and leaves it one', async () => {
    const pipe = join(folder, 'plan.pipe');
    execFileSync('mkfifo', [pipe]);
    const reader = spawn('cat', [pipe], { stdio: ['ignore', 'pipe', 'inherit'] });
    const read = text(reader.stdout); // before it ends: Node throws away what a child that has ended left unread
    const target = fileTarget(pipe);
    await target.write('Größe\n');
    await target.close();
    expect([await read, statSync(pipe).isFIFO(), readdirSync(folder)]).toEqual(['Größe\n', true, ['plan.pipe']]);
  });

  it('names a folder that stands where the file should, and leaves nothing behind', async () => {
    mkdirSync(join(folder, 'plan.csv', 'x'), { recursive: true });
    const target = fileTarget(join(folder, 'plan.csv'));
    await target.write('a\n');
    await expect(target.close()).rejects.toThrow(InputError);
    await target.abort();
    expect(readdirSync(folder)).toEqual(['plan.csv']);
  });
});
