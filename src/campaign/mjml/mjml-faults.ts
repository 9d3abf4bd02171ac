import type { MJMLParseResults } from 'mjml-core';
import type { MjmlFault } from '../campaign.js';
import type { MjmlOutline, MjmlSlip, MjmlTag } from './mjml-outline.js';
import type { LocatedSource } from '../positions.js';
import { positionsIn } from '../positions.js';

type MjmlError = MJMLParseResults['errors'][number];

const SLIPS: Readonly<Record<MjmlSlip['kind'], { readonly kind: MjmlFault['kind']; readonly message: (tag: string) => string }>> = {
  'unclosed': { kind: 'unclosed-tag', message: (tag) => `<${tag}> is never closed` },
  'unexpected-end': { kind: 'unexpected-end-tag', message: (tag) => `</${tag}> closes no open tag` },
  'dropped-text': { kind: 'mjml-error', message: (tag) => `text directly inside <${tag}> is not rendered` },
  'tag-in-content': { kind: 'mjml-error', message: (tag) => `<${tag}> inside HTML content is not compiled` },
};

/** Faults of an MJML source, in document order: what mjml passes over in silence, what it complains of, and includes that were not read. */
export function mjmlFaults(source: LocatedSource, outline: MjmlOutline, errors: readonly MjmlError[], unread: readonly MjmlTag[]): MjmlFault[] {
  const complaints = complaintsOf(source, outline, errors);
  const unknown = new Set(complaints.filter(({ fault }) => fault.kind === 'unknown-tag').map(({ fault }) => fault.tag));
  const slips = outline.slips
    .filter(({ kind, tag }) => kind !== 'dropped-text' || !unknown.has(tag))
    .map((slip) => ({ at: slip.start, fault: faultOfSlip(slip, source) }));
  const includes = unread.map(({ name: tag, start, tagEnd }) => ({
    at: start,
    fault: { kind: 'mjml-error' as const, tag, message: 'the included file was not read', location: source.locate(start, tagEnd) },
  }));
  return [...slips, ...includes, ...complaints].sort((a, b) => a.at - b.at).map(({ fault }) => fault);
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
