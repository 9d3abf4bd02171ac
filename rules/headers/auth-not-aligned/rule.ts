import FREE_MAIL from '#audience/free-mail.json' with { type: 'json' };
import type { Campaign, Header } from '#campaign/campaign.js';
import { headersNamed, isMailing } from '#campaign/eml/header-fields.js';
import { senderOf } from '#campaign/eml/sender-domain.js';
import type { Located } from '#campaign/location.js';
import type { Network } from '#network/network.js';
import type { Problem } from '#rule/finding.js';
import { defineRule } from '#rule/rule.js';
import { identitiesOf, isAnyAligned, type AlignmentModes } from './alignment.js';
import { publishedRecords, signatureProblems } from './published-records.js';
import { receivedResults, type ReceivedResults } from './received-results.js';
import { fieldProblems, type FieldMessageId } from './signature-fields.js';

type MessageId =
  | 'freeMail' | 'dmarcFailed' | 'spfFailed' | 'dkimFailed' | 'notAligned' | 'dmarcMissing' | 'dmarcInvalid' | 'dmarcAsNone' | 'spfMissing' | 'spfInvalid' | 'spfOpen'
  | 'dkimKeyMissing' | 'dkimBroken' | 'dkimWeakKey' | FieldMessageId;

const FREE = new Set(FREE_MAIL);
const TOLD = ['authentication-results', 'dkim-signature', 'return-path'];

export default defineRule<MessageId, object>({
  id: 'headers/auth-not-aligned',
  severity: 'error',
  summary: 'The sender\'s domain is not authenticated by SPF, DKIM and DMARC',
  needs: ['from'],
  messages: {
    freeMail: 'The mailing comes from {{domain}}, a free-mail domain that only its owner can authenticate.',
    dmarcFailed: 'The receiving server says that DMARC failed for {{domain}}.',
    spfFailed: 'The receiving server says that SPF came to {{result}}.',
    dkimFailed: 'The receiving server says that DKIM came to {{result}}.',
    notAligned: 'The mail is from {{domain}}, but {{others}}; DMARC cannot align{{strictly}}.',
    dmarcMissing: 'No DMARC record is published for {{domain}}, and large mailbox providers refuse or junk bulk mail without one.',
    dmarcInvalid: 'The DMARC record at {{name}} counts for nothing: {{reason}}.',
    dmarcAsNone: 'Receivers take the DMARC record at {{name}} for p=none: {{reason}}.',
    spfMissing: 'No SPF record is published for {{domain}}.',
    spfInvalid: 'The SPF record of {{domain}} has a fault: {{detail}}.',
    spfOpen: 'The SPF record of {{domain}} protects nothing: {{detail}}.',
    dkimKeyMissing: 'The mail is signed with a DKIM key that is not published at {{name}}.',
    dkimBroken: 'The DKIM signature of {{domain}} does not verify: {{reason}}.',
    dkimWeakKey: 'The DKIM key at {{name}} is shorter than 1024 bits, which receivers do not accept.',
    dkimIncomplete: 'The DKIM signature of {{domain}} lacks {{tags}}, without which it counts for nothing.',
    dkimUncovered: 'The DKIM signature of {{domain}} does not cover {{field}}, which anybody may then change.',
    dkimHash: 'The DKIM signature of {{domain}} is made with SHA-1, which receivers do not accept.',
    dkimLength: 'The DKIM signature of {{domain}} covers the first {{length}} bytes only (l=); anybody may add to the mail.',
    dkimExpired: 'The DKIM signature of {{domain}} has ended (x=) before the mail was sent.',
  },
  suggestions: {
    freeMail: 'Send from a domain of your own.',
    dmarcFailed: 'Set up DKIM and a return path on your own domain at the ESP.',
    spfFailed: 'List the servers of the ESP in the SPF record of the return path\'s domain.',
    dkimFailed: 'Publish the key that the ESP gives you, and let nothing change the mail after it is signed.',
    notAligned: 'Set up DKIM and a return path on your own domain at the ESP.',
    dmarcMissing: 'Publish "v=DMARC1; p=none" as TXT record at {{name}}, with a rua= address for reports, and tighten it later.',
    dmarcInvalid: 'Publish exactly one record there, such as "v=DMARC1; p=none".',
    dmarcAsNone: 'Give it the policy that you mean: p=none, p=quarantine or p=reject.',
    spfMissing: 'Publish a TXT record "v=spf1 ..." that lists the servers of the ESP and ends in "~all" or "-all".',
    spfInvalid: 'Mend the record: one per domain, known mechanisms only, "all" last, at most 10 DNS queries.',
    spfOpen: 'Name the servers that send for you, and end the record in "~all" or "-all".',
    dkimKeyMissing: 'Publish the key that the ESP gives you at {{name}}.',
    dkimBroken: 'Let nothing change the mail after it is signed, and give the test mail exactly as it arrived.',
    dkimWeakKey: 'Have the ESP make a key of 2048 bits and publish it.',
    dkimIncomplete: 'Have the signing software write v, a, b, bh, d, h and s.',
    dkimUncovered: 'Sign at least From, Subject, Date, To, Reply-To, MIME-Version, Content-Type and the List- fields.',
    dkimHash: 'Sign with rsa-sha256.',
    dkimLength: 'Sign the whole body, without l=.',
    dkimExpired: 'Set x= some days after t=, or leave it out.',
  },
  defaultOptions: {},
  optionsSchema: {},
  async *check(campaign, _, { network }) {
    const mailing = isMailing(campaign);
    for await (const problem of problemsOf(campaign, mailing !== undefined, network)) yield mailing === 'declared' ? problem : { severity: 'warning', ...problem };
  },
  async unchecked(campaign, _, { network }) {
    const sender = senderOf(campaign);
    if (network && sender && !FREE.has(sender.domain)) {
      const { unknown } = await publishedRecords(campaign, sender.domain, sender.from.location, network);
      return unknown === undefined ? undefined : `a second try at the DNS records of ${sender.domain} (${unknown})`;
    }
    if (TOLD.some((name) => headersNamed(campaign, name).length > 0)) return undefined;
    return campaign.headers.length > 0
      ? 'a test mail as it arrived (this one has neither been signed nor received), or --network for the sender\'s DNS records'
      : 'a test mail as it arrived (.eml), or --network for the sender\'s DNS records';
  },
});

