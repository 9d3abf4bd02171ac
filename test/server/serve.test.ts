import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LINT_REQUEST } from '../../src/server/request-schemas.js';
import { PACKAGE_ROOT } from '../../src/package.js';
import { compiledCli } from '../setup/compiled.js';
import { startService, type RunningService } from './running-service.js';

const NOW = '2026-11-20T09:00:00Z';
const NEWSLETTER = join(PACKAGE_ROOT, 'fixtures/campaigns/good-newsletter');
const RANT = join(PACKAGE_ROOT, 'fixtures/campaigns/prospecting-rant');
const HTML = '<html lang="de"><head><title>Grüße</title></head><body><p>Schöne Grüße an alle</p><a href="#">Öffnen</a></body></html>';

interface Lint { readonly campaigns: readonly { readonly verdict: string; readonly findings: readonly { readonly rule: string; readonly location?: { readonly file?: string } }[]; readonly recipients?: { readonly total: number } }[] }
interface Details { readonly status: number; readonly title: string; readonly detail: string; readonly instance: string }

let service: RunningService;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'presend-serve-test-'));
  mkdirSync(join(folder, 'root'));
  writeFileSync(join(folder, 'root/people.csv'), 'recipient_id,email,timezone\nann,ann_1@gmail.com,Europe/Berlin\nzoë,zoe@acme.example,Europe/Paris\n');
  writeFileSync(join(folder, 'root/events.csv'), 'recipient_id,type,occurred_at,message_id\nann,sent,2026-11-03T09:00:00Z,m1\nann,click,2026-11-03T19:00:00Z,m1\n');
  writeFileSync(join(folder, 'secret.csv'), 'recipient_id,email\nx,secret@gmail.com\n');
  symlinkSync(join(folder, 'secret.csv'), join(folder, 'root/link.csv'));
  symlinkSync(folder, join(folder, 'root/up'));
  service = await startService(['--data-root', join(folder, 'root'), '--max-body', '1', '--max-upload', '2']);
});
afterAll(async () => {
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function detailsOf(response: Response): Promise<Details> {
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  const details = (await response.json()) as Details;
  expect(details.status).toBe(response.status);
  return details;
}

function postLines(path: string, body: string): Promise<Response> {
  return fetch(`${service.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson; charset=utf-8' }, body });
}

function folderForm(path: string): FormData {
  const form = new FormData();
  for (const name of readdirSync(path)) form.append('files', new Blob([readFileSync(join(path, name))]), name);
  form.append('now', NOW);
  return form;
}

describe('POST /v1/lint', () => {
  it('answers what lint --format json prints, byte for byte', async () => {
    const body = { html: HTML, text: 'Schöne Grüße', manifest: { kind: 'newsletter', subject: 'Grüße', sender: { country: 'DE' } }, hashKey: 'k', now: NOW };
    const campaign = join(folder, 'campaign');
    mkdirSync(campaign);
    writeFileSync(join(campaign, 'body.html'), body.html);
    writeFileSync(join(campaign, 'body.txt'), body.text);
    writeFileSync(join(campaign, 'campaign.json'), `${JSON.stringify(body.manifest, null, 2)}\n`);
    const [program, main] = compiledCli();
    const { stdout } = await promisify(execFile)(program, [main, 'lint', 'campaign', '--format', 'json', '--fail-on', 'never', '--now', NOW], { cwd: folder });
    const response = await service.post('/v1/lint', body);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(stdout);
  });

  it('takes a folder as multipart: manifest, pictures and tables', async () => {
    const response = await fetch(`${service.url}/v1/lint`, { method: 'POST', body: folderForm(RANT) });
    expect(response.status).toBe(200);
    const { campaigns: [campaign] } = (await response.json()) as Lint;
    expect(campaign?.verdict).toBe('hold');
    expect(campaign?.recipients?.total).toBeGreaterThan(0);
    expect(campaign?.findings.map(({ rule }) => rule)).toContain('content/image-only-body');
  }, 180_000);

  it.each([['html', HTML], ['eml', `From: Ann <ann@acme.example>\r\nSubject: Hello\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${HTML}`]])('takes %s as a file part of its name', async (kind, text) => {
    const form = new FormData();
    form.append(kind, new Blob([text]), `mine.${kind}`);
    form.append('now', NOW);
    const response = await fetch(`${service.url}/v1/lint`, { method: 'POST', body: form });
    expect(response.status).toBe(200);
    expect(((await response.json()) as Lint).campaigns[0]?.findings.map(({ location }) => location?.file)).toContain(`campaign/body.${kind}`);
  });

  it.each([['within its last boundary', 10], ['within a file', 80]])('refuses multipart that ends %s, at once, instead of waiting for the rest', async (_, less) => {
    const part = (head: string, text: string) => `--edge\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}\r\n`;
    const body = `${part('name="now"', NOW)}${part('name="html"; filename="a.html"', HTML.padEnd(200))}--edge--\r\n`;
    const response = await fetch(`${service.url}/v1/lint`, { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=edge' }, body: body.slice(0, -less) });
    expect([response.status, ((await response.json()) as { readonly detail: string }).detail]).toEqual([400, 'body: ends before the last boundary of its parts. Send it whole, with a content-length that fits.']);
  });

  it.each([
    ['whose type names no boundary', 'multipart/form-data', '--edge--\r\n', 400, 'content-type: names no boundary'],
    ['with a field that would be cut off', 'multipart/form-data; boundary=edge', `--edge\r\nContent-Disposition: form-data; name="html"\r\n\r\n${'x'.repeat(1_200_000)}\r\n--edge--\r\n`, 413, 'The field "html" is larger'],
  ])('refuses multipart %s', async (_, type, body, status, detail) => {
    const details = await detailsOf(await fetch(`${service.url}/v1/lint`, { method: 'POST', headers: { 'content-type': type }, body }));
    expect([details.status, details.detail]).toEqual([status, expect.stringContaining(detail)]);
  });

  it('refuses two bodies as parts', async () => {
    const form = new FormData();
    form.append('html', new Blob([HTML]), 'a.html');
    form.append('eml', new Blob(['Subject: x\r\n\r\nx']), 'a.eml');
    expect((await fetch(`${service.url}/v1/lint`, { method: 'POST', body: form })).status).toBe(400);
  });

  it('takes rows in the body, a table as a part, and a table by reference', async () => {
    const manifest = { kind: 'newsletter' };
    const rows = await service.post('/v1/lint', { html: HTML, manifest, recipients: [{ recipient_id: '1', email: 'ann_1@gmail.com' }], now: NOW });
    const reference = await service.post('/v1/lint', { html: HTML, manifest, recipients: { file: 'people.csv' }, now: NOW });
    const named = await service.post('/v1/lint', { html: HTML, manifest: { ...manifest, audience: 'people.csv' }, now: NOW });
    const form = new FormData();
    form.append('html', HTML);
    form.append('recipients', new Blob([1, 2, 3].map((id) => `{"recipient_id":"${id}","email":"ann_${id}@gmail.com"}\n`)), 'people.ndjson');
    const part = await fetch(`${service.url}/v1/lint`, { method: 'POST', body: form });
    const totals = await Promise.all([rows, reference, named, part].map(async (response) => ((await response.json()) as Lint).campaigns[0]?.recipients?.total));
    expect(totals).toEqual([1, 2, 2, 3]);
  });

  it('takes NDJSON: the request on the first line, then rows of recipients, then of any table that a line names', async () => {
    const lines = [{ html: HTML, manifest: { kind: 'newsletter' }, now: NOW }, { recipient_id: '1', email: 'ann_1@gmail.com' }, { recipient_id: '2', email: 'zoë@gmail.com', table: 'seven' }, { table: 'suppressions' }, { email: 'ann_1@gmail.com', list: 'unsubscribe' }, { table: 'recipients' }, { recipient_id: '3', email: 'bob_3@gmail.com' }];
    const response = await postLines('/v1/lint', lines.map((line) => JSON.stringify(line)).join('\n'));
    const { campaigns: [campaign] } = (await response.json()) as Lint;
    expect(campaign?.recipients?.total).toBe(3);
    expect(campaign?.findings.find(({ rule }) => rule === 'audience/suppressed-recipient')).toMatchObject({ recipients: { count: 1, of: 3 } });
  });

  it('answers a request on one NDJSON line, after a byte order mark, as it answers the same as JSON', async () => {
    const body = { html: HTML, hashKey: 'k', now: NOW };
    expect(await (await postLines('/v1/lint', `\uFEFF${JSON.stringify(body)}`)).text()).toBe(await (await service.post('/v1/lint', body)).text());
  });

  const ROW = '{"recipient_id":"1"}';
  it.each([
    ['a first line that is no object', `[]\n${ROW}`, 400, 'line 1'],
    ['a first line that is no JSON', `{"html":\n${ROW}`, 400, 'line 1'],
    ['a first line without end', `{"html":"${'x'.repeat(1_200_000)}`, 400, 'line 1'],
    ['a first line that the schema refuses', `{"nonsense":1}\n${ROW}`, 400, 'nonsense'],
    ['an unknown table', `{"html":"<p>x</p>"}\n{"table":"passwords"}\n${ROW}`, 400, '"passwords" is not a table'],
    ['a table that is given twice', `{"html":"<p>x</p>","recipients":{"file":"people.csv"}}\n${ROW}`, 400, 'twice'],
    ['a row without end', `{"html":"<p>x</p>"}\n{"recipient_id":"${'1'.repeat(1_200_000)}`, 400, 'more than 1 MiB'],
    ['more than the limit', `{"html":"<p>x</p>"}\n${`${ROW}\n`.repeat(120_000)}`, 413, 'data root'],
    ['nothing', '', 400, 'line 1'],
  ])('refuses NDJSON with %s', async (_, text, status, detail) => {
    const details = await detailsOf(await postLines('/v1/lint', text));
    expect(details.status).toBe(status);
    expect(details.detail).toContain(detail);
  });

  it.each([
    ['a file outside by dots', { recipients: { file: '../secret.csv' } }],
    ['a link that leads outside', { recipients: { file: 'link.csv' } }],
    ['a file in a linked folder', { recipients: { file: 'up/secret.csv' } }],
    ['an absolute path', { recipients: { file: '/etc/passwd' } }],
    ['a glob', { recipients: { file: '*.csv' } }],
    ['a folder', { recipients: { file: '.' } }],
    ['a manifest that names a file outside', { manifest: { audience: '../secret.csv' } }],
    ['a manifest that names an absolute path', { manifest: { consents: '/etc/passwd', audience: 'people.csv' } }],
    ['a body outside', { manifest: { body: '../../secret.csv' }, html: undefined }],
    ['two bodies', { mjml: '<mjml></mjml>' }],
    ['an unknown field', { nonsense: 1 }],
    ['a clock without a zone', { now: '2026-11-20' }],
    ['a clock on a day that no calendar has', { now: '2026-02-30T00:00:00Z' }],
    ['a manifest with an unknown kind', { manifest: { kind: 'nonsense' } }],
    ['an unknown rule', { rules: { 'no/such': 'off' } }],
    ['a nested row', { recipients: [{ recipient_id: { deep: [] } }] }],
  ])('refuses %s with problem details', async (_, fields) => {
    const response = await service.post('/v1/lint', { html: HTML, ...fields });
    const details = await detailsOf(response);
    expect(details.status).toBe(400);
    expect(details.detail).not.toContain(folder);
    expect(details.instance).toBe(response.headers.get('x-request-id'));
  });

  it('says in words what a field must look like', async () => {
    expect((await detailsOf(await service.post('/v1/lint', { html: HTML, now: 'yesterday' }))).detail).toBe('#/now is "yesterday". It must be an ISO 8601 instant with a zone, such as 2026-12-06T23:59:59+01:00.');
    expect((await detailsOf(await service.post('/v1/lint', { html: HTML, recipients: 5 }))).detail).toBe('#/recipients is 5. It must be rows, or a file under the data root of the service.');
  });

  it('tells all faults of a manifest, each with its JSON Pointer, in the words of the command line', async () => {
    const details = await detailsOf(await service.post('/v1/plan', { manifest: { kind: 'nonsens', sender: { domains: ['https://acme.example'] } }, recipients: [] }));
    expect(details).toMatchObject({ status: 400, errors: [{ pointer: '#/manifest/kind', detail: expect.stringMatching(/^is "nonsens"\. Use one of "marketing", /) as string }, { pointer: '#/manifest/sender/domains/0', detail: expect.stringMatching(/^is "https:\/\/acme\.example"\. It must be a host, /) as string }] });
    expect(await detailsOf(await service.post('/v1/lint', { html: HTML, manifest: { ask: { type: 'upgarde' } } }))).toMatchObject({ detail: '#/manifest/ask/type is "upgarde". Use "upgrade".' });
  });

  it('names fields of a request, not options of the command line', async () => {
    const told = async (path: string, fields: object): Promise<string> => (await detailsOf(await service.post(path, fields))).detail;
    expect(await told('/v1/lint', { html: HTML, rules: { 'content/no-such-rule': 'off' } })).toMatch(/^rules: unknown rule .* GET \/v1\/rules lists all rules\.$/);
    expect(await told('/v1/plan', { recipients: [{ recipient_id: 'ann' }], from: '2026-12-05T00:00:00Z', until: '2026-12-01T00:00:00Z' })).toBe('until: 2026-12-01T00:00:00.000Z is not after from 2026-12-05T00:00:00.000Z. Give a later one.');
  });

  it.each(['/v1/lint', '/v1/plan'])('refuses at %s a request without a body, or with one of a type that is not read', async (path) => {
    const none = await detailsOf(await fetch(`${service.url}${path}`, { method: 'POST' }));
    expect([none.status, none.detail]).toEqual([400, expect.stringContaining('The body holds no request')]);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      const other = await detailsOf(await fetch(`${service.url}${path}`, { method: 'POST', headers: { 'content-type': type }, body: '{"html":"<p>Hello</p>"}' }));
      expect([other.status, other.detail]).toEqual([415, expect.stringContaining('Send application/json, multipart/form-data or application/x-ndjson')]);
    }
  });

  it.each([['../../evil.html'], ['.hidden/evil.html'], ['a/../../evil.html'], ['presend\u0000.html'], ['a', 'a/b.html'], ['a/b.html', 'a'], ['漢'.repeat(100)]])('refuses parts named %j %j', async (...names) => {
    const form = new FormData();
    for (const name of names) form.append('files', new Blob([HTML]), name);
    expect((await detailsOf(await fetch(`${service.url}/v1/lint`, { method: 'POST', body: form }))).status).toBe(400);
  });

  it('runs no config that comes with a campaign', async () => {
    const form = new FormData();
    form.append('files', new Blob([HTML]), 'body.html');
    form.append('files', new Blob([`import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(join(folder, 'owned'))}, ''); export default {};`]), 'presend.config.mjs');
    expect((await fetch(`${service.url}/v1/lint`, { method: 'POST', body: form })).status).toBe(200);
    expect(readdirSync(folder)).not.toContain('owned');
  });
});

