import { isTag, isText, type Element } from 'domhandler';
import type { Campaign, HtmlDocument } from '#campaign/campaign.js';
import { plainText } from '#campaign/facts/phrases.js';
import { readerText } from '#campaign/facts/reader-text.js';
import { spokenText } from '#campaign/facts/spoken-text.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import { htmlElement } from '#language/language-attributes.js';
import { defineRule } from '#rule/rule.js';
import PLACEHOLDERS from './placeholders.json' with { type: 'json' };

const PLACEHOLDER_TITLES: ReadonlySet<string> = new Set(PLACEHOLDERS);

/** Of another mail: so many words, none of which this one has, though it has enough to have one. Our own limits. */
const LEAST_TITLE_WORDS = 3;
const LEAST_MAIL_WORDS = 40;
/** Letters that two forms of a word share ("Kurse", "Kursen"); a shorter word says nothing. */
const STEM = 4;

export default defineRule({
  id: 'accessibility/title-missing',
  severity: 'info',
  summary: 'The HTML has no title',
  needs: ['html'],
  messages: {
    missing: 'The HTML has no title, the first thing a screen reader says when the mail is opened in a browser.',
    empty: 'The title is empty, though it is the first thing a screen reader says when the mail is opened in a browser.',
    placeholder: 'The title "{{title}}" is a template\'s, not this mail\'s.',
    otherMail: 'Not one word of the title "{{title}}" stands in the mail: it may be left from another.',
  },
  suggestions: {
    missing: 'Write {{element}} with the subject of the mail.',
    empty: 'Write the subject of the mail into {{element}}.',
    placeholder: 'Write the subject of the mail into {{element}}.',
    otherMail: 'Write the subject of the mail into {{element}}.',
  },
  defaultOptions: {},
  optionsSchema: {},
  *check(campaign) {
    const { html } = campaign;
    const root = html && htmlElement(html);
    if (!html || !root?.sourceCodeLocation) return;
    const head = childNamed(root, 'head');
    const title = head && childNamed(head, 'title');
    const location = html.locateElement(title ?? head ?? root);
    const data = { element: location.part === 'mjml' ? '<mj-title> inside <mj-head>' : '<title> inside <head>' };
    const text = title ? titleText(html, title) : '';
    if (!title) yield { messageId: 'missing', data, location };
    else if (text === '') yield { messageId: 'empty', data, location };
    else if (PLACEHOLDER_TITLES.has(text.toLowerCase())) yield { messageId: 'placeholder', data: { ...data, title: text }, location };
    else if (isOfOtherMail(text, campaign)) yield { messageId: 'otherMail', data: { ...data, title: text }, location, heuristic: true };
  },
});

function isOfOtherMail(title: string, campaign: Campaign): boolean {
  const words = stemsIn(plainText(title));
  if (words.length < LEAST_TITLE_WORDS || findTemplateTags(title).length > 0) return false;
  const said = stemsIn(spokenText(campaign));
  const known = new Set(said);
  return said.length >= LEAST_MAIL_WORDS && !words.some((word) => known.has(word));
}

/** Beginnings of the words, in scripts that part them by spaces, of what `plainText` returns. */
function stemsIn(plain: string): readonly string[] {
  return (plain.match(/[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]{4,}/gu) ?? []).map((word) => word.slice(0, STEM));
}

function childNamed({ children }: Element, name: string): Element | undefined {
  return children.filter(isTag).find((child) => child.name === name);
}

function titleText(html: HtmlDocument, title: Element): string {
  return html.unmask(readerText(title.children.map((child) => (isText(child) ? child.data : '')).join('')));
}
