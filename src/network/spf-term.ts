import ipaddr from 'ipaddr.js';

/** A mechanism or modifier of an SPF record (RFC 7208, 4.6.1). */
export interface SpfTerm {
  /** In lower case. */
  readonly name: string;
  readonly isModifier: boolean;
  /** What a server that matches may do: without a qualifier, or with "+", it may send. */
  readonly passes: boolean;
  /** What follows the name: a domain, or an address with its prefix. */
  readonly target: string;
}

const TERM = /^([+?~-]?)([a-z][a-z0-9_.-]{0,40})(?:([:=/])(.*))?$/i;
const DOMAIN = /^[\w-]{1,63}(?:\.[\w-]{1,63}){1,20}\.?$/;
/** `/24`, `/24//64`. */
const PREFIXES = /^(?:\/(?:3[0-2]|[12]?\d))?(?:\/\/(?:12[0-8]|1[01]\d|[1-9]?\d))?$/;

const IS_TARGET: Readonly<Record<string, (target: string, mark: string) => boolean>> = {
  all: (_, mark) => mark === '',
  include: (target, mark) => mark === ':' && isDomain(target),
  exists: (target, mark) => mark === ':' && isDomain(target),
  a: isHost,
  mx: isHost,
  ptr: isHost,
  ip4: (target, mark) => mark === ':' && isBlock(target, 32, (address) => ipaddr.IPv4.isValidFourPartDecimal(address)),
  ip6: (target, mark) => mark === ':' && isBlock(target, 128, (address) => ipaddr.IPv6.isValid(address)),
};

/** Undefined for what receivers do not understand, which makes the whole record count for nothing (RFC 7208, 4.6). */
export function readSpfTerm(text: string): SpfTerm | undefined {
  const [, qualifier = '', written = '', mark = '', target = ''] = TERM.exec(text) ?? [];
  const name = written.toLowerCase();
  const term = { name, isModifier: mark === '=', passes: qualifier === '' || qualifier === '+', target: target.toLowerCase() };
  if (name === '') return undefined;
  // Modifiers that nobody knows are passed over (6).
  if (term.isModifier) return qualifier === '' && (name !== 'redirect' || isDomain(target)) ? term : undefined;
  return Object.hasOwn(IS_TARGET, name) && IS_TARGET[name]?.(target, mark) ? term : undefined;
}

function isHost(target: string, mark: string): boolean {
  const text = `${mark}${target}`;
  const at = text.indexOf('/');
  const domain = at === -1 ? text : text.slice(0, at);
  return (domain === '' || (domain.startsWith(':') && isDomain(domain.slice(1)))) && PREFIXES.test(at === -1 ? '' : text.slice(at));
}

/** Macros stand for what only the receiver knows. */
function isDomain(text: string): boolean {
  return text.includes('%{') || DOMAIN.test(text);
}

function isBlock(text: string, bits: number, isAddress: (text: string) => boolean): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  return more.length === 0 && isAddress(address) && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits));
}
