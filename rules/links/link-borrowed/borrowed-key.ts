import { isSharedMailbox } from '#audience/shared-mailbox.js';
import { linkTarget } from '#campaign/facts/link-target.js';
import { isSampleMailbox } from '#campaign/facts/sample-names.js';
import { isExampleHost } from '#campaign/facts/host-kind.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import { isOpaque } from '#network/opaque-text.js';
import { leavesList } from '#network/personal-url.js';
import KEYS from './keys.json' with { type: 'json' };

/** What an address holds of one person: the way out of his list, his session, what opens his account, his mail address, what he is known by, the advertisement that he came by. */
export type KeyKind = 'leaves' | 'session' | 'secret' | 'address' | 'key' | 'clickId';

export interface BorrowedKey {
  readonly kind: KeyKind;
  /** The parameter that holds it; undefined where its place in the path does. */
  readonly parameter: string | undefined;
}

interface Parameter {
  readonly name: string;
  /** Decoded. */
  readonly value: string;
}

const anyOf = (patterns: readonly string[]) => new RegExp(`(?:${patterns.join('|')})`, 'i');
const LEAVING = anyOf(KEYS.leaving);
const CLICKING = anyOf(KEYS.clicking);
const KEY_NAMES = new Set(KEYS.parameters);
const CLICK_IDS = new Set(KEYS.clickIds);
const ADDRESS_NAMES = new Set(KEYS.addresses);
const SESSION_NAMES = new Set(KEYS.sessions);
const SECRET_NAMES = new Set(KEYS.secrets);

/** Names that mean a session and nothing else, wherever they stand. */
const PLAIN_SESSION = /^(?:jsessionid|phpsessid|aspsessionid\w{0,20}|asp\.net_sessionid|oscsid|zenid)$/;
/** ASP.NET writes a session without cookies into the path: `/(S(lit3py55t21z5v55vlm25s55))/`. */
const SESSION_PATH = /\/\((?:[A-Z]\([\w-]{1,20}\)){0,3}S\([a-z\d]{20,32}\)/;
const JWT = /eyJ[\w-]{8,2000}\.eyJ[\w-]{8,2000}\.[\w-]{8,}/;
/** Pages that let in whoever has the key. */
const LETS_IN = /(?:reset|forgot|recover|password|passwort|kennwort|motdepasse|mot-de-passe|contrasena|senha|wachtwoord|losenord|adgangskode|passord|salasana|haslo|magic|one-?time|verif(?:y|ication)|confirm|activat|bestaetig|log-?in|sign-?in|sso|anmelden|einloggen|connexion)/i;
const LETTING_IN_NAME = /^(?:t|tok|token|key|code|hash|otp|h|k|id|uid|secret|sig|auth|ticket|nonce)$/;
/** Of the list, the form or the sender, which are everybody's. */
const SHARED_NAME = /^(?:utm_.*|list(?:_?id)?|form(?:_?id)?|account(?:_?id)?|company(?:_?id)?|org(?:_?id)?|client(?:_?id)?|pub(?:lication)?(?:_?id)?|campaign(?:_?id)?|mailing(?:_?id)?|mc_cid|topic|category|lang|v|version)$/;
/** Its form asks for the mail address, unless the key of one person stands in it. */
const ASKING_FORM = /(?:^|\.)list-manage\d?\.com$/;
/** Shorter texts are made up by people as well. */
const LEAST_KEY = 16;
/** What an address that holds any key has in its path, query or fragment: a sign, a name, a long value or a long segment. Most have none of it. */
const MAY_HOLD_KEY = new RegExp(String.raw`[%@(]|[?&;#](?:${[...KEY_NAMES, ...CLICK_IDS, 'cfid', 'cftoken'].join('|')})=|=[^?&;#]{${LEAST_KEY}}|(?:^|/)[^/?#]{${LEAST_KEY}}`, 'i');
const MAIL_ADDRESS = /^([^\s@]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63}){1,4})$/;

/**
 * What of one person a fixed address holds, the worst first; undefined where all may have it. `own` are the sender's registrable domains. A finished
 * mail is for one recipient, whose keys it rightly holds: there only what is nobody's to have is told.
 */
