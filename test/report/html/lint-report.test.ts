import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { load } from 'cheerio';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { lint, preview } from '../../../src/index.js';
import { reportHtml } from '#report/html/lint-report.js';

const RANT = 'fixtures/campaigns/prospecting-rant';
const NOW = new Date('2026-11-20T10:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'presend-html-'));
afterAll(() => rmSync(folder, { recursive: true }));

const HOSTILE = `<html lang="en"><head><title>T</title></head><body><h1>Offer</h1>
<a href="javascript:alert(1)">Click "here" </script><script>document.title='owned'</script></a>
<img src="https://tracker.example/p.gif" onerror="document.title='owned'"><iframe src="https://evil.example/"></iframe>
<form action="https://evil.example/"><input name="a"></form></body></html>`;

async function reportOf(path: string): Promise<string> {
  const result = await lint({ campaigns: [path], now: NOW });
  return reportHtml(result, new Map([[path, await preview(path)]]));
}

describe('the HTML report of lint', { timeout: 120_000 }, () => {
  let rant: string;
  let hostile: string;
  beforeAll(async () => {
    rant = await reportOf(RANT);
    const path = join(folder, 'hostile.html');
    writeFileSync(path, HOSTILE);
    hostile = await reportOf(path);
  }, 120_000);

  it('says the verdict, each finding with its rule and place, who is held back, and what was not checked', () => {
    const $ = load(rant);
    expect($('.verdict').text()).toBe('Hold');
    expect($('.finding.error code').text()).toContain('content/image-only-body');
    expect($('.finding').first().text()).toContain('body.html:25');
    expect($('[aria-label^="Held back by rule"]').attr('aria-label')).toContain('consent/consent-missing 2');
    expect($('h2').text()).toContain('Not checked');
  });

  it('sets options that advice names as code', () => {
    expect(load(rant)('.advice code').toArray().map((code) => load(code).text())).toContain('allow');
  });

  it('carries the picture of the mail in the file', () => {
    expect(load(rant)('iframe').attr('srcdoc')).toMatch(/src="data:image\/png;base64,/);
  });

  it('holds no script but its own, whatever the mail says', () => {
    const $ = load(hostile);
    expect($('script')).toHaveLength(1);
    const mail = load($('iframe').attr('srcdoc') ?? '');
    expect(mail('script, iframe, base, meta[http-equiv]')).toHaveLength(0);
    expect(mail('img').attr('src')).toBeUndefined();
    expect($('.mail ~ .note').text()).toContain('1 picture lies on web servers');
  });

  it('shows several campaigns below an overview, and those that could not be read', async () => {
    const path = join(folder, 'hostile.html');
    const result = await lint({ campaigns: [path, 'fixtures/campaigns/good-newsletter', join(folder, 'absent.html')], now: NOW });
    const $ = load(reportHtml(result, new Map()));
    expect($('table').first().text()).toContain('good-newsletter');
    expect($('main').text()).toContain('absent.html');
    expect($('h1')).toHaveLength(1);
    const [own, common] = [$('section.nested').text(), $('main > h2:contains("Not checked in any campaign") ~ .scroll').text()];
    expect([own.includes('content/spamassassin-score'), common.includes('content/spamassassin-score')]).toEqual([false, true]);
    expect([own.includes('brand/logo-missing'), common.includes('brand/logo-missing')]).toEqual([true, false]); // for want of a manifest, which one of them has
    expect($('section.nested > h3').first().text()).toBe('Findings');
    const regions = $('section[aria-label], aside[aria-label]').toArray().map((region) => $(region).attr('aria-label'));
    expect(regions.length).toBeGreaterThan(2);
    expect(new Set(regions).size).toBe(regions.length);
  });

  describe.skipIf(inject('chromium') === null)('in a browser', () => {
    let browser: Browser;
    let page: Page;
    const requests: string[] = [];
    const complaints: string[] = [];
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: inject('chromium') ?? '', args: ['--no-sandbox'] });
      page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      page.on('request', (request) => { if (!/^(?:file|data):/.test(request.url())) requests.push(request.url()); });
      page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
      page.on('pageerror', (error) => { complaints.push(error.message); });
    }, 60_000);
    afterAll(() => browser.close());

    const open = async (html: string): Promise<void> => {
      const file = join(folder, 'report.html');
      writeFileSync(file, html);
      await page.goto(pathToFileURL(file).href);
      await page.waitForSelector('.frame iframe');
    };

    it('asks nobody for anything, runs nothing of the mail, and complains of nothing', async () => {
      await open(hostile);
      expect(await page.title()).not.toBe('owned');
      expect(requests).toEqual([]);
      expect(complaints).toEqual([]);
    });

    it('numbers the places in the mail, and a number leads to its finding', async () => {
      await open(rant);
      await page.waitForSelector('.frame .number-badge');
      const badge = page.locator('.frame .number-badge').first();
      const target = await badge.getAttribute('href');
      await badge.click();
      expect(new URL(page.url()).hash).toBe(target);
    });

    // 320: WCAG 2.2, 1.4.10 (Reflow)
    it.each([390, 320])('fits a phone of %i pixels without scrolling sideways', async (width) => {
      await page.setViewportSize({ width, height: 844 });
      await open(rant);
      await page.waitForSelector('.frame .number-badge');
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      expect(await page.evaluate('document.querySelector(".finding").clientWidth')).toBeGreaterThan(width - 60);
    });

    it.each([390, 1000, 1280])('shows the mail whole, however wide it is, %i pixels wide', async (width) => {
      await page.setViewportSize({ width, height: 844 });
      await open(rant);
      await page.waitForSelector('.frame .number-badge');
      const [own, shown] = await page.evaluate<[number, number]>('(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth])(document.querySelector(".frame"))');
      expect(own).toBe(shown);
    });

    it.each(['light', 'dark'] as const)('has nothing serious against it from axe in %s', async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await open(rant);
      // The report's policy lets no script in but its own, so axe is handed to the page by the debugger.
      await page.evaluate(await import('node:fs').then(({ readFileSync }) => readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')));
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as { axe: { run(context: unknown): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> } };
        // The mail itself is judged by rules, not by the report's test.
        return (await axe.run({ exclude: [['iframe']] })).violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
      });
      expect(violations).toEqual([]);
    });
  });
});
