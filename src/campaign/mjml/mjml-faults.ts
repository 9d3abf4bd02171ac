import type { MJMLParseResults } from 'mjml-core';
import type { MjmlFault } from '../campaign.js';
import type { MjmlOutline, MjmlSlip } from './mjml-outline.js';
import type { UnreadInclude } from './read-includes.js';
import type { LocatedSource } from '../positions.js';
import { positionsIn } from '../positions.js';

type MjmlError = MJMLParseResults['errors'][number];

const SLIPS: Readonly<Record<MjmlSlip['kind'], { readonly kind: MjmlFault['kind']; readonly message: (tag: string) => string }>> = {
  'unclosed': { kind: 'unclosed-tag', message: (tag) => `<${tag}> is never closed` },
  'unexpected-end': { kind: 'unexpected-end-tag', message: (tag) => `</${tag}> closes no open tag` },
  'dropped-text': { kind: 'mjml-error', message: (tag) => `text directly inside <${tag}> is not rendered` },
  'tag-in-content': { kind: 'mjml-error', message: (tag) => `<${tag}> inside HTML content is not compiled` },
};

/** Includes that were not read: those of the source, and how many of the files that it includes. */
interface Unread {
  readonly own: readonly UnreadInclude[];
  readonly nested: number;
}

/** Faults of an MJML source, in document order: what mjml passes over in silence, what it complains of, and includes that were not read. */
export function mjmlFaults(source: LocatedSource, outline: MjmlOutline, errors: readonly MjmlError[], unread: Unread): MjmlFault[] {
  const complaints = complaintsOf(source, outline, errors);
  const unknown = new Set(complaints.filter(({ fault }) => fault.kind === 'unknown-tag').map(({ fault }) => fault.tag));
  const slips = outline.slips
    .filter(({ kind, tag }) => kind !== 'dropped-text' || !unknown.has(tag))
    .map((slip) => ({ at: slip.start, fault: faultOfSlip(slip, source) }));
  return [...slips, ...includeFaults(source, unread), ...complaints].sort((a, b) => a.at - b.at).map(({ fault }) => fault);
}

function includeFaults({ locate }: LocatedSource, { own, nested }: Unread): { at: number; fault: MjmlFault }[] {
  const faults = own.map(({ tag: { name: tag, start, tagEnd }, path }) => ({
    at: start,
    fault: { kind: 'mjml-error' as const, tag, message: `the included file "${path}" was not read`, location: locate(start, tagEnd) },
  }));
  if (nested === 0) return faults;
  const { part, file } = locate(0, 0);
  const message = `${nested === 1 ? 'a file' : `${nested} files`} that an included file includes ${nested === 1 ? 'was' : 'were'} not read`;
  return [...faults, { at: Infinity, fault: { kind: 'mjml-error', tag: 'mj-include', message, location: { part, ...(file !== undefined && { file }) } } }];
}

function faultOfSlip({ kind, tag, start, end }: MjmlSlip, { locate }: LocatedSource): MjmlFault {
  return { kind: SLIPS[kind].kind, tag, message: SLIPS[kind].message(tag), location: locate(start, end) };
}

/** mjml names tag and line; the column is that of the tag on this line. An error of an included file has no tag there. */
function complaintsOf({ text, locate }: LocatedSource, { tags }: MjmlOutline, errors: readonly MjmlError[]): { at: number; fault: MjmlFault }[] {
  const position = positionsIn(text);
  const placed = new Map(tags.map((tag) => [`${position(tag.start).line} ${tag.name}`, tag]));
  return errors.map(({ line, tagName, message }) => {
    const tag = placed.get(`${line} ${tagName}`);
    const kind = /doesn't exist or is not registered/.test(message) ? 'unknown-tag' : 'mjml-error';
    const { part, file } = locate(0, 0);
    const location = tag ? locate(tag.start, tag.tagEnd) : { part, ...(file !== undefined && { file }) };
    return { at: tag?.start ?? Infinity, fault: { kind, tag: tagName, message, location } };
  });
}
