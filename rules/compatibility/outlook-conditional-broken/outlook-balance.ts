import { tokenizeHtml } from '#campaign/html/html-tokens.js';
import { appliesToOutlook, type ConditionalBlock } from '#campaign/html/conditional-blocks.js';

/** A tag that Outlook alone sees and that has no partner. */
export interface Unpaired {
  readonly tag: string;
  readonly isStart: boolean;
  readonly start: number;
  readonly end: number;
}

/** Tags that carry a layout and must be closed. Rows and cells may be left open by the rules of HTML. */
const PAIRED = /^(?:table|div|center|v:(?:rect|roundrect|group|textbox|oval|shape))$/;

/**
 * Of the tags in blocks for Outlook, those without a partner in such a block, unless what all other clients get instead is just as
 * uneven: a start tag for each, and one end tag for both. `html` is without template tags and later branches.
 */
export function unpairedInOutlook(html: string, blocks: readonly ConditionalBlock[]): readonly Unpaired[] {
  const outlook = unpaired(html, blocks.filter(({ kind, condition }) => kind === 'hidden' && appliesToOutlook(condition)));
  if (outlook.length === 0) return outlook;
  const others = unpaired(html, blocks.filter(({ kind }) => kind === 'shown'));
  return outlook.filter(({ tag, isStart }) => {
    const count = (list: readonly Unpaired[]) => list.filter((other) => other.tag === tag && other.isStart === isStart).length;
    return count(outlook) !== count(others);
  });
}

function unpaired(html: string, blocks: readonly ConditionalBlock[]): readonly Unpaired[] {
  const open = new Map<string, Unpaired[]>();
  const strays: Unpaired[] = [];
  for (const { start: offset, end } of blocks) {
    const content = html.slice(offset, end);
    let current: Unpaired | undefined;
    tokenizeHtml(content, {
      onopentagname(start, after) {
        const tag = content.slice(start, after).toLowerCase();
        current = PAIRED.test(tag) ? { tag, isStart: true, start: offset + start - 1, end: offset + after } : undefined;
      },
      onopentagend() {
        if (!current) return;
        const same = open.get(current.tag);
        if (same) same.push(current);
        else open.set(current.tag, [current]);
      },
      onselfclosingtag() {
        current = undefined;
      },
      onclosetag(start, after) {
        const tag = content.slice(start, after).toLowerCase();
        if (PAIRED.test(tag) && !open.get(tag)?.pop()) strays.push({ tag, isStart: false, start: offset + start - 2, end: offset + after + 1 });
      },
    });
  }
  return [...strays, ...[...open.values()].flat()].sort((a, b) => a.start - b.start);
}
