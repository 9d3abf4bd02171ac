import { describe, expect, it } from 'vitest';
import type { JudgedPerson, LogBlock, PeopleBlock, PersonFacts } from '#schedule/evidence/blocks.js';
import { blockJudge } from '#schedule/evidence/judge-block.js';
import type { EvidenceQuery } from '#schedule/evidence/judge-block.js';
import { actOf } from '#schedule/evidence/log-kinds.js';
import type { Mark } from '#schedule/evidence/log-kinds.js';
import { DAILY_COLUMNS, GROUP_COLUMNS } from '#schedule/evidence/message-groups.js';
import { zoneOffsets } from '#schedule/zones/zone-offsets.js';

const NOW = new Date('2026-11-16T09:00:00Z');
const SECOND = NOW.getTime() / 1000;
const DAY = 86_400;
const HORIZONS = Array.from({ length: 168 }, () => 24);
const LONDON = zoneOffsets('Europe/London', NOW.getTime() - 500 * DAY * 1000, NOW.getTime());
const judging = { now: NOW, scannerClickSeconds: 60, zones: new Map([['Europe/London', LONDON]]) };
const FACTS: PersonFacts = ['ann', 'Europe/London', 'explicit', null, false, null, true, null, false, null, null, null];

/** Rows of a mail `days` before now, opened `hours` after the send. */
function mail(message: number, days: number, hours?: number, mark: Mark = ''): readonly number[] {
  const sent = SECOND - days * DAY;
  return [message, sent, actOf('sent', mark), 2 ** -days, ...(hours === undefined ? [] : [message, sent + hours * 3600, actOf('open'), 0])];
}

const ROWS = [...mail(1, 7, 2.5), ...mail(2, 7, 2.25), ...mail(3, 14, 30), ...mail(4, 21), ...mail(5, 28, 1, 'triggered'), ...mail(6, 0.5), ...mail(7, 400, 1)];

/** What a row of the log is told by. */
const ROW_NUMBERS = 4;

function columnsOf(rows: readonly number[]): readonly Float64Array[] {
  return Array.from({ length: ROW_NUMBERS }, (_, column) => Float64Array.from(rows.filter((_, at) => at % ROW_NUMBERS === column)));
}

function blockOf(rows: readonly number[], ahead: readonly JudgedPerson[] = []): LogBlock {
  return {
    people: Float64Array.of(1), facts: JSON.stringify([FACTS]), log: { starts: Uint32Array.of(0, rows.length / ROW_NUMBERS), columns: columnsOf(rows) },
    planned: { starts: Uint32Array.of(0, 1), columns: [Float64Array.of(SECOND + DAY)] }, ahead,
  };
}

const judged = (query: Partial<EvidenceQuery> = {}, rows = ROWS): PeopleBlock => blockJudge(judging, { asOf: NOW, recentSince: SECOND - 10 * DAY, ...query }).judge(blockOf(rows));

function rowsOf({ numbers }: PeopleBlock['groups'], columns: readonly string[]): readonly Readonly<Record<string, number>>[] {
  return Array.from({ length: numbers.length / columns.length }, (_, row) => Object.fromEntries(columns.map((name, column) => [name, numbers[row * columns.length + column]!])));
}

const groups = (block: PeopleBlock) => rowsOf(block.groups, GROUP_COLUMNS);

