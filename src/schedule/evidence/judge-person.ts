import type { Goal } from '../schedule-config.js';
import { LIFETIME_HOURS } from '../model/decay-table.js';
import { isGiven, kindOfAct, linkOfAct, MARK_OF, TYPE_OF } from './log-kinds.js';
import { burstTest, isScanned, SCANNED_SECONDS } from './machine-clicks.js';

/** Why an event of engagement does not count, or that a person made it. */
export const REASONS = [
  'human', 'not_in_audience', 'in_the_future', 'no_send', 'before_its_send', 'apple_prefetch', 'scanner_agent', 'machine_open', 'auto_reply', 'collected_gift', 'gift_without_time',
  'scanner_burst', 'scanned_mailbox', 'no_tracking_consent', 'no_reply',
] as const;
export type Reason = (typeof REASONS)[number];

export interface JudgeRules {
  /** With `reply`, what is no reply of a person does not count. */
  readonly goal?: Goal;
  readonly now: Date;
  /** A first click this soon after the send speaks for a gateway. */
  readonly scannerClickSeconds: number;
}

/** What came of a person's log. Instants are epoch seconds. */
export interface Verdicts {
  /** A message that went out, did not bounce, and when it was first engaged with: Infinity for never; what it weighs. */
  mail(sent: number, triggered: boolean, engaged: number, weight: number): void;
  signal(kind: number, at: number, reason: Reason): void;
}

/** A person's log, row by row in the order of messages, instants and acts, and what came of it. */
export interface PersonJudge {
  /** `message` is a number that stands for an id, `NO_MESSAGE` for none; `act` the row's kind and link (`actOf`); `weight`, of a send, what its mail weighs. */
  add(message: number, at: number, act: number, weight: number): void;
  /** Tells what came of the rows since the last call, and forgets them. */
  close(opensCount: boolean, verdicts: Verdicts): void;
}

export const NO_MESSAGE = -1;

/** Nobody reads a mail and answers it this soon after it went out: our own. */
const AUTO_REPLY_SECONDS = 60;

/** Rows that there is room for at first. */
const ROOM = 1024;
const [TRIGGERED, BOUNCED] = [1, 2];
const HUMAN = REASONS.indexOf('human');

