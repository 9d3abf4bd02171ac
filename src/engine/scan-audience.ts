import type { Audience } from '#audience/audience.js';
import { NEVER_OUTLIVED } from '#audience/through-day.js';
import { RuleCrash, UserError } from '#errors.js';
import type { Severity } from '#rule/finding.js';
import { identifier, join, raw, sql, withLookups } from '#warehouse/sql.js';
import { OutOfMemory } from '#warehouse/out-of-memory.js';
import type { Sql, SqlValue } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { lookupAnswers } from './answer-lookups.js';
import { describeHits } from './describe-hits.js';
import { hashedId } from './hashed-id.js';

/** One case of an audience rule. A rule's cases stand together, the strongest first: a recipient counts for the first that holds. */
export interface AudiencePredicate {
  readonly rule: string;
  readonly messageId: string;
  readonly where: Sql;
  readonly severity: Severity;
  /** Counted for itself, whatever else of its rule holds. */
  readonly apart?: boolean;
  /** Columns of recipient_facts. */
  readonly evidence: readonly string[];
}

export interface AudienceScanInput {
  readonly audience: Audience;
  readonly predicates: readonly AudiencePredicate[];
  /** Keys the hashes of recipient ids: the first 16 hex digits of their HMAC-SHA-256. */
  readonly hashKey: string;
  readonly showRecipients: boolean;
  readonly sampleSize?: number;
  /** Tell how the scan was run, too. */
  readonly explain?: boolean;
}

