import { domainToUnicode } from 'node:url';
import { BORROWED_NAMES } from '#campaign/facts/borrowed-names.js';
import { hostKind } from '#campaign/facts/host-kind.js';
import { remembered } from '#campaign/remembered.js';
import { pastedRedirect } from '#campaign/facts/pasted-redirect.js';
import { linkTarget, percentDecoded, plainHost, type LinkTarget } from '#campaign/facts/link-target.js';

export type Suspicion = 'ipAddress' | 'userinfo' | 'disguised' | 'port' | 'mixedScript' | 'lookalike' | 'scheme' | 'buriedBrand' | 'borrowedBrand' | 'openRedirect';

const SCRIPTS: readonly [string, RegExp][] = [
  ['Latin', /\p{Script=Latin}/u], ['Cyrillic', /\p{Script=Cyrillic}/u], ['Greek', /\p{Script=Greek}/u], ['Armenian', /\p{Script=Armenian}/u],
  ['Hebrew', /\p{Script=Hebrew}/u], ['Arabic', /\p{Script=Arabic}/u], ['Cherokee', /\p{Script=Cherokee}/u],
];
/** Cyrillic and Greek letters that look like Latin ones in most fonts: UTS 39's confusables of a-z. */
const LATIN_LOOKALIKES = /^[-\dасеіјорѕхуԁԛԝһӏοναρυ]+$/u;
/** Parts in decimal, octal or hexadecimal, as browsers read them (WHATWG URL, 3.5); no name ends in a number. */
const IPV4 = /^(?:(?:\d{1,4}|0x[0-9a-f]{1,8})\.){1,3}(?:\d{1,10}|0x[0-9a-f]{1,8})$|^0x[0-9a-f]+$|^\d{8,10}$/;

/** A dot, a letter or a digit written as a percent sign and a number, or letters of mathematics, as nobody need; a merge tag that an editor has encoded makes no name. */
const DISGUISED = /%(?:2[de]|3\d|[46][1-9a-f]|[57][\da])|[\u{1D400}-\u{1D7FF}\u24B6-\u24E9]/iu;
const NAME = /^[\p{L}\p{M}\p{N}.-]+$/u;

/** Why a host deserves distrust, strongest reason first; undefined for an ordinary one. `brand` is a label of the sender's own domain. */
export function suspicionOf(target: LinkTarget, brands: ReadonlySet<string>): Suspicion | undefined {
  const { scheme, host, domain, port, userinfo } = target;
  if (scheme === 'data' || scheme === 'vbscript') return 'scheme';
  if ((scheme !== 'http' && scheme !== 'https') || host === undefined) return undefined;
  if (userinfo !== undefined) return 'userinfo';
  if (DISGUISED.test(host) && NAME.test(plainHost(host))) return 'disguised';
  if (IPV4.test(host) || (host.startsWith('[') && host.includes(':'))) return hostKind(host, domain, brands) === 'privateHost' ? undefined : 'ipAddress';
  const { labels, disguise } = readHost(host);
  if (disguise) return disguise;
  if (buriesBrand(labels, domain, brands)) return 'buriedBrand';
  if (!brands.has(domain ?? '') && borrowsBrand(labels, domain)) return 'borrowedBrand';
  if (redirectsAway(target, brands)) return 'openRedirect';
  return isOddPort(port, scheme) ? 'port' : undefined;
}

interface ReadHost {
  /** In Unicode. */
  readonly labels: readonly string[];
  readonly disguise: 'mixedScript' | 'lookalike' | undefined;
}

/** The links of a mail lead to few hosts. */
const readHost = remembered((host): ReadHost => {
  const labels = (domainToUnicode(host) || host).split('.');
  if (labels.some((label) => scriptsIn(label).length > 1)) return { labels, disguise: 'mixedScript' };
  return { labels, disguise: labels.slice(0, -1).some(isLookalike) && /^[a-z]+$/.test(labels.at(-1) ?? '') ? 'lookalike' : undefined };
});