describe('POST /v1/plan', () => {
  const request = { recipients: { file: 'people.csv' }, events: { file: 'events.csv' }, from: '2026-12-01T00:00:00Z', until: '2026-12-08T00:00:00Z', now: '2026-11-16T09:00:00Z', seed: 1 };

  it('answers summary, plan and reasons', async () => {
    const response = await service.post('/v1/plan', { ...request, explain: true });
    const answer = (await response.json()) as { summary: { scheduled: number; heatMap: number[] }; plan: { recipient_id: string }[]; explanations: { recipient_id: string }[] };
    expect(answer.summary.scheduled).toBe(2);
    expect(answer.summary.heatMap).toHaveLength(168);
    expect(answer.plan.map(({ recipient_id }) => recipient_id)).toEqual(['ann', 'zoë']);
    expect(answer.explanations).toHaveLength(2);
  });

  it('takes a goal, and says so when there are too few replies for it, or no such goal', async () => {
    const { detail } = await detailsOf(await service.post('/v1/plan', { ...request, goal: 'reply' }));
    expect(detail).toContain('the events hold no mail that a person replied to');
    expect((await service.post('/v1/plan', { ...request, goal: 'money' })).status).toBe(400);
  });

  it('answers CSV to who accepts CSV', async () => {
    const response = await service.post('/v1/plan', request, { headers: { 'content-type': 'application/json', accept: 'text/csv' } });
    expect((await response.text()).split('\n').slice(0, 2).map((line) => line.split(',')[0])).toEqual(['recipient_id', 'ann']);
  });

  it('takes recipients and events as NDJSON', async () => {
    const people = ['ann', 'zoë'].map((recipient_id) => ({ recipient_id, timezone: 'Europe/Berlin' }));
    const events = people.flatMap(({ recipient_id }) => [{ recipient_id, type: 'sent', occurred_at: '2026-11-03T09:00:00Z', message_id: 'm' }, { recipient_id, type: 'click', occurred_at: '2026-11-03T19:00:00Z', message_id: 'm' }]);
    const { recipients: _, events: __, ...settings } = request;
    const response = await postLines('/v1/plan', [settings, ...people, { table: 'events' }, ...events].map((line) => `${JSON.stringify(line)}\n`).join(''));
    const answer = (await response.json()) as { summary: { messages: number }; plan: { recipient_id: string }[] };
    expect([answer.plan.map(({ recipient_id }) => recipient_id), answer.summary.messages]).toEqual([['ann', 'zoë'], 2]);
  });

  it('says what is missing', async () => {
    expect((await detailsOf(await service.post('/v1/plan', { events: request.events, from: request.from, until: request.until }))).detail).toContain('recipients: is missing');
  });
});