export interface AudienceHit {
  readonly rule: string;
  readonly messageId: string;
  readonly count: number;
  /** `sha256:` and the keyed hash, or the ids themselves: the same recipients for the same audience. */
  readonly sample: readonly string[];
  /** Column to value to recipients: the most frequent, then `other`. Instants by month; addresses as ids are. */
  readonly evidence: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** The fused scan as it was run. */
export interface ScanPlan {
  /** With $1, $2 ... where values are bound. */
  readonly statement: string;
  readonly parameters: readonly SqlValue[];
  /** DuckDB's EXPLAIN. */
  readonly plan: string;
}

export interface AudienceScan {
  readonly total: number;
  readonly hold: number;
  readonly send: number;
  /** One for each predicate, in the order given. */
  readonly hits: readonly AudienceHit[];
  /** Rules whose predicates could not be run; they hit nobody. */
  readonly crashes: readonly RuleCrash[];
  readonly plan?: ScanPlan;
}

const SAMPLE_SIZE = 5;
/** Evidence that is somebody's address. */
const ADDRESSES = ['person_address'];
/** Predicates in one number: JavaScript holds 53 bits exactly. */
const BITS = 50;
/** Recipients that are judged at a time: what is joined with more of them does not fit into memory, and to spill it takes longer than all else. */
const PART = 1_500_000;
/** Texts that a lookup may put into the scan's statement. Into one that is shown it puts none: they are the recipients'. */
const FEW = 50;
/** DuckDB makes a join of it. */
const HAS_SUBSELECT = /\bselect\b/i;
/** How often a part is divided by four when it does not fit after all. */
const SMALLER = 3;

/** A predicate and its place in the masks. */
interface Slot {
  readonly predicate: AudiencePredicate;
  readonly word: number;
  readonly bit: number;
}

/**
 * Answers all predicates in one scan over recipient_facts. It leaves two tables behind: recipient_verdicts, one row a recipient, with
 * the predicates that hold as bits, and the evidence of recipients for whom one does; and verdict_masks, what each combination of bits comes to, with the
 * numbers of its predicates (`found`).
 */
export async function scanAudience(input: AudienceScanInput): Promise<AudienceScan> {
  const { warehouse } = input.audience;
  const slots = slotsOf(input.predicates);
  const { crashes, scan } = await markVerdicts(input, slots);
  const { total, hold, counts } = await countMasks(warehouse, slots);
  const columns = evidenceColumns(slots.filter(({ predicate }) => !crashes.some(({ rule }) => rule === predicate.rule)));
  const hits = await hitsOf(input, slots, counts, columns);
  return { total, hold, send: total - hold, hits, crashes, ...(input.explain && { plan: await explainScan(warehouse, scan) }) };
}

/** The cases of a rule share a word, so that one CASE can choose among them. */
function slotsOf(predicates: readonly AudiencePredicate[]): readonly Slot[] {
  const slots: Slot[] = [];
  let [word, used] = [0, 0];
  for (const predicate of predicates) {
    const isFirst = slots.at(-1)?.predicate.rule !== predicate.rule;
    if (isFirst && used + predicates.filter(({ rule }) => rule === predicate.rule).length > BITS) [word, used] = [word + 1, 0];
    slots.push({ predicate, word, bit: 2 ** used });
    used++;
  }
  return slots;
}

/** When the fused scan fails, the rules that fail by themselves are left out, and it runs again. */
async function markVerdicts(input: AudienceScanInput, slots: readonly Slot[]): Promise<{ crashes: readonly RuleCrash[]; scan: Sql }> {
  try {
    return { crashes: [], scan: await createVerdicts(input, slots, slots) };
  } catch (error) {
    if (error instanceof UserError) throw error;
    const crashes: RuleCrash[] = [];
    for (const rule of new Set(slots.map(({ predicate }) => predicate.rule))) {
      const own = slots.filter(({ predicate }) => predicate.rule === rule);
      await createVerdicts(input, own, own).catch((cause: unknown) => crashes.push(new RuleCrash(rule, cause)));
    }
    if (crashes.length === 0) throw error;
    const failed = new Set(crashes.map(({ rule }) => rule));
    return { crashes, scan: await createVerdicts(input, slots, slots.filter(({ predicate }) => !failed.has(predicate.rule))) };
  }
}

/** Gives the scan of all recipients. Where that takes more memory than there is, they are judged a part at a time. */
async function createVerdicts({ audience: { warehouse, facts, types }, explain }: AudienceScanInput, all: readonly Slot[], asked: readonly Slot[]): Promise<Sql> {
  const cases = casesOf(await withAnswers(asked, lookupAnswers(warehouse, explain === true ? 0 : FEW)));
  const chosen = cases.map((each, index) => ({ name: caseColumn(index), value: each.chosen }));
  const joining = chosen.filter(({ value }) => HAS_SUBSELECT.test(value.pieces.join(' ')));
  const plain = chosen.filter((each) => !joining.includes(each));
  const masks = words(all).map((word) => sql`CAST(${join([sql`0`, ...cases.flatMap((each, index) => (each.word === word ? [caseColumn(index)] : []))], ' + ')} AS BIGINT) AS ${mask(word)}`);
  const columns = evidenceColumns(asked);
  const unknown = columns.find((column) => !types.has(column));
  if (unknown !== undefined) throw new Error(`recipient_facts has no column ${unknown}`);
  const evidence = join(columns.map((column) => evidenceText(column, types.get(column))), ', ');
  const scanOf = (which: Sql) => sql`
    WITH recipient_facts AS NOT MATERIALIZED (${facts(join([evidence, ...joining.map(({ value }) => value)], ', '), plain)})
    SELECT ${join([sql`recipient_number, recipient_id`, ...words(all).map(mask)], ', ')}, CASE WHEN ${anyHolds(asked)} THEN CAST([${evidence}] AS VARCHAR[]) END AS evidence
    FROM (SELECT ${join([sql`*`, ...masks], ', ')} FROM (SELECT ${join([sql`*`, ...joining.map(({ name, value }) => sql`${value} AS ${name}`)], ', ')} FROM recipient_facts ${which}))`;
  const [found] = await warehouse.all<{ end: number }>(sql`SELECT max(rowid) + 1 AS "end" FROM recipients`);
  const end = found?.end ?? 0;
  const first = Math.ceil(end / Math.max(1, Math.ceil(end / PART)));
  for (let smaller = 0; ; smaller++) {
    try {
      await storeVerdicts(warehouse, scanOf, end, Math.ceil(first / 4 ** smaller));
      return scanOf(sql``);
    } catch (error) {
      if (!(error instanceof OutOfMemory) || smaller === SMALLER) throw error;
    }
  }
}

async function storeVerdicts(warehouse: Warehouse, scanOf: (which: Sql) => Sql, end: number, size: number): Promise<void> {
  if (size >= end) return warehouse.run(sql`CREATE OR REPLACE TABLE recipient_verdicts AS ${scanOf(sql``)}`);
  for (let from = 0; from < end; from += size) {
    const scan = scanOf(sql`WHERE recipient_number >= ${from} AND recipient_number < ${from + size}`);
    await warehouse.run(from === 0 ? sql`CREATE OR REPLACE TABLE recipient_verdicts AS ${scan}` : sql`INSERT INTO recipient_verdicts ${scan}`);
  }
}

async function hitsOf({ audience, hashKey, showRecipients, sampleSize = SAMPLE_SIZE }: AudienceScanInput, slots: readonly Slot[], counts: readonly number[], columns: readonly string[]): Promise<readonly AudienceHit[]> {
  const found = slots.flatMap(({ predicate }, slot) => {
    const count = counts[slot] ?? 0;
    return count === 0 ? [] : [{ slot, count, places: new Map(predicate.evidence.map((column) => [column, columns.indexOf(column)])) }];
  });
  const shown = (id: string): string => (showRecipients ? id : hashedId(hashKey, id));
  const described = await describeHits(audience.warehouse, words(slots).map(mask), found, sampleSize);
  return slots.map(({ predicate: { rule, messageId } }, slot) => {
    const { sample = [], evidence = {} } = described.get(slot) ?? {};
    return { rule, messageId, count: counts[slot] ?? 0, sample: sample.map(shown), evidence: Object.fromEntries(Object.entries(evidence).map(([column, values]) => [column, ADDRESSES.includes(column) ? withShownKeys(values, shown) : values])) };
  });
}

/** Only addresses have an @: the others are `other` and `none`. */
function withShownKeys(values: Readonly<Record<string, number>>, shown: (id: string) => string): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(values).map(([value, recipients]) => [value.includes('@') ? shown(value) : value, recipients]));
}

