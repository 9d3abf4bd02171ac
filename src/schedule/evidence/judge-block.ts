import { meanAppeal } from '../model/day-appeals.js';
import type { DayAppeals } from '../model/day-appeals.js';
import { LIFETIME_HOURS } from '../model/decay-table.js';
import { EPOCH_HOUR_OF_WEEK, HOURS_IN_WEEK } from '../model/hour-of-week.js';
import { offsetAt } from '../zones/zone-offsets.js';
import type { ZoneOffsets } from '../zones/zone-offsets.js';
import { addCounts, noCounts } from './blocks.js';
import type { JudgedPerson, Lists, LogBlock, LogCounts, PeopleBlock, PersonFacts, PersonSums } from './blocks.js';
import { personJudge } from './judge-person.js';
import type { JudgeRules, Reason, Verdicts } from './judge-person.js';
import { addMail, closeGroups, groupCell, numberList, openGroups } from './message-groups.js';
import type { NumberList } from './message-groups.js';
import { rowOrder } from './row-order.js';
import { waitForReply } from './work-holidays.js';
import type { WorkCalendars } from './work-holidays.js';

/** What the logs of all people are judged by: plain values, so that they can be sent to a thread. */
export interface Judging extends JudgeRules {
  readonly zones: ReadonlyMap<string, ZoneOffsets>;
  /** Whose holidays end the wait for a reply; undefined: mail is waited for as long as it lives. */
  readonly calendars?: WorkCalendars;
}

/** What is told of people's mail. */
export interface EvidenceQuery {
  /** Mail is told of as it was at this instant. */
  readonly asOf: Date;
  /** Mail since then (epoch seconds) may be too near to the next one. */
  readonly recentSince: number;
  /** Whose mail was fetched up to then (epoch seconds) reads with hidden opens; when absent, whenever it was. */
  readonly fetchedUntil?: number;
  readonly daily?: DailyQuery;
  /** What the mail of days pleased, where that is known. */
  readonly appeals?: DayAppeals;
  /** Told of each mail and event. */
  readonly visit?: LogVisitor;
}

/** Instants are epoch seconds. */
export interface LogVisitor {
  /** `engaged`: Infinity for never; `local` on the person's clock; `watch`: seconds for which the mail is watched. */
  mail?(person: number, sent: number, triggered: boolean, engaged: number, local: number, watch: number): void;
  signal?(person: number, kind: number, at: number, reason: Reason): void;
}

/** Scheduled mail after `since`, as it was at `until`, if it was watched for the horizon (hours, by slot) by then. */
export interface DailyQuery {
  readonly since: Date;
  readonly until: Date;
  readonly horizons: readonly number[];
}

/** Judges blocks of people, one after the other; a person whose log is too long to be sent is judged piece by piece. */
export interface BlockJudge {
  readonly judge: (block: LogBlock) => PeopleBlock;
  /** Rows of the person that `close` is called for, by column as in a block, and in the order of `rowOrder`. */
  readonly add: (columns: readonly Float64Array[]) => void;
  readonly close: (index: number, person: number, facts: PersonFacts) => JudgedPerson;
}

