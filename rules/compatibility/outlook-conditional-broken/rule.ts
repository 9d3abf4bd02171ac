import type { Campaign, HtmlDocument } from '#campaign/campaign.js';
import { clickTrackers } from '#campaign/facts/click-trackers.js';
import { conditionalBlocks, type ConditionalBlock, type ConditionalFault, type ConditionalFaultKind } from '#campaign/html/conditional-blocks.js';
import { firstBranches } from '#campaign/merge/first-branches.js';
import { plainText } from '#campaign/facts/phrases.js';
import type { Problem } from '#rule/finding.js';
import { defineRule } from '#rule/rule.js';
import { unpairedInOutlook } from './outlook-balance.js';

type MessageId = ConditionalFaultKind | 'unbalanced' | 'vmlNamespace' | 'otherTarget' | 'onlyInOutlook';

const VML = /<v:[a-z]+\b[^>]{0,2000}>/gi;
const VML_NAMESPACE = /\bxmlns:v\s*=/i;

export default defineRule<MessageId, object>({
  id: 'compatibility/outlook-conditional-broken',
  severity: 'error',
  summary: 'Markup for Outlook is broken, or differs from what all others get',
  needs: ['html'],
  messages: {
    unclosed: '{{written}} is never ended by <![endif]-->; what follows is lost in Outlook or in all other clients.',
    commentInside: 'A comment inside {{written}} ends it for all other clients; they show the rest of what is meant for Outlook.',
    hiddenFromAll: '{{written}} is a comment for every client but Outlook, and excludes Outlook; nobody sees its content.',
    strayEnd: '{{written}} ends no conditional comment.',
    malformed: '{{written}} lacks its closing ] or >; clients take what follows for a comment.',
    unbalanced: '{{tag}} in the markup for Outlook has no {{partner}} there{{more}}; the layout breaks in classic Outlook.',
    vmlNamespace: 'VML is used without xmlns:v, so that Outlook does not draw it.',
    otherTarget: '"{{text}}" leads elsewhere in Outlook ({{outlook}}) than in other clients.',
    onlyInOutlook: '"{{text}}" is a link in Outlook for Windows only; readers of other clients do not get it.',
  },
  suggestions: {
    unclosed: 'End it with <![endif]-->.',
    commentInside: 'Take the inner comment out.',
    hiddenFromAll: 'Write <!--[if !mso]><!--> ... <!--<![endif]-->.',
    strayEnd: 'Take it out, or add the opening.',
    malformed: 'Write <!--[if mso]>; look at what the minifier does to comments.',
    unbalanced: 'Open and close the same elements in the comments for Outlook.',
    vmlNamespace: 'Put xmlns:v="urn:schemas-microsoft-com:vml" on <html> or on the shape.',
    otherTarget: 'Give both the same address.',
    onlyInOutlook: 'Add the same link for all other clients.',
  },
  defaultOptions: {},
  optionsSchema: {},
  *check(campaign) {
    const { html } = campaign;
    if (!html) return;
    const { blocks, faults } = conditionalBlocks(html.source);
    yield* faultProblems(html, faults);
    if (faults.length === 0) yield* balanceProblems(html);
    yield* vmlProblems(html, blocks);
    yield* linkProblems(campaign);
  },
});

/** Places of one fault that are listed. */
const LISTED = 10;

/** One finding for each fault and what is written there. */
function* faultProblems(html: HtmlDocument, faults: readonly ConditionalFault[]): Iterable<Problem<MessageId>> {
  const alike = new Map<string, ConditionalFault[]>();
  for (const fault of faults) {
    const key = `${fault.kind} ${fault.written}`;
    const known = alike.get(key);
    if (known) known.push(fault);
    else alike.set(key, [fault]);
  }
  for (const [first, ...others] of alike.values()) {
    if (!first) continue;
    const { kind, written, start, end } = first;
    const lines = others.slice(0, LISTED).map((fault) => html.locate(fault.start, fault.end).line);
    yield {
      messageId: kind,
      data: { written: others.length === 0 ? written : `${written} (the first of ${others.length + 1})` },
      location: html.locate(start, end),
      places: [first, ...others].map((fault) => fault.written),
      ...(others.length > 0 && { evidence: { count: others.length + 1, alsoAtLines: lines } }),
      ...(kind === 'strayEnd' && { severity: 'warning' as const }),
    };
  }
}

/** One finding for each tag. */
function* balanceProblems(html: HtmlDocument): Iterable<Problem<MessageId>> {
  const source = firstBranches(html.source);
  const unpaired = unpairedInOutlook(source, conditionalBlocks(source).blocks);
  for (const key of new Set(unpaired.map(({ tag, isStart }) => `${isStart ? '' : '/'}${tag}`))) {
    const [first, ...others] = unpaired.filter(({ tag, isStart }) => `${isStart ? '' : '/'}${tag}` === key);
    if (!first) continue;
    const partner = `<${first.isStart ? '/' : ''}${first.tag}>`;
    yield { messageId: 'unbalanced', data: { tag: `<${key}>`, partner, more: others.length === 0 ? '' : `, nor have ${others.length} more` }, location: html.locate(first.start, first.end), places: [first, ...others].map(() => key) };
  }
}

function* vmlProblems(html: HtmlDocument, blocks: readonly ConditionalBlock[]): Iterable<Problem<MessageId>> {
  const { source } = html;
  if (VML_NAMESPACE.test(/<html\b[^>]{0,2000}>/i.exec(source)?.[0] ?? '')) return;
  for (const { start, end } of blocks) {
    const content = source.slice(start, end);
    const shape = VML_NAMESPACE.test(content) ? undefined : [...content.matchAll(VML)][0];
    if (!shape) continue;
    const at = start + shape.index;
    yield { messageId: 'vmlNamespace', severity: 'warning', location: html.locate(at, at + shape[0].length) };
    return;
  }
}

function* linkProblems({ links }: Campaign): Iterable<Problem<MessageId>> {
  const others = links.filter(({ msoOnly }) => !msoOnly);
  const targets = new Set(others.map(({ href }) => href));
  const isTracker = clickTrackers(links);
  for (const { href, text, location } of links.filter((link) => link.msoOnly && link.text !== '' && !targets.has(link.href))) {
    const same = others.filter((other) => plainText(other.text).trim() === plainText(text).trim());
    if (same.some((other) => isTracker(other.href) || isTracker(href))) continue; // sending systems leave comments alone, or give each place a key of its own
    yield same.length > 0
      ? { messageId: 'otherTarget', severity: 'warning', data: { text, outlook: href }, location }
      : { messageId: 'onlyInOutlook', severity: 'warning', data: { text }, location };
  }
}
