import { raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';

/** What a person may do with a mail. The first of them, whichever it is, is the message's engagement. */
export const SIGNALS = ['open', 'click', 'reply', 'conversion', 'gift'] as const;
/** What an event by itself shows of a machine that made it. */
export const MACHINES = ['apple_prefetch', 'scanner_agent', 'machine_open', 'auto_reply'] as const;

const TYPES = ['sent', 'bounce', ...SIGNALS] as const;
/** Of a send, that the person set it off; of a gift of the table of gifts, what it tells of when somebody was there. */
const MARKS = ['', 'triggered', ...MACHINES, 'given', 'collected_gift', 'gift_without_time'] as const;

export type LogType = (typeof TYPES)[number];
export type Mark = (typeof MARKS)[number];

/** A row's type and mark in one number. */
export function kindOf(type: LogType, mark: Mark = ''): number {
  return TYPES.indexOf(type) * MARKS.length + MARKS.indexOf(mark);
}

/** The first kind that is no send or bounce. */
export const FIRST_SIGNAL = kindOf(SIGNALS[0]);

const COUNT = TYPES.length * MARKS.length;
/** By kind. */
export const TYPE_OF: readonly LogType[] = Array.from({ length: COUNT }, (_, kind) => TYPES[Math.floor(kind / MARKS.length)]!);
export const MARK_OF: readonly Mark[] = Array.from({ length: COUNT }, (_, kind) => MARKS[kind % MARKS.length]!);

/** The kind of a send, by the column or expression that says whether the person set it off. */
export function sendKind(triggered: Sql): Sql {
  return sql`CASE WHEN ${triggered} THEN ${raw(String(kindOf('sent', 'triggered')))} ELSE ${raw(String(kindOf('sent')))} END`;
}

/** The kind of an engagement, by the columns `type` and `machine`. */
export const SIGNAL_KIND: Sql = raw(`(CASE ${SIGNALS.map((type) => `WHEN type = '${type}' THEN ${String(kindOf(type))}`).join(' ')} END
  + CASE WHEN machine IS NULL THEN 0 ${MACHINES.map((machine) => `WHEN machine = '${machine}' THEN ${String(MARKS.indexOf(machine))}`).join(' ')} END)`);

/** Rows that say that a mail went out, by the column `kind`. */
export const IS_SEND: Sql = raw(`kind <= ${String(kindOf('sent', 'triggered'))}`);

/** Links have so many bits. */
export const LINKS = 2 ** 32;

/** A kind and a link (0: none) in one number, which a double holds exactly: what tells acts of one instant apart. */
export function actOf(type: LogType, mark?: Mark, link = 0): number {
  return kindOf(type, mark) * LINKS + link;
}

export function kindOfAct(act: number): number {
  return Math.floor(act / LINKS);
}

/** 0 for none. */
export function linkOfAct(act: number): number {
  return act % LINKS;
}

/** Of the table of gifts. */
export function isGiven(kind: number): boolean {
  const mark = MARK_OF[kind];
  return mark === 'given' || mark === 'collected_gift' || mark === 'gift_without_time';
}
