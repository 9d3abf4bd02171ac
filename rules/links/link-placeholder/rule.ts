import type { Element } from 'domhandler';
import type { HtmlDocument } from '#campaign/campaign.js';
import type { Location } from '#campaign/location.js';
import { hasBeenSent } from '#campaign/eml/header-fields.js';
import { groupLinks, linkTarget, namedLink, senderDomains } from '#campaign/facts/link-target.js';
import { textOf } from '#campaign/facts/passages.js';
import { readerText } from '#campaign/facts/reader-text.js';
import { hasSampleParameter } from '#campaign/facts/sample-names.js';
import { linksOfBothParts } from '#campaign/facts/text-links.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import { elementsNamed, elementsOf } from '#campaign/html/elements.js';
import { clipped } from '#rule/format-message.js';
import { HOSTS } from '#rule/option-schemas.js';
import { defineRule } from '#rule/rule.js';
import { runsIntoTag } from './glued-tag.js';
import { placeholderKind } from './placeholder.js';

const MOST_QUOTED = 60;
/** These work for many readers, and a shared document for all of them. */
const MILD: Readonly<Record<string, 'warning' | 'info'>> = { spaces: 'warning', document: 'info', frontPage: 'warning' };

const MJML_BUTTON = /^\s*display:\s?inline-block;.{0,2000};\s?mso-padding-alt:\s?0(?:px)?(?:;|$)/s;
/** A colour that is seen on a white mail. */
const DRAWN = /(?:^|;)\s*background(?:-color)?\s*:(?!\s*(?:none|transparent|inherit|initial|unset|white|url|#f{3,8}\b|rgba?\(\s*255\s*,\s*255\s*,\s*255\b|rgba\([^)]{0,40},\s*0(?:\.0+)?\s*\)))\s*[^\s;]/i;
const PADDING = /(?:^|;)\s*padding\s*:\s*([^;]{1,60})/i;
/** An `<a>` with others may be an anchor, or get its address from a program. */
const OF_LOOKS: ReadonlySet<string> = new Set(['style', 'class', 'target', 'rel', 'title', 'role', 'align', 'width', 'height', 'bgcolor', 'lang', 'dir']);

/** `#unsubscribeLink#`, `#recipient:url#`: a field of systems that enclose theirs so (Moosend); in a mail that was sent nobody fills it any more. */
const FIELD_BETWEEN_HASHES = /^#[a-z][\w:.-]{1,60}#$/i;

export default defineRule({
  id: 'links/link-placeholder',
  severity: 'error',
  summary: 'A link was never filled in, or leads to a place that only its authors can reach',
  needs: [],
  messages: {
    empty: 'The link "{{text}}" has no target{{times}}.',
    hash: 'The link "{{text}}" leads to "{{href}}", which goes nowhere{{times}}.',
    script: 'The link "{{text}}" is a javascript: link, which mail clients do not run{{times}}.',
    exampleHost: 'The link "{{text}}" leads to {{href}}, a domain for documentation{{times}}.',
    privateHost: 'The link "{{text}}" leads to {{href}}, which exists only on the author\'s own network{{times}}.',
    stagingHost: 'The link "{{text}}" leads to {{href}}, which looks like a test system{{times}}.',
    todo: 'The link "{{text}}" still holds the placeholder "{{href}}"{{times}}.',
    noScheme: 'The link "{{text}}" lacks https:// in "{{href}}"{{times}}: mail clients treat it as a path that does not exist.',
    noMailto: 'The link "{{text}}" lacks mailto: in "{{href}}"{{times}}: mail clients treat it as a path that does not exist.',
    invisible: 'The link "{{text}}" has an invisible character in its target {{href}}{{times}}, which servers take for a part of the name.',
    wrongScheme: 'The link "{{text}}" begins with a mistyped https:// in "{{href}}"{{times}}.',
    doubleScheme: 'The link "{{text}}" has its scheme twice: {{href}}{{times}}.',
    spaces: 'The link "{{text}}" has a space in its target {{href}}{{times}}: some clients cut it there.',
    noHost: 'The link "{{text}}" leads to "{{href}}", which names no host{{times}}.',
    anchor: 'The link "{{text}}" jumps to "{{href}}", which the mail does not hold{{times}}.',
    exampleMail: 'The link "{{text}}" writes to {{href}}, an address that stands for one{{times}}.',
    editor: 'The link "{{text}}" leads to {{href}}, a draft or a tool that only its authors may open{{times}}.',
    gluedTag: 'The link "{{text}}" leads to "{{href}}", where letters run into the address that the tag stands for{{times}}.',
    sampleNumber: 'The link "{{text}}" calls {{href}}, a number that stands for one{{times}}.',
    frontPage: 'The link "{{text}}" leads to the front page of {{href}}, where readers see what is theirs, and nothing of the sender{{times}}.',
    mistyped: 'The link "{{text}}" leads to {{href}}, whose domain is mistyped{{times}}.',
    deadButton: 'The button "{{text}}" has no link{{times}}: readers press it, and nothing happens.',
    document: 'The link "{{text}}" opens a document for editing, {{href}}{{times}}.',
  },
  suggestions: {
    empty: 'Set its target, or take the link away.',
    hash: 'Set its target, or take the link away.',
    script: 'Link to a page.',
    exampleHost: 'Set the real target.',
    privateHost: 'Link to the public address.',
    stagingHost: 'Link to the live site; if this is the live site, add its host to allowHosts.',
    todo: 'Set the real target.',
    noScheme: 'Write https:// before it.',
    noMailto: 'Write mailto: before it.',
    invisible: 'Write the address anew, by hand.',
    wrongScheme: 'Write https:// before the host.',
    doubleScheme: 'Remove one of them.',
    spaces: 'Remove the space, or encode it as %20.',
    noHost: 'Set the real target.',
    anchor: 'Give the place that id, or mend the link.',
    exampleMail: 'Write the address that you read.',
    editor: 'Link to the published page, and open it once without being signed in.',
    gluedTag: 'Remove the letters, or put / or ? between.',
    sampleNumber: 'Write the number that you answer.',
    deadButton: 'Give it an href; write a badge as text.',
    frontPage: 'Link to your own account there, or take the link away.',
    mistyped: 'Correct the domain; if it is meant so, add its host to allowHosts.',
    document: 'Link to what is published of it: /preview, /view or a PDF.',
  },
  defaultOptions: { allowHosts: [] as readonly string[] },
  optionsSchema: { allowHosts: HOSTS },
  *check(campaign, { allowHosts }) {
    const shown = linksOfBothParts(campaign).filter(({ visible, msoOnly }) => visible && !msoOnly);
    const ids = anchorsOf(shown.some(({ href }) => /^\s*#/.test(href)) ? campaign.html : undefined);
    const own = senderDomains(campaign);
    const kindOf = (href: string) => {
      const target = linkTarget(href);
      const host = target.scheme === 'mailto' ? /@([^?@]{1,253})/.exec(target.rest)?.[1]?.toLowerCase() : target.host;
      if (host !== undefined && allowHosts.includes(host)) return undefined;
      if (findTemplateTags(href).length > 0) return hasSampleParameter(href) ? 'todo' : runsIntoTag(href.trim()) ? 'gluedTag' : undefined;
      if (FIELD_BETWEEN_HASHES.test(href.trim()) && !hasBeenSent(campaign)) return undefined;
      return placeholderKind(href, target, ids, own);
    };
    const groups = groupLinks(shown, ({ href }) => {
      const kind = kindOf(href);
      return kind && `${kind} ${href.trim()}`;
    });
    for (const group of groups.values()) {
      const [{ href, text, location }] = group;
      const messageId = kindOf(href);
      if (!messageId) continue;
      const times = group.length === 1 ? '' : `, and so do ${group.length - 1} more`;
      yield { messageId, data: { text: clipped(text, MOST_QUOTED) || 'without text', href: clipped(href.trim(), MOST_QUOTED), times }, location, evidence: { href, links: group.length }, places: group.map(namedLink), ...(MILD[messageId] && { severity: MILD[messageId] }) };
    }
    const [dead, ...others] = deadButtons(campaign.html);
    if (dead) {
      const times = others.length === 0 ? '' : ` (the first of ${others.length + 1})`;
      yield { messageId: 'deadButton', severity: 'warning' as const, data: { text: clipped(dead.text, MOST_QUOTED), times }, location: dead.location, evidence: { buttons: others.length + 1 }, places: [dead, ...others].map(({ text }) => text) };
    }
  },
});

/** What MJML makes of an mj-button without an href: a paragraph drawn as a button, with padding that it takes from Outlook; and an `<a>` drawn as one that has no address in any attribute. */
function deadButtons(html: HtmlDocument | undefined): readonly { readonly text: string; readonly location: Location }[] {
  if (!html) return [];
  return [...elementsNamed(html, 'p').filter(({ attribs: { style = '' } }) => MJML_BUTTON.test(style)), ...elementsNamed(html, 'a').filter((link) => isBareButton(link, html))]
    .map((button) => ({ text: readerText(html.unmask(textOf(button))).trim(), location: html.locateElement(button) }))
    .filter(({ text }) => text !== '');
}

function isBareButton({ attribs, sourceCodeLocation }: Element, { source }: HtmlDocument): boolean {
  const { style = '' } = attribs;
  const [vertical = '', horizontal = vertical] = PADDING.exec(style)?.[1]?.split(/\s+/) ?? [];
  const isPadded = parseFloat(vertical) > 0 && parseFloat(horizontal) > 0;
  if (!DRAWN.test(style) || !isPadded || !Object.keys(attribs).every((name) => OF_LOOKS.has(name))) return false;
  const tag = sourceCodeLocation?.startTag;
  return tag !== undefined && findTemplateTags(source.slice(tag.startOffset, tag.endOffset)).length === 0;
}

function anchorsOf(html: HtmlDocument | undefined): ReadonlySet<string> {
  const ids = new Set<string>();
  if (!html) return ids;
  for (const { attribs: { id, name } } of elementsOf(html)) {
    if (id !== undefined) ids.add(id);
    if (name !== undefined) ids.add(name);
  }
  return ids;
}
