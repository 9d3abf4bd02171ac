import { domainToUnicode } from 'node:url';
import type { LinkTarget } from '#campaign/facts/link-target.js';

export type Suspicion = 'ipAddress' | 'userinfo' | 'port' | 'mixedScript' | 'lookalike' | 'scheme' | 'buriedBrand';

const SCRIPTS: readonly [string, RegExp][] = [
  ['Latin', /\p{Script=Latin}/u], ['Cyrillic', /\p{Script=Cyrillic}/u], ['Greek', /\p{Script=Greek}/u], ['Armenian', /\p{Script=Armenian}/u],
  ['Hebrew', /\p{Script=Hebrew}/u], ['Arabic', /\p{Script=Arabic}/u], ['Cherokee', /\p{Script=Cherokee}/u],
];
/** Cyrillic and Greek letters that look like Latin ones in most fonts: UTS 39's confusables of a-z. */
const LATIN_LOOKALIKES = /^[-\dасеіјорѕхуԁԛԝһӏοναρυ]+$/u;
const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$|^0x[0-9a-f]+$|^\d{8,10}$/;

/** Why a host deserves distrust, strongest reason first; undefined for an ordinary one. `brand` is a label of the sender's own domain. */
export function suspicionOf({ scheme, host, domain, port, userinfo }: LinkTarget, brands: ReadonlySet<string>): Suspicion | undefined {
  if (scheme === 'data' || scheme === 'file' || scheme === 'vbscript') return 'scheme';
  if ((scheme !== 'http' && scheme !== 'https') || host === undefined) return undefined;
  if (userinfo !== undefined) return 'userinfo';
  if (IPV4.test(host) || host.startsWith('[')) return 'ipAddress';
  const readable = domainToUnicode(host) || host;
  const labels = readable.split('.');
  if (labels.some((label) => scriptsIn(label).length > 1)) return 'mixedScript';
  if (labels.slice(0, -1).some(isLookalike) && /^[a-z]+$/.test(labels.at(-1) ?? '')) return 'lookalike';
  if (buriesBrand(labels, domain, brands)) return 'buriedBrand';
  return port !== undefined && port !== '' && port !== (scheme === 'https' ? '443' : '80') ? 'port' : undefined;
}

function scriptsIn(label: string): string[] {
  return SCRIPTS.filter(([, pattern]) => pattern.test(label)).map(([name]) => name);
}

function isLookalike(label: string): boolean {
  return /\P{ASCII}/u.test(label) && LATIN_LOOKALIKES.test(label);
}

/** `www.acme.com.login.example.net`: the sender's own domain stands left of somebody else's. */
function buriesBrand(labels: readonly string[], domain: string | undefined, brands: ReadonlySet<string>): boolean {
  if (domain === undefined) return false;
  const left = labels.slice(0, labels.length - domain.split('.').length).join('.');
  return [...brands].some((brand) => brand !== domain && (left === brand || left.endsWith(`.${brand}`) || left.startsWith(`${brand}.`) || left.includes(`.${brand}.`)));
}
