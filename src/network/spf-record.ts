import type { Network } from './network.js';

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
export const MOST_LOOKUPS = 10;
/** A record that needs more is counted no further. */
const MOST_COUNTED = 30;

const MECHANISMS = new Set(['all', 'include', 'a', 'mx', 'ptr', 'ip4', 'ip6', 'exists']);
const LOOKING_UP = new Set(['include', 'a', 'mx', 'ptr', 'exists']);
const TERM = /^([+?~-]?)([a-z][a-z0-9_.-]{0,40})(?:([:=/])(.*))?$/i;

interface Walk {
  readonly network: Network;
  readonly faults: SpfFault[];
  readonly seen: Set<string>;
  lookups: number;
  unknown: string | undefined;
}

/**
 * Reads the SPF record of a domain and those that it includes. Whether a server may send is not asked: nobody knows its address before
 * the send.
 */
export async function spfReport(domain: string, network: Network): Promise<SpfReport> {
  const walk: Walk = { network, faults: [], seen: new Set(), lookups: 0, unknown: undefined };
  await readDomain(domain, walk, undefined);
  if (walk.lookups > MOST_LOOKUPS) walk.faults.push({ kind: 'lookups', detail: `it takes ${walk.lookups >= MOST_COUNTED ? 'at least ' : ''}${walk.lookups} DNS queries to read, and receivers stop after ${MOST_LOOKUPS}` });
  return { faults: walk.faults, lookups: walk.lookups, unknown: walk.unknown };
}

async function readDomain(domain: string, walk: Walk, includedBy: string | undefined): Promise<void> {
  const record = await recordAt(domain, walk, includedBy);
  if (record === undefined) return;
  const terms = record.trim().split(/\s+/).slice(1);
  const hasAll = terms.some((term) => /^[+?~-]?all$/i.test(term));
  for (const term of terms) {
    if (walk.lookups >= MOST_COUNTED) return;
    await readTerm(term, domain, walk, hasAll, includedBy === undefined);
  }
}

async function recordAt(domain: string, walk: Walk, includedBy: string | undefined): Promise<string | undefined> {
  const answer = await walk.network.textRecords(domain);
  if (!answer.found && !answer.missing) {
    walk.unknown ??= answer.reason;
    return undefined;
  }
  const records = answer.found ? answer.records.filter((text) => /^v=spf1(?: |$)/i.test(text)) : [];
  if (records.length > 1) walk.faults.push({ kind: 'invalid', detail: `${domain} has ${records.length} SPF records, and only one is allowed` });
  if (records.length === 0) walk.faults.push(includedBy === undefined ? { kind: 'missing', detail: `${domain} has no SPF record` } : { kind: 'invalid', detail: `it includes ${domain}, which has no SPF record` });
  return records.length === 1 ? records[0] : undefined;
}

async function readTerm(term: string, domain: string, walk: Walk, hasAll: boolean, isTop: boolean): Promise<void> {
  const [, qualifier = '', written = '', mark, target = ''] = TERM.exec(term) ?? [];
  const name = written.toLowerCase();
  const isModifier = mark === '=';
  if (!isModifier && !MECHANISMS.has(name)) {
    walk.faults.push({ kind: 'invalid', detail: `${domain} says "${term.slice(0, 60)}", which SPF does not know` });
    return;
  }
  if (name === 'all' && isTop && (qualifier === '' || qualifier === '+')) walk.faults.push({ kind: 'everybody', detail: `"${term}" lets every server send in the name of ${domain}` });
  // RFC 7208, 6.1: redirect counts only where no "all" stands.
  const follows = isModifier ? name === 'redirect' && !hasAll : name === 'include';
  if (follows || (!isModifier && LOOKING_UP.has(name))) walk.lookups += 1;
  if (!follows || target.includes('%') || walk.seen.has(target.toLowerCase())) return;
  walk.seen.add(target.toLowerCase());
  await readDomain(target.toLowerCase().replace(/\.$/, ''), walk, domain);
}