/** Reads the logs of blocks by the rules. Mail is put on the recipient's clock, and summed up to groups. */
export function blockJudge(judging: Judging, query: EvidenceQuery): BlockJudge {
  const judge = personJudge(judging);
  const reader = mailReader(judging, query);
  const close = (person: number, facts: PersonFacts, planned: Float64Array, to: Evidence): PersonSums => {
    reader.begin(person, facts, to.counts);
    judge.close(facts[OPENS_COUNT], reader);
    return reader.end(planned, to);
  };
  return {
    add([messages, instants, acts, weights]) {
      for (let row = 0; row < messages!.length; row++) judge.add(messages![row]!, instants![row]!, acts![row]!, weights![row]!);
    },
    close(index, person, facts) {
      const evidence = emptyEvidence();
      const sums = close(person, facts, new Float64Array(), evidence);
      return { index, evidence: { ...listsOf(evidence), ...sums } };
    },
    judge({ people, facts: text, log, planned, ahead }) {
      const facts = JSON.parse(text) as readonly PersonFacts[];
      const evidence = emptyEvidence();
      const fetched = new Uint8Array(people.length);
      const appeals = new Float64Array(people.length);
      const [messages, instants, acts, weights] = log.columns;
      const addRows = (from: number, until: number): void => {
        const order = rowOrder(log.columns, from, until);
        for (let place = 0; place < until - from; place++) {
          const row = order[place]!;
          judge.add(messages![row]!, instants![row]!, acts![row]!, weights![row]!);
        }
      };
      for (const [index, own] of facts.entries()) {
        const judged = ahead.find((each) => each.index === index)?.evidence;
        const plans = planned.columns[0]?.subarray(planned.starts[index], planned.starts[index + 1]) ?? new Float64Array();
        if (judged === undefined) {
          addRows(log.starts[index]!, log.starts[index + 1]!);
          const sums = close(people[index]!, own, plans, evidence);
          fetched[index] = sums.fetched ? 1 : 0;
          appeals[index] = sums.appeal;
        } else {
          addAll(evidence.groups.list, judged.groups.numbers);
          addAll(evidence.daily.list, judged.daily.numbers);
          addSends(evidence.otherSends.list, [...judged.otherSends.numbers, ...plans]);
          addCounts(evidence.counts, judged.counts);
          fetched[index] = judged.fetched ? 1 : 0;
          appeals[index] = judged.appeal;
        }
        for (const { list, starts } of [evidence.groups, evidence.otherSends, evidence.daily]) starts.push(list.length);
      }
      return { people, facts, fetched, appeals, ...listsOf(evidence) };
    },
  };
}

const [ZONE, PLACE, OPENS_COUNT] = [1, 5, 6] as const;

interface GrowingLists {
  readonly starts: number[];
  readonly list: NumberList;
}

/** What is told of people, as it grows. */
interface Evidence {
  readonly groups: GrowingLists;
  readonly otherSends: GrowingLists;
  readonly daily: GrowingLists;
  readonly counts: LogCounts;
}

function emptyEvidence(): Evidence {
  const lists = (): GrowingLists => ({ starts: [0], list: numberList() });
  return { groups: lists(), otherSends: lists(), daily: lists(), counts: noCounts() };
}

function listsOf({ groups, otherSends, daily, counts }: Evidence): Pick<PeopleBlock, 'groups' | 'otherSends' | 'daily' | 'counts'> {
  const [first, second, third] = [groups, otherSends, daily].map(({ starts, list }) => ({ starts: Uint32Array.from(starts), numbers: list.taken() })) as [Lists, Lists, Lists];
  return { groups: first, otherSends: second, daily: third, counts };
}

function addAll(list: NumberList, numbers: Iterable<number>): void {
  for (const number of numbers) list.add(number);
}

function addSends(list: NumberList, sends: number[]): void {
  if (sends.length > 0) addAll(list, sends.sort((a, b) => b - a));
}

/** A mail of a day, to be put together with others. */
interface DailyMail {
  readonly slot: number;
  readonly day: number;
  readonly cell: number;
  readonly minute: number;
  readonly stop: number;
  readonly weight: number;
  readonly reached: boolean;
}

