import { Resolver } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { isPublicAddress } from './public-address.js';

/** A host that must not be connected to. */
export class RefusedAddress extends Error {
  constructor(host: string) {
    super(`${host} is no host of the open internet as seen from here`);
    this.name = 'RefusedAddress';
  }
}

/** DNS as this run sees it. `servers` are `address` or `address:port`; default: those of the system. */
export function openResolver(servers: readonly string[] | undefined, milliseconds: number): Resolver {
  const resolver = new Resolver({ timeout: milliseconds, tries: 2 });
  if (servers) resolver.setServers(servers);
  return resolver;
}

/**
 * The address to connect to. The caller must connect to this very address: asking DNS again could give another (rebinding). One that is
 * not public among several condemns all. Throws RefusedAddress, or the resolver's error.
 */
export async function publicAddressOf(host: string, resolver: Resolver): Promise<string> {
  const bare = host.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(bare)) {
    if (!isPublicAddress(bare)) throw new RefusedAddress(bare);
    return bare;
  }
  const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const addresses = [four, six].flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  const [first] = addresses;
  if (first === undefined) throw reasonOf(four, six);
  if (!addresses.every(isPublicAddress)) throw new RefusedAddress(host);
  return first;
}

/** A server that failed says nothing of the host; only when both say that there is nothing does the host not exist. */
function reasonOf(...answers: readonly PromiseSettledResult<unknown>[]): Error {
  const errors = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as Error] : []));
  return errors.find((error) => !isMissing(error)) ?? errors[0] ?? Object.assign(new Error('no address'), { code: 'ENODATA' });
}

/**
 * Whether DNS here knows the open internet. In closed networks some servers deny every name, and all links would seem dead: so they are
 * asked once for a name that cannot be missing.
 */
export async function knowsOpenInternet(resolver: Resolver): Promise<boolean> {
  try {
    return (await resolver.resolveNs('com')).length > 0;
  } catch {
    return false;
  }
}

/** Whether a resolver's error says that there is nothing, rather than that nobody answered. */
export function isMissing(error: unknown): boolean {
  return ['ENOTFOUND', 'ENODATA'].includes(codeOf(error));
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
