import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/package.js';
import { startWithPage, type RunningService } from './running-service.js';

const executablePath = inject('chromium');
const RANT = join(PACKAGE_ROOT, 'fixtures/campaigns/prospecting-rant');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const MAIL = `<!doctype html><html lang="en"><head><title>News</title><style>@media (prefers-color-scheme: dark) { p { color: rgb(1, 2, 3) } }</style><meta http-equiv="refresh" content="0;url=ELSEWHERE/"></head>
<body><p id="first">Dear reader, this is the news of the month, with all that you asked for.</p>
<a href="#">Open</a>
<img src="ELSEWHERE/picture.png" alt="A house" width="100" height="50">
<script>document.title = 'ran'</script><img src="x" onerror="parent.document.title = 'ran'" alt="">
</body></html>`;
const PLAN = `recipient_id,status,send_at,local_send_at,timezone,timezone_source,window_start,window_end,expected_rate,expected_rate_low,expected_rate_high,lift,lift_low,lift_high,evidence,personal_events,propensity,reason
ann,scheduled,2026-12-01T17:13:00Z,2026-12-01T18:13:00+01:00,Europe/Berlin,explicit,2026-12-01T16:00:00Z,2026-12-01T18:00:00Z,0.7145,0.5394,0.8419,0.3867,0.1943,0.5459,personal,20,0.4478,
"zoë, the ""second""",held,,,Europe/Paris,region,,,,,,,,,population,0,,no_open_hour
`;
const WHY = JSON.stringify({ recipient_id: 'ann', evidence: { basis: 'personal' }, slot: null, alternatives: [{ local_hour: 'Wed 2026-12-02 17:00', expected_rate: 0.69, cost: 0.0327 }], closed_hours: { quiet_hours: 63 }, moved_from: null });

function styleOf(locator: Locator, property: string): Promise<string> {
  return locator.evaluate((element: unknown, name) => (globalThis as unknown as { getComputedStyle(element: unknown): Record<string, string> }).getComputedStyle(element)[name] ?? '', property);
}

