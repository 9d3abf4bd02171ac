import { textContent } from 'domutils';
import type { Campaign, HtmlDocument } from '#campaign/campaign.js';
import { locatedPart, partLocation } from '#campaign/eml/eml-part.js';
import { messagePartsOf } from '#campaign/eml/message-parts.js';
import type { MimePart } from '#campaign/eml/mime-structure.js';
import { unsubscribeOffers, unsubscribeStrength } from '#campaign/facts/unsubscribe.js';
import { isAmp } from '#campaign/html/amp.js';
import { elementsNamed } from '#campaign/html/elements.js';
import { parseHtml } from '#campaign/html/html-document.js';
import { alikeAsOne } from '#rule/alike-as-one.js';
import type { Problem } from '#rule/finding.js';
import { clipped } from '#rule/format-message.js';
import { defineRule } from '#rule/rule.js';
import { ampFaults, type AmpFaultKind } from './amp-document.js';

type MessageId = AmpFaultKind | 'sentAsHtml' | 'noFallback' | 'notAlternative' | 'twice' | 'last' | 'unsubscribe';

const AMP_TYPE = 'text/x-amp-html';
const MOST_QUOTED = 100;

export default defineRule<MessageId, object>({
  id: 'compatibility/amp-invalid',
  severity: 'error',
  summary: 'The AMP part of the mail is not shown, or leaves readers without another part',
  needs: [],
  messages: {
    sentAsHtml: 'An AMP document is sent as text/html; mail clients run no scripts there, and its boilerplate keeps the mail invisible.',
    noFallback: 'The AMP part has no text/html or text/plain part beside it; readers whose mail client shows no AMP see nothing.',
    notAlternative: 'The AMP part does not stand in multipart/alternative, so that no client shows it.',
    twice: 'There are {{what}} AMP parts in one multipart/alternative; clients then show none.',
    last: 'The AMP part stands behind the HTML part; clients that show the last part show it as text, or nothing.',
    unsubscribe: 'The HTML part offers to unsubscribe, and the AMP part does not.',
    doctype: 'The AMP document does not begin with {{what}}, so that clients show the HTML part instead.',
    notAmp: 'The html tag of the AMP part lacks {{what}} (or amp4email), so that clients show the HTML part instead.',
    lacks: 'The AMP document lacks {{what}}, so that clients show the HTML part instead.',
    element: '{{what}} is not allowed in AMP for Email, so that clients show the HTML part instead.',
    script: 'AMP for Email allows no scripts but its own ({{what}}), so that clients show the HTML part instead.',
    handler: 'The attribute {{what}} is not allowed in AMP for Email, so that clients show the HTML part instead.',
    component: 'The AMP document uses {{what}} and does not load its script, so that clients show the HTML part instead.',
    styleElement: 'A style element is neither <style amp-custom> nor the boilerplate, so that clients show the HTML part instead.',
    import: 'AMP for Email allows no external style sheet ({{what}}), so that clients show the HTML part instead.',
    form: 'A form {{what}}, so that clients show the HTML part instead.',
    input: '{{what}} is not allowed in AMP for Email, so that clients show the HTML part instead.',
    imageAddress: 'A picture is loaded from {{what}}; AMP for Email wants a full https address, else clients show the HTML part instead.',
    imageSize: '{{what}} has neither width and height nor a layout, so that clients show the HTML part instead.',
    link: 'A link of the AMP part leads to {{what}}, where no reader gets.',
    tooLarge: 'The AMP document has {{what}} bytes; from 200,000 on clients show the HTML part instead.',
    cssTooLarge: 'The styles of the AMP document have {{what}} bytes; from 75,000 on clients show the HTML part instead.',
  },
  suggestions: {
    sentAsHtml: 'Send it as text/x-amp-html, with a text/html part behind it.',
    noFallback: 'Add the same mail as text/html and text/plain.',
    notAlternative: 'Put it into multipart/alternative with the other two parts.',
    twice: 'Leave one.',
    last: 'Put it between text/plain and text/html.',
    unsubscribe: 'Put the same link into the AMP part.',
    doctype: 'Write it first.',
    notAmp: 'Write <html ⚡4email data-css-strict>.',
    lacks: 'Write it into the head.',
    element: 'Instead: {{instead}}.',
    script: 'Use amp-bind and the on attribute.',
    handler: 'Use AMP\'s on attribute: on="tap:...".',
    component: 'Load it in the head: <script async custom-element="{{what}}" ...> (custom-template for amp-mustache).',
    styleElement: 'Put all styles into one <style amp-custom>.',
    import: 'Put the styles into <style amp-custom>.',
    form: 'Write action-xhr with a full https address, and no action.',
    input: 'Use another type.',
    imageAddress: 'Write the address in full, with https.',
    imageSize: 'Write width and height.',
    link: 'Write the address that is meant.',
    tooLarge: 'Shorten it.',
    cssTooLarge: 'Take out what no element uses.',
  },
  defaultOptions: {},
  optionsSchema: {},
  *check(campaign) {
    const { file, parts } = messagePartsOf(campaign);
    const amp = parts.filter(({ mimeType, isAttachment }) => mimeType === AMP_TYPE && !isAttachment);
    for (const part of amp) yield* placeProblems(part, parts, partLocation(file, part, 'html'));
    for (const part of amp) {
      const source = locatedPart(file, part, 'html');
      if (source) yield* documentProblems(campaign, parseHtml(source.text, source.locate));
    }
    const { html } = campaign;
    if (!html || !isAmp(html)) return;
    if (campaign.message) yield { messageId: 'sentAsHtml', location: html.locate(0, 0) };
    else yield* documentProblems(campaign, html);
  },
});