/** Puts what came of a person's log on the person's clock: verdicts between `begin` and `end`, which adds what they come to. */
function mailReader({ zones, calendars }: Judging, { asOf, recentSince, fetchedUntil = Infinity, daily, appeals = new Map(), visit }: EvidenceQuery): Verdicts & { begin(person: number, facts: PersonFacts, counts: LogCounts): void; end(planned: Float64Array, to: Evidence): PersonSums } {
  const then = asOf.getTime() / 1000;
  const open = openGroups();
  let person = NaN;
  let counts = noCounts();
  let zone: ZoneOffsets | undefined;
  let calendar: ReadonlyMap<number, number> | undefined;
  let fetched = false;
  let appeal = meanAppeal(appeals);
  let sends: number[] = [];
  let days: DailyMail[] = [];

  const addDay = ({ since, until, horizons }: DailyQuery, sent: number, engaged: number, watch: number, slot: number, minute: number, weight: number): void => {
    if (sent <= since.getTime() / 1000 || sent > until.getTime() / 1000 || watch <= 0) return;
    const watched = Math.min(watch / 3600, (until.getTime() / 1000 - sent) / 3600);
    if (watched < horizons[slot]!) return;
    const delay = (engaged - sent) / 3600;
    const stop = Math.min(delay, watched);
    days.push({ slot, day: dayOf(sent), cell: groupCell(slot, Math.floor(minute + stop), delay <= watched, false), minute, stop, weight, reached: delay <= watched && stop <= horizons[slot]! });
  };

  return {
    begin(number, facts, into) {
      person = number;
      zone = zones.get(facts[ZONE]);
      calendar = calendars?.get(facts[PLACE] ?? facts[ZONE]);
      counts = into;
      fetched = false;
      appeal = meanAppeal(appeals);
    },
    mail(sent, triggered, engaged, weight) {
      counts.messages++;
      if (engaged < Infinity) counts.engaged++;
      if (!triggered && sent >= recentSince) sends.push(sent);
      const local = sent + offsetAt(zone!, sent);
      const watch = calendars === undefined ? LIFETIME_HOURS * 3600 : waitForReply(calendar, local);
      visit?.mail?.(person, sent, triggered, engaged, local, watch);
      const hour = local / 3600;
      const minute = hour - Math.floor(hour);
      const slot = (Math.floor(hour) + EPOCH_HOUR_OF_WEEK) % HOURS_IN_WEEK;
      if (sent <= then && watch > 0) {
        const watched = Math.min(watch / 3600, (then - sent) / 3600);
        const delay = (engaged - sent) / 3600;
        const stop = Math.min(delay, watched);
        addMail(open, groupCell(slot, Math.floor(minute + stop), delay <= watched, triggered), minute, stop, weight);
        if (!triggered) appeal.add(dayOf(sent), weight);
      }
      if (daily !== undefined && !triggered) addDay(daily, sent, engaged, watch, slot, minute, weight);
    },
    signal(kind, at, reason) {
      visit?.signal?.(person, kind, at, reason);
      counts.signals[reason] = (counts.signals[reason] ?? 0) + 1;
      if (at <= fetchedUntil && isFetch(reason)) fetched = true;
    },
    end(planned, { groups, otherSends, daily: dailies }) {
      closeGroups(open, groups.list);
      addSends(otherSends.list, [...sends, ...planned]);
      sends = [];
      closeDays(open, days, dailies.list);
      days = [];
      return { fetched, appeal: appeal.mean() };
    },
  };
}

/** Whether a mailbox's pictures are fetched whether or not anybody reads, so that its reader's opens are hidden. */
export function isFetch(reason: Reason): boolean {
  return reason === 'apple_prefetch' || reason === 'machine_open';
}

/** Days since 1970, UTC. */
function dayOf(sent: number): number {
  return Math.floor(sent / 86_400);
}

/** In the order of slots and days. */
function closeDays(open: ReturnType<typeof openGroups>, days: DailyMail[], into: NumberList): void {
  days.sort((a, b) => a.slot - b.slot || a.day - b.day);
  for (const [index, { slot, day, cell, minute, stop, weight, reached }] of days.entries()) {
    addMail(open, cell, minute, stop, weight, reached);
    const next = days[index + 1];
    if (next?.slot !== slot || next.day !== day) closeGroups(open, into, day);
  }
}