describe('the other endpoints', () => {
  it('list and explain rules', async () => {
    const rules = (await (await fetch(`${service.url}/v1/rules`)).json()) as { id: string }[];
    expect(rules.map(({ id }) => id)).toContain('content/image-only-body');
    expect(await (await fetch(`${service.url}/v1/rules/content/image-only-body`)).text()).toMatch(/^# content\/image-only-body/);
    expect((await detailsOf(await fetch(`${service.url}/v1/rules/content/..%2F..%2Fpackage.json`))).status).toBe(404);
  });

  it('describe themselves from the schemas that validate', async () => {
    const document = (await (await fetch(`${service.url}/openapi.json`)).json()) as { openapi: string; paths: Record<string, { post?: { requestBody: { content: Record<string, { schema: { properties: object } }> } } }> };
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(['/v1/lint', '/v1/plan', '/v1/rules']));
    expect(Object.keys(document.paths['/v1/lint']?.post?.requestBody.content['application/json']?.schema.properties ?? {})).toEqual(Object.keys(LINT_REQUEST.properties));
    const { responses } = (document as unknown as { paths: Record<string, { post: { responses: Record<string, { content: object }> } }> }).paths['/v1/plan']!.post;
    expect(Object.keys(responses)).toEqual(['200', '400', '401', '403', '408', '413', '415', '422', '503']);
    expect(Object.keys(responses['200']?.content ?? {})).toEqual(['application/json', 'text/csv']);
  });

  it('measure', async () => {
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toMatch(/presend_request_duration_seconds_count\{method="POST",route="\/v1\/lint",status="200"\} \d+/);
  });

  it('refuse other sites, other names for this machine, and other methods', async () => {
    expect((await detailsOf(await fetch(`${service.url}/health`, { headers: { origin: 'https://evil.example' } }))).status).toBe(403);
    expect(await rawRequest('GET /health HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1.1 403/);
    const response = await fetch(`${service.url}/v1/lint`, { method: 'OPTIONS' });
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([405, null]);
  });

  it.each([
    ['GET', '/v1/lint', 'POST'], ['PUT', '/v1/plan', 'POST'], ['DELETE', '/v1/rules/content/image-only-body', 'GET, HEAD'], ['POST', '/health', 'GET, HEAD'], ['POST', '/', 'GET, HEAD'],
  ])('say which methods they take (%s %s)', async (method, path, allow) => {
    const response = await fetch(`${service.url}${path}`, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
    expect((await detailsOf(response)).detail).toBe(`This address takes ${allow}; see /openapi.json.`);
  });

  it.each(['/nope', '/v1/rules/%ff/x', `/v1/rules/${'a'.repeat(200)}/x`])('are not there at %s', async (path) => {
    expect(await detailsOf(await fetch(`${service.url}${path}`))).toMatchObject({ status: 404, title: 'Not found' });
  });

  it('log neither what was sent nor who sent it', async () => {
    await service.post('/v1/lint', { html: '<p>geheim@example.org</p>', manifest: { nonsense: 'geheim@example.org' } });
    expect(service.log()).toContain('/v1/lint');
    expect(service.log()).not.toMatch(/geheim|remoteAddress|remotePort/);
  });
});

describe('a service with a token', () => {
  it('lets nobody in without it, except to the page and /health', async () => {
    const token = 'a-long-enough-token';
    const guarded = await startService(['--workers', '1'], { PRESEND_TOKEN: token });
    const status = async (path: string, header?: string): Promise<number> => (await fetch(`${guarded.url}${path}`, { headers: header === undefined ? {} : { authorization: header } })).status;
    expect([await status('/v1/rules'), await status('/v1/rules', 'Bearer wrong'), await status('/metrics'), await status('/openapi.json')]).toEqual([401, 401, 401, 401]);
    expect(await detailsOf(await fetch(`${guarded.url}/v1/rules`))).toMatchObject({ status: 401, title: 'Not authorized', detail: 'Send the token as "Authorization: Bearer ...".' });
    expect([await status('/v1/rules', `Bearer ${token}`), await status('/health')]).toEqual([200, 200]);
    expect(await guarded.stop()).toBe(0);
  });

  it('is required where other machines can reach it', async () => {
    await expect(startService(['--host', '0.0.0.0'])).rejects.toThrow('PRESEND_TOKEN');
  });
});

describe('hostile callers', () => {
  const huge = JSON.stringify({ html: 'x'.repeat(3 * 1024 * 1024) });
  const rows = `{"html":"<p>x</p>"}\n${'{"recipient_id":"1"}\n'.repeat(120_000)}`;
  const deep = `{"html":"${'<div>'.repeat(20_000)}"}`;

  it.each([
    ['a huge body', huge, 413], ['malformed JSON', '{"html":', 400], ['JSON nested deep', '['.repeat(500_000), 400], ['a prototype', '{"__proto__":{"html":"x"}}', 400], ['nothing', '', 400],
  ])('%s is refused', async (_, body, status) => {
    const response = await fetch(`${service.url}/v1/lint`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect((await detailsOf(response)).status).toBe(status);
  });

  it.each([
    ['no HTTP', 'hello\r\n\r\n', 400], ['a header without end', `GET /health HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431], ['two lengths of a body', 'POST /v1/lint HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
  ])('are answered in the one form of problems when they send %s', async (_, request, status) => {
    const [head = '', body = ''] = (await rawRequest(request)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${String(status)} [^]*application/problem\\+json`));
    const { instance, ...details } = JSON.parse(body) as Details;
    expect(details).toMatchObject({ status, title: expect.any(String) as string, detail: expect.stringMatching(/\.$/) as string });
    await expect.poll(service.log).toContain(instance);
  });

  it('that go while they send are not taken for a bug', async () => {
    for (const type of ['application/json', 'multipart/form-data; boundary=b', 'application/x-ndjson']) {
      const gone = service.log().split('the caller went').length;
      const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
      socket.write(`POST /v1/lint HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: 5000\r\n\r\n--b\r\nContent-Disposition: form-data; name="files"; filename="body.html"\r\n\r\n<p>`);
      setTimeout(() => socket.resetAndDestroy(), 200);
      await expect.poll(() => service.log().split('the caller went').length, { timeout: 10_000 }).toBeGreaterThan(gone);
    }
    expect(service.log()).not.toContain('a bug in Presend');
  });

  it('are told how many parts a form may have, and that bodies come as they are', async () => {
    const form = new FormData();
    for (let index = 0; index < 60; index++) form.append(`field${String(index)}`, 'x');
    expect(await detailsOf(await fetch(`${service.url}/v1/lint`, { method: 'POST', body: form }))).toMatchObject({ status: 413, detail: expect.stringContaining('1000 files and 50 fields') as string });
    const zipped = await fetch(`${service.url}/v1/lint`, { method: 'POST', headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' }, body: gzipSync('{"html":"<p>Hello</p>"}') });
    expect(await detailsOf(zipped)).toMatchObject({ status: 415, detail: expect.stringContaining('content-encoding') as string });
  });

  it('cannot write more to the disk than the limit, in however many files', async () => {
    const form = new FormData();
    for (let index = 0; index < 5; index++) form.append('files', new Blob(['x'.repeat(700_000)]), `picture-${index}.png`);
    expect((await detailsOf(await fetch(`${service.url}/v1/lint`, { method: 'POST', body: form }))).status).toBe(413);
  });

  it('do not keep fifty others from their answers, and leave nothing behind', async () => {
    const before = memoryOf(service.pid);
    let open = true;
    const hostile = Array.from({ length: 8 }, async (_, turn) => {
      for (let round = 0; open; round++) await attack((turn + round) % 5).catch(() => undefined);
    });
    const callers = Array.from({ length: 50 }, async () => {
      const results: unknown[] = [];
      for (let round = 0; round < 3; round++) {
        const response = await service.post('/v1/lint', { html: HTML, now: NOW });
        results.push(response.status === 200 ? 200 : await response.text());
      }
      return results;
    });
    const statuses = (await Promise.all(callers)).flat();
    open = false;
    await Promise.all(hostile);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    expect((await fetch(`${service.url}/health`)).status).toBe(200);
    expect(memoryOf(service.pid) - before).toBeLessThan(400);
    await expect.poll(() => requestFolders(service.pid), { timeout: 20_000 }).toBe(0);
  }, 240_000);

  async function attack(kind: number): Promise<void> {
    const post = (body: string, signal?: AbortSignal): Promise<Response> => fetch(`${service.url}/v1/lint`, { method: 'POST', headers: { 'content-type': 'application/json' }, body, ...(signal && { signal }) });
    if (kind === 0) await (await post(huge)).text();
    else if (kind === 1) await (await post('{"html":')).text();
    else if (kind === 2) await (await post(deep, AbortSignal.timeout(300))).text();
    else if (kind === 3) await slowly();
    else await (await postLines('/v1/lint', rows)).text();
    await wait(50);
  }

  function slowly(): Promise<void> {
    const { port } = new URL(service.url);
    return new Promise((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('POST /v1/lint HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"html"'));
      setTimeout(() => socket.destroy(), 500);
      socket.on('close', () => resolve()).on('error', () => undefined);
    });
  }
});

describe('work that takes more than is allowed', () => {
  it('is ended with 422, and the next request is answered', async () => {
    const strict = await startService(['--workers', '1', '--timeout', '30', '--memory', '128']);
    const large = await detailsOf(await strict.post('/v1/lint', { html: '<p>a<b>b</b></p>'.repeat(450_000) }));
    expect(large).toMatchObject({ status: 422 });
    expect((await strict.post('/v1/lint', { html: HTML, now: NOW })).status).toBe(200);
    expect(await strict.stop()).toBe(0);
  }, 180_000);
});

describe('a caller who goes', () => {
  it('takes the work along: its process is killed and replaced', async () => {
    const one = await startService(['--workers', '1']);
    const gone = new AbortController();
    const answer = fetch(`${one.url}/v1/lint`, { method: 'POST', body: folderForm(RANT), signal: gone.signal });
    await expect.poll(async () => ((await (await fetch(`${one.url}/health`)).json()) as { busy: number }).busy, { interval: 5, timeout: 60_000 }).toBe(1);
    const [worker] = childrenOf(one.pid);
    expect(worker).toBeDefined();
    gone.abort();
    await expect(answer).rejects.toThrow();
    await expect.poll(() => childrenOf(one.pid).includes(worker ?? ''), { timeout: 20_000 }).toBe(false);
    expect((await one.post('/v1/lint', { html: HTML, now: NOW })).status).toBe(200);
    await expect.poll(() => requestFolders(one.pid), { timeout: 20_000 }).toBe(0);
    expect(await one.stop()).toBe(0);
  }, 180_000);
});

describe('SIGTERM', () => {
  it('lets what runs finish, then ends with code 0', async () => {
    const ending = await startService(['--workers', '1']);
    const answer = fetch(`${ending.url}/v1/lint`, { method: 'POST', body: folderForm(NEWSLETTER) });
    await expect.poll(async () => ((await (await fetch(`${ending.url}/health`)).json()) as { busy: number }).busy, { interval: 5, timeout: 30_000 }).toBe(1);
    const stopped = ending.stop();
    expect((await answer).status).toBe(200);
    expect(await stopped).toBe(0);
  });
});

function rawRequest(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString())).on('close', () => resolve(answer)).on('error', reject);
  });
}

/** MiB. */
function memoryOf(pid: number): number {
  const [, resident] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(resident) / 1024;
}

function childrenOf(pid: number): string[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter((child) => child !== '');
}

function requestFolders(pid: number): number {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`presend-request-${pid}-`)).length;
}