describe.skipIf(executablePath === null)('the page, in a real browser', () => {
  let folder: string;
  let service: RunningService;
  let browser: Browser;
  let page: Page;
  let asked: string[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'presend-page-test-'));
    const { buildPage } = (await import(new URL('../../scripts/build-page.mjs', import.meta.url).href)) as { buildPage: (folder: string) => Promise<void> };
    await buildPage(folder);
    service = await startWithPage(folder);
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(() => page.close());

  async function open(colorScheme: 'light' | 'dark' = 'light'): Promise<void> {
    asked = [];
    page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, colorScheme });
    page.setDefaultTimeout(60_000);
    page.on('requestfinished', (request) => {
      if (!request.url().startsWith(service.url) && !/^(?:data|about|blob):/.test(request.url())) asked.push(request.url());
    });
    await page.goto(service.url);
  }

  async function paste(source: string): Promise<void> {
    await page.getByLabel('Or paste HTML, MJML or a raw message').fill(source);
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.locator('.entry').first().waitFor();
  }

  /** Findings of axe that are serious or worse, as rule and element. */
  async function serious(): Promise<string[]> {
    await page.evaluate(AXE);
    return page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run(context: object, options: object): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> } };
      const { violations } = await axe.run({ exclude: [['iframe']] }, { iframes: false });
      return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 150)}`));
    });
  }

  async function isInSight(locator: Locator): Promise<boolean> {
    const { y, height } = (await locator.boundingBox())!;
    return y < page.viewportSize()!.height && y + height > 0;
  }

  it('shows the rant with its findings on it, and leads from a finding to its place and its explanation', async () => {
    await open();
    await page.setViewportSize({ width: 1280, height: 860 });
    await page.locator('input[webkitdirectory]').setInputFiles(RANT);
    await page.locator('.entry').first().waitFor({ timeout: 200_000 });
    expect(await page.getByRole('heading', { level: 2, name: 'Hold' }).count()).toBe(1);
    expect(await page.locator('.verdict').innerText()).toContain('Do not send this as it is.');
    expect(await page.locator('.envelope').innerText()).toContain('Mehr Sichtbarkeit');
    const hero = page.frameLocator('iframe').locator('img[src^="data:image/png"]');
    await hero.waitFor();

    await page.locator('.entry-head', { hasText: 'content/image-only-body' }).click();
    const distance = async (): Promise<number> => Math.abs((await hero.boundingBox())!.y - (await page.locator('.outline').boundingBox())!.y);
    await expect.poll(distance, { timeout: 10_000 }).toBeLessThan(4); // the page scrolls there
    expect(await page.locator('.excerpt .here').innerText()).toContain('hero.png');
    await page.locator('.prose', { hasText: 'What it does' }).waitFor();
    expect(await serious()).toEqual([]);

    for (const mark of await page.locator('.mark').all()) {
      await mark.click(); // fails when another covers it
      expect(await page.locator('.entry.open .badge').first().innerText()).toBe(await mark.innerText());
    }
    const fifth = page.locator('.entry').nth(4);
    const below = async (): Promise<number> => {
      await fifth.evaluate((entry: { scrollIntoView(): void }) => entry.scrollIntoView()); // until the page has stopped gliding to the last mark
      const filters = (await page.locator('.filters').first().boundingBox())!;
      return (await fifth.boundingBox())!.y - (filters.y + filters.height);
    };
    await expect.poll(below, { timeout: 10_000 }).toBeGreaterThanOrEqual(0); // what is scrolled to is not covered
    expect(asked).toEqual([]);
  }, 300_000);

  it('on a phone, stays with what is said of a finding, and goes to its place when asked', async () => {
    await open();
    await page.setViewportSize({ width: 390, height: 800 });
    await page.locator('input[webkitdirectory]').setInputFiles(RANT);
    await page.locator('.entry').first().waitFor({ timeout: 200_000 });
    const entry = page.locator('.entry', { hasText: 'content/image-only-body' });
    const mark = page.locator('.mark', { hasText: new RegExp(`^${await entry.locator('.badge').innerText()}$`) });

    await entry.locator('.entry-head').click();
    await page.locator('.prose', { hasText: 'What it does' }).waitFor();
    expect([await isInSight(entry), await isInSight(mark)]).toEqual([true, false]);
    await page.getByRole('button', { name: 'Show it on the mail' }).click();
    await expect.poll(() => isInSight(mark), { timeout: 10_000 }).toBe(true);
    await mark.click();
    await expect.poll(() => isInSight(entry), { timeout: 10_000 }).toBe(true);
  }, 300_000);

  it('on a phone, lets the findings stand near the top below a mail of any length', async () => {
    await open();
    await page.setViewportSize({ width: 390, height: 800 });
    await paste(`${MAIL}${'<p>Another line of the news, of which there are many this month.</p>'.repeat(300)}`);
    await page.locator('.mark').first().waitFor();
    expect((await page.locator('.findings').boundingBox())!.y).toBeLessThan(3 * 800);
    expect(await serious()).toEqual([]);
  });

  it('names the tables without which nothing can be decided, and counts one as one', async () => {
    await open();
    const manifest = { kind: 'newsletter', audienceType: 'members', subject: 'News of the month', from: { name: 'Acme', email: 'news@acme.example' }, language: 'en', body: 'body.html' };
    const body = '<html lang="en"><head><title>News</title></head><body><div lang="en" dir="ltr"><h1>News</h1><p>Dear reader, this is the news of the month, with all that you asked for. <a href="https://acme.example/unsubscribe">Unsubscribe</a></p></div></body></html>';
    const folder = mkdtempSync(join(tmpdir(), 'presend-page-incomplete-'));
    try {
      writeFileSync(join(folder, 'campaign.json'), JSON.stringify(manifest));
      writeFileSync(join(folder, 'body.html'), body);
      await page.locator('input[webkitdirectory]').setInputFiles(folder);
      await page.getByRole('heading', { level: 2, name: 'Incomplete' }).waitFor({ timeout: 60_000 });
      expect(await page.locator('.verdict').innerText()).toContain('data that this kind of campaign needs was not given: recipients');
      expect(await page.locator('.figures div').allInnerTexts()).toEqual(expect.arrayContaining(['errors\n0', 'warning\n1']));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('runs nothing of the mail and loads nothing from elsewhere until asked', async () => {
    await open();
    const reached: (string | undefined)[] = [];
    const elsewhere = createServer((request, response) => (reached.push(request.url), response.end()));
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    try {
      await paste(MAIL.replaceAll('ELSEWHERE', `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`));
      await page.locator('.mark').first().waitFor(); // they come when the frame has loaded
      expect([reached, await page.title()]).toEqual([[], 'Presend']);
      await page.getByRole('button', { name: 'Load pictures from the web' }).click();
      await expect.poll(() => reached).toEqual(['/picture.png']);
    } finally {
      elsewhere.close();
      elsewhere.closeAllConnections();
    }
  });

  it('shows the mail without pictures, dark, and at a phone’s width', async () => {
    await open();
    await paste(MAIL);
    const first = page.frameLocator('iframe').locator('#first');
    await page.getByRole('button', { name: 'Images off' }).click();
    expect(await page.locator('iframe').getAttribute('srcdoc')).toContain("img-src 'none'");
    await page.getByRole('button', { name: 'Dark' }).click();
    await expect.poll(() => styleOf(first, 'color')).toBe('rgb(1, 2, 3)');
    await page.getByRole('button', { name: 'Phone width' }).click();
    await expect.poll(async () => (await page.locator('.paper').boundingBox())?.width).toBe(375);
    await page.getByRole('button', { name: 'Phone width' }).click();
    await expect.poll(async () => (await page.locator('.paper').boundingBox())!.width).toBeGreaterThan(600);
  });

  it('inverts a mail that has no dark styles, and shrinks one that is too wide for a phone', async () => {
    await open();
    await paste('<table width="600"><tr><td width="600" style="min-width: 600px"><a href="#">Open</a></td></tr></table>');
    await page.getByRole('button', { name: 'Dark' }).click();
    await expect.poll(() => styleOf(page.frameLocator('iframe').locator('html'), 'filter')).toContain('invert');
    await page.getByRole('button', { name: 'Phone width' }).click();
    await expect.poll(async () => Math.round((await page.locator('iframe').boundingBox())?.width ?? 0)).toBe(375);
  });

  it('lists the attachments of a message, none of which can be opened', async () => {
    await open();
    await paste(['From: a@b.example', 'Subject: Rechnung', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/html', '', '<p>Hello</p>',
      '--b', 'Content-Type: application/pdf', 'Content-Transfer-Encoding: base64', "Content-Disposition: attachment; filename*=UTF-8''Gr%C3%B6%C3%9Fe<b>.pdf", '', 'JVBERi0x', '--b--', ''].join('\r\n'));
    const files = page.getByRole('region', { name: 'Attachments' });
    expect(await files.getByRole('listitem').allInnerTexts()).toEqual(['Größe<b>.pdf application/pdf, 6 bytes']);
    expect(await files.locator('a, button').count()).toBe(0);
    expect(await serious()).toEqual([]);
  });

  it('filters by severity and by word', async () => {
    await open();
    await paste(MAIL);
    const all = await page.locator('.entry').count();
    await page.getByRole('button', { name: /^Errors/ }).click();
    await expect.poll(() => page.locator('.entry').count()).toBeLessThan(all);
    await page.getByRole('button', { name: /^Errors/ }).click();
    await page.getByLabel('Filter by word or rule').fill('link-placeholder');
    await expect.poll(() => page.locator('.entry').count()).toBe(1);
    await expect.poll(() => page.locator('.mark').count()).toBe(1);
  });

  it('works from the keyboard', async () => {
    await open();
    await page.getByLabel('Or paste').fill(MAIL);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.entry').first().waitFor();
    expect(await page.evaluate<string>('document.activeElement.tagName')).toBe('H2');
    await page.locator('.entry-head').first().focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('.entry-head').first().getAttribute('aria-expanded')).toBe('true');
    expect(await page.evaluate<string>('document.activeElement.className')).toBe('entry-head');
    await page.getByLabel('Filter by word or rule').focus();
    await page.keyboard.type('link-placeholder');
    await expect.poll(() => page.locator('.entry').count()).toBe(1);
    await page.getByRole('tab', { name: 'Campaign' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tab', { name: 'Schedule' }).getAttribute('aria-selected')).toBe('true');
  });

  it('asks for the token of a service that wants one, and says when it was not accepted', async () => {
    const guarded = await startWithPage(folder, 'a-long-enough-token');
    try {
      page = await browser.newPage();
      await page.goto(guarded.url);
      await page.getByLabel('Or paste').fill(MAIL);
      await page.getByRole('button', { name: 'Check', exact: true }).click();
      await page.getByLabel('This service wants a token').fill('wrong');
      expect(await page.getByRole('alert').count()).toBe(0);
      await page.getByRole('button', { name: 'Continue' }).click();
      expect(await page.getByRole('alert').innerText()).toBe('This token was not accepted.');
      await page.getByLabel('This service wants a token').fill('a-long-enough-token');
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.locator('.entry').first().waitFor();
    } finally {
      await guarded.stop();
    }
  });

  it('says in one line what cannot be read', async () => {
    await open();
    await page.locator('#panel-campaign input[type=file]').first().setInputFiles({ name: 'empty.html', mimeType: 'text/html', buffer: Buffer.from(' ') });
    expect(await page.getByRole('alert').innerText()).toContain('empty');
  });

  it.each(['light', 'dark'] as const)('shows a plan as a week, for all and for one, with reasons (%s)', async (scheme) => {
    await open(scheme);
    expect(await serious()).toEqual([]);
    writeFileSync(join(folder, 'plan.csv'), PLAN);
    writeFileSync(join(folder, 'why.jsonl'), `${WHY}\n`);
    await page.getByRole('tab', { name: 'Schedule' }).click();
    await page.locator('#panel-schedule input[type=file]').setInputFiles([join(folder, 'plan.csv'), join(folder, 'why.jsonl')]);
    await page.getByRole('heading', { name: '1 scheduled' }).waitFor();
    expect(await page.locator('.heat').first().locator('td[title="Tuesday 18:00: 1 recipient"]').count()).toBe(1);
    const own = page.locator('.one .heat');
    expect(await own.locator('td.chosen').getAttribute('title')).toContain('Tuesday 18:00');
    expect(await own.locator('td.window').getAttribute('title')).toContain('Tuesday 17:00');
    expect(await own.locator('td.alternative').getAttribute('title')).toContain('Wednesday 17:00');
    expect(await page.locator('.reasons').innerText()).toContain('63 by quiet hours');
    await page.getByLabel('Find a recipient by id').fill('zoë');
    await page.getByRole('button', { name: 'zoë, the "second"' }).click();
    expect(await page.locator('.reasons').innerText()).toContain('Held: no open hour');
    expect(await serious()).toEqual([]);
    expect(asked).toEqual([]);
  });
});
