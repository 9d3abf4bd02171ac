import { firstBranches } from '#campaign/merge/first-branches.js';
import { tokenizeHtml } from '#campaign/html/html-tokens.js';
import ELEMENTS from './elements.json' with { type: 'json' };

export type TagFaultKind = 'unclosed' | 'closedTooLate' | 'strayEnd' | 'blockInParagraph' | 'nestedLink' | 'outsideCell' | 'openComment' | 'nestedComment' | 'brokenTag';

export interface TagFault {
  readonly kind: TagFaultKind;
  readonly tag: string;
  /** The other tag of the story: what came before this one was closed, or what it stands in. */
  readonly other?: string;
  readonly start: number;
  readonly end: number;
}

interface OpenTag {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const VOID = new Set(ELEMENTS.void);
const END_TAG_OPTIONAL = new Set(ELEMENTS.endTagOptional);
const CLOSES_PARAGRAPH = new Set(ELEMENTS.closesParagraph);
const IN_TABLE = new Set(ELEMENTS.inTable);
const TABLE_PARTS = new Set(ELEMENTS.tableParts);
const FOREIGN = new Set(ELEMENTS.foreign);
/** Tags of senders' systems, replaced before the mail goes out: `<custom name="opencounter" type="tracking" />`, `<webversion>`. */
const OF_SYSTEMS = new Set(ELEMENTS.ofSystems);

/** Elements whose end tag is implied by the next of their kind: up to the element that bounds them. */
const SIBLINGS: Readonly<Record<string, { readonly closes: ReadonlySet<string>; readonly within: ReadonlySet<string> }>> = {
  li: { closes: new Set(['li']), within: new Set(['ul', 'ol', 'menu', 'dir', 'table', 'td', 'th']) },
  dt: { closes: new Set(['dt', 'dd']), within: new Set(['dl', 'table', 'td', 'th']) },
  dd: { closes: new Set(['dt', 'dd']), within: new Set(['dl', 'table', 'td', 'th']) },
  option: { closes: new Set(['option']), within: new Set(['select']) },
  td: { closes: new Set(['td', 'th', 'caption', 'colgroup']), within: new Set(['table']) },
  th: { closes: new Set(['td', 'th', 'caption', 'colgroup']), within: new Set(['table']) },
  tr: { closes: new Set(['tr', 'td', 'th', 'caption', 'colgroup']), within: new Set(['table']) },
  tbody: { closes: new Set(['tr', 'td', 'th', 'thead', 'tbody', 'tfoot', 'caption', 'colgroup']), within: new Set(['table']) },
  thead: { closes: new Set(['tr', 'td', 'th', 'thead', 'tbody', 'tfoot', 'caption', 'colgroup']), within: new Set(['table']) },
  tfoot: { closes: new Set(['tr', 'td', 'th', 'thead', 'tbody', 'tfoot', 'caption', 'colgroup']), within: new Set(['table']) },
};
const CELL = new Set(['td', 'th', 'caption']);
const TABLE = new Set(['table']);
const NOTHING: ReadonlySet<string> = new Set();
const ROWS = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr']);

/** How a cell's end tag that closes no cell is read: as one too many, or as the end of a table that was left open. */
type Reading = 'stray-cells' | 'open-tables';

/** Elements inside one another; what is deeper is not followed, so that hostile input costs no more. */
const DEEPEST = 1000;

/**
 * Tags that do not pair, or stand where no client leaves them, by the rules of HTML for end tags that may be left out. Template tags count for nothing.
 * A cell that ends while a table inside it stands between two rows is an end tag too many or, read so, a table that was not closed: whichever leaves fewer faults.
 */
export function tagFaults(html: string): readonly TagFault[] {
  const text = firstBranches(html);
  const asWritten = faultsIn(text, 'stray-cells');
  if (!asWritten.some(({ kind, tag }) => kind === 'strayEnd' && CELL.has(tag))) return asWritten;
  const asMeant = faultsIn(text, 'open-tables');
  return asMeant.length < asWritten.length ? asMeant : asWritten;
}

function faultsIn(text: string, reading: Reading): readonly TagFault[] {
  const faults: TagFault[] = [];
  const tags = followTags(reading, faults);
  let foreign: string | undefined;
  let tagStart = 0;
  let name = '';
  let broken = false;

  const startTag = (end: number, closesItself: boolean): void => {
    if (broken) faults.push({ kind: 'brokenTag', tag: name, start: tagStart, end });
    broken = false;
    if (foreign !== undefined) return;
    if (FOREIGN.has(name)) {
      if (!closesItself) foreign = name;
      return;
    }
    if (!isCustom(name) && !(closesItself && OF_SYSTEMS.has(name))) tags.start({ name, start: tagStart, end });
  };
  const endTag = (tag: OpenTag): void => {
    if (foreign === undefined) tags.end(tag);
    else if (tag.name === foreign) foreign = undefined;
  };

  tokenizeHtml(text, {
    onopentagname: (start, end) => {
      tagStart = start - 1;
      name = text.slice(start, end).toLowerCase();
    },
    onattribname: (start, end) => void (broken ||= hasQuoteOrTag(text, start, end)),
    onopentagend: (end) => startTag(end + 1, false),
    onselfclosingtag: (end) => startTag(end + 1, true),
    onclosetag: (start, end) => endTag({ name: text.slice(start, end).toLowerCase(), start: start - 2, end: end + 1 }),
    oncomment: (start, end) => {
      if (!text.startsWith('-', end) && end >= text.length) faults.push({ kind: 'openComment', tag: '!--', start: start - 4, end: start });
      const inner = innerComment(text, start, end);
      if (inner !== undefined) faults.push({ kind: 'nestedComment', tag: '--', start: inner, end: inner + 4 });
    },
  });
  for (const tag of tags.leftOpen()) if (!END_TAG_OPTIONAL.has(tag.name)) faults.push({ kind: 'unclosed', tag: tag.name, start: tag.start, end: tag.end });
  return faults;
}

/** The end of a comment alone in a line or between two tags: elsewhere it is an arrow ("Home --> Shoes"). */
const SHOWN_END = /(?:^|[>\n])[^\S\n]*-->[^\S\n]*(?:$|[<\n])/;

/** Where a comment begins inside another whose own end shows as text, because the first end has closed both: `<!-- old <!-- hero --> -->`. */
function innerComment(text: string, start: number, end: number): number | undefined {
  const comment = text.slice(start, end);
  const inner = comment.indexOf('<!--');
  if (inner === -1 || /^\s*\[/.test(comment)) return undefined;
  const next = text.indexOf('<!--', end);
  return SHOWN_END.test(text.slice(end + 1, next === -1 ? undefined : next)) ? start + inner : undefined;
}

interface TagFollower {
  start(tag: OpenTag): void;
  end(tag: OpenTag): void;
  /** What no end tag has closed. */
  leftOpen(): readonly OpenTag[];
}

/** Opens and closes tags in the order of the text, and adds to the faults what does not pair. */
function followTags(reading: Reading, faults: TagFault[]): TagFollower {
  const open: OpenTag[] = [];
  /** End tags yet to come for what has been closed already, by name. */
  const due = new Map<string, number>();
  const paragraphsCutShort: { by: string }[] = [];
  /** Left open by a paragraph that the next one has ended: an end tag may still come. */
  const leftOpen: OpenTag[] = [];

  const closeDownTo: CloseDownTo = (index, by, cause = 'end-of-container') => {
    for (const tag of open.splice(index).slice(1)) {
      if (END_TAG_OPTIONAL.has(tag.name)) continue;
      if (cause === 'end-of-container') faults.push({ kind: 'closedTooLate', tag: tag.name, other: by, start: tag.start, end: tag.end });
      else leftOpen.push(tag);
      due.set(tag.name, (due.get(tag.name) ?? 0) + 1);
    }
  };
  return {
    start({ name, start, end }) {
      implyEndTags(open, name, closeDownTo, () => paragraphsCutShort.push({ by: name }));
      // A row directly in a table opens a body, whose start tag may be left out.
      if (name === 'tr' && innermost(open) === 'table') open.push({ name: 'tbody', start, end });
      const parent = innermost(open);
      if (ROWS.has(parent) && !IN_TABLE.has(name)) faults.push({ kind: 'outsideCell', tag: name, other: parent, start, end });
      const link = name === 'a' ? indexOfTag(open, 'a', CELL) : -1;
      if (link !== -1) {
        faults.push({ kind: 'nestedLink', tag: 'a', start, end });
        due.set('a', (due.get('a') ?? 0) + 1);
        open.splice(link, 1);
      }
      if (!VOID.has(name) && open.length < DEEPEST) open.push({ name, start, end });
    },
    end({ name: tag, start, end }) {
      if (VOID.has(tag) || tag === 'html' || tag === 'body' || tag === 'head' || isCustom(tag)) return;
      if (reading === 'open-tables' && CELL.has(tag)) closeLeftTable(open, tag, faults);
      const index = indexOfTag(open, tag, tag === 'table' ? NOTHING : TABLE_PARTS.has(tag) ? TABLE : CELL);
      if (index !== -1) return closeDownTo(index, `/${tag}`);
      const owed = due.get(tag) ?? 0;
      if (owed > 0) {
        due.set(tag, owed - 1);
        const ended = leftOpen.findLastIndex(({ name }) => name === tag);
        if (ended !== -1) leftOpen.splice(ended, 1);
        return;
      }
      const cut = tag === 'p' ? paragraphsCutShort.pop() : undefined;
      faults.push(cut ? { kind: 'blockInParagraph', tag, other: cut.by, start, end } : { kind: 'strayEnd', tag, start, end });
    },
    leftOpen: () => [...leftOpen, ...open],
  };
}

/** `o:p`, `my-tag`: of a namespace, or custom. */
function isCustom(name: string): boolean {
  return name.includes(':') || name.includes('-');
}

/** Closes an open tag with all inside it; `by` is what does so. What a cut paragraph leaves open may be closed later: clients carry it on. */
type CloseDownTo = (index: number, by: string, cause?: 'end-of-container' | 'cut-paragraph') => void;

/** Closes what the start tag of `name` closes by itself. */
function implyEndTags(open: readonly OpenTag[], name: string, closeDownTo: CloseDownTo, onParagraph: () => void): void {
  const sibling = SIBLINGS[name];
  const outermost = sibling ? outermostWithin(open, sibling.closes, sibling.within) : -1;
  if (outermost !== -1) closeDownTo(outermost, name);
  if (!CLOSES_PARAGRAPH.has(name)) return;
  const paragraph = indexOfTag(open, 'p', CELL);
  if (paragraph === -1) return;
  closeDownTo(paragraph, name, 'cut-paragraph');
  if (name !== 'p') onParagraph();
}

function innermost(open: readonly OpenTag[]): string {
  return open.at(-1)?.name ?? '';
}

/** Index of the innermost open tag of a name that no tag of `bounds` hides; -1: none. */
function indexOfTag(open: readonly OpenTag[], name: string, bounds: ReadonlySet<string>): number {
  for (let index = open.length - 1; index >= 0; index--) {
    const other = open[index]?.name ?? '';
    if (other === name) return index;
    if (bounds.has(other)) return -1;
  }
  return -1;
}

/** Ends the table that a cell's end tag shows to be left open. What stands behind its rows is not in it, then. */
function closeLeftTable(open: OpenTag[], cell: string, faults: TagFault[]): void {
  const table = tableLeftOpen(open, cell);
  const left = open[table];
  if (!left) return;
  for (let at = faults.length - 1; at >= 0; at--) if (faults[at]?.kind === 'outsideCell' && (faults[at]?.start ?? 0) > left.start) faults.splice(at, 1);
  faults.push({ kind: 'closedTooLate', tag: 'table', other: `/${cell}`, start: left.start, end: left.end });
  open.splice(table);
}

/** Index of the innermost open table, if none of its cells is open and it stands in a cell of this name; else -1. */
function tableLeftOpen(open: readonly OpenTag[], cell: string): number {
  const table = open.findLastIndex(({ name }) => name === 'table');
  if (table === -1 || indexOfTag(open, cell, TABLE) !== -1) return -1;
  return open.slice(0, table).findLast(({ name }) => CELL.has(name) || name === 'table')?.name === cell ? table : -1;
}

function outermostWithin(open: readonly OpenTag[], names: ReadonlySet<string>, bounds: ReadonlySet<string>): number {
  let outermost = -1;
  for (let index = open.length - 1; index >= 0; index--) {
    const name = open[index]?.name ?? '';
    if (bounds.has(name)) break;
    if (names.has(name)) outermost = index;
  }
  return outermost;
}

/** A name with `"`, `'` or `<` in it is no name. */
function hasQuoteOrTag(text: string, start: number, end: number): boolean {
  for (let index = start; index < end; index++) {
    const unit = text.charCodeAt(index);
    if (unit === 0x22 || unit === 0x27 || unit === 0x3C) return true;
  }
  return false;
}
