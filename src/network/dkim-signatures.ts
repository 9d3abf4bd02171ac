import type { Network } from './network.js';

export interface DkimSignature {
  readonly domain: string;
  readonly selector: string;
  /** unknown: DNS did not answer. */
  readonly result: 'pass' | 'no-key' | 'weak-key' | 'broken' | 'unknown';
  /** What the verifier says; a clause. */
  readonly reason: string;
}

/** RFC 8301, 3.2: receivers must not accept shorter RSA keys. */
const LEAST_KEY_BITS = 1024;

/** Verifies the DKIM signatures of a message as it was received; keys come from DNS. */
export async function verifySignatures(message: Uint8Array, network: Network): Promise<readonly DkimSignature[]> {
  // Loaded only here: it takes a quarter of a second.
  const { dkimVerify } = await import('mailauth/lib/dkim/verify.js');
  const { results } = await dkimVerify(Buffer.from(message), { resolver: resolverOver(network), minBitLength: LEAST_KEY_BITS });
  return results.filter(({ signingDomain }) => Boolean(signingDomain)).map(({ signingDomain, selector, status: { result, comment = '' } }) => ({
    domain: signingDomain.toLowerCase(),
    selector: selector ?? '',
    result: outcomeOf(result, comment),
    reason: comment === '' ? result : comment,
  }));
}

/** An expired signature was good when the mail came in. */
function outcomeOf(result: string, comment: string): DkimSignature['result'] {
  if (result === 'pass' || comment === 'expired') return 'pass';
  if (comment === 'no key') return 'no-key';
  if (result === 'policy') return 'weak-key';
  return result === 'temperror' || result === 'temperr' ? 'unknown' : 'broken';
}

function resolverOver(network: Network) {
  return async (name: string, type: string): Promise<string[][]> => {
    const answer = type === 'TXT' ? await network.textRecords(name) : { found: false as const, missing: true, reason: '' };
    if (answer.found) return answer.records.map((text) => [text]);
    throw Object.assign(new Error(answer.reason), { code: answer.missing ? 'ENOTFOUND' : 'ETIMEOUT' });
  };
}