export function borrowedKey(href: string, own: ReadonlySet<string>, isFinished: boolean): BorrowedKey | undefined {
  const { scheme, host = '', domain, rest } = linkTarget(href);
  if (scheme !== 'http' && scheme !== 'https') return undefined;
  const page = `${host}${rest}`;
  if (!mayHoldKey(rest, page)) return undefined;
  const parameters = fixedParameters(rest);
  const named = (kind: KeyKind, holds: (parameter: Parameter) => boolean): BorrowedKey | undefined => {
    const found = parameters.find(holds);
    return found && { kind, parameter: found.name };
  };
  const session = SESSION_PATH.test(rest) ? { kind: 'session' as const, parameter: undefined } : named('session', ({ name, value }) => isSession(name, value) && (!isFinished || PLAIN_SESSION.test(name)));
  if (isFinished) return session ?? named('clickId', isClickId);
  const isFixed = findTemplateTags(href).length === 0 && !/%7B%7B|\*%7C|%25%25|%5B\w{2,40}%5D|\[\w{2,40}\]|%%/.test(href);
  return leavingKey(href, isFixed, parameters) ?? (isFixed ? secretInPath(rest) : undefined)
    ?? named('secret', ({ name, value }) => isSecret(name, value, rest)) ?? session
    ?? named('address', (parameter) => isPersonsAddress(parameter, new Set([...own, ...(domain === undefined ? [] : [domain])])))
    ?? named('key', ({ name, value }) => KEY_NAMES.has(name) && value.length >= 4 && /\d/.test(value))
    ?? (isFixed && CLICKING.test(page) ? { kind: 'key', parameter: undefined } : undefined)
    ?? named('clickId', isClickId);
}

function mayHoldKey(rest: string, page: string): boolean {
  return MAY_HOLD_KEY.test(rest) || LEAVING.test(page) || CLICKING.test(page);
}

/** Those of path, query and fragment whose value no template tag writes. */
function fixedParameters(rest: string): readonly Parameter[] {
  return rest.split(/[?&;#]/).slice(1, 60).flatMap((part) => {
    const at = part.indexOf('=');
    const value = decoded(part.slice(at + 1));
    return at < 1 || value === '' || /[[\]{}|*<>%$\s]/.test(value) || findTemplateTags(value).length > 0 ? [] : [{ name: decoded(part.slice(0, at)).toLowerCase(), value }];
  });
}

function leavingKey(href: string, isFixed: boolean, parameters: readonly Parameter[]): BorrowedKey | undefined {
  const { host = '', rest } = linkTarget(href);
  if (isFixed && LEAVING.test(`${host}${rest}`)) return { kind: 'leaves', parameter: undefined };
  if (ASKING_FORM.test(host)) return undefined;
  const found = parameters.find(({ name, value }) => KEY_NAMES.has(name) || MAIL_ADDRESS.test(value) || (!SHARED_NAME.test(name) && isOpaque(value, LEAST_KEY)));
  if (!found && !(isFixed && pathOf(rest).some((segment) => isOpaque(segment, LEAST_KEY)))) return undefined;
  return URL.canParse(href) && leavesList(new URL(href)) ? { kind: 'leaves', parameter: found?.name } : undefined;
}

function isSession(name: string, value: string): boolean {
  if (name === 'cfid' || name === 'cftoken') return /^\d{6,}$/.test(value) || isOpaque(value, LEAST_KEY);
  return (SESSION_NAMES.has(name) || PLAIN_SESSION.test(name)) && isOpaque(value, LEAST_KEY);
}

function isSecret(name: string, value: string, rest: string): boolean {
  if (JWT.test(value)) return true;
  if (!isOpaque(value, LEAST_KEY)) return false;
  return SECRET_NAMES.has(name) || (LETTING_IN_NAME.test(name) && LETS_IN.test(pathOf(rest).join('/')));
}

function secretInPath(rest: string): BorrowedKey | undefined {
  const segments = pathOf(rest);
  const at = segments.findIndex((segment) => LETS_IN.test(segment));
  return at !== -1 && segments.slice(at + 1).some((segment) => isOpaque(segment, LEAST_KEY)) ? { kind: 'secret', parameter: undefined } : undefined;
}

/** Of somebody who is neither the sender, nor a mailbox of several, nor made up. */
function isPersonsAddress({ name, value }: Parameter, own: ReadonlySet<string>): boolean {
  const [, mailbox = '', host = ''] = (ADDRESS_NAMES.has(name) ? MAIL_ADDRESS.exec(value) : undefined) ?? [];
  if (mailbox === '' || isExampleHost(host.toLowerCase()) || isSampleMailbox(mailbox) || isSharedMailbox(mailbox.toLowerCase())) return false;
  return !own.has(linkTarget(`https://${host}`).domain ?? host);
}

function isClickId({ name, value }: Parameter): boolean {
  return CLICK_IDS.has(name) && value.length >= 8;
}

function pathOf(rest: string): readonly string[] {
  return decoded(/^[^?#]{0,2000}/.exec(rest)?.[0] ?? '').split('/').filter(Boolean);
}

function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
