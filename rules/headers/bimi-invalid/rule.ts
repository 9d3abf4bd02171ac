import type { Campaign } from '#campaign/campaign.js';
import { headersNamed, parametersOf } from '#campaign/eml/header-fields.js';
import { senderOf } from '#campaign/eml/sender-domain.js';
import { bimiRecordOf, type BimiAnswer } from '#network/bimi-record.js';
import { dmarcRecordOf, organisationalDomain } from '#network/dmarc-record.js';
import type { Network } from '#network/network.js';
import type { Problem } from '#rule/finding.js';
import { clipped } from '#rule/format-message.js';
import { defineRule } from '#rule/rule.js';
import { logoFault } from './logo-fault.js';

type MessageId = 'missing' | 'invalid' | 'policy' | 'logo' | 'certificate' | 'noCertificate';

/** More than any logo may have, so that its true size can be told. */
const MOST_BYTES = 512 * 1024;

export default defineRule<MessageId, object>({
  id: 'headers/bimi-invalid',
  severity: 'info',
  summary: 'The sender publishes a BIMI logo that mailbox providers will not show',
  needs: ['from', 'network'],
  messages: {
    missing: 'The mail names the BIMI selector {{selector}}, but no record is published at {{name}}.',
    invalid: 'The BIMI record at {{name}} is not valid: {{reason}}.',
    policy: 'The BIMI logo of {{domain}} will not be shown: {{reason}}.',
    logo: 'The BIMI logo {{url}} will not be shown: {{reason}}.',
    certificate: 'The BIMI certificate {{url}} cannot be fetched: {{reason}}.',
    noCertificate: 'The BIMI record at {{name}} names no certificate, and Gmail shows no logo without one.',
  },
  suggestions: {
    missing: 'Publish the record, or take the BIMI-Selector field away.',
    invalid: 'Publish one record such as "v=BIMI1; l=https://.../logo.svg; a=https://.../certificate.pem".',
    policy: 'Publish DMARC with p=quarantine or p=reject for all mail of the domain, once reports show that your own mail passes.',
    logo: 'Publish a square logo as SVG Tiny Portable/Secure of at most 32 KiB over https.',
    certificate: 'Publish the certificate at that address, or correct it.',
    noCertificate: 'Get a Verified or Common Mark Certificate for the logo and name it in a=, if it should show in Gmail.',
  },
  defaultOptions: {},
  optionsSchema: {},
  async *check(campaign, _, { network }) {
    const sender = senderOf(campaign);
    if (!network || !sender) return;
    const { from: { location }, domain } = sender;
    const selector = selectorIn(campaign);
    const answer = await bimiRecordOf(domain, selector ?? 'default', network);
    if (answer.kind === 'missing' && selector !== undefined) yield { messageId: 'missing', data: { selector, name: answer.name }, location };
    if (answer.kind === 'invalid') yield { messageId: 'invalid', data: { name: answer.name, reason: answer.reason }, location };
    if (answer.kind !== 'found') return;
    for (const problem of await problemsOf(answer, domain, network)) yield { ...problem, location };
  },
  async unchecked(campaign, _, { network }) {
    const sender = senderOf(campaign);
    if (!network || !sender) return undefined;
    const answer = await bimiRecordOf(sender.domain, selectorIn(campaign) ?? 'default', network);
    return answer.kind === 'unknown' ? `a second try at the BIMI record of ${sender.domain} (${answer.reason})` : undefined;
  },
});

/** Only where the mail names one. */
function selectorIn(campaign: Campaign): string | undefined {
  const field = headersNamed(campaign, 'bimi-selector')[0];
  const selector = field && parametersOf(field.value).get('s')?.toLowerCase();
  return selector !== undefined && /^[a-z\d_.-]{1,63}$/.test(selector) ? selector : undefined;
}

async function problemsOf({ name, logo, certificate }: Extract<BimiAnswer, { kind: 'found' }>, domain: string, network: Network): Promise<readonly Problem<MessageId>[]> {
  const [lax, wrongLogo, wrongCertificate] = await Promise.all([laxPolicy(domain, network), logoProblem(logo, network), certificateProblem(certificate, name, network)]);
  const policy: Problem<MessageId>[] = lax === undefined ? [] : [{ messageId: 'policy', data: { domain, reason: lax } }];
  return [...policy, ...wrongLogo, ...wrongCertificate];
}

/** Both the domain and its organisation must ask for quarantine of all mail, or refusal, for subdomains too (BIMI draft, 7.1). */
async function laxPolicy(domain: string, network: Network): Promise<string | undefined> {
  for (const each of new Set([domain, organisationalDomain(domain)])) {
    const answer = await dmarcRecordOf(each, network);
    if (answer.kind === 'missing') return `${each} has no DMARC record`;
    if (answer.kind === 'invalid') return `the DMARC record at ${answer.name} counts for nothing: ${answer.reason}`;
    if (answer.kind !== 'found') continue;
    const { policy, subdomainPolicy, percent } = answer.record;
    if (policy === 'none') return `the DMARC policy for ${each} is p=none`;
    if (subdomainPolicy === 'none') return `the DMARC policy for subdomains of ${each} is sp=none`;
    if (policy === 'quarantine' && percent < 100) return `the DMARC policy for ${each} covers only ${percent} % of its mail`;
  }
  return undefined;
}

async function logoProblem(url: string, network: Network): Promise<readonly Problem<MessageId>[]> {
  if (url === '') return [];
  const { outcome, reason, bytes, tooLarge } = await network.download(url, MOST_BYTES);
  const fault = bytes ? logoFault(bytes) : tooLarge !== undefined ? reason : outcome === 'dead' ? reason : undefined;
  return fault === undefined ? [] : [{ messageId: 'logo', data: { url: clipped(url, 120), reason: fault } }];
}

/** What the certificate says is not read. */
async function certificateProblem(url: string, name: string, network: Network): Promise<readonly Problem<MessageId>[]> {
  if (url === '') return [{ messageId: 'noCertificate', data: { name } }];
  const { outcome, reason } = await network.visit(url);
  return outcome === 'dead' ? [{ messageId: 'certificate', data: { url: clipped(url, 120), reason } }] : [];
}
