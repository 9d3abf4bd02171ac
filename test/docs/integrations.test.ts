import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { PACKAGE_ROOT } from '../../src/package.js';
import { startService } from '../server/running-service.js';
import { compiledCli } from '../setup/compiled.js';

const textOf = (file: string): string => readFileSync(join(PACKAGE_ROOT, file), 'utf8');
const PAGE = textOf('docs/integrations.md');
const PRESEND = compiledCli();
/** Each command starts a Node of its own; the machine may be busy. */
const LONGEST = 240_000;

/** The block of the page that opens with this file's name, and what tells it from another one of that name. */
function block(file: string): string {
  const found = [...PAGE.matchAll(/^```\w*\n# ([^\n]+)\n([\s\S]*?)^```$/gm)].find(([, name]) => name === file);
  if (found === undefined) throw new Error(`docs/integrations.md shows no ${file}`);
  return found[2] ?? '';
}

interface Step { readonly run?: string; readonly uses?: string; readonly if?: string; readonly with?: Readonly<Record<string, string>>; readonly env?: Readonly<Record<string, string>> }
interface Workflow { readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>> }
interface Action { readonly inputs: Readonly<Record<string, { readonly default?: string; readonly required?: boolean }>>; readonly runs: { readonly using: string; readonly steps: readonly Step[] } }
interface Hook { readonly id: string; readonly entry: string; readonly files: string; readonly args?: readonly string[]; readonly exclude?: string }

/** Commands `presend` and `npx presend` of this checkout; `npm ci` has nothing to install. */
const bin = mkdtempSync(join(tmpdir(), 'presend-bin-'));
for (const [name, script] of [['presend', `exec ${PRESEND.map((word) => `'${word}'`).join(' ')} "$@"`], ['npx', '[ "$1" = --no-install ] && shift; exec "$@"'], ['npm', 'exit 0']] as const) {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}
afterAll(() => rmSync(bin, { recursive: true }));

let project = '';
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'presend-project-'));
  for (const folder of ['campaigns', 'sent']) for (const name of ['good-newsletter', 'prospecting-rant']) copyMessage(name, join(project, folder, name));
});

/** A fixture without recipients and pictures: what each command does with them is shown elsewhere, and takes most of its time. */
function copyMessage(name: string, to: string): void {
  const from = join(PACKAGE_ROOT, 'fixtures/campaigns', name);
  cpSync(from, to, { recursive: true, filter: (file) => !/\.(?:csv|png)$/.test(file) });
  const manifest = JSON.parse(readFileSync(join(from, 'campaign.json'), 'utf8')) as Record<string, unknown>;
  writeFileSync(join(to, 'campaign.json'), JSON.stringify({ ...manifest, audience: undefined, consents: undefined, suppressions: undefined, contacts: undefined }));
}
afterEach(() => rmSync(project, { recursive: true }));

/** As a runner does: a script of bash that ends with the first command that fails. */
function bash(script: string, env: Readonly<Record<string, string>> = {}): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], { cwd: project, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '', PATH: `${bin}:${process.env['PATH'] ?? ''}`, ...env } });
  return { code: status, stdout, stderr };
}

const written = (file: string): string => readFileSync(join(project, file), 'utf8');

describe('many templates', { timeout: LONGEST }, () => {
  const command = (start: string) => PAGE.split('\n').find((line) => line.startsWith(start)) ?? `${start} is not on the page`;
  const git = (...args: string[]) => spawnSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@acme.example', '-c', 'commit.gpgsign=false', ...args], { cwd: project, encoding: 'utf8' });
  const put = (file: string, text: string) => {
    mkdirSync(join(project, file, '..'), { recursive: true });
    writeFileSync(join(project, file), text);
  };
  const template = (text: string) => `<mjml lang="de"><mj-head><mj-title>Grüße</mj-title></mj-head><mj-body><mj-section><mj-column><mj-text>${text}</mj-text></mj-column></mj-section><mj-include path="../../shared/footer.mjml" /></mj-body></mjml>`;
  beforeEach(() => {
    put('shared/footer.mjml', '<mj-section><mj-column><mj-text>Acme, <a href="http://acme.example/agb">unsere Bedingungen</a></mj-text></mj-column></mj-section>');
    put('templates/shop/bestellung eins.mjml', template('Vielen Dank für Ihre Bestellung.'));
    put('templates/shop/partials/kopf.mjml', '<mj-section></mj-section>');
  });

  it('are linted by a glob, without the parts, with what they include', () => {
    const { code, stdout, stderr } = bash(`${command('npx presend lint \'templates')} --format github`);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^::warning file=shared\/footer\.mjml,line=1,title=links\/link-insecure::/m);
  });

  it('are linted where a change touched them, and not at all where it touched none', () => {
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-qm', 'before');
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    const changed = () => bash(command('git diff --name-only'), { GITHUB_BASE_REF: 'main' });
    expect(changed()).toEqual({ code: 0, stdout: '', stderr: '' });
    put('templates/shop/zwei.mjml', template('Wir haben Ihre Zahlung erhalten.'));
    put('templates/shop/partials/kopf.mjml', '<mj-section padding="0"></mj-section>');
    rmSync(join(project, 'templates/shop/bestellung eins.mjml'));
    git('add', '.');
    git('commit', '-qm', 'after');
    const { code, stdout, stderr } = changed();
    expect([code, stderr, stdout.split('\n')[0]]).toEqual([0, '', 'templates/shop/zwei.mjml']);
  });
});

