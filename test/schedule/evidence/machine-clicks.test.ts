import { describe, expect, it } from 'vitest';
import { personJudge } from '#schedule/evidence/judge-person.js';
import type { Reason } from '#schedule/evidence/judge-person.js';
import { actOf } from '#schedule/evidence/log-kinds.js';

const MINUTE = 60;
const NOW = new Date('2026-11-16T09:00:00Z');

interface Act {
  readonly type: 'open' | 'click' | 'reply';
  /** After the send. */
  readonly seconds: number;
  readonly named?: boolean;
  readonly link?: number;
}

const gatewayNamed: Act = { type: 'click', seconds: 9, named: true };
const gatewayUnnamed: Act = { type: 'click', seconds: 9 };
const readAfter = (minutes: number): Act => ({ type: 'open', seconds: minutes * MINUTE });

/** Why acts on ten mails to one person, a day apart, do not count. */
function reasons(actsOf: (mail: number) => readonly Act[], mails = 10): readonly Reason[] {
  const judge = personJudge({ now: NOW, scannerClickSeconds: MINUTE });
  for (let mail = 0; mail < mails; mail++) {
    const sent = mail * 86_400;
    judge.add(mail, sent, actOf('sent'), 1);
    for (const { type, seconds, named, link } of actsOf(mail).toSorted((a, b) => a.seconds - b.seconds)) judge.add(mail, sent + seconds, actOf(type, named === true ? 'scanner_agent' : '', link), 0);
  }
  const found: Reason[] = [];
  judge.close(true, { mail: () => undefined, signal: (_kind, _at, reason) => found.push(reason) });
  return found;
}

const isScanned = (actsOf: (mail: number) => readonly Act[], mails?: number): boolean => reasons(actsOf, mails).includes('scanned_mailbox');

describe('a mailbox whose mail is mostly clicked within seconds is one in which what is done soon says nothing', () => {
  it('where nothing tells the gateway from its reader', () => expect(isScanned(() => [gatewayUnnamed])).toBe(true));
  it('where a gateway that gives its name when it clicks opens without one', () => expect(isScanned(() => [gatewayNamed, { type: 'open', seconds: 8 }])).toBe(true));
  it('where somebody without a name comes minutes later, mail after mail', () => expect(isScanned((mail) => (mail < 6 ? [gatewayNamed, readAfter(5)] : [gatewayNamed]))).toBe(true));
});

describe('a reader is seen', () => {
  it('behind a gateway that always gives its name, however soon the mail is read now and then', () => expect(isScanned((mail) => (mail < 4 ? [gatewayNamed, readAfter(3)] : [gatewayNamed, readAfter(300)]))).toBe(false));
  it('where the quick clicks are few', () => expect(isScanned((mail) => (mail < 4 ? [gatewayUnnamed] : []))).toBe(false));
  it('where there were two mails only', () => expect(isScanned(() => [gatewayUnnamed], 2)).toBe(false));
});

describe('a burst', () => {
  /** Clicks so many seconds after two hours, each on a link of its own unless its number is given. */
  const clicks = (...seconds: readonly (number | readonly [number, number])[]): readonly Reason[] =>
    reasons((mail) => (mail > 0 ? [] : seconds.map((each, index) => (typeof each === 'number' ? { type: 'click', seconds: 7200 + each, link: index + 1 } : { type: 'click', seconds: 7200 + each[0], link: each[1] }))), 1);

  it('are clicks on three links within ten seconds, whatever the clock shows', () => {
    for (let second = 0; second < 10; second++) expect(clicks(second, second + 9, second + 10), `from second ${String(second)}`).toEqual(['scanner_burst', 'scanner_burst', 'scanner_burst']);
    expect(clicks(0, 5, 11)).toEqual(['human', 'human', 'human']);
    expect(clicks(0, 11, 17, [18, 1])).toEqual(['human', 'scanner_burst', 'scanner_burst', 'scanner_burst']);
  });

  it('come with what lies ten seconds around them', () => {
    expect(clicks(0, 5, 5, 15, 26)).toEqual(['scanner_burst', 'scanner_burst', 'scanner_burst', 'scanner_burst', 'human']);
    expect(clicks(0, 11, 12, 13, [23, 1])).toEqual(['human', 'scanner_burst', 'scanner_burst', 'scanner_burst', 'scanner_burst']);
  });

  it('are no clicks on two links, however many', () => expect(clicks([0, 1], [1, 2], [2, 1], [3, 2])).not.toContain('scanner_burst'));
});
