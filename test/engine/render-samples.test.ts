import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Audience } from '#audience/audience.js';
import { lintCampaign } from '#engine/lint-campaign.js';
import { isAudienceRule } from '#rule/rule.js';
import { rules as allRules } from '#rules/index.js';
import { selectRules } from '#config/select-rules.js';
import { audienceOf, SEND_AT } from '../audience/audience-of.js';
import { campaignOf } from '../campaign/campaign-of.js';

const RECIPIENTS = `recipient_id,email,first_name,city
r1,a@a.de,Anna,Berlin
r2,b@a.de,,Köln
r3,c@a.de,Иван,
r4,d@a.de,"Maximiliane Alexandra Theodora von und zu Hohenlohe-Schillingsfürst, Erste ihres Namens und Hüterin vieler Gärten",Rom
`;

/** What samples see is found by the rules about the message. */
const RULES = selectRules(allRules, { rules: {} }, { 'content/mixed-language': 'off' }).filter(({ rule }) => !isAudienceRule(rule));
let audience: Audience;
beforeAll(async () => { ({ audience } = await audienceOf({ recipients: RECIPIENTS, facts: new Set(RULES.flatMap(({ rule }) => rule.facts ?? [])) })); });
afterAll(() => audience.warehouse.close());

async function samplesOf(fixture: { html: string; subject?: string; esp?: string }, showRecipients = false) {
  const { esp, ...parts } = fixture;
  const campaign = await campaignOf({ ...parts, manifest: { ...(esp !== undefined && { esp }), ...(parts.subject !== undefined && { subject: parts.subject }) } });
  const { findings, skipped, crashes } = await lintCampaign({ campaign, audience, rules: RULES, context: { now: SEND_AT, sendAt: SEND_AT }, privacy: { hashKey: 'key', showRecipients } });
  expect(crashes).toEqual([]);
  return { findings: findings.filter(({ message }) => message.startsWith('As the recipient')), skipped };
}

it('shows the greeting that a recipient without a first name gets, and names the sample, not the person', async () => {
  const { findings } = await samplesOf({ html: '<p>Hallo {{ first_name }},</p><p>wir freuen uns auf Ihren Besuch.</p>', esp: 'sendgrid' });
  const [finding] = findings.filter(({ rule }) => rule === 'personalization/broken-merge-output');
  expect(finding?.message).toMatch(/^As the recipient with the most empty fields \(sha256:[0-9a-f]{16}\) sees it: The greeting reads "Hallo ,"/);
  expect(finding?.severity).toBe('warning');
  expect(JSON.stringify(findings)).not.toMatch(/Maximiliane|Иван|r2/);
});

it('takes an address that a tag fills in for the key of the reader, and for nobody else\'s', async () => {
  const { findings } = await samplesOf({ html: '<p>Hallo {{ first_name }},</p><p>hier steht es.</p><p><a href="https://acme.de/abmelden?e={{ email }}">Abmelden</a></p>', esp: 'sendgrid' });
  expect(findings.filter(({ rule }) => rule === 'links/link-borrowed')).toEqual([]);
});

it('takes the fallback that a tag declares, and runs Liquid conditions', async () => {
  const broken = async (html: string) => (await samplesOf({ html, esp: 'customer.io' })).findings.filter(({ rule }) => rule === 'personalization/broken-merge-output').length;
  expect(await broken(`<p>Hallo {{ customer.first_name | default: "liebe Leserin" }},</p><p>willkommen.</p>`)).toBe(0);
  expect(await broken('<p>Hallo{% if customer.first_name != "" %} {{ customer.first_name }}{% endif %},</p><p>willkommen.</p>')).toBe(0);
  expect(await broken('<p>{% if customer.city %}Hallo {{ customer.first_name }},{% endif %}</p><p>willkommen.</p>')).toBe(1);
});

it('sees a subject that one long name makes too long, and says who with --show-recipients', async () => {
  const { findings } = await samplesOf({ html: '<p>Guten Tag, hier ist unser Brief.</p>', subject: 'Ein Brief für {{ first_name }}', esp: 'sendgrid' }, true);
  expect(findings.filter(({ rule }) => rule === 'content/subject-length').map(({ message }) => /the longest first_name \(r4\)/.test(message))).toContain(true);
});

it('renders conditions of Mailchimp and Handlebars: an empty name takes the branch for it', async () => {
  for (const [html, esp] of [['<p>*|IF:FIRST_NAME|*Hallo *|FIRST_NAME|*,*|ELSE:|*Hallo ,*|END:IF|*</p>', 'mailchimp'], ['<p>{{#if first_name}}Hallo {{first_name}},{{else}}Hallo ,{{/if}}</p>', 'sendgrid']] as const) {
    const { findings, skipped } = await samplesOf({ html, esp });
    expect(skipped.filter(({ because }) => because?.includes('Presend can run'))).toEqual([]);
    expect(findings.map(({ rule }) => rule)).toContain('personalization/broken-merge-output');
  }
});

it('says that a template with conditions of another language was not rendered', async () => {
  const { findings, skipped } = await samplesOf({ html: '<p>%%[ IF EMPTY(@first_name) THEN ]%%Hallo%%[ ENDIF ]%% %%first_name%%</p>', esp: 'salesforce' });
  expect(findings).toEqual([]);
  expect(skipped.find(({ rule }) => rule === 'personalization/broken-merge-output')?.because).toContain('whose conditions Presend can run');
});

it('counts and names the recipients for whom the template fails, and sees it as the others do', async () => {
  const endless = '{% if customer.city == "Rom" %}{% for n in (1..100000000) %}{{ n }}{% endfor %}{% endif %}';
  const { findings, skipped } = await samplesOf({ html: `<p>Hallo {{ customer.first_name }},</p><p>willkommen.</p>${endless}`, esp: 'customer.io' });
  expect(findings.map(({ rule }) => rule)).toContain('personalization/broken-merge-output');
  const because = skipped.find(({ rule }) => rule === 'personalization/broken-merge-output')?.because;
  expect(because).toMatch(/^the message as 1 of \d sample recipients would see it: the template fails for the one with the longest first_name \(.+\)$/);
  expect(because).not.toContain('Maximiliane');
});

it('reports a job title that is pasted once: in the template, not again in what the recipients read', async () => {
  const titled = async (html: string) => {
    const campaign = await campaignOf({ html, manifest: { esp: 'sendgrid' } });
    const { audience } = await audienceOf({ recipients: 'recipient_id,email,first_name,job_title\nr1,a@a.de,Anna,Head of Sales EMEA & Strategic Alliances\n', facts: new Set() });
    try {
      const { findings } = await lintCampaign({ campaign, audience, rules: RULES.filter(({ rule }) => rule.id === 'personalization/job-title-pasted'), context: { now: SEND_AT, sendAt: SEND_AT }, privacy: { hashKey: 'key', showRecipients: false } });
      return findings.map(({ location }) => location?.part);
    } finally {
      await audience.warehouse.close();
    }
  };
  expect(await titled('<p>Hi {{ first_name }},</p><p>As {{ job_title }} you decide which tools your whole team works with every day.</p>')).toEqual(['html']);
});
