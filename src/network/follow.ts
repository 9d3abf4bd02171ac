import ipaddr from 'ipaddr.js';
import type { Visit } from './network.js';
import { leavesList } from './personal-url.js';
import { isPublicAddress } from './public-address.js';
import type { WebAnswer } from './web-client.js';
import { failureOfStatus, type Failure } from './web-failures.js';

/** Ports that web pages are served on; others could be any service, which a request must not poke. */
const PORTS = new Set(['', '80', '443', '8080', '8443']);
/** Browsers stop at 20; half of it is more than any campaign needs. */
const MOST_REDIRECTS = 10;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** One request to one hop. */
export type Ask = (url: URL) => Promise<WebAnswer | Failure>;

/** Follows redirects hop by hop. Every hop passes the same checks as the first, and once more when it is connected to. */
export async function follow(start: URL, ask: Ask): Promise<{ readonly visit: Visit; readonly answer?: WebAnswer; readonly circle?: true }> {
  const redirects: string[] = [];
  const seen = new Set<string>();
  let cookies = false;
  for (let url = start; ;) {
    const refusal = refusalOf(url);
    if (refusal) return { visit: ending(refusal, url, redirects) };
    if (seen.has(url.href)) return { visit: circle(redirects, cookies), circle: true };
    if (redirects.length > MOST_REDIRECTS) return { visit: { outcome: 'dead', reason: `it redirects more than ${MOST_REDIRECTS} times`, redirects } };
    seen.add(url.href);
    const answer = await ask(url);
    if ('outcome' in answer) return { visit: ending(answer, url, redirects) };
    const { status, headers } = answer;
    cookies ||= headers['set-cookie'] !== undefined;
    const next = REDIRECTS.has(status) ? targetOf(headers['location'], url) : undefined;
    if (!next) return { visit: { ...ending(verdictOf(answer), url, redirects), status, ...mediaType(headers['content-type']) }, answer };
    redirects.push(next.href);
    url = next;
  }
}

function refusalOf(url: URL): Failure | undefined {
  const { protocol, port, hostname } = url;
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol !== 'http:' && protocol !== 'https:') return { outcome: 'withheld', reason: `the address starts with ${protocol.slice(0, 20)}` };
  if (!PORTS.has(port)) return { outcome: 'withheld', reason: `port ${port} is not one that pages are served on` };
  if (ipaddr.isValid(host) && !isPublicAddress(host)) return { outcome: 'withheld', reason: `${host} is no address of the open internet` };
  return leavesList(url) ? { outcome: 'withheld', reason: 'it unsubscribes somebody' } : undefined;
}

/** Says where a chain of redirects broke. A private address written into a redirect leads no reader anywhere. */
function ending(failure: Failure, { hostname }: URL, redirects: readonly string[]): Visit {
  if (redirects.length === 0 || failure.outcome === 'opened') return { ...failure, redirects };
  const astray = ipaddr.isValid(hostname.replace(/^\[|\]$/g, '')) && failure.outcome === 'withheld';
  return { ...failure, ...(astray && { outcome: 'dead' as const }), reason: `it redirects to ${hostname.slice(0, 100)}, and ${failure.reason}`, redirects };
}

/** Sites that want a cookie back send those without one in circles. */
function circle(redirects: readonly string[], cookies: boolean): Visit {
  return cookies
    ? { outcome: 'unclear', reason: 'it redirects in a circle to whoever keeps no cookies', redirects }
    : { outcome: 'dead', reason: 'it redirects in a circle', redirects };
}

function targetOf(location: string | readonly string[] | undefined, base: URL): URL | undefined {
  const text = typeof location === 'string' ? location : location?.[0];
  if (text === undefined || !URL.canParse(text, base.href)) return undefined;
  const target = new URL(text, base);
  target.hash = '';
  return target;
}

function mediaType(value: string | readonly string[] | undefined): { readonly type?: string } {
  const type = typeof value === 'string' ? /^\s*([\w.+-]{1,60}\/[\w.+-]{1,60})/.exec(value)?.[1] : undefined;
  return type === undefined ? {} : { type: type.toLowerCase() };
}

function verdictOf({ status, headers }: WebAnswer): Failure {
  if (status < 300 || status === 304) return { outcome: 'opened', reason: '' };
  if (status < 400) return { outcome: 'unclear', reason: `it answers with HTTP ${status} and leads nowhere` };
  return failureOfStatus(status, headers);
}