async function* problemsOf(campaign: Campaign, isToMany: boolean, network: Network | undefined): AsyncIterable<Problem<MessageId>> {
  const sender = senderOf(campaign);
  if (!sender) return;
  const { from, domain } = sender;
  if (FREE.has(domain)) {
    if (isToMany) yield { messageId: 'freeMail', data: { domain }, location: from.location };
    return;
  }
  yield* fieldProblems(campaign);
  const [field] = headersNamed(campaign, 'authentication-results');
  const received = field && receivedResults(campaign, field);
  if (received) yield* resultProblems(received, field, domain, network !== undefined);

  const published = network && (await publishedRecords(campaign, domain, from.location, network));
  if (published) yield* published.problems;
  const modes = published?.modes ?? received ?? { strictDkim: false, strictSpf: false };
  if (!received?.results('dmarc').some((result) => DECIDED.has(result))) yield* alignmentProblems(campaign, from, domain, modes);
  if (network && (received?.results('dkim').length ?? 0) === 0) yield* await signatureProblems(campaign, domain, from.location, modes, network);
}

/** Other results ("none", "unknown", "temperror") leave open whether any identity is aligned. */
/** No record is published; Exchange guesses how one would have judged. */
const NO_RECORD: ReadonlySet<string> = new Set(['none', 'bestguesspass']);
const DECIDED: ReadonlySet<string> = new Set(['pass', 'fail', 'bestguesspass']);

/** The topmost field is that of the last receiver. SPF and DKIM only warn: forwarding breaks the one, list software the other; where DMARC passed all the same, SPF is a note. */
function* resultProblems(received: ReceivedResults, { location }: Header, domain: string, isAsked: boolean): Iterable<Problem<MessageId>> {
  if (received.results('dmarc').includes('fail')) yield { messageId: 'dmarcFailed', data: { domain }, location };
  // "none" is what a receiver writes where no record is published; the DNS, where it is asked, tells more exactly.
  if (!isAsked && received.results('dmarc').some((result) => NO_RECORD.has(result))) yield { messageId: 'dmarcMissing', severity: 'warning', data: { domain, name: `_dmarc.${domain}` }, location };
  const [spf] = received.results('spf');
  if (spf !== undefined && spf !== 'pass') yield { messageId: 'spfFailed', severity: received.results('dmarc').includes('pass') ? 'info' : 'warning', data: { result: spf }, location };
  const dkim = received.results('dkim');
  if (dkim[0] !== undefined && !dkim.includes('pass')) yield { messageId: 'dkimFailed', severity: 'warning', data: { result: dkim[0] }, location };
}

function* alignmentProblems(campaign: Campaign, { location }: Located, domain: string, modes: AlignmentModes): Iterable<Problem<MessageId>> {
  const identities = identitiesOf(campaign);
  if (isAnyAligned(identities, domain, modes) !== false) return;
  const { signedBy, returnPath } = identities;
  const others = [`DKIM signs as ${[...new Set(signedBy)].join(' and ')}`, ...(returnPath === undefined ? [] : [`bounces go to ${returnPath}`])].join(' and ');
  const strictly = modes.strictDkim || modes.strictSpf ? ', since its record asks for the very same domain' : '';
  yield { messageId: 'notAligned', data: { domain, others, strictly }, location, evidence: { from: domain, dkim: signedBy, returnPath } };
}