describe('action.yml', { timeout: LONGEST }, () => {
  const action = parse(textOf('action.yml')) as Action;
  const lint = action.runs.steps.find(({ run }) => run?.includes('presend lint'));
  const runLint = (inputs: Readonly<Record<string, string>>): ReturnType<typeof bash> => {
    const env = Object.entries(lint?.env ?? {}).map(([name, value]) => {
      const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value)?.[1] ?? '';
      return [name, inputs[input] ?? action.inputs[input]?.default ?? ''];
    });
    return bash(lint?.run ?? 'exit 99', Object.fromEntries(env) as Record<string, string>);
  };

  it('is a composite action whose scripts take inputs from the environment only, so that no input is run as a command', () => {
    expect(action.runs.using).toBe('composite');
    for (const { run } of action.runs.steps) expect(run ?? '').not.toContain('${{');
    expect(action.runs.steps.filter(({ run }) => run !== undefined).every((step) => 'shell' in step)).toBe(true);
  });

  it('annotates and fails for the rant, by a pattern', () => {
    const { code, stdout } = runLint({ campaigns: 'campaigns/*\n' });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error file=campaigns\/prospecting-rant\/body\.html,line=\d+.*title=content\/image-only-body::/m);
  });

  it('passes for the good newsletter, in a folder with a space and a name like an option', () => {
    cpSync(join(project, 'campaigns/good-newsletter'), join(project, '--été 2026'), { recursive: true });
    expect(runLint({ campaigns: 'campaigns/good-newsletter\n\n--été 2026\n' })).toMatchObject({ code: 0, stderr: '' });
  });

  it('writes the SARIF that the next step uploads, also when the lint fails', () => {
    expect(runLint({ campaigns: 'campaigns/prospecting-rant', format: 'sarif' }).code).toBe(1);
    const upload = action.runs.steps.at(-1);
    expect(upload?.if).toMatch(/^always\(\)/);
    const log = JSON.parse(written(upload?.with?.['sarif_file'] ?? '')) as { version: string; runs: { results: { ruleId: string }[] }[] };
    expect(log.version).toBe('2.1.0');
    expect(log.runs[0]?.results.map(({ ruleId }) => ruleId)).toContain('content/image-only-body');
  });

  it('takes a level to fail on, and a config, which must be there', () => {
    const every = runLint({ campaigns: 'campaigns/prospecting-rant', 'fail-on': 'never' });
    expect(every.code).toBe(0);
    expect(every.stdout).toContain('::error');
    expect(runLint({ campaigns: 'campaigns/prospecting-rant', config: 'no-such.json' })).toMatchObject({ code: 2 });
  });

  it('expands ** and !glob, which bash does not, and takes further options', () => {
    const run = runLint({ campaigns: '**/*.html\n!sent', options: '--max-warnings=0\n--rule=content/*=off' });
    expect(run.stdout).toMatch(/^campaigns\/prospecting-rant\/body\.html: /m);
    expect(run.stdout).not.toMatch(/^sent|title=content\//m);
  });

  it('is used on the page with inputs that it has, and the page names them all', () => {
    const { jobs } = parse(block('.github/workflows/email.yml, with a repository')) as Workflow;
    const used = jobs['presend']?.steps.find(({ uses }) => uses?.startsWith('OWNER/presend@'));
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(used?.with ?? { none: '' })));
    for (const [name, { default: value }] of Object.entries(action.inputs)) expect(PAGE).toContain(`| \`${name}\` | ${value ? `\`${value}\`` : name === 'campaigns' ? 'required' : ''}`);
    expect(runLint(used?.with ?? {}).code).toBe(1);
    expect(existsSync(join(project, 'presend.sarif'))).toBe(true);
  });

  it('can be done without: a package of one\'s own annotates the rant and fails', () => {
    const { jobs } = parse(block('.github/workflows/email.yml, with the tarball')) as Workflow;
    const { code, stdout } = bash(jobs['presend']?.steps.flatMap(({ run }) => run ?? []).join('\n') ?? '');
    expect(code).toBe(1);
    expect(stdout).toContain('::error file=campaigns/prospecting-rant/body.html');
  });
});

describe('.pre-commit-hooks.yaml', { timeout: LONGEST }, () => {
  const [hook] = parse(textOf('.pre-commit-hooks.yaml')) as [Hook];
  const configured = (file: string) => (parse(block(file)) as { repos: { hooks: Partial<Hook>[] }[] }).repos[0]?.hooks[0] ?? {};
  const fetched = { ...hook, ...configured('.pre-commit-config.yaml, with a repository') };
  const local = configured('.pre-commit-config.yaml, with the tarball');
  const commit = ({ files = '', exclude = '^$', entry = '', args = [] }: Partial<Hook>, ...changed: string[]): ReturnType<typeof bash> => {
    const passed = changed.filter((file) => new RegExp(files).test(file) && !new RegExp(exclude).test(file));
    return bash(`${entry} ${args.join(' ')} ${passed.join(' ')}`);
  };

  it('is the hook that the page configures, in either way', () => {
    expect(configured('.pre-commit-config.yaml, with a repository').id).toBe(hook.id);
    expect(local).toMatchObject({ id: hook.id, entry: hook.entry, files: hook.files });
  });

  it.each([['fetched', fetched], ['local', local]])('%s: stops a commit of the rant and lets the newsletter pass; pictures and tables are not linted', (_, each) => {
    const rant = commit(each, 'campaigns/prospecting-rant/body.html', 'campaigns/prospecting-rant/hero.png', 'campaigns/prospecting-rant/recipients.csv', 'website/index.html');
    expect(rant.code, rant.stderr).toBe(1);
    expect(rant.stdout).toContain('content/image-only-body');
    expect(commit(each, 'campaigns/good-newsletter/body.mjml')).toMatchObject({ code: 0 });
  });
});

it('the GitLab job fails for the rant and leaves the JUnit report that it names', { timeout: LONGEST }, () => {
  const { presend: job } = parse(block('.gitlab-ci.yml')) as { presend: { script: string[]; artifacts: { when: string; reports: { junit: string } } } };
  expect(bash(job.script.join('\n')).code).toBe(1);
  expect(job.artifacts.when).toBe('always');
  const report = written(job.artifacts.reports.junit);
  expect(report).toMatch(/^<\?xml/);
  expect(report).toContain('content/image-only-body');
});

describe('the audit every night', { timeout: LONGEST }, () => {
  const first = /^npx presend audit .*--write-baseline.*$/m.exec(PAGE)?.[0] ?? 'exit 99';
  const { jobs } = parse(block('.github/workflows/audit.yml')) as Workflow;
  const nightly = (jobs['audit']?.steps ?? []).flatMap(({ run }) => run ?? []).join('\n');

  it('passes while the faults are those of the baseline, fails for a new one, and leaves the report that the next step keeps', () => {
    expect(bash(first).code).toBe(0);
    expect(bash(nightly).code).toBe(0);
    writeFileSync(join(project, 'sent/new.html'), '<html lang="en"><head><title>t</title></head><body><p>Our report of the month is here.</p><a href="#">Open</a></body></html>');
    expect(bash(nightly).code).toBe(1);
    expect(written(jobs['audit']?.steps.at(-1)?.with?.['path'] ?? '')).toMatch(/^<!doctype html>/i);
  });

  it('takes the waiver as the page shows it', () => {
    writeFileSync(join(project, 'presend-baseline.json'), /^```json\n([\s\S]*?)^```$/m.exec(PAGE)?.[1] ?? '');
    const all = bash('npx presend audit sent --format json --fail-on never');
    const waived = bash('npx presend audit sent --format json --fail-on never --baseline presend-baseline.json --now 2026-12-01T09:00:00Z');
    const fresh = ({ stdout }: typeof all): number => (JSON.parse(stdout) as { fresh: { error: number } }).fresh.error;
    expect(fresh(waived)).toBe(fresh(all) - 1);
  });
});

describe('the gate behind Postfix', { timeout: LONGEST }, () => {
  const words = /^ExecStart=\S+\/presend (.+)$/m.exec(block('/etc/systemd/system/presend-gate.service'))?.[1]?.split(' ') ?? [];
  const valueOf = (flag: string): string => words[words.indexOf(flag) + 1] ?? '';

  it('listens where Postfix filters and forwards to where Postfix takes mail back, which filters no second time', () => {
    const services = block('/etc/postfix/master.cf').split(/^(?=\S)/m);
    expect(services.find((service) => service.startsWith('submission '))).toContain(`-o smtpd_proxy_filter=${valueOf('--listen')}\n`);
    expect(services.find((service) => service.startsWith(`${valueOf('--forward')} inet `))).toContain('-o smtpd_proxy_filter=\n');
  });

  it('runs with these options: the rant is refused with its reasons, the other mail arrives', async () => {
    const received: string[] = [];
    const next = new SMTPServer({ authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], onData: (stream, _, done) => { let text = ''; stream.on('data', (chunk: Buffer) => (text += chunk.toString())); stream.on('end', () => { received.push(text); done(); }); } });
    next.listen(0, '127.0.0.1');
    await once(next.server, 'listening');
    const forward = String((next.server.address() as AddressInfo).port);
    writeFileSync(join(project, 'presend.config.json'), '{}');
    const here: Readonly<Record<string, string>> = { [valueOf('--listen')]: '127.0.0.1:0', [valueOf('--forward')]: `127.0.0.1:${forward}`, [valueOf('--config')]: join(project, 'presend.config.json') };
    const [program, ...argv] = PRESEND;
    const gate = spawn(program, [...argv, ...words.map((word) => here[word] ?? word)], { env: { ...process.env, NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'ignore'] });
    onTestFinished(() => void gate.kill('SIGKILL'));
    const [ready] = (await once(createInterface(gate.stdout), 'line')) as [string];
    const port = Number(/127\.0\.0\.1:(\d+)/.exec(ready)?.[1]);
    const mailer = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true, greetingTimeout: LONGEST });
    const mail = { from: 'team@example.org', to: 'anna@example.org', subject: 'News of the month' };
    await expect(mailer.sendMail({ ...mail, html: '<html lang="en"><body><p>Report.</p><a href="#">Open</a></body></html>' })).rejects.toMatchObject({ responseCode: 550, message: expect.stringContaining('5.7.1 Held by Presend') as string });
    await mailer.sendMail({ ...mail, text: 'Hello Anna, the minutes of Monday are in our folder. Best, Jörg' });
    expect(received).toHaveLength(1);
    expect(received[0]).toContain('minutes of Monday');
    gate.kill('SIGTERM');
    expect((await once(gate, 'exit'))[0]).toBe(0);
    await new Promise<void>((resolve) => { next.close(resolve); });
  });
});

it('the request of a sending platform lets a good message go, and stops a bad one and one without an answer', { timeout: LONGEST }, async () => {
  const script = /^```bash\n(curl [\s\S]*?)^```$/m.exec(PAGE)?.[1] ?? 'exit 99';
  const token = 'token-of-the-test-long-enough';
  const service = await startService([], { PRESEND_TOKEN: token });
  const message = (html: string): void => writeFileSync(join(project, 'message.eml'), `From: team@example.org\r\nTo: anna@example.org\r\nSubject: Report\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}\r\n`);
  const ask = (env: Readonly<Record<string, string>> = {}): number | null => bash(script, { PRESEND_URL: service.url, PRESEND_TOKEN: token, ...env }).code;
  message('<html lang="en"><head><title>Report</title></head><body><p>Hello Anna, the minutes of Monday are in our folder.</p></body></html>');
  expect(ask()).toBe(0);
  expect(ask({ PRESEND_TOKEN: 'another-one-that-is-wrong' })).not.toBe(0);
  message('<html lang="en"><head><title>Report</title></head><body><p>Report.</p><a href="#">Open</a></body></html>');
  expect(ask()).not.toBe(0);
  expect((JSON.parse(written('presend.json')) as { campaigns: { counts: { error: number } }[] }).campaigns[0]?.counts.error).toBeGreaterThan(0);
  await service.stop();
  expect(ask()).not.toBe(0);
});