describe('a judged log', () => {
  it('puts mail of one slot on the person\'s clock together that ended in the same hour', () => {
    expect(groups(judged()).map(({ slot, last_lag, engaged, messages }) => [slot, last_lag, engaged, messages])).toEqual([[9, 2, 1, 2], [9, 30, 1, 1], [9, 72, 0, 1], [10, 1, 1, 1], [154, 1, 1, 1], [165, 12, 0, 1]]);
  });

  it('is told as it was at an instant: later mail is not there yet, and later engagements are none', () => {
    const then = new Date(NOW.getTime() - 13.5 * DAY * 1000);
    expect(groups(judged({ asOf: then })).map(({ slot, last_lag, engaged }) => [slot, last_lag, engaged])).toEqual([[9, 12, 0], [9, 72, 0], [10, 1, 1], [154, 1, 1]]);
  });

  it('weighs mail by its first send', () => {
    expect(groups(judged({}, [...mail(1, 3), 1, SECOND - 2 * DAY, actOf('sent'), 1]))[0]!['weight']).toBe(2 ** -3);
  });

  it('counts messages and those that were engaged with', () => expect(judged().counts).toEqual({ signals: { human: 5 }, messages: 7, engaged: 5 }));

  it('names recent scheduled mail and planned mail, newest first', () => {
    expect([...judged().otherSends.numbers]).toEqual([SECOND + DAY, SECOND - 0.5 * DAY, SECOND - 7 * DAY, SECOND - 7 * DAY]);
  });

  it('says whether a machine fetches the mail, and whether it did so by an instant', () => {
    const rows = [...mail(1, 3), 1, SECOND - 2 * DAY, actOf('open', 'apple_prefetch'), 0];
    expect([judged({}, rows), judged({ fetchedUntil: SECOND - 2.5 * DAY }, rows), judged()].map(({ fetched }) => fetched[0])).toEqual([1, 0, 0]);
  });

  it('comes to the same in whichever order the rows stand, few or many', () => {
    for (const mails of [7, 100]) {
      const rows = Array.from({ length: mails }, (_, at) => mail((at * 37) % mails, 1 + (at % 50), at % 3 === 0 ? at % 40 : undefined)).flat();
      const inOrder = rows.flatMap((_, at) => (at % ROW_NUMBERS === 0 ? [rows.slice(at, at + ROW_NUMBERS)] : [])).sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!);
      const query = { asOf: NOW, recentSince: SECOND - 10 * DAY };
      const ahead = blockJudge(judging, query);
      ahead.add(columnsOf(inOrder.flat()));
      expect(judged({}, rows)).toEqual(blockJudge(judging, query).judge(blockOf([], [ahead.close(0, 1, FACTS)])));
    }
  });

  it('says what scheduled mail of known days pleased, newer mail counting more', () => {
    const today = Math.floor(SECOND / DAY);
    const appeal = (rows: readonly number[]): number => judged({ appeals: new Map([[today - 3, 1.5], [today - 4, 0.8]]) }, [...rows]).appeals[0]!;
    expect(appeal([...mail(1, 3), ...mail(2, 4), ...mail(3, 5), ...mail(4, 4, 1, 'triggered')])).toBeCloseTo((1.5 / 8 + 0.8 / 16) / (1 / 8 + 1 / 16), 12);
    expect([appeal(mail(1, 5)), judged().appeals[0]]).toEqual([1, 1]);
  });

  it('comes to the same when it is too long to be held and judged piece by piece', () => {
    const query = { asOf: NOW, recentSince: SECOND - 10 * DAY };
    const ahead = blockJudge(judging, query);
    for (let at = 0; at < ROWS.length; at += ROW_NUMBERS) ahead.add(columnsOf(ROWS.slice(at, at + ROW_NUMBERS)));
    expect(blockJudge(judging, query).judge(blockOf([], [ahead.close(0, 1, FACTS)]))).toEqual(judged());
  });
});

describe('mail by day', () => {
  const daily = { since: new Date(NOW.getTime() - 365 * DAY * 1000), until: NOW, horizons: HORIZONS };

  it('is scheduled mail that was watched for the horizon, with what of it was engaged with within the horizon', () => {
    const today = Math.floor(SECOND / DAY);
    const found = rowsOf(judged({ daily }).daily, DAILY_COLUMNS).map(({ day, messages, engaged, reached }) => ({ ago: today - day!, messages, engaged, reached }));
    expect(found.toSorted((a, b) => a.ago - b.ago)).toEqual([{ ago: 7, messages: 2, engaged: 1, reached: 2 }, { ago: 14, messages: 1, engaged: 1, reached: 0 }, { ago: 21, messages: 1, engaged: 0, reached: 0 }]);
  });

  it('sums up to what the same mail does without days', () => {
    const days = rowsOf(judged({ daily }).daily, DAILY_COLUMNS);
    const all = groups(judged({}, [...mail(1, 7, 2.5), ...mail(2, 7, 2.25), ...mail(3, 14, 30), ...mail(4, 21)]));
    for (const column of GROUP_COLUMNS.slice(3)) expect(days.reduce((sum, row) => sum + row[column]!, 0)).toBeCloseTo(all.reduce((sum, row) => sum + row[column]!, 0), 9);
  });
});
