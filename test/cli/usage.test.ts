import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lint } from '../../src/lint.js';
import { SOURCES } from '#importers/export-map.js';
import { cli } from './cli-io.js';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const FROM_SOURCE = ['--import', 'tsx', '--conditions=presend-source', MAIN];
const FAULTY = '<p>Grüße aus Köln</p><p><a href="javascript:alert(1)">Mehr lesen</a></p>';

let folder = '';
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'presend-usage-')); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const write = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

it('presend serve listens on 127.0.0.1:8080 unless told', async () => {
  expect((await cli(['serve', '--help'])).stdout).toMatch(/--port <number>[^-]+"8080"[^-]+--host <address>[^-]+"127\.0\.0\.1"/);
});

it.each(['lint', 'learn', 'plan', 'backtest', 'holdout', 'asks', 'audit', 'import', 'rules', 'explain', 'serve', 'gate', 'init', 'demo'])('presend %s --help fits a terminal of 80 columns', async (command) => {
  const { code, stdout } = await cli([command, '--help'], '', 80);
  expect([code, stdout.split('\n').filter((line) => line.length > 80)]).toEqual([0, []]);
  expect(stdout).toContain(`Usage: presend ${command}`);
});

it.each(['lint', 'audit', 'learn', 'backtest'])('presend %s --help says what its exit codes mean', async (command) => {
  expect((await cli([command, '--help'])).stdout).toMatch(/Exit codes: 0 [^]*2 could not run/);
});

it('a disk that is full is said in one line', async () => {
  const child = spawn('bash', ['-c', `"$0" "$@" > /dev/full`, process.execPath, ...FROM_SOURCE, 'rules'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString(); });
  const [code] = (await once(child, 'close')) as [number];
  expect([code, said]).toEqual([2, 'presend: standard output: cannot be written (ENOSPC). Make room, or name a file with --output.\n']);
}, 60_000);

