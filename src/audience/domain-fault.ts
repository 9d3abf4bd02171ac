import { parse } from 'tldts';
import providers from './typo-providers.json' with { type: 'json' };
import freeMail from './free-mail.json' with { type: 'json' };
import privateRelays from './private-relays.json' with { type: 'json' };

/** What is wrong with a mail domain by itself: none of these can, or should, get mail. */
export type DomainFault = 'malformed' | 'unknown_tld' | 'reserved' | 'lookalike' | 'typo';

/** RFC 2606 and RFC 6761: kept for documentation and tests. */
const RESERVED = /(?:^|\.)(?:example|test|invalid|localhost|local)$|(?:^|\.)example\.(?:com|net|org|edu)$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Of a web site's address something may stand behind the domain, of a mailbox nothing. */
const NO_DOMAIN = /[\s/:?#,;<>()[\]"]/;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

const REAL: ReadonlySet<string> = new Set([...freeMail, ...privateRelays]);
const MEANT = typosOf(providers);

/**
 * @param written lower case, as the person wrote it: look-alike letters are gone from punycode
 * @param domain lower case, punycode
 */
export function domainFault(written: string, domain: string): DomainFault | undefined {
  if (RESERVED.test(domain)) return 'reserved';
  const labels = domain.split('.');
  if (NO_DOMAIN.test(written)) return 'malformed';
  if (domain.length > 253 || labels.length < 2 || !labels.every((label) => LABEL.test(label))) return 'malformed';
  const { isIcann } = parse(domain);
  if (isIcann !== true && !isKnownSuffix(labels)) return 'unknown_tld';
  if (mixesScripts(written)) return 'lookalike';
  return MEANT.has(domain) ? 'typo' : undefined;
}

/** Of some domains, the one that another is a slip of the hand away from. */
export function domainMeant(domain: string, known: Iterable<string>): string | undefined {
  const names = [...known];
  return names.includes(domain) ? undefined : typosOf(names.filter(({ length }) => Math.abs(length - domain.length) <= 1)).get(domain);
}

/** Suffixes below a private one (`github.io`) end in a public one all the same. */
function isKnownSuffix(labels: readonly string[]): boolean {
  return parse(`x.${labels.at(-1) ?? ''}`).isIcann === true;
}

/** Latin letters with Cyrillic or Greek ones in one label: gmаil.com with a Cyrillic a. */
function mixesScripts(domain: string): boolean {
  return !/^[\x20-\x7e]*$/.test(domain) && domain.split('.').some((label) => /\p{Script=Latin}/u.test(label) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(label));
}

/**
 * Every domain that is one slip of the hand from a large provider's: a letter left out, doubled, swapped with its neighbour or put in
 * place of another, or the top-level domain cut short. Other providers' own domains are none.
 */
function typosOf(domains: readonly string[]): ReadonlyMap<string, string> {
  const typos = new Map<string, string>();
  for (const domain of domains) {
    const dot = domain.indexOf('.');
    const [name, tail] = [domain.slice(0, dot), domain.slice(dot)];
    const tails = tail === '.com' ? ['.co', '.cm', '.om'] : [];
    for (const typo of [...slips(name).map((slip) => slip + tail), ...tails.map((cut) => name + cut)]) if (!REAL.has(typo)) typos.set(typo, domain);
  }
  return typos;
}

function slips(name: string): readonly string[] {
  return Array.from(name).flatMap((letter, index) => {
    const [before, after] = [name.slice(0, index), name.slice(index + 1)];
    const next = after[0];
    const replaced = Array.from(LETTERS).filter((other) => other !== letter).map((other) => before + other + after);
    return [before + after, before + letter + letter + after, ...(next === undefined || next === letter ? [] : [before + next + letter + after.slice(1)]), ...(name.length >= 6 ? replaced : [])];
  });
}
