import { findTemplateTags } from '#campaign/merge/template-tags.js';
import { isOpaque } from './opaque-text.js';
import WORDS from './personal-url-words.json' with { type: 'json' };

const PARAMETERS = new Set(WORDS.parameters);
const TRACKING = new Set(WORDS.tracking);
/** `kundennr=4711`, `spender_id=77`: a number given to somebody, whatever the site calls it. */
const SOMEBODY = new RegExp(`^(?:${WORDS.people.join('|')})`, 'i');
/** `u=1f3a9`: what systems shorten so is read by themselves alone. */
const SHORT_KEY = /^(?=[a-z]*\d)(?=\d*[a-z])[\da-z]{4,}$/i;
const ESCAPED_TAG = /%7B%7B|%7B%25|\*%7C|%5B%5B|%24%7B/i;
const STATIC_FILE = /\.(?:png|jpe?g|gif|webp|svg|bmp|ico|css|js|woff2?|pdf|mp4)$/i;
const CLICK_PATH = /(?:^|\/)(?:url)?(?:click|track|redir)(?:s|er|ing|thru|through|ect)?(?=[/.]|$)/i;
/** Marks that campaign tools add for all readers alike. */
const SHARED_PARAMETER = /^(?:utm_|mtm_|pk_|mc_cid$|_hsmi$)/i;

/** Our own limit, tried on real newsletters. */
const LEAST_OPAQUE = 16;
/** Behind a click tracker short ids are personal too. */
const LEAST_TRACKED = 6;

/**
 * Why an address must not be asked: it may stand for one recipient, or asking may act for him (unsubscribe, confirm, count a click).
 * A clause for a person, or undefined. When in doubt it is taken for personal: a link left unchecked does no harm.
 * Known hosts that name by such ids what everybody sees (documents, films, posts) are let through.
 */
export function personalIn(address: string): string | undefined {
  if (findTemplateTags(address).length > 0 || ESCAPED_TAG.test(address)) return 'it holds a merge tag';
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (leavesList(url)) return 'it unsubscribes somebody';
  if (url.username !== '' || url.password !== '') return 'it holds a user name or password';
  if (isAmong(WORDS.shared, url)) return /@|%40/.test(url.search) ? 'it holds a mail address' : undefined;
  if (isAmong(WORDS.hosts, url) && url.pathname.length + url.search.length > 1) return 'it is a click tracker\'s';
  if (CLICK_PATH.test(url.pathname) && /\d/.test(url.pathname + url.search)) return 'it is a click tracker\'s';
  const parameter = [...url.searchParams].find(([name, value]) => isPersonalParameter(name, value));
  if (parameter) return `its parameter ${parameter[0].slice(0, 40)} looks personal`;
  return holdsOpaquePath(url) ? 'it holds an id that looks personal' : undefined;
}

/** Whether the host is one of a list, or below one. */
function isAmong(hosts: readonly string[], { hostname }: URL): boolean {
  return hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}

/** Whether asking could unsubscribe somebody: the one thing that a redirect must not lead to either. */
export function leavesList({ hostname, pathname, search }: URL): boolean {
  const text = `${hostname}${decoded(pathname)}${decoded(search)}`.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  return WORDS.leaving.some((word) => text.includes(word));
}

function isPersonalParameter(name: string, value: string): boolean {
  if (value === '') return isOpaque(name, LEAST_OPAQUE);
  if (/@|%40/.test(value)) return true;
  if (SHARED_PARAMETER.test(name)) return false;
  if (SOMEBODY.test(name) && /\d/.test(value)) return true;
  return PARAMETERS.has(name.toLowerCase()) || (name.length === 1 && SHORT_KEY.test(value)) || isOpaque(value, LEAST_OPAQUE);
}

/** Files that everybody gets (`/img/3f2a….png`) are often named by their content. */
function holdsOpaquePath({ hostname, pathname }: URL): boolean {
  const segments = decoded(pathname).split('/').filter(Boolean);
  const tracked = [...hostname.split('.').slice(0, -2), ...segments].some((part) => TRACKING.has(part.toLowerCase()));
  if (!tracked && STATIC_FILE.test(pathname)) return false;
  return segments.some((segment) => segment.includes('@') || isOpaque(segment, tracked ? LEAST_TRACKED : LEAST_OPAQUE));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
