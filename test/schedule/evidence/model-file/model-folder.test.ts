import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { InputError } from '#errors.js';
import { readModel } from '#schedule/evidence/model-file/read-model.js';
import { writeLock } from '#schedule/evidence/model-file/write-lock.js';
import { learn } from '#schedule/learn-model.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { withFiles } from '../audience-tables.js';
import { bytesOf } from './learn-files.js';

const EVENTS = 'recipient_id,type,occurred_at,message_id,user_agent\nann,sent,2026-11-03T09:00:00Z,m1,\nann,open,2026-11-03T19:00:00Z,m1,Firefox\nbob,sent,2026-10-20T09:00:00Z,m0,\n';
type Path = (name: string) => string;

/** Runs with a model in `model`. */
const withModel = (use: (path: Path) => Promise<void>): Promise<void> => withFiles({ 'events.csv': EVENTS }, async (path) => {
  await learn({ events: path('events.csv'), model: path('model') });
  await use(path);
});

async function read(folder: string): Promise<void> {
  const warehouse = await openWarehouse();
  await readModel(warehouse, folder).finally(() => warehouse.close());
}

function edit(path: Path, change: (manifest: Record<string, unknown>) => object): void {
  writeFileSync(path('model/model.json'), JSON.stringify(change(JSON.parse(readFileSync(path('model/model.json'), 'utf8')) as Record<string, unknown>)));
}

const fileOf = (path: Path): string => path(`model/${Object.keys(bytesOf(path('model')))[0]!}`);

describe('a folder that holds no whole model is refused in a line that names it and says how to mend it', () => {
  it.each<[string, (path: Path) => void, RegExp]>([
    ['of another format', (path) => { edit(path, (manifest) => ({ ...manifest, format: 7 })); }, /model\.json: has the format 7, and this version reads format 1/],
    ['learned by another reading of events', (path) => { edit(path, (manifest) => ({ ...manifest, reading: 'other' })); }, /another way\. Learn the model anew/],
    ['whose manifest is cut short', (path) => { truncateSync(path('model/model.json'), 40); }, /model\.json: is no JSON/],
    ['whose manifest is a list', (path) => { writeFileSync(path('model/model.json'), '[1]'); }, /is no model of Presend/],
    ['whose manifest leads out of the folder', (path) => { edit(path, (manifest) => ({ ...manifest, signals: [{ week: '2026-11-02', file: '../2026-11-02.signals.0123456789abcdef.parquet', rows: 1 }] })); }, /is no model of Presend/],
    ['of which a file is missing', (path) => { rmSync(fileOf(path)); }, /\.parquet: is a part of the model and is missing/],
  ])('one %s, by a plan and by an update', async (_, spoil, message) => withModel(async (path) => {
    spoil(path);
    const before = bytesOf(path('model'));
    await expect(read(path('model'))).rejects.toThrow(message);
    await expect(learn({ events: path('events.csv'), model: path('model') })).rejects.toThrow(message);
    expect(bytesOf(path('model'))).toEqual(before);
  }));

  it.each<[string, (file: string) => void]>([
    ['cut short', (file) => { truncateSync(file, 100); }],
    ['changed by a byte', (file) => { const bytes = readFileSync(file); bytes[60]! ^= 1; writeFileSync(file, bytes); }],
  ])('one with a file that was %s', async (_, spoil) => withModel(async (path) => {
    spoil(fileOf(path));
    await expect(read(path('model'))).rejects.toThrow(/is damaged: its content is not what its name says/);
    await expect(learn({ events: path('events.csv'), model: path('model') })).rejects.toThrow(/is damaged/);
  }));

  it('one that is not there, one without a model, a file', () => withFiles({ 'events.csv': EVENTS }, async (path) => {
    mkdirSync(path('empty'));
    await expect(read(path('nowhere'))).rejects.toThrow(/no such folder/);
    await expect(read(path('empty'))).rejects.toThrow(/holds no model\. Make one: presend learn/);
    await expect(learn({ events: path('events.csv'), model: path('events.csv') })).rejects.toThrow(/is a file\. Name a folder/);
  }));

  it('one with files of somebody else, which stay', () => withFiles({ 'events.csv': EVENTS, 'notes.txt': 'mine' }, async (path) => {
    await expect(learn({ events: path('events.csv'), model: path('.') })).rejects.toThrow(/holds what is no part of a model: events\.csv, notes\.txt\. Name a folder of its own/);
    expect(Object.keys(bytesOf(path('.')))).toEqual(['events.csv', 'notes.txt']);
  }));
});

describe('two updates of one model', () => {
  it('do not run at once: the second says so, and the model is as it was', () => withModel(async (path) => {
    const unlock = writeLock(path('model'));
    await expect(learn({ events: path('events.csv'), model: path('model') })).rejects.toThrow(new InputError(path('model'), `is being written by another \`presend learn\` (process ${String(process.pid)} on ${hostname()})`, `Wait for it; if there is none, delete ${path('model/lock')}.`));
    unlock();
    await learn({ events: path('events.csv'), model: path('model') });
  }));

  it('are not kept apart by the lock of a process that is no more', () => withModel(async (path) => {
    writeFileSync(path('model/lock'), `4194304000 ${hostname()}\n`);
    await learn({ events: path('events.csv'), model: path('model') });
    expect(existsSync(path('model/lock'))).toBe(false);
  }));

  it('on two machines are kept apart, whatever process it is', () => withModel(async (path) => {
    writeFileSync(path('model/lock'), '4194304000 another-host\n');
    await expect(learn({ events: path('events.csv'), model: path('model') })).rejects.toThrow(/process 4194304000 on another-host/);
    writeFileSync(path('model/lock'), '');
    await expect(learn({ events: path('events.csv'), model: path('model') })).rejects.toThrow(/another `presend learn`\. Wait for it; if there is none, delete .*lock/);
  }));
});

it('what a killed process left in the folder is gone after the next update', () => withModel(async (path) => {
  const before = bytesOf(path('model'));
  mkdirSync(path('model/new'));
  writeFileSync(path('model/new/2026-11-02.signals.parquet'), 'half');
  writeFileSync(path('model/2026-11-02.signals.0000000000000000.parquet'), 'never named');
  await read(path('model'));
  await learn({ events: path('events.csv'), model: path('model') });
  expect(bytesOf(path('model'))).toEqual(before);
}));
