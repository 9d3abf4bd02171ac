import { tokenizeHtml } from '../html/html-tokens.js';
import { blankTags } from '../merge/template-tag-places.js';
import { findTemplateTags } from '../merge/template-tags.js';

/** A tag of MJML itself, not of the HTML inside an ending tag. Offsets count in the MJML source, ends exclusive. */
export interface MjmlTag {
  /** Lower case. */
  readonly name: string;
  readonly start: number;
  /** After its `>`. */
  readonly tagEnd: number;
  readonly attributes: readonly MjmlAttribute[];
  /** Where its end tag begins; undefined when it closes itself or is never closed. */
  readonly contentEnd: number | undefined;
  /** 0 for `<mjml>`. */
  readonly depth: number;
  /** `<mj-body>` itself, or inside it. */
  readonly inBody: boolean;
}

export interface MjmlAttribute {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** What mjml passes over in silence. */
export interface MjmlSlip {
  readonly kind: 'unclosed' | 'unexpected-end' | 'dropped-text' | 'tag-in-content';
  readonly tag: string;
  readonly start: number;
  readonly end: number;
}

export interface MjmlOutline {
  /** In document order. */
  readonly tags: readonly MjmlTag[];
  /** In document order. */
  readonly slips: readonly MjmlSlip[];
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** No components, yet their text is read. */
const TEXT_TAGS = new Set(['mj-html-attribute']);
const VOID_ELEMENTS = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);

/** The tags of an MJML source as mjml takes them. `endingTags` are those whose content is HTML, whose own faults are not looked for. */
export function outlineMjml(source: string, endingTags: ReadonlySet<string>): MjmlOutline {
  const tags: MjmlTag[] = [];
  const slips: MjmlSlip[] = [];
  /** Counted only when their ending tag turns out to be closed: else the tag itself is the slip. */
  const inContent: { readonly slip: MjmlSlip; readonly within: MjmlTag }[] = [];
  const open: Writable<MjmlTag>[] = [];
  let attributes: MjmlAttribute[] = [];
  let attribute = { name: '', start: 0 };
  let tag: Writable<MjmlTag> | undefined;

  const endingTag = (): MjmlTag | undefined => {
    const last = open.at(-1);
    return last && endingTags.has(last.name) ? last : undefined;
  };
  const beginTag = (name: string, start: number): void => {
    const parent = open.at(-1);
    attributes = [];
    tag = { name, start, tagEnd: start, attributes, contentEnd: undefined, depth: open.length, inBody: name === 'mj-body' || parent?.inBody === true };
  };
  const finishTag = (end: number, staysOpen: boolean): void => {
    if (!tag) return;
    tag.tagEnd = end + 1;
    tags.push(tag);
    if (staysOpen && !VOID_ELEMENTS.has(tag.name)) open.push(tag);
    tag = undefined;
  };
  const endTag = (name: string, start: number, end: number): void => {
    const within = endingTag();
    if (within && (!name.startsWith('mj') || inContent.some((tag) => tag.within === within && tag.slip.tag === name))) return;
    const index = open.findLastIndex((candidate) => candidate.name === name);
    if (index === -1) return void slips.push({ kind: 'unexpected-end', tag: name, start, end });
    for (const unclosed of open.splice(index + 1)) slips.push(unclosedSlip(unclosed));
    const closed = open.pop();
    if (closed) closed.contentEnd = start;
  };

  const text = blankTags(source, findTemplateTags(source));
  tokenizeHtml(text, {
    ontext(start, end) {
      const parent = open.at(-1);
      if (parent && !endingTag() && !TEXT_TAGS.has(parent.name) && text.slice(start, end).trim() !== '') slips.push({ kind: 'dropped-text', tag: parent.name, ...trimmed(text, start, end) });
    },
    onopentagname(start, end) {
      const name = text.slice(start, end).toLowerCase();
      const within = endingTag();
      if (!within) return beginTag(name, start - 1);
      attributes = [];
      if (name.startsWith('mj-')) inContent.push({ within, slip: { kind: 'tag-in-content', tag: name, start: start - 1, end } });
    },
    onattribname: (start, end) => void (attribute = { name: text.slice(start, end), start }),
    onattribend: (_quote, end) => void attributes.push({ ...attribute, end }),
    onopentagend: (end) => finishTag(end, true),
    onselfclosingtag: (end) => finishTag(end, false),
    onclosetag: (start, end) => endTag(text.slice(start, end).toLowerCase(), start - 2, end + 1),
  }, { recognizeSelfClosing: true });
  for (const unclosed of open) slips.push(unclosedSlip(unclosed));
  for (const { within, slip } of inContent) if (within.contentEnd !== undefined) slips.push(slip);
  return { tags, slips: slips.sort((a, b) => a.start - b.start) };
}

function unclosedSlip({ name, start, tagEnd }: MjmlTag): MjmlSlip {
  return { kind: 'unclosed', tag: name, start, end: tagEnd };
}

function trimmed(text: string, start: number, end: number): { start: number; end: number } {
  const content = text.slice(start, end);
  return { start: start + content.length - content.trimStart().length, end: start + content.trimEnd().length };
}