/** One after the other, the arrays of one person are the next one's. */
export function personJudge({ goal, now, scannerClickSeconds }: JudgeRules): PersonJudge {
  const until = now.getTime() / 1000;
  let [mails, signals, message, given] = [0, 0, NaN, 0];
  // By mail: the first send, or Infinity when none was seen, or it bounced; its weight; the first engagement; `TRIGGERED` and `BOUNCED`.
  let [sent, weights, engaged, flags] = [new Float64Array(ROOM), new Float64Array(ROOM), new Float64Array(ROOM), new Uint8Array(ROOM)];
  // By signal, those of a mail together; of a gift that names none, its mail is found at the end; the place in `REASONS` of what it shows by itself.
  let [mailOf, at, acts, own] = [new Int32Array(ROOM), new Float64Array(ROOM), new Float64Array(ROOM), new Uint8Array(ROOM)];

  const isRepeated = (instant: number, act: number): boolean => signals > 0 && mailOf[signals - 1] === mails - 1 && at[signals - 1] === instant && acts[signals - 1] === act;

  /** Gifts belong to the last mail before them, if that came within a mail's lifetime. */
  const placeGifts = (): void => {
    const order = Array.from({ length: mails }, (_, mail) => mail).filter((mail) => sent[mail]! < Infinity).sort((a, b) => sent[a]! - sent[b]!);
    for (let signal = 0; signal < signals; signal++) {
      if (!isGiven(kindOfAct(acts[signal]!))) continue;
      let [low, high] = [0, order.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sent[order[middle]!]! <= at[signal]!) low = middle + 1;
        else high = middle;
      }
      const last = order[low - 1];
      if (last !== undefined && at[signal]! - sent[last]! <= LIFETIME_HOURS * 3600) mailOf[signal] = last;
    }
  };

  /** What an event shows without a look at others. */
  const ownReason = (signal: number): Reason => {
    const mark = MARK_OF[kindOfAct(acts[signal]!)]!;
    if (at[signal]! > until) return 'in_the_future';
    if (mark === 'collected_gift' || mark === 'gift_without_time') return mark;
    const send = sent[mailOf[signal]!]!;
    if (send === Infinity) return 'no_send';
    if (at[signal]! < send) return 'before_its_send';
    return mark === 'apple_prefetch' || mark === 'scanner_agent' || mark === 'machine_open' ? mark : 'human';
  };

  const isMailboxScanned = (count: number): boolean => {
    let [clicked, unnamedAtOnce, unnamedSoon] = [0, 0, 0];
    let [lastClicked, lastAtOnce, lastSoon] = [-1, -1, -1];
    for (let signal = 0; signal < signals; signal++) {
      const type = TYPE_OF[kindOfAct(acts[signal]!)];
      const mail = mailOf[signal]!;
      const delay = at[signal]! - sent[mail]!;
      if ((type !== 'click' && type !== 'open') || delay < 0 || delay > Math.max(scannerClickSeconds, SCANNED_SECONDS)) continue;
      const isAtOnce = delay <= scannerClickSeconds;
      const isUnnamedSoon = own[signal] === HUMAN && delay <= SCANNED_SECONDS;
      if (type === 'click' && isAtOnce && lastClicked !== mail) [clicked, lastClicked] = [clicked + 1, mail];
      if (isUnnamedSoon && isAtOnce && lastAtOnce !== mail) [unnamedAtOnce, lastAtOnce] = [unnamedAtOnce + 1, mail];
      if (isUnnamedSoon && lastSoon !== mail) [unnamedSoon, lastSoon] = [unnamedSoon + 1, mail];
    }
    return isScanned({ mails: count, clicked, unnamedAtOnce, unnamedSoon });
  };

  function* clicksBetween(first: number, end: number): Generator<{ readonly at: number; readonly link: number }> {
    for (let signal = first; signal < end; signal++) {
      const link = linkOfAct(acts[signal]!);
      if (TYPE_OF[kindOfAct(acts[signal]!)] === 'click' && link > 0) yield { at: at[signal]!, link };
    }
  }

  /** Whether an event of a mail came with a burst of clicks on it. */
  const burstTestBetween = (first: number, end: number): ((at: number) => boolean) | undefined =>
    end - first < 3 || sent[mailOf[first]!] === Infinity ? undefined : burstTest(clicksBetween(first, end));

  /** An automatic reply is known by its category, or by its haste. */
  const reasonOf = (signal: number, opensCount: boolean, isMailScanned: boolean, isInBurst: ((at: number) => boolean) | undefined): Reason => {
    const type = TYPE_OF[kindOfAct(acts[signal]!)];
    const delay = at[signal]! - sent[mailOf[signal]!]!;
    if (goal === 'reply' && type !== 'reply') return 'no_reply';
    if (own[signal] !== HUMAN) return REASONS[own[signal]!]!;
    if (goal === 'reply' && (MARK_OF[kindOfAct(acts[signal]!)] === 'auto_reply' || delay < AUTO_REPLY_SECONDS)) return 'auto_reply';
    if (type !== 'open' && type !== 'click') return 'human';
    if (isInBurst?.(at[signal]!) === true) return 'scanner_burst';
    if (isMailScanned && delay <= SCANNED_SECONDS) return 'scanned_mailbox';
    return type === 'open' && !opensCount ? 'no_tracking_consent' : 'human';
  };

  return {
    add(of, instant, act, weight) {
      if (of !== message) {
        message = of;
        if (mails === sent.length) [sent, weights, engaged, flags] = [larger(sent), larger(weights), larger(engaged), larger(flags)];
        sent[mails] = Infinity;
        engaged[mails] = Infinity;
        flags[mails] = 0;
        mails++;
      }
      const kind = kindOfAct(act);
      const type = TYPE_OF[kind];
      if (type === 'bounce') flags[mails - 1]! |= BOUNCED;
      else if (type === 'sent') {
        if (instant < sent[mails - 1]!) {
          sent[mails - 1] = instant;
          weights[mails - 1] = weight;
        }
        if (MARK_OF[kind] === 'triggered') flags[mails - 1]! |= TRIGGERED;
      } else {
        if (isGiven(kind)) given++;
        else if (isRepeated(instant, act)) return;
        if (signals === at.length) [mailOf, at, acts, own] = [larger(mailOf), larger(at), larger(acts), larger(own)];
        mailOf[signals] = mails - 1;
        at[signals] = instant;
        acts[signals] = act;
        signals++;
      }
    },
    close(opensCount, verdicts) {
      let count = 0;
      for (let mail = 0; mail < mails; mail++) {
        if ((flags[mail]! & BOUNCED) > 0) sent[mail] = Infinity;
        if (sent[mail]! < Infinity) count++;
      }
      if (given > 0) placeGifts();
      for (let signal = 0; signal < signals; signal++) own[signal] = REASONS.indexOf(ownReason(signal));
      const isMailScanned = isMailboxScanned(count);
      for (let first = 0; first < signals;) {
        let end = first + 1;
        while (end < signals && mailOf[end] === mailOf[first]) end++;
        const isInBurst = burstTestBetween(first, end);
        for (; first < end; first++) {
          const reason = reasonOf(first, opensCount, isMailScanned, isInBurst);
          const mail = mailOf[first]!;
          if (reason === 'human' && at[first]! < engaged[mail]!) engaged[mail] = at[first]!;
          verdicts.signal(kindOfAct(acts[first]!), at[first]!, reason);
        }
      }
      for (let mail = 0; mail < mails; mail++) if (sent[mail]! < Infinity) verdicts.mail(sent[mail]!, (flags[mail]! & TRIGGERED) > 0, engaged[mail]!, weights[mail]!);
      mails = 0;
      signals = 0;
      message = NaN;
      given = 0;
    },
  };
}

/** With twice the room. */
function larger<Numbers extends Float64Array | Int32Array | Uint8Array>(numbers: Numbers): Numbers {
  const twice = new (numbers.constructor as new (length: number) => Numbers)(2 * numbers.length);
  twice.set(numbers);
  return twice;
}
