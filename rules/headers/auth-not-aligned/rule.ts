import { parse } from 'tldts';
import FREE_MAIL from '#audience/free-mail.json' with { type: 'json' };
import type { Campaign, Header } from '#campaign/campaign.js';
import { headersNamed, isMailing, parametersOf, rawValue } from '#campaign/eml/header-fields.js';
import type { Problem } from '#rule/finding.js';
import { defineRule } from '#rule/rule.js';

type MessageId = 'freeMail' | 'dmarcFailed' | 'spfFailed' | 'dkimFailed' | 'notAligned';

const FREE = new Set(FREE_MAIL);

/** RFC 8601: `method=result`, and what it was judged by. Comments are taken out first. */
const RESULT = /\b(spf|dkim|dmarc)=([a-z]+)/gi;
const DOMAIN_IN_ADDRESS = /@([\w-]{1,63}(?:\.[\w-]{1,63}){1,10})/;

export default defineRule<MessageId, object>({
  id: 'headers/auth-not-aligned',
  severity: 'error',
  summary: 'The sender\'s domain is not authenticated by SPF, DKIM and DMARC',
  needs: ['headers'],
  messages: {
    freeMail: 'The mailing comes from {{domain}}, a free-mail domain that only its owner can authenticate.',
    dmarcFailed: 'The receiving server says that DMARC failed for {{domain}}.',
    spfFailed: 'The receiving server says that SPF came to {{result}}.',
    dkimFailed: 'The receiving server says that DKIM came to {{result}}.',
    notAligned: 'The mail is from {{domain}}, but {{others}}; DMARC cannot align.',
  },
  suggestions: {
    freeMail: 'Send from a domain of your own.',
    dmarcFailed: 'Set up DKIM and a return path on your own domain at the ESP.',
    spfFailed: 'List the servers of the ESP in the SPF record of the return path\'s domain.',
    dkimFailed: 'Publish the key that the ESP gives you, and let nothing change the mail after it is signed.',
    notAligned: 'Set up DKIM and a return path on your own domain at the ESP.',
  },
  defaultOptions: {},
  optionsSchema: {},
  *check(campaign) {
    const mailing = isMailing(campaign);
    for (const problem of problemsOf(campaign, mailing !== undefined)) yield mailing === 'declared' ? problem : { severity: 'warning', ...problem };
  },
  unchecked(campaign) {
    const isTold = ['authentication-results', 'dkim-signature', 'return-path'].some((name) => headersNamed(campaign, name).length > 0);
    return Promise.resolve(isTold ? undefined : 'the message has neither been signed nor received; give a test mail as it arrived');
  },
});

function* problemsOf(campaign: Campaign, isToMany: boolean): Iterable<Problem<MessageId>> {
  const [from] = headersNamed(campaign, 'from');
  const host = DOMAIN_IN_ADDRESS.exec(from?.value ?? '')?.[1]?.toLowerCase();
  if (!from || host === undefined) return;
  if (FREE.has(host)) {
    if (isToMany) yield { messageId: 'freeMail', data: { domain: host }, location: from.location };
    return;
  }
  const [results] = headersNamed(campaign, 'authentication-results');
  if (results) yield* resultProblems(campaign, results, host);
  else yield* alignmentProblems(campaign, from, host);
}

/** The topmost field is that of the last receiver. Forwarding breaks SPF, so DMARC's pass settles the matter. */
function* resultProblems(campaign: Campaign, header: Header, domain: string): Iterable<Problem<MessageId>> {
  const found = new Map<string, string[]>();
  for (const [, method = '', result = ''] of rawValue(campaign, header).replace(/\([^()]{0,500}\)/g, ' ').matchAll(RESULT)) {
    const name = method.toLowerCase();
    found.set(name, [...(found.get(name) ?? []), result.toLowerCase()]);
  }
  const { location } = header;
  const results = (method: string) => found.get(method) ?? [];
  if (results('dmarc').includes('fail')) yield { messageId: 'dmarcFailed', data: { domain }, location };
  const [spf] = results('spf');
  if (spf !== undefined && spf !== 'pass') yield { messageId: 'spfFailed', severity: 'warning', data: { result: spf }, location };
  const dkim = results('dkim');
  if (dkim[0] !== undefined && !dkim.includes('pass')) yield { messageId: 'dkimFailed', severity: 'warning', data: { result: dkim[0] }, location };
}

/** Relaxed alignment: the same registrable domain. Nothing is said when neither a signature nor an envelope sender is known. */
function* alignmentProblems(campaign: Campaign, from: Header, host: string): Iterable<Problem<MessageId>> {
  const { signedBy, returnPath } = identitiesOf(campaign);
  if (signedBy.length === 0) return;
  const own = registrable(host);
  if ([...signedBy, ...(returnPath === undefined ? [] : [returnPath])].some((domain) => registrable(domain) === own)) return;
  const others = [`DKIM signs as ${[...new Set(signedBy)].join(' and ')}`, ...(returnPath === undefined ? [] : [`bounces go to ${returnPath}`])].join(' and ');
  yield { messageId: 'notAligned', data: { domain: host, others }, location: from.location, evidence: { from: host, dkim: signedBy, returnPath } };
}

/** d= of each signature, and the domain of the envelope sender. */
function identitiesOf(campaign: Campaign): { readonly signedBy: readonly string[]; readonly returnPath: string | undefined } {
  const signedBy = headersNamed(campaign, 'dkim-signature').flatMap((header) => parametersOf(rawValue(campaign, header)).get('d')?.toLowerCase() ?? []);
  const returnPath = DOMAIN_IN_ADDRESS.exec(headersNamed(campaign, 'return-path')[0]?.value ?? '')?.[1]?.toLowerCase();
  return { signedBy, returnPath };
}

function registrable(domain: string): string {
  return parse(domain, { allowPrivateDomains: true }).domain ?? domain;
}
