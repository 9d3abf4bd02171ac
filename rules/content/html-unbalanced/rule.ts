import type { Campaign, HtmlDocument, MjmlFault } from '#campaign/campaign.js';
import { conditionalBlocks } from '#campaign/html/conditional-blocks.js';
import type { Problem } from '#rule/finding.js';
import { defineRule } from '#rule/rule.js';
import { tagFaults, type TagFault, type TagFaultKind } from './tag-faults.js';

type MessageId = TagFaultKind | 'mjml';

/** So many includes that were not read are named. */
const MOST_INCLUDES = 3;
/** What columns and buttons are made of, for Outlook too. */
const LAYOUT: ReadonlySet<string> = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'div', 'center']);
const SPLIT = 'Close the inner tag before the outer one ends.';

export default defineRule<MessageId, object>({
  id: 'content/html-unbalanced',
  severity: 'warning',
  summary: 'Tags are not closed, or nested in a way that clients repair differently',
  needs: ['html'],
  messages: {
    unclosed: '<{{tag}}> is never closed{{more}}.',
    closedTooLate: '<{{tag}}> is still open where <{{other}}> comes{{more}}.',
    strayEnd: '</{{tag}}> closes no open tag{{more}}.',
    blockInParagraph: '</p> closes nothing, because <{{other}}> inside the paragraph has ended it{{more}}.',
    nestedLink: 'A link stands inside another link; clients end the outer one here{{more}}.',
    outsideCell: '<{{tag}}> stands directly in <{{other}}>, outside of any cell; clients move it out of the table{{more}}.',
    openComment: 'A comment is never closed: everything after it is hidden.',
    nestedComment: 'A comment stands inside another, which ends with it: what follows is shown, and so is the outer "-->"{{more}}.',
    brokenTag: 'The tag <{{tag}}> has a quote or a < among its attributes, most often a quotation mark too many or too few{{more}}.',
    mjml: 'In the MJML, {{fault}}{{more}}.',
  },
  suggestions: {
    unclosed: 'Close it where its content ends.',
    closedTooLate: SPLIT,
    strayEnd: 'Take it out, or add the start tag.',
    blockInParagraph: 'Use <div> instead of <p> around blocks.',
    nestedLink: 'Close the first link before the second begins.',
    outsideCell: 'Put it into a <td>.',
    openComment: 'End it with -->.',
    nestedComment: 'Take the inner comment out, or the outer one.',
    brokenTag: 'Put each attribute value between a pair of quotation marks.',
    mjml: 'Mend the MJML: what it does not understand, it leaves out without a word.',
  },
  defaultOptions: {},
  optionsSchema: {},
  *check(campaign) {
    yield* mjmlProblems(campaign);
    if (campaign.html && !brokenByMjml(campaign)) yield* htmlProblems(campaign.html);
  },
  unchecked({ mjmlFaults }) {
    const unread = mjmlFaults.filter(isInclude).map(({ message }) => message);
    const more = unread.length > MOST_INCLUDES ? `; ${unread.length - MOST_INCLUDES} more` : '';
    return Promise.resolve(unread.length === 0 ? undefined : `${unread.slice(0, MOST_INCLUDES).join('; ')}${more} (--include-path names the folder where included MJML may be read)`);
  },
});

/** An include that was not read: nothing is wrong with it as far as we know. */
function isInclude({ tag }: MjmlFault): boolean {
  return tag === 'mj-include';
}

/** What mjml made of tags that do not match is no fault of its own. */
function brokenByMjml({ mjmlFaults }: Campaign): boolean {
  return mjmlFaults.some(({ kind }) => kind === 'unclosed-tag' || kind === 'unexpected-end-tag');
}

function* mjmlProblems({ mjmlFaults }: Campaign): Iterable<Problem<MessageId>> {
  const faults = mjmlFaults.filter((fault) => !isInclude(fault));
  for (const [{ message, tag, location }, ...others] of grouped(faults, (fault) => `${fault.kind} ${fault.tag} ${fault.message}`)) {
    const fault = message.replace(/\.$/, '').replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
    yield { messageId: 'mjml', data: { fault, more: more(others) }, location, evidence: { faults: others.length + 1 }, places: [tag, ...others.map((other) => other.tag)] };
  }
}

/** What a broken comment for Outlook does to the layout around it is told of the comment, by compatibility/outlook-conditional-broken. */
function faultsOf({ source }: HtmlDocument): readonly TagFault[] {
  const faults = tagFaults(source);
  if (!faults.some(isOfLayout) || !conditionalBlocks(source).faults.some(({ kind }) => kind !== 'hiddenFromAll')) return faults;
  return faults.filter((fault) => !isOfLayout(fault));
}

function isOfLayout({ kind, tag }: TagFault): boolean {
  return kind === 'openComment' || (kind !== 'brokenTag' && LAYOUT.has(tag));
}

function* htmlProblems(html: HtmlDocument): Iterable<Problem<MessageId>> {
  for (const [{ kind, tag, other, start, end }, ...others] of grouped(faultsOf(html), (fault) => `${fault.kind} ${fault.tag}`)) {
    yield { messageId: kind, data: { tag, other, more: more(others) }, location: html.locate(start, end), evidence: { faults: others.length + 1 }, places: [tag, ...others.map((fault) => fault.tag)] };
  }
}

/** What is alike is one finding, at the first. */
function grouped<Fault>(faults: readonly Fault[], keyOf: (fault: Fault) => string): Iterable<readonly [Fault, ...Fault[]]> {
  const groups = new Map<string, [Fault, ...Fault[]]>();
  for (const fault of faults) {
    const group = groups.get(keyOf(fault));
    if (group) group.push(fault);
    else groups.set(keyOf(fault), [fault]);
  }
  return groups.values();
}

function more({ length }: readonly unknown[]): string {
  return length === 0 ? '' : `, and ${length} more like it`;
}