/** Columns of recipient_facts in the order in which the evidence of a recipient lists their values. */
function evidenceColumns(slots: readonly Slot[]): readonly string[] {
  return [...new Set(slots.flatMap(({ predicate }) => predicate.evidence))];
}

async function explainScan(warehouse: Warehouse, scan: Sql): Promise<ScanPlan> {
  const explained = await warehouse.all<{ explain_value: string }>(sql`EXPLAIN ${scan}`);
  const { pieces, params } = withLookups(scan);
  const statement = pieces.reduce((before, piece, index) => `${before}$${String(index)}${piece}`);
  return { statement, parameters: params, plan: explained.map((row) => row.explain_value).join('\n') };
}

function words(slots: readonly Slot[]): readonly number[] {
  return [...new Set(slots.map(({ word }) => word))];
}

/**
 * A rule's cases in one CASE, so that the first that holds is the only one; the rules' bits do not overlap, so that they add up. Each is a column of its own: added
 * up where they stand, they nest as deep as there are rules, and DuckDB looks at all that is nested anew at each level.
 */
function casesOf(slots: readonly Slot[]): readonly { readonly word: number; readonly chosen: Sql }[] {
  const groups = new Map<unknown, Slot[]>();
  for (const slot of slots) {
    const group = slot.predicate.apart === true ? slot : slot.predicate.rule;
    groups.set(group, [...groups.get(group) ?? [], slot]);
  }
  return [...groups.values()].map((group) => {
    const whens = group.map(({ predicate, bit }) => sql`WHEN ${predicate.where} THEN ${bit}`);
    return { word: group[0]?.word ?? 0, chosen: sql`CASE ${join(whens, ' ')} ELSE 0 END` };
  });
}

