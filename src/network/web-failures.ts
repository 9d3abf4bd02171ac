import { codeOf, isMissing, RefusedAddress } from './host-addresses.js';
import type { Outcome } from './network.js';

export interface Failure {
  readonly outcome: Outcome;
  readonly reason: string;
  readonly passing?: boolean;
  /** The connection ended without an answer. */
  readonly cut?: boolean;
}

/** Certificates that no browser accepts. An unknown issuer is not among them: on this machine a proxy may sign what passes. */
const BAD_CERTIFICATES: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its TLS certificate has expired',
  CERT_NOT_YET_VALID: 'its TLS certificate is not valid yet',
  CERT_REVOKED: 'its TLS certificate was revoked',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its TLS certificate is signed by itself',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its TLS certificate is for another host',
};
const UNCLEAR: Readonly<Record<string, string>> = {
  EHOSTUNREACH: 'no route leads there from here', ENETUNREACH: 'no route leads there from here',
  ETIMEOUT: 'DNS did not answer in time', ESERVFAIL: 'DNS servers failed', EREFUSED: 'DNS servers refused to answer',
  UND_ERR_HEADERS_OVERFLOW: 'its header fields are too large',
};
const CUT = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);
const SLOW = new Set(['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/** Refusals that say nothing of whether a reader gets in: logins, bot walls, rate limits, a method that is not liked. */
const CLOSED_TO_US = new Set([401, 402, 403, 405, 406, 407, 408, 409, 412, 418, 421, 423, 425, 426, 428, 429, 430, 431, 444, 451, 460, 499, 501, 511, 999]);
/** Header fields of content delivery networks and bot walls: their 503 is a challenge as often as an outage. */
const WALLS = ['cf-ray', 'cf-mitigated', 'x-sucuri-id', 'x-iinfo', 'x-datadome', 'x-amz-cf-id', 'x-akamai-request-id', 'akamai-grn', 'retry-after'];

/** What a status other than success and redirect says of the page. */
export function failureOfStatus(status: number, headers: Readonly<Record<string, unknown>>): Failure {
  const reason = `it answers with HTTP ${status}`;
  const walled = status === 503 && (WALLS.some((name) => name in headers) || /cloudflare|akamai|cloudfront|imperva|ddos-guard/i.test(String(headers['server'])));
  if (walled || CLOSED_TO_US.has(status)) return { outcome: 'unclear', reason };
  return status >= 500 ? { outcome: 'dead', reason, passing: true } : { outcome: 'dead', reason };
}

/** What an error on the way there says of the page. */
export function failureOfError(error: unknown, milliseconds: number): Failure {
  if (error instanceof RefusedAddress) return { outcome: 'withheld', reason: error.message };
  if (isMissing(error)) return { outcome: 'dead', reason: 'its host does not exist' };
  const code = codeOf(error);
  if (SLOW.has(code) || (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError'))) return { outcome: 'unclear', reason: `it did not answer within ${milliseconds / 1000} seconds` };
  if (CUT.has(code)) return { outcome: 'unclear', reason: 'the connection was cut', cut: true };
  if (code === 'ECONNREFUSED') return refusedConnection(error);
  const certificate = BAD_CERTIFICATES[code];
  if (certificate !== undefined) return { outcome: 'dead', reason: certificate };
  if (/^ERR_SSL_|^EPROTO$/.test(code)) return { outcome: 'dead', reason: 'TLS could not be agreed upon' };
  return { outcome: 'unclear', reason: UNCLEAR[code] ?? `asking failed (${code === '' ? 'no reason given' : code})` };
}

/** DNS servers that cannot be reached refuse connections too, which says nothing of the page. */
function refusedConnection(error: unknown): Failure {
  const dns = error instanceof Error && 'syscall' in error && String(error.syscall).startsWith('query');
  return dns ? { outcome: 'unclear', reason: 'no DNS server could be reached' } : { outcome: 'dead', reason: 'its host refuses connections', passing: true };
}
