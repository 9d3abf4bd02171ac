import { remembered } from '../remembered.js';
import { isSampleHost } from './sample-names.js';

/** Why a host is none that recipients reach: reserved for examples, on the author's own network, a test system, to be filled in, or no host at all. */
export type HostKind = 'exampleHost' | 'privateHost' | 'stagingHost' | 'todo' | 'noHost';

// RFC 2606 and 6761 reserve these names for documentation and for local use. `.example` is left alone: nobody forgets it in a mail by mistake.
const EXAMPLE_HOST = /(^|\.)example\.(com|org|net|edu)$|^(www\.)?(mysite|mydomain|mywebsite|domain|website|sitename)\.(com|org|net)$|^(www\.)?(meine?|mon|mijn|min)-?(domain|seite|website|webseite|site|domaine|domein|hjemmeside|nettside)\.[a-z]{2,3}$/;
const LOCAL_HOST = /^(localhost|.*\.(local|localhost|internal|test|invalid|lan|home\.arpa))$/;
// RFC 1918, RFC 1122 loopback and link-local, RFC 4193.
const PRIVATE_ADDRESS = /^(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|0\.0\.0\.0$|\[(::1|f[cd][0-9a-f]{2}:|fe80:))/;
const STAGING_LABEL = /^(staging|stage|preview|preprod|uat|dev|test|qa|sandbox)(\d*|-[a-z0-9]+)$/;
/** A name right below a country's second level: "test-aankoop.co.uk" is somebody's own. */
const OWN_NAME = /^[^.]{1,63}\.(?:ac|co|com|edu|gob|gov|gv|ne|net|or|org)\.[a-z]{2}$/;
/** Words that no live host has in its name, wherever they stand: `www-staging.acme.com`, `acme.uat.agency.io`. */
const STAGING_WORD = /(^|[.-])(staging|preprod|uat)\d{0,3}(?=[.-])/;
/** Where makers of sites show them before they go live, and what makes a copy of each change. */
const BUILD_HOST = /(?:^|\.)(?:webflow\.io|wpengine\.com|wpenginepowered\.com|cloudwaysapps\.com|kinsta\.cloud|sg-host\.com|myftpupload\.com|instawp\.(?:xyz|link)|pantheonsite\.io|flywheelsites\.com|flywheelstaging\.com|onrocket\.(?:site|cloud)|tempurl\.host|lndo\.site|ddev\.site)$|--[\w-]{1,60}\.netlify\.app$|-git-[\w-]{1,60}\.vercel\.app$/;
/** Tunnels to an author's own machine. */
const TUNNEL = /\.(ngrok\.io|ngrok-free\.(app|dev)|loca\.lt|localtunnel\.me|trycloudflare\.com)$/;

/** An address in decimal or hexadecimal: `http://134744072/`. */
const NUMBER = /^(?:\d+|0x[\da-f]+)$/;

/** Services whose pictures only show how large one will be, or any picture instead of one's own. */
const STAND_IN = /^(?:(?:www\.|via\.)?placeholder\.com|(?:www\.)?placehold\.(?:co|it|jp)|(?:www\.)?dummyimage\.com|(?:www\.)?placekitten\.com|(?:www\.)?place(?:bear|cage|img|puppy)\.com|(?:fastly\.)?picsum\.photos|(?:www\.)?loremflickr\.com|(?:www\.)?lorempixel\.com|(?:www\.)?fpoimg\.com|(?:www\.)?fakeimg\.pl|(?:www\.)?placebeard\.it|baconmockup\.com|(?:www\.)?holdit\.at|dummyimages?\.(?:net|io))$/;

/** `file:///C:/mail/offer.html`, `C:\mail\offer.html`, `\\server\share`. */
export const AUTHORS_DISK = /^(?:file:|[a-z]:[\\/]|\\\\)/i;

/** The kind of a host in lower case; undefined for one that recipients may reach. `domain` is its registrable domain, `own` are the sender's: one may be called "staging-concerts", where what stands before it counts. */
export function hostKind(host: string, domain: string | undefined, own: ReadonlySet<string>): HostKind | undefined {
  const { kind } = known(host);
  // Makers of software keep pages for those who build with it under `dev.`; a test system is the sender's own.
  if (kind === 'stagingHost' && own.size > 0 && !own.has(domain ?? '') && host === `dev.${domain}`) return undefined;
  return kind === 'stagingHost' && domain !== undefined && own.has(domain) && !isStaging(`${host.slice(0, -domain.length)}own.com`) ? undefined : kind;
}

/** The links of a mail lead to few hosts. */
const known = remembered((host): { readonly kind: HostKind | undefined } => ({ kind: kindOf(host) }));

function kindOf(host: string): HostKind | undefined {
  if (/,|\.\./.test(host)) return 'noHost';
  if (isExampleHost(host)) return 'exampleHost';
  if (LOCAL_HOST.test(host) || PRIVATE_ADDRESS.test(host) || TUNNEL.test(host)) return 'privateHost';
  const labels = host.split('.');
  if (labels.length === 1 && !host.startsWith('[') && !NUMBER.test(host)) return /^(?:todo|tbd|xxx+|link|url)$/.test(host) ? 'todo' : 'privateHost';
  return isStaging(host) ? 'stagingHost' : undefined;
}

/** Whether a host is reserved for documentation, or one that texts and templates use for any company. */
export function isExampleHost(host: string): boolean {
  return EXAMPLE_HOST.test(host) || isSampleHost(host);
}

/** Whether a host serves pictures that only stand for others. */
export function isStandInHost(host: string): boolean {
  return STAND_IN.test(host);
}

/** Whether a host shows what is not live yet. */
function isStaging(host: string): boolean {
  const labels = host.split('.');
  return STAGING_WORD.test(host) || BUILD_HOST.test(host) || (labels.length > 2 && !OWN_NAME.test(host) && STAGING_LABEL.test(labels[0] ?? ''));
}