/** Sends whoever comes to the address in its query, and is nobody's own tracker. Those that are copied along with a link are told by links/link-borrowed. */
const PUBLIC_REDIRECTOR = /^(?:(?:www\.)?yandex\.[a-z]{2,3}\/redir|vk\.com\/away|(?:ad|adclick\.g)\.doubleclick\.net\/)/;
const REDIRECT_PARAMETER = /[?&](?:redirect(?:_?(?:to|ur[il]))?|redir|goto|next|return(?:_?(?:to|url))?|returnurl|dest(?:ination)?|continue|forward|out)=(https?(?::|%3a)[^&#]{1,1000})/i;
const ANY_ADDRESS = /[?&;][\w.]{1,20}=(https?(?::|%3a)[^&#]{1,1000})/i;

/** An open redirect of somebody else's host that leads on to a third. */
function redirectsAway({ host = '', domain, rest }: LinkTarget, brands: ReadonlySet<string>): boolean {
  if (domain === undefined || brands.has(domain) || pastedRedirect(`https://${host}${rest}`)) return false;
  const written = (PUBLIC_REDIRECTOR.test(`${host}${rest}`) ? ANY_ADDRESS : REDIRECT_PARAMETER).exec(rest)?.[1];
  const end = written === undefined ? undefined : linkTarget(percentDecoded(written)).domain;
  return end !== undefined && end !== domain && !brands.has(end);
}

function isOddPort(port: string | undefined, scheme: string): boolean {
  return port !== undefined && port !== '' && port !== (scheme === 'https' ? '443' : '80');
}

function scriptsIn(label: string): string[] {
  return SCRIPTS.filter(([, pattern]) => pattern.test(label)).map(([name]) => name);
}

function isLookalike(label: string): boolean {
  return /\P{ASCII}/u.test(label) && LATIN_LOOKALIKES.test(label);
}

/** Words that attackers put beside a borrowed name. */
const LURE = '(?:secure|security|login|signin|logon|verify|verification|verifizierung|account|konto|compte|cuenta|conto|conta|support|service|update|billing|payment|unlock|alert|confirm|sicherheit|sikkerhed|sikkerhet|seguridad|sicurezza|securite|bezpieczenstwo|tracking|paket|colis|paquete|pacco|pakke|paczka|paketti)';
/** `paypal.com.konto.info`, `paypal.com-konto.info`, `secure-paypal.info`; `paypal.com` itself and `dhl.acme.com` are none. */
const BURIED = new RegExp(`(?:^|\\.)${BORROWED_NAMES}\\.(?:com|net|org|co\\.uk|de|fr|it|es|nl|pl|pt|se|dk|no|fi)(?:[.-]|$)`);
const COMPOUND = new RegExp(`^(?:[a-z\\d]+-)?(?:${BORROWED_NAMES}-${LURE}|${LURE}-${BORROWED_NAMES})(?:-[a-z\\d]+)?$`);

/** Somebody else's name before the domain, or as part of it. */
function borrowsBrand(labels: readonly string[], domain: string | undefined): boolean {
  if (domain === undefined) return false;
  const left = labels.slice(0, labels.length - domain.split('.').length + 1).join('.');
  return BURIED.test(left) || COMPOUND.test(domain.split('.')[0] ?? '');
}

/** `www.acme.com.login.example.net`, `acme.com-login.net`: the sender's own domain stands left of somebody else's. */
function buriesBrand(labels: readonly string[], domain: string | undefined, brands: ReadonlySet<string>): boolean {
  if (domain === undefined) return false;
  const left = labels.slice(0, labels.length - domain.split('.').length).join('.');
  return [...brands].some((brand) => brand !== domain && (left === brand || left.endsWith(`.${brand}`) || `.${labels.join('.')}`.includes(`.${brand}-`) || `.${left}`.includes(`.${brand}.`)));
}
