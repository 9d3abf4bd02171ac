import type { Campaign } from '#campaign/campaign.js';
import type { Location } from '#campaign/location.js';
import { verifySignatures, type DkimSignature } from '#network/dkim-signatures.js';
import { dmarcRecordOf } from '#network/dmarc-record.js';
import type { Network } from '#network/network.js';
import { spfReport } from '#network/spf-record.js';
import type { Problem } from '#rule/finding.js';
import { identitiesOf, isAligned, type AlignmentModes } from './alignment.js';

type RecordMessageId = 'dmarcMissing' | 'dmarcInvalid' | 'dmarcAsNone' | 'spfMissing' | 'spfInvalid' | 'spfOpen' | 'dkimKeyMissing' | 'dkimBroken' | 'dkimWeakKey';

/** What DNS says of a sender: the alignment that his DMARC record asks for, and what is wrong with the records. */
export interface PublishedRecords {
  readonly modes: AlignmentModes;
  readonly problems: readonly Problem<RecordMessageId>[];
  /** Why something could not be learnt; a clause. */
  readonly unknown: string | undefined;
}

const RELAXED: AlignmentModes = { strictDkim: false, strictSpf: false };

export async function publishedRecords(campaign: Campaign, domain: string, location: Location, network: Network): Promise<PublishedRecords> {
  const envelope = identitiesOf(campaign).returnPath ?? domain;
  const [dmarc, spf] = await Promise.all([dmarcRecordOf(domain, network), spfReport(envelope, network)]);
  const problems: Problem<RecordMessageId>[] = [];
  if (dmarc.kind === 'missing') problems.push({ messageId: 'dmarcMissing', data: { domain, name: dmarc.name }, location });
  if (dmarc.kind === 'invalid') problems.push({ messageId: 'dmarcInvalid', data: { name: dmarc.name, reason: dmarc.reason }, location });
  if (dmarc.kind === 'found' && dmarc.record.fault !== undefined) problems.push({ messageId: 'dmarcAsNone', severity: 'warning', data: { name: dmarc.record.name, reason: dmarc.record.fault }, location });
  for (const { kind, detail } of spf.faults) {
    const messageId = kind === 'missing' ? 'spfMissing' : kind === 'everybody' ? 'spfOpen' : 'spfInvalid';
    problems.push({ messageId, severity: 'warning', data: { domain: envelope, detail }, location, evidence: { lookups: spf.lookups } });
  }
  const unknown = dmarc.kind === 'unknown' ? dmarc.reason : spf.unknown;
  return { modes: dmarc.kind === 'found' ? dmarc.record : RELAXED, problems, unknown };
}

/** Signatures in the sender's name that receivers will not accept. One that they accept settles the matter. */
export async function signatureProblems(campaign: Campaign, domain: string, location: Location, { strictDkim }: AlignmentModes, network: Network): Promise<readonly Problem<RecordMessageId>[]> {
  if (!campaign.message) return [];
  const own = (await verifySignatures(campaign.message, network)).filter((signature) => isAligned(signature.domain, domain, strictDkim));
  if (own.some(({ result }) => result === 'pass')) return [];
  return own.flatMap((signature) => signatureProblem(signature, location) ?? []);
}

function signatureProblem({ domain, selector, result, reason }: DkimSignature, location: Location): Problem<RecordMessageId> | undefined {
  const data = { name: `${selector}._domainkey.${domain}`, domain, reason };
  if (result === 'no-key') return { messageId: 'dkimKeyMissing', data, location };
  if (result === 'weak-key') return { messageId: 'dkimWeakKey', data, location };
  return result === 'broken' ? { messageId: 'dkimBroken', severity: 'warning', data, location } : undefined;
}
