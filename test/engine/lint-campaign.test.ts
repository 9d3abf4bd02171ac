import { describe, expect, it } from 'vitest';
import type { EnabledRule } from '#config/select-rules.js';
import { lintCampaign } from '#engine/lint-campaign.js';
import type { Manifest } from '#campaign/manifest.js';
import { defineRule } from '#rule/rule.js';
import { campaignOf } from '../campaign/campaign-of.js';
import { NOW } from '../rule/run-rule.js';

const saleWord = defineRule({
  id: 'content/sale-word',
  severity: 'error',
  summary: 'A block says sale',
  needs: ['html'],
  messages: { sale: 'Block says "{{text}}".' },
  suggestions: { sale: 'Say it otherwise.' },
  defaultOptions: {},
  optionsSchema: {},
  *check({ visibleText }) {
    for (const { text, location } of visibleText.blocks) if (/sale/i.test(text)) yield { messageId: 'sale', data: { text }, location };
  },
});
const crashing = defineRule({
  id: 'content/crashing',
  severity: 'error',
  summary: 'Crashes',
  needs: [],
  messages: {},
  suggestions: {},
  defaultOptions: {},
  optionsSchema: {},
   
  *check() {
    throw new TypeError('boom');
  },
});
const needsConsents = defineRule({
  id: 'consent/needs-consents',
  severity: 'error',
  summary: 'Needs consents',
  needs: ['recipients', 'consents'],
  messages: {},
  suggestions: {},
  defaultOptions: {},
  optionsSchema: {},
  *check() {},
});

const enabled = (rule: EnabledRule['rule'], severity: EnabledRule['severity'] = 'error'): EnabledRule => ({ rule, severity, options: {} });
const HTML = '<html lang="en"><body>\n<p>Winter sale</p>\n<p>Nothing else</p>\n<p>Sale ends</p>\n</body></html>';

async function lint(rules: readonly EnabledRule[], { eml, html = HTML, manifest, allow }: { eml?: string; html?: string; manifest?: Manifest; allow?: Record<string, string> } = {}) {
  const campaign = await campaignOf({ ...(eml === undefined ? { html } : { eml }), ...(manifest && { manifest }) });
  return lintCampaign({ campaign, rules, context: { now: NOW, sendAt: NOW }, privacy: { hashKey: 'k', showRecipients: false }, ...(allow && { allow }) });
}

describe('lintCampaign', () => {
  it('reports findings in source order with severity, wording, place and help', async () => {
    const { findings, verdict, counts } = await lint([enabled(saleWord)]);
    expect(findings.map(({ message, location }) => [message, location?.line])).toEqual([['Block says "Winter sale".', 2], ['Block says "Sale ends".', 4]]);
    expect(findings[0]).toMatchObject({ rule: 'content/sale-word', severity: 'error', help: 'rules/content/sale-word/README.md', suggestion: 'Say it otherwise.' });
    expect(verdict).toBe('hold');
    expect(counts).toEqual({ error: 2, warning: 0, info: 0, passed: 0, skipped: 0 });
  });

  it('gives the configured severity', async () => {
    expect(await lint([enabled(saleWord, 'warning')])).toMatchObject({ verdict: 'review', counts: { warning: 2 } });
  });

  it('skips a rule that lacks an input, and names the input', async () => {
    const { skipped, counts, verdict } = await lint([enabled(needsConsents)]);
    expect(skipped).toEqual([{ rule: 'consent/needs-consents', needs: ['recipients', 'consents'] }]);
    expect(counts).toMatchObject({ passed: 0, skipped: 1 });
    expect(verdict).toBe('send'); // a lone body declares nothing
  });

  it('is incomplete when a declared kind needs the data of a skipped error-level rule', async () => {
    expect((await lint([enabled(needsConsents)], { manifest: { kind: 'marketing' } })).verdict).toBe('incomplete');
    expect((await lint([enabled(needsConsents)], { manifest: { kind: 'transactional' } })).verdict).toBe('send');
    expect((await lint([enabled(needsConsents, 'warning')], { manifest: { kind: 'marketing' } })).verdict).toBe('send');
  });

  it('lets the other rules run when one crashes, and names it as a bug', async () => {
    const { crashes, findings } = await lint([enabled(crashing), enabled(saleWord)]);
    expect(crashes.map(({ rule, error }) => [rule, error.message])).toEqual([['content/crashing', 'Rule content/crashing crashed: boom']]);
    expect(findings).toHaveLength(2);
  });

  it('waives an allowed rule and reports reason and count', async () => {
    const { findings, allowed, verdict } = await lint([enabled(saleWord)], { allow: { 'content/sale-word': 'the client insists' } });
    expect(findings).toEqual([]);
    expect(allowed).toEqual([{ rule: 'content/sale-word', reason: 'the client insists', findings: 2 }]);
    expect(verdict).toBe('send');
  });

  it.each(['\n', ''])('waives from an inline comment to the matching enable comment, and nothing before or after it (line breaks: %j)', async (lineBreak) => {
    const html = HTML.replaceAll('\n', lineBreak).replace('<p>Winter', `<!-- presend-disable content/sale-word -- headline of the year -->${lineBreak}<p>Winter`).replace('<p>Nothing', `<!-- presend-enable content/sale-word -->${lineBreak}<p>Nothing`);
    const { findings, allowed } = await lint([enabled(saleWord)], { html });
    expect(findings.map(({ message }) => message)).toEqual(['Block says "Sale ends".']);
    expect(allowed).toEqual([{ rule: 'content/sale-word', reason: 'headline of the year', findings: 1 }]);
  });

  it.each(['8bit', 'quoted-printable', 'base64'] as const)('reads the comments of a message as its HTML is decoded: %s', async (encoding) => {
    const html = HTML.replaceAll('\n', '\r\n').replace('<p>Winter', '<!-- presend-disable content/sale-word -- headline of the year, as the client and the agency agreed -->\r\n<p>Winter').replace('<p>Nothing', '<!-- presend-enable content/sale-word -->\r\n<p>Nothing');
    const body = { '8bit': html, 'quoted-printable': html.replaceAll('=', '=3D').replace('sale-word -- head', 'sale-w=\r\nord -- head'), base64: Buffer.from(html).toString('base64') }[encoding];
    const eml = `From: a@acme.example\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n`;
    const { findings, allowed } = await lint([enabled(saleWord)], { eml });
    // Of base64 no place but its beginning is known: the comment holds for the whole part.
    expect([findings.length, allowed[0]?.findings]).toEqual(encoding === 'base64' ? [0, 2] : [1, 1]);
    await expect(lint([enabled(saleWord)], { eml: eml.replace(body, encoding === 'base64' ? Buffer.from('<p>x</p><!-- presend-disable content/sale-word -->').toString('base64') : '<p>x</p><!-- presend-disable content/sale-word -->') })).rejects.toThrow(/:5: presend-disable needs one rule and a reason/);
  });

  it('refuses an inline comment without a reason, or an end without a beginning, naming its line', async () => {
    await expect(lint([enabled(saleWord)], { html: HTML.replace('<p>Winter', '<!-- presend-disable content/sale-word -->\n<p>Winter') })).rejects.toThrow(/:2: presend-disable needs one rule and a reason/);
    const unended = HTML.replace('<p>Winter', '<!-- presend-disable content/sale-word -- a sale -->\n<p>Winter').replace('<p>Nothing', '<!-- presend-enable content/sales-word -->\n<p>Nothing');
    await expect(lint([enabled(saleWord)], { html: unended })).rejects.toThrow('"presend-enable content/sales-word" ends no presend-disable before it');
  });
});
