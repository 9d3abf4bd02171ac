import { describe, expect, it } from 'vitest';
import { NO_MESSAGE, personJudge } from '#schedule/evidence/judge-person.js';
import { actOf, TYPE_OF } from '#schedule/evidence/log-kinds.js';
import type { LogType, Mark } from '#schedule/evidence/log-kinds.js';

const NOW = new Date('2026-11-16T09:00:00Z');
const DAY = 86_400;

type Row = readonly [message: number, at: number, type: LogType, mark?: Mark, link?: number];

/** What came of a person's log. */
function judged(rows: readonly Row[], goal?: 'reply'): { readonly mails: readonly (readonly [sent: number, triggered: boolean, engaged: number])[]; readonly signals: readonly string[] } {
  const judge = personJudge({ now: NOW, scannerClickSeconds: 60, ...(goal && { goal }) });
  const read = (): ReturnType<typeof judged> => {
    for (const [message, at, type, mark, link] of rows.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) judge.add(message, at, actOf(type, mark, link), 1);
    const mails: (readonly [number, boolean, number])[] = [];
    const signals: string[] = [];
    judge.close(true, { mail: (sent, triggered, engaged) => mails.push([sent, triggered, engaged]), signal: (kind, _at, reason) => signals.push(`${TYPE_OF[kind]!} ${reason}`) });
    return { mails, signals };
  };
  const first = read();
  expect(read()).toEqual(first); // one person's log says nothing of the next one's
  return first;
}

describe('a message', () => {
  it('went out when it was first sent, and is triggered if any of its sends was', () => {
    expect(judged([[1, 2 * DAY, 'sent'], [1, DAY, 'sent', 'triggered']]).mails).toEqual([[DAY, true, Infinity]]);
  });

  it('that bounced was never there to be read', () => {
    expect(judged([[1, DAY, 'sent'], [1, DAY + 5, 'bounce'], [1, DAY + 9, 'click'], [2, DAY, 'sent']])).toEqual({ mails: [[DAY, false, Infinity]], signals: ['click no_send'] });
  });

  it('is engaged with when a person first does something with it', () => {
    const rows: Row[] = [[1, DAY, 'sent'], [1, DAY + 100, 'open', 'apple_prefetch'], [1, DAY + 9000, 'click'], [1, DAY + 7000, 'reply'], [1, DAY - 5, 'open']];
    expect(judged(rows)).toEqual({ mails: [[DAY, false, DAY + 7000]], signals: ['open before_its_send', 'open apple_prefetch', 'reply human', 'click human'] });
    expect(judged(rows, 'reply').signals).toEqual(['open no_reply', 'open no_reply', 'reply human', 'click no_reply']);
  });
});

describe('an event', () => {
  it('that was delivered twice is one, and one on another link is another', () => {
    expect(judged([[1, DAY, 'sent'], [1, DAY + 9000, 'click', '', 7], [1, DAY + 9000, 'click', '', 7], [1, DAY + 9000, 'click', '', 8]]).signals).toEqual(['click human', 'click human']);
  });

  it('that names no message belongs to none', () => expect(judged([[1, DAY, 'sent'], [NO_MESSAGE, DAY + 60, 'open']]).signals).toEqual(['open no_send']));

  it('is no reply of a person when it comes too soon or says so', () => {
    expect(judged([[1, DAY, 'sent'], [1, DAY + 30, 'reply'], [1, DAY + 900, 'reply', 'auto_reply'], [1, DAY + 1000, 'reply']], 'reply').signals).toEqual(['reply auto_reply', 'reply auto_reply', 'reply human']);
  });
});

describe('a gift', () => {
  const mails: readonly Row[] = [[3, DAY, 'sent'], [1, 2 * DAY, 'sent'], [2, 9 * DAY, 'sent']];

  it('belongs to the last mail before it, if that came within three days', () => {
    expect(judged([...mails, [NO_MESSAGE, 2 * DAY + 60, 'gift', 'given'], [NO_MESSAGE, DAY - 60, 'gift', 'given'], [NO_MESSAGE, 8 * DAY, 'gift', 'given'], [NO_MESSAGE, 9 * DAY + 1, 'gift', 'given']])).toEqual({
      mails: [[2 * DAY, false, 2 * DAY + 60], [9 * DAY, false, 9 * DAY + 1], [DAY, false, Infinity]], signals: ['gift no_send', 'gift human', 'gift no_send', 'gift human'],
    });
  });

  it('that was collected, or has no time of day, says nothing; two alike are two', () => {
    expect(judged([...mails, [NO_MESSAGE, DAY + 60, 'gift', 'collected_gift'], [NO_MESSAGE, DAY + 60, 'gift', 'given'], [NO_MESSAGE, DAY + 60, 'gift', 'given'], [NO_MESSAGE, 2 * DAY, 'gift', 'gift_without_time']]).signals)
      .toEqual(['gift collected_gift', 'gift human', 'gift human', 'gift gift_without_time']);
  });
});
