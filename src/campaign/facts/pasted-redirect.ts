import { remembered } from '../remembered.js';
import { linkTarget } from './link-target.js';

/** An address that somebody's mail filter, mailbox, search or network puts around a link, and that is copied along with it. */
export interface PastedRedirect {
  /** Who puts it there. */
  readonly by: string;
  /** What mail passes through, so that a mail that was received has it on every link. */
  readonly isFilter: boolean;
  readonly host: string;
  /** Where it leads, every other such redirect inside it taken away; undefined where the address does not say. */
  readonly target: string | undefined;
  /** The target is the whole address, as it stood before. */
  readonly isWhole: boolean;
  /** It holds the mail address of whoever's mail it was copied from. */
  readonly namesOwner: boolean;
}

type Reading = 'encoded' | 'base64' | 'proofpoint2' | 'proofpoint3' | 'host';

interface Wrapper {
  readonly by: string;
  readonly filter?: true;
  /** Against host and what follows it. */
  readonly at: RegExp;
  /** Its first group is the target. */
  readonly target?: RegExp;
  /** `encoded` unless given. */
  readonly reading?: Reading;
}

const parameter = (names: string) => new RegExp(`[?&](?:${names})=([^&#]{1,2000})`, 'i');
/** An address that is written out, or percent-encoded, anywhere behind the host. */
const WRITTEN_OUT = /(https?(?::\/\/?|%3a%2f%2f)[^#]{1,2000})/i;

const WRAPPERS: readonly Wrapper[] = [
  { by: 'Outlook\'s SafeLinks', filter: true, at: /^[\w.-]{1,60}\.safelinks\.protection\.[a-z\d.]{2,30}\/|^statics\.teams\.[a-z.]{3,30}\/evergreen-assets\/safelinks\/|^nam\.safelink\.emails\.azure\.net\//, target: parameter('url|destination') },
  { by: 'Proofpoint', filter: true, at: /^urldefense\.(?:com|us|proofpoint\.com)\/v3\//, target: /\/v3\/__(.{1,2000}?)__;/, reading: 'proofpoint3' },
  { by: 'Proofpoint', filter: true, at: /^urldefense\.(?:com|us|proofpoint\.com)\/v2\//, target: parameter('u'), reading: 'proofpoint2' },
  { by: 'Proofpoint', filter: true, at: /^urldefense\.(?:com|us|proofpoint\.com)\//, target: parameter('u') },
  { by: 'Mimecast', filter: true, at: /^(?:protect(?:-[a-z]{2,3})?\.mimecast\.com|(?:[\w-]{1,20}\.){0,4}mimecastprotect\.com)\/(?:s|r|l)\//, target: parameter('domain'), reading: 'host' },
  { by: 'Barracuda', filter: true, at: /^linkprotect\.cudasvc\.com\/url/, target: parameter('a') },
  { by: 'Cisco', filter: true, at: /^secure-web\.cisco\.com\//, target: WRITTEN_OUT },
  { by: 'Check Point', filter: true, at: /^(?:protect\.checkpoint\.com|url\.avanan\.click)\//, target: /___(https?:\/\/.{1,2000}?)___/ },
  { by: 'Sophos', filter: true, at: /^[\w-]{1,30}\.protection\.sophos\.com[/?]/, target: parameter('u'), reading: 'base64' },
  { by: 'Symantec', filter: true, at: /^clicktime\.(?:symantec\.com|cloud\.postoffice\.net)\//, target: parameter('u') },
  { by: 'Trend Micro', filter: true, at: /^[\w.-]{1,60}\.trendmicro\.com\/wis\/clicktime\//, target: parameter('url') },
  { by: 'Vade', filter: true, at: /^[\w.-]{0,60}vadesecure\.com\//, target: parameter('u') },
  { by: 'Trellix', filter: true, at: /^protect2?\.fireeye\.com\//, target: parameter('u') },
  { by: 'Trustwave', filter: true, at: /^scanmail\.trustwave\.com\//, target: parameter('u') },
  { by: 'Libraesva', filter: true, at: /^urlsand\.(?:esvalabs\.com|com|net)\//, target: parameter('u') },
  { by: 'AppRiver', filter: true, at: /^link\.edgepilot\.com\/s\//, target: parameter('u') },
  { by: 'Forcepoint', filter: true, at: /^[\w.-]{1,60}\.blackspider\.com\/urlwrap\// },
  { by: 'Inky', filter: true, at: /^shared\.outlook\.inky\.com\/link/, target: parameter('domain'), reading: 'host' },
  { by: 'Hornetsecurity', filter: true, at: /^(?:atpscan\.global\.hornetsecurity\.com|seclinks\.cloud-security\.net)\// },
  { by: 'Intermedia', filter: true, at: /^url\.emailprotection\.link\// },
  { by: 'FuseMail', filter: true, at: /^url\d?\.mailanyone\.net\// },
  { by: 'TitanHQ', filter: true, at: /^linklock\.titanhq\.com\//, target: parameter('url') },
  { by: 'Darktrace', filter: true, at: /^[\w-]{1,20}\.antigena\.com\/l\// },
  { by: 'Menlo Security', filter: true, at: /^(?:safe|isolate|isolate-links)\.menlosecurity\.com\//, target: WRITTEN_OUT },
  { by: 'GMX or WEB.DE', filter: true, at: /^deref-(?:gmx|web|mail|1und1)[\w-]{0,10}\.(?:net|de|com|at|ch|fr|es|co\.uk)\//, target: parameter('redirectUrl') },
  { by: 'Google', at: /^(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?\/url\?/, target: parameter('q|url') },
  { by: 'a Google advertisement', at: /^(?:www\.)?(?:googleadservices\.com\/pagead\/aclk|google\.[a-z]{2,3}(?:\.[a-z]{2})?\/aclk)\?/, target: parameter('adurl') },
  { by: 'a search engine\'s copy of a page', at: /^webcache\.googleusercontent\.com\/|^cc\.bingj\.com\/cache/ },
  { by: 'Google\'s AMP pages', at: /^(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?\/amp\/s\//, target: /\/amp\/s\/([^?#]{1,2000})/, reading: 'host' },
  { by: 'Google\'s translation', at: /^[\w-]{1,63}\.translate\.goog\// },
  { by: 'Facebook', at: /^(?:lm?|www|m)\.(?:facebook|messenger|workplace)\.com\/l\.php\?/, target: parameter('u') },
  { by: 'Instagram', at: /^l\.instagram\.com\//, target: parameter('u') },
  { by: 'WhatsApp', at: /^l\.wl\.co\/l/, target: parameter('u') },
  { by: 'Threads', at: /^l\.threads\.(?:net|com)\//, target: parameter('u') },
  { by: 'LinkedIn', at: /^(?:www\.)?linkedin\.com\/(?:redir\/(?:redirect|general-malware-page)|safety\/go)/, target: parameter('url') },
  { by: 'YouTube', at: /^(?:www\.|m\.)?youtube\.com\/redirect\?/, target: parameter('q') },
  { by: 'Slack', at: /^slack-redir\.net\/link/, target: parameter('url') },
  { by: 'Tumblr', at: /^t\.umblr\.com\/redirect/, target: parameter('z') },
  { by: 'Reddit', at: /^out\.reddit\.com\//, target: parameter('url') },
  { by: 'Steam', at: /^steamcommunity\.com\/linkfilter\//, target: parameter('url|u') },
  { by: 'Disqus', at: /^disq\.us\/url/, target: parameter('url') },
  { by: 'DuckDuckGo', at: /^(?:www\.)?duckduckgo\.com\/l\//, target: parameter('uddg') },
  { by: 'Bing', at: /^(?:www\.)?bing\.com\/ck\/a/, target: /[?&]u=a1([\w+/=-]{4,2000})/, reading: 'base64' },
  { by: 'Yahoo', at: /^r\.search\.yahoo\.com\//, target: /\/RU=([^/]{1,2000})\/RK=/ },
];
const MOST_NESTED = 5;
/** SafeLinks write the recipient into the list of what they know of the mail: `data=05|02|anna@acme.com|...`. */
const RECIPIENT = /[?&]data=\d\d(?:%7C|\|)\d\d(?:%7C|\|)[^%|&]{1,80}(?:%40|@)/i;

/** Undefined for an address that nobody put around another. */
export function pastedRedirect(href: string): PastedRedirect | undefined {
  return known(href).redirect;
}

const known = remembered((href): { readonly redirect: PastedRedirect | undefined } => {
  const found = wrapperOf(href);
  if (!found) return { redirect: undefined };
  const { wrapper, host, rest } = found;
  return { redirect: { by: wrapper.by, isFilter: wrapper.filter === true, host, ...innermost(found), namesOwner: RECIPIENT.test(rest) } };
});

interface Wrapped {
  readonly wrapper: Wrapper;
  readonly host: string;
  readonly rest: string;
}

/** One look for all of them: hardly any link is one. */
const ANY_WRAPPER = new RegExp(WRAPPERS.map(({ at }) => `(?:${at.source})`).join('|'));

function wrapperOf(href: string): Wrapped | undefined {
  const { scheme, host, rest } = linkTarget(href);
  if ((scheme !== 'http' && scheme !== 'https') || host === undefined) return undefined;
  const address = `${host}${rest}`;
  const wrapper = ANY_WRAPPER.test(address) ? WRAPPERS.find(({ at }) => at.test(address)) : undefined;
  return wrapper && { wrapper, host, rest };
}

function innermost(outer: Wrapped): Pick<PastedRedirect, 'target' | 'isWhole'> {
  let wrapped: Wrapped | undefined = outer;
  let target: string | undefined;
  let isWhole = true;
  for (let depth = 0; wrapped && depth < MOST_NESTED; depth++) {
    target = targetIn(wrapped);
    isWhole &&= target !== undefined && wrapped.wrapper.reading !== 'host';
    wrapped = target === undefined ? undefined : wrapperOf(target);
  }
  return wrapped ? { target: undefined, isWhole: false } : { target, isWhole };
}

function targetIn({ wrapper: { target, reading = 'encoded' }, rest }: Wrapped): string | undefined {
  const written = target?.exec(rest)?.[1];
  const address = written === undefined ? undefined : READINGS[reading](written);
  return address !== undefined && /^https?:\/\/[^\s/]/i.test(address) && URL.canParse(address) ? address : undefined;
}

const READINGS: Readonly<Record<Reading, (written: string) => string | undefined>> = {
  encoded: decoded,
  base64: (written) => Buffer.from(decoded(written) ?? '', 'base64').toString('utf8'),
  /** Hyphens stand for percent signs, underscores for slashes. */
  proofpoint2: (written) => decoded(written.replaceAll('-', '%').replaceAll('_', '/')),
  /** An asterisk stands for a character that is written elsewhere in the address. */
  proofpoint3: (written) => (written.includes('*') ? undefined : written.replace(/^(https?:\/)(?!\/)/i, '$1/')),
  host: (written) => `https://${decoded(written) ?? ''}`,
};

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
