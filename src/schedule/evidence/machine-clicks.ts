/** A gateway follows this many different links of one mail within so many seconds; what lies as many seconds around them is its doing, too. */
const BURST_LINKS = 3;
const BURST_SECONDS = 10;

/** Of at least so many mails, a mailbox behind a gateway has this share clicked within seconds. */
const SCANNED_MAILS = 3;
const SCANNED_SHARE = 0.5;
/** In such a mailbox, opens and clicks within this many seconds of the send say nothing. */
export const SCANNED_SECONDS = 20 * 60;
/** Unless the gateway gives its name, event by event: then unnamed acts come in fewer of the mails that it clicks than these, at once and within `SCANNED_SECONDS`. Our own. */
const UNNAMED_AT_ONCE = 0.1;
const UNNAMED_SOON = 0.5;

/** First and last click of a gateway that followed links of one message, epoch seconds. */
type Burst = readonly [first: number, last: number];

/** By one message's clicks on links, in the order of time: whether an instant (epoch seconds) lies within a burst of them, or next to it. Instants are asked about in the order of time, too. */
export function burstTest(clicks: Iterable<{ readonly at: number; readonly link: number }>): (at: number) => boolean {
  const bursts = burstsAmong(clicks);
  let next = 0;
  return (at) => {
    while (next < bursts.length && bursts[next]![1] < at - BURST_SECONDS) next++;
    return next < bursts.length && bursts[next]![0] - BURST_SECONDS <= at;
  };
}

function burstsAmong(clicks: Iterable<{ readonly at: number; readonly link: number }>): readonly Burst[] {
  const bursts: Burst[] = [];
  const window: { readonly at: number; readonly link: number }[] = [];
  const clicksOn = new Map<number, number>();
  let oldest = 0;
  for (const click of clicks) {
    window.push(click);
    clicksOn.set(click.link, (clicksOn.get(click.link) ?? 0) + 1);
    for (; window[oldest]!.at < click.at - BURST_SECONDS; oldest++) {
      const { link } = window[oldest]!;
      const others = clicksOn.get(link)! - 1;
      if (others > 0) clicksOn.set(link, others);
      else clicksOn.delete(link);
    }
    if (clicksOn.size < BURST_LINKS) continue;
    const first = window[oldest]!.at;
    const before = bursts.at(-1);
    if (before !== undefined && before[1] >= first) bursts[bursts.length - 1] = [before[0], click.at];
    else bursts.push([first, click.at]);
  }
  return bursts;
}

/** How many of a person's mails there are, and were acted on soon. */
export interface QuickMails {
  readonly mails: number;
  /** Clicked within `scannerClickSeconds`. */
  readonly clicked: number;
  /** Opened or clicked without a machine's name, within `scannerClickSeconds` and within `SCANNED_SECONDS`. */
  readonly unnamedAtOnce: number;
  readonly unnamedSoon: number;
}

/** Whether a mailbox's mail is mostly clicked at once, and not by a gateway alone whose events are known by its name: the reader's acts are what is left of those then. */
export function isScanned({ mails, clicked, unnamedAtOnce, unnamedSoon }: QuickMails): boolean {
  if (mails < SCANNED_MAILS || clicked === 0 || clicked < SCANNED_SHARE * mails) return false;
  return unnamedAtOnce >= UNNAMED_AT_ONCE * clicked || unnamedSoon >= UNNAMED_SOON * clicked;
}
