import ipaddr from 'ipaddr.js';

/** Addresses that are public by number, but reach into a cloud machine's own host: Azure's metadata and DNS. */
const HOST_SERVICES = new Set(['168.63.129.16']);
/** The only block from which global unicast addresses are given out (IANA, IPv6 address space). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address belongs to the open internet. Everything that IANA keeps for special use is refused: private, loopback, link-local
 * (cloud metadata), carrier-grade NAT, multicast, documentation, and IPv6 addresses that wrap an IPv4 one (mapped, 6to4, Teredo, NAT64).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv6) return parsed.range() === 'unicast' && parsed.match(GLOBAL_UNICAST);
  return parsed.range() === 'unicast' && !HOST_SERVICES.has(parsed.toString());
}
