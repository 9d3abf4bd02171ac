import type { Network } from './network.js';
import { readSpfTerm, type SpfTerm } from './spf-term.js';

/** What is wrong with an SPF record; `detail` is a clause for a person. */
export interface SpfFault {
  readonly kind: 'missing' | 'invalid' | 'lookups' | 'everybody';
  readonly detail: string;
}

export interface SpfReport {
  readonly faults: readonly SpfFault[];
  /** DNS queries that a receiver may need (RFC 7208, 4.6.4), as far as they were counted. */
  readonly lookups: number;
  /** Why something could not be learnt; a clause. */
  readonly unknown: string | undefined;
}

/** RFC 7208, 4.6.4. */
const MOST_LOOKUPS = 10;
/** A record that needs more is counted no further. */
const MOST_COUNTED = 30;

const LOOKING_UP = new Set(['include', 'a', 'mx', 'ptr', 'exists']);
/** Nobody holds more addresses in one block than these prefixes give: IANA hands out no larger ones to a registry. */
const LEAST_PREFIX: Readonly<Record<string, number>> = { ip4: 8, ip6: 12 };

interface Walk {
  readonly network: Network;
  readonly faults: Map<string, SpfFault>;
  lookups: number;
  unknown: string | undefined;
}

/** How a record was come to. */
interface Step {
  readonly domain: string;
  /** Records that lead here, this one among them. */
  readonly trail: readonly string[];
  /** Whether a server that this record lets send may send in the name of the first. */
  readonly passes: boolean;
}

/**
 * Reads the SPF record of a domain and those that it includes. Whether a server may send is not asked: nobody knows its address before
 * the send.
 */
export async function spfReport(domain: string, network: Network): Promise<SpfReport> {
  const walk: Walk = { network, faults: new Map(), lookups: 0, unknown: undefined };
  await readDomain({ domain, trail: [domain], passes: true }, walk);
  if (walk.lookups > MOST_LOOKUPS) addFault(walk, 'lookups', `it takes ${walk.lookups >= MOST_COUNTED ? 'at least ' : ''}${walk.lookups} DNS queries to read, and receivers stop after ${MOST_LOOKUPS}`);
  return { faults: [...walk.faults.values()], lookups: walk.lookups, unknown: walk.unknown };
}

function addFault({ faults }: Walk, kind: SpfFault['kind'], detail: string): void {
  if (!faults.has(detail)) faults.set(detail, { kind, detail });
}

async function readDomain(step: Step, walk: Walk): Promise<void> {
  const record = await recordAt(step, walk);
  const written = record?.trim().split(/\s+/).slice(1) ?? [];
  const terms = written.flatMap((text) => {
    const term = readSpfTerm(text);
    if (!term) addFault(walk, 'invalid', `${step.domain} says "${text.slice(0, 60)}", which SPF does not know`);
    return term ? [{ ...term, text }] : [];
  });
  const all = terms.findIndex(({ name, isModifier }) => name === 'all' && !isModifier);
  const unread = all === -1 ? undefined : terms.slice(all + 1).find(({ isModifier }) => !isModifier);
  if (unread) addFault(walk, 'invalid', `"${unread.text.slice(0, 60)}" stands after "${terms[all]?.text ?? ''}" in the record of ${step.domain}, where no receiver reads it`);
  if (terms.filter(isRedirect).length > 1) addFault(walk, 'invalid', `${step.domain} has more than one redirect=`);
  // RFC 7208, 5.1 and 6.1: nothing after "all" is asked for, and where it stands a redirect does not count.
  for (const term of all === -1 ? terms : terms.slice(0, all + 1)) {
    if (walk.lookups >= MOST_COUNTED) return;
    await readTerm(term, step, walk, all !== -1);
  }
}

async function recordAt({ domain, trail }: Step, walk: Walk): Promise<string | undefined> {
  const answer = await walk.network.textRecords(domain);
  if (!answer.found && !answer.missing) {
    walk.unknown ??= answer.reason;
    return undefined;
  }
  const records = answer.found ? answer.records.filter((text) => /^v=spf1(?: |$)/i.test(text)) : [];
  if (records.length > 1) addFault(walk, 'invalid', `${domain} has ${records.length} SPF records, and only one is allowed`);
  if (records.length === 0) addFault(walk, trail.length === 1 ? 'missing' : 'invalid', trail.length === 1 ? `${domain} has no SPF record` : `it includes ${domain}, which has no SPF record`);
  return records.length === 1 ? records[0] : undefined;
}

async function readTerm(term: SpfTerm & { readonly text: string }, { domain, trail, passes }: Step, walk: Walk, hasAll: boolean): Promise<void> {
  const { name, isModifier, target, text } = term;
  if (passes && term.passes && letsAllSend(term)) addFault(walk, 'everybody', `"${text}"${trail.length === 1 ? '' : ` in the record of ${domain}`} lets servers all over the internet send in its name`);
  const follows = isModifier ? isRedirect(term) && !hasAll : name === 'include';
  if (follows || (!isModifier && LOOKING_UP.has(name))) walk.lookups += 1;
  if (!follows || target.includes('%')) return;
  const next = target.replace(/\.$/, '');
  if (trail.includes(next)) addFault(walk, 'invalid', `${domain} includes ${next} again, which leads in a circle`);
  else await readDomain({ domain: next, trail: [...trail, next], passes: passes && term.passes }, walk);
}

function isRedirect({ name, isModifier }: SpfTerm): boolean {
  return isModifier && name === 'redirect';
}

function letsAllSend({ name, isModifier, target }: SpfTerm): boolean {
  if (isModifier) return false;
  const [, prefix] = target.split('/');
  return name === 'all' || (prefix !== undefined && Number(prefix) < (LEAST_PREFIX[name] ?? 0));
}