async function withAnswers(slots: readonly Slot[], answered: (where: Sql) => Promise<Sql>): Promise<readonly Slot[]> {
  const settled: Slot[] = [];
  for (const slot of slots) settled.push({ ...slot, predicate: { ...slot.predicate, where: await answered(slot.predicate.where) } });
  return settled;
}

function caseColumn(index: number): Sql {
  return raw(`case_${String(index)}`);
}

function evidenceText(column: string, type: string | undefined): Sql {
  if (type === 'TIMESTAMP') return sql`CASE WHEN ${identifier(column)} >= ${NEVER_OUTLIVED} THEN 'no day on file' ELSE strftime(${identifier(column)}, '%Y-%m') END`;
  return type === 'VARCHAR[]' ? sql`array_to_string(${identifier(column)}, ';')` : sql`CAST(${identifier(column)} AS VARCHAR)`;
}

/** Few combinations of predicates hold in a real audience: what each comes to is worked out once. */
async function countMasks(warehouse: Warehouse, slots: readonly Slot[]): Promise<{ total: number; hold: number; counts: readonly number[] }> {
  const used = words(slots);
  const rules = [...new Set(slots.map(({ predicate }) => predicate.rule))];
  const named = rules.map((rule) => sql`CASE WHEN ${anyHolds(slots.filter(({ predicate }) => predicate.rule === rule))} THEN ${rule} END`);
  const keys = slots.map((slot) => sql`CASE WHEN ${anyHolds([slot])} THEN ${evidenceKey(slot.predicate)} END`);
  const found = slots.map((slot, index) => sql`CASE WHEN ${anyHolds([slot])} THEN ${index} END`);
  const errors = slots.filter(({ predicate }) => predicate.severity === 'error');
  await warehouse.run(sql`
    CREATE OR REPLACE TABLE verdict_masks AS
    SELECT *, ${anyHolds(errors)} AS hold, concat_ws(';', ${join([sql`NULL`, ...named], ', ')}) AS rules, concat_ws(';', ${join([sql`NULL`, ...keys], ', ')}) AS evidence,
      list_filter(CAST([${join(found, ', ')}] AS INTEGER[]), lambda slot: slot IS NOT NULL) AS found
    FROM (SELECT ${join([...used.map(mask), sql`count(*) AS recipients`], ', ')} FROM recipient_verdicts GROUP BY ALL)`);
  const counts = slots.map((slot, index) => sql`coalesce(sum(recipients) FILTER (WHERE ${anyHolds([slot])}), 0) AS ${raw(`n${String(index)}`)}`);
  const [row] = await warehouse.all<Record<string, number>>(sql`
    SELECT ${join([sql`coalesce(sum(recipients), 0) AS total`, sql`coalesce(sum(recipients) FILTER (WHERE hold), 0) AS hold`, ...counts], ', ')} FROM verdict_masks`);
  return { total: row?.['total'] ?? 0, hold: row?.['hold'] ?? 0, counts: slots.map((_, index) => row?.[`n${String(index)}`] ?? 0) };
}

/** Names the case that holds: the finding with this rule and message id has the evidence. */
function evidenceKey({ rule, messageId }: AudiencePredicate): string {
  return `${rule}:${messageId}`;
}

function anyHolds(slots: readonly Slot[]): Sql {
  const tests = words(slots).map((word) => sql`(${mask(word)} & ${slots.filter((slot) => slot.word === word).reduce((bits, { bit }) => bits + bit, 0)}) <> 0`);
  return tests.length === 0 ? sql`false` : sql`(${join(tests, ' OR ')})`;
}

function mask(word: number): Sql {
  return raw(`mask_${String(word)}`);
}
