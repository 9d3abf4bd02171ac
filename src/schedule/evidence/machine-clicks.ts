/** A gateway follows this many different links of one mail within one window. */
const BURST_LINKS = 3;
/** Seconds; a window is two cells long and begins at every cell. */
const BURST_CELL = 5;
/** Cells before the window's first and after it that belong to the burst: the window and ten seconds on either side. */
const [CELLS_BEFORE, CELLS_AFTER] = [2, 3];

/** Of at least so many mails, a mailbox behind a gateway has this share clicked within seconds. */
const SCANNED_MAILS = 3;
const SCANNED_SHARE = 0.5;
/** In such a mailbox, opens and clicks within this many seconds of the send say nothing. */
export const SCANNED_SECONDS = 20 * 60;
/** Unless the gateway gives its name, event by event: then unnamed acts come in fewer of the mails that it clicks than these, at once and within `SCANNED_SECONDS`. Our own. */
const UNNAMED_AT_ONCE = 0.1;
const UNNAMED_SOON = 0.5;

/** The cell of time that an instant (epoch seconds) falls into. */
export function cellOf(at: number): number {
  return Math.floor(at / BURST_CELL);
}

/** Cells of time in which a gateway followed the links of one message, by the message's clicks on links, in the order of time. */
export function burstCells(clicks: Iterable<{ readonly at: number; readonly link: number }>): ReadonlySet<number> {
  const bursts = new Set<number>();
  const addWindow = (first: number): void => { for (let cell = first - CELLS_BEFORE; cell <= first + CELLS_AFTER; cell++) bursts.add(cell); };
  let [before, own] = [{ cell: -Infinity, links: new Set<number>() }, { cell: -Infinity, links: new Set<number>() }];
  for (const { at, link } of clicks) {
    const cell = cellOf(at);
    if (cell !== own.cell) [before, own] = [own.cell === cell - 1 ? own : { cell: cell - 1, links: new Set() }, { cell, links: new Set() }];
    own.links.add(link);
    if (own.links.size >= BURST_LINKS) addWindow(cell);
    if (own.links.size + before.links.size >= BURST_LINKS && new Set([...before.links, ...own.links]).size >= BURST_LINKS) addWindow(cell - 1);
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