/** Where the part stands among the others. */
function* placeProblems(part: MimePart, parts: readonly MimePart[], location: Problem['location'] & {}): Iterable<Problem<MessageId>> {
  const beside = parts.filter((other) => other !== part && !other.isAttachment && isIn(other, part.container));
  if (part.container?.mimeType !== 'multipart/alternative') yield { messageId: 'notAlternative', severity: 'warning', location };
  if (!beside.some(({ mimeType }) => mimeType === 'text/html' || mimeType === 'text/plain')) yield { messageId: 'noFallback', location };
  const alike = beside.filter(({ mimeType }) => mimeType === AMP_TYPE);
  if (alike.length > 0 && alike.every(({ start }) => start > part.start)) yield { messageId: 'twice', severity: 'warning', data: { what: alike.length + 1 }, location };
  const html = beside.find(({ mimeType }) => mimeType === 'text/html');
  if (html && html.start < part.start) yield { messageId: 'last', severity: 'warning', location };
}

function isIn(part: MimePart, container: MimePart | undefined): boolean {
  for (let outer = part.container; outer; outer = outer.container) if (outer === container) return true;
  return false;
}

function* documentProblems(campaign: Campaign, html: HtmlDocument): Iterable<Problem<MessageId>> {
  const isPart = campaign.html !== html; // of links of the page itself links/link-placeholder speaks
  const faults = ampFaults(html, isAmp(html)).filter(({ kind }) => isPart || kind !== 'link').map(({ kind, what, instead = '', element }): Problem<MessageId> => ({
    messageId: kind, severity: 'warning', data: { what: clipped(what, MOST_QUOTED), instead }, location: element ? html.locateElement(element) : html.locate(0, 0),
  }));
  yield* alikeAsOne(faults, ({ messageId, data }) => `${messageId} ${String(data?.['what'])}`);
  const offered = unsubscribeOffers(campaign).some(({ part, strength }) => part === 'html' && strength === 'unsubscribe');
  if (isPart && offered && !offersToUnsubscribe(html)) yield { messageId: 'unsubscribe', severity: 'warning', location: html.locate(0, 0) };
}

function offersToUnsubscribe(html: HtmlDocument): boolean {
  return [...elementsNamed(html, 'a'), ...elementsNamed(html, 'form')].some((element) => unsubscribeStrength(html.unmask(`${textContent(element)} ${(element.attribs['href'] ?? element.attribs['action-xhr'] ?? '').replace(/[^\p{L}]+/gu, ' ')}`)) !== undefined);
}