describe('what the command line refuses', () => {
  it.each([
    [['lint', 'a.html', '--formt', 'json'], "presend: unknown option '--formt' (Did you mean --format?). Run with --help for all options.\n"],
    [['import', 'donorsnap', 'gifts.csv', '--output', 'tables'], `presend: 'donorsnap' is no system that is known. Allowed choices are ${SOURCES.join(', ')}. Run with --help for all options.\n`],
    [['lint', 'a.html', '--include-path', 'no such'], 'presend: --include-path: "no such" is not a folder. Give the folder that holds the included files.\n'],
    [['lint', 'a.html', '--schedule', 's.csv', '--send-at', '2026-12-01T09:00:00Z'], 'presend: --send-at: does not go with --schedule. Leave it out: the schedule says when each recipient gets the mail.\n'],
    [['lint', 'a.html', '--recipients', 'r.csv'], "presend: unknown option '--recipients' (Did you mean --audience?). Run with --help for all options.\n"],
    [['backtest', '--audience=r.csv'], "presend: unknown option '--audience' (Did you mean --recipients?). Run with --help for all options.\n"],
    [['plan', '--suppressions', 's.csv'], "presend: unknown option '--suppressions', which is one of presend lint, asks. Run with --help for all options.\n"],
    [['plan', '--contacts', 'c.csv'], "presend: unknown option '--contacts', which is one of presend lint, asks. Run with --help for all options.\n"],
    [['lint', 'a.html', '--report', 'r.html'], "presend: unknown option '--report' (Did you mean --format html?). Run with --help for all options.\n"],
    [['gate', '--port', '25'], "presend: unknown option '--port' (Did you mean --listen?). Run with --help for all options.\n"],
    [['plan', 'my-campaign'], "presend: too many arguments for 'plan'. Expected 0 arguments but got 1 (Did you mean --campaign my-campaign?). Run with --help for all options.\n"],
    [['import', 'mailchmp', 'a.csv', '--output', 't'], `presend: 'mailchmp' is no system that is known. Allowed choices are ${SOURCES.join(', ')} (Did you mean mailchimp?). Run with --help for all options.\n`],
    [['lint'], "presend: missing required argument 'campaign'. Run with --help for all options.\n"],
    [['mails/autumn.html'], "presend: unknown command 'mails/autumn.html' (Did you mean lint mails/autumn.html?). Run with --help for all options.\n"],
    [['gate', '--forward', '127.0.0.1:0'], 'presend: --forward: 0 is no port to send to. Write 127.0.0.1:10026.\n'],
    [['gate', '--forward', '127.0.0.1:10025'], 'presend: --forward: is where the gate itself listens. Name the next mail server.\n'],
    [['holdout', '--recipients', 'people.csv', '--base', '0.2', '--key', ''], 'presend: --key: is empty. Give a text that stands for this test, such as autumn-2026.\n'],
    [['help', 'lnt'], 'presend: unknown command \'lnt\' (Did you mean lint?). Run with --help for all options.\n'],
    [['lnt'], 'presend: unknown command \'lnt\' (Did you mean lint?). Run with --help for all options.\n'],
    [['lint', 'a.html', '--format', 'xml'], "presend: option '--format <name>' argument 'xml' is invalid. Allowed choices are text, json, sarif, junit, github, markdown, html. Run with --help for all options.\n"],
  ])('%j is named in one line', async (argv, line) => {
    expect(await cli(argv)).toEqual({ code: 2, stdout: '', stderr: line });
  });

  it.each(['2026-02-30T10:00:00Z', '2026-13-01T10:00:00Z', '2026-00-10T10:00:00Z'])('%s, for no calendar has it', async (instant) => {
    const { code, stderr } = await cli(['lint', write('a.html', FAULTY), '--now', instant]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`--now: "${instant}" is not an instant`)]);
  });

  it.each([
    ['{ "jurisdiction": "XX" }', 'c.json: jurisdiction: "XX" has no law profile'],
    ['{ "schedule": { "quietHour": {} } }', 'schedule.quietHour is not a known field (Did you mean "quietHours"?)'],
    ['{ "schedule": { "minimumGap": "20" } }', 'schedule.minimumGap is "20" (It must be a number of minutes, hours or days, such as 90m, 24h or 2d)'],
    ['{ "asks": { "minimumMonthBetween": 9 } }', 'Did you mean "minimumMonthsBetween"?'],
  ])('a config with a fault in a section that lint does not read: %s', async (config, fault) => {
    expect(await cli(['lint', write('a.html', FAULTY), '--config', write('c.json', config)])).toMatchObject({ code: 2, stderr: expect.stringContaining(fault) as string });
  });

  it.each(['0', '1', '1.5'])('a holdout of power %s', async (power) => {
    const { code, stderr } = await cli(['holdout', '--recipients', write('people.csv', 'recipient_id\nr1\n'), '--base', '0.2', '--key', 'k', '--power', power]);
    expect([code, stderr]).toEqual([2, `presend: --power: ${power} is no chance between 0 and 1. Use a share such as 0.8.\n`]);
  });

  it('a date without an instant, from who calls the library', async () => {
    await expect(lint({ campaigns: [write('a.html', FAULTY)], now: new Date('soon') })).rejects.toThrow('now: is a date without an instant. Check what it was made from.');
  });

  it('to serve with a config that is not there, before it listens', async () => {
    expect(await cli(['serve', '--port', '0', '--config', join(folder, 'nope.json')])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('nope.json: cannot be read') as string });
  });

  it('a name with a line break and a code for the terminal, in one line', async () => {
    expect(await cli(['lint', 'Grüße\n\u001b[2Jb.html'])).toMatchObject({ code: 2, stderr: 'presend: Grüße [2Jb.html: no such file or folder. Check the path.\n' });
  });

  it('an empty path, which a variable that is not set leaves', async () => {
    expect(await cli(['lint', ''])).toMatchObject({ code: 2, stderr: expect.stringContaining('the path is empty') as string });
  });

  it('an empty key for hashes, which would protect nobody', async () => {
    expect(await cli(['lint', write('a.html', FAULTY), '--hash-key', ''])).toMatchObject({ code: 2, stderr: expect.stringContaining('--hash-key: is empty') as string });
  });

  it.each(['--verdicts', '--rejects'])('%s without an audience to write about', async (flag) => {
    const { code, stderr } = await cli(['lint', write('a.html', FAULTY), flag, join(folder, 'out.csv')]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${flag}: there is no audience to write it about`)]);
  });

  it.each(['--consents', '--suppressions', '--schedule'])('%s without an audience to judge by it', async (flag) => {
    expect(await cli(['lint', write('a.html', FAULTY), flag, write('a.csv', 'recipient_id\nr1\n')])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(`${flag}: there is no audience to judge by it`) as string });
  });

  it('to audit a folder without a mail, which would pass for a clean one', async () => {
    const place = mkdtempSync(join(folder, 'archive-'));
    expect(await cli(['audit', place])).toMatchObject({ code: 2, stdout: '', stderr: `presend: ${place}: holds no mail. Name folders of campaigns, of .eml, .html or .mjml files, mbox files or maildirs.\n` });
    expect((await cli(['audit', write('m.html', FAULTY), '--output', join(folder, 'm.html')])).stderr).toContain('is also what the audit reads');
  });

  it('to import into a file', async () => {
    const file = write('tables', 'not a folder');
    expect(await cli(['import', 'klaviyo', 'fixtures/exports/klaviyo', '--output', file, '--timezone', 'Europe/Berlin'])).toMatchObject({ code: 2, stdout: '', stderr: `presend: ${file}: cannot be a folder for the tables. Name another folder: a new one, or one in which you may write.\n` });
  });

  it('to learn from events that are not there, and leaves no folder', async () => {
    const model = join(folder, 'model');
    expect((await cli(['learn', '--events', join(folder, 'none.csv'), '--model', model])).code).toBe(2);
    expect(existsSync(model)).toBe(false);
  });

  it('to overwrite what it reads, or to write one file twice', async () => {
    const body = write('b.html', FAULTY);
    const people = write('people.csv', 'recipient_id\nr1\n');
    const twice = join(folder, 'twice.csv');
    expect((await cli(['lint', body, '--output', body])).stderr).toContain('--output: ');
    expect((await cli(['lint', body, '--audience', people, '--verdicts', people])).stderr).toContain(`--verdicts: "${people}" is also what --audience reads. Write to a file of its own.`);
    expect((await cli(['plan', '--recipients', people, '--output', twice, '--explain', twice])).stderr).toContain(`--explain: "${twice}" is also what --output writes`);
    expect((await cli(['asks', '--recipients', people, '--gifts', people, '--output', people])).stderr).toContain('--output: ');
    expect([readFileSync(body, 'utf8'), readFileSync(people, 'utf8')]).toEqual([FAULTY, 'recipient_id\nr1\n']);
  });

  it('to overwrite what a manifest, a glob, a folder behind a link or an audit reads', async () => {
    const place = mkdtempSync(join(folder, 'campaign-'));
    const at = (name: string) => join(place, name);
    const files = { 'campaign.json': '{"body":"m.html","audience":"people.csv"}', 'm.html': FAULTY, 'people.csv': 'recipient_id\nr1\n', 'events.csv': 'recipient_id,type,occurred_at\n', 'recipients.csv': 'E-Mail\na@b.example\n' };
    for (const [name, text] of Object.entries(files)) writeFileSync(at(name), text);
    symlinkSync(place, at('link'));
    const span = ['--from', '2026-12-01T00:00:00Z', '--until', '2026-12-02T00:00:00Z'];
    const refused = [
      ['lint', place, '--output', at('campaign.json')], ['lint', at('campaign.json'), '--verdicts', at('people.csv')], ['lint', place, '--write-baseline', at('m.html')],
      ['lint', place, '--audience', at('*.csv'), '--output', at('events.csv')], ['lint', at('m.html'), '--output', at('link/m.html')],
      ['plan', '--campaign', place, ...span, '--report', at('people.csv')], ['asks', '--campaign', place, '--output', at('people.csv')],
      ['backtest', '--recipients', at('people.csv'), '--events', at('events.csv'), '--report', at('events.csv')],
      ['holdout', '--recipients', at('people.csv'), '--base', '0.2', '--key', 'k', '--output', at('people.csv')],
      ['audit', place, '--report', at('audit.html')], ['import', 'list', at('recipients.csv'), '--output', at('link')],
    ];
    for (const argv of refused) expect([argv, await cli(argv)]).toMatchObject([argv, { code: 2, stdout: '', stderr: expect.stringMatching(/Write to a file of its own|Name another folder/) as string }]);
    expect(Object.keys(files).map((name) => readFileSync(at(name), 'utf8'))).toEqual(Object.values(files));
    for (const path of [place, at('campaign.json')]) {
      expect((await cli(['lint', path, '--format', 'json', '--output', at('report.json')])).code).not.toBe(2);
      expect(JSON.parse(readFileSync(at('report.json'), 'utf8'))).toMatchObject({ campaigns: [{ campaign: path }] });
    }
  });
});

describe('--output', () => {
  it('writes into a named pipe, and leaves it one', async () => {
    const pipe = join(folder, 'report.pipe');
    execFileSync('mkfifo', [pipe]);
    const reader = spawn('cat', [pipe], { stdio: ['ignore', 'pipe', 'inherit'] });
    const read = (async () => {
      let text = '';
      for await (const chunk of reader.stdout) text += String(chunk);
      return text;
    })();
    expect((await cli(['lint', write('c.html', FAULTY), '--format', 'json', '--output', pipe])).code).toBe(1);
    expect(JSON.parse(await read)).toMatchObject({ schemaVersion: 1 });
    expect(statSync(pipe).isFIFO()).toBe(true);
    expect(readdirSync(folder).filter((name) => name.includes('.tmp'))).toEqual([]);
  });
});

describe('a reader that closes the pipe at once', () => {
  it('hears no more, and the exit code still tells of the findings', async () => {
    const child = spawn(process.execPath, [...FROM_SOURCE, 'lint', write('d.html', FAULTY.repeat(2000)), '--format', 'html'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk) => { stderr += String(chunk); });
    child.stdout.destroy();
    const [code] = (await once(child, 'close')) as [number];
    expect([code, stderr]).toEqual([1, '']);
  });

  it('changes no exit code by not reading what went wrong', async () => {
    const child = spawn(process.execPath, [...FROM_SOURCE, 'lint', join(folder, 'none.html')], { stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr.destroy();
    expect((await once(child, 'close'))[0]).toBe(2);
  });
});
