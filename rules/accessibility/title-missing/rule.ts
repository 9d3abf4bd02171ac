import { isTag, isText, type Element } from 'domhandler';
import type { HtmlDocument } from '#campaign/campaign.js';
import { readerText } from '#campaign/facts/reader-text.js';
import { htmlElement } from '#language/language-attributes.js';
import { defineRule } from '#rule/rule.js';
import PLACEHOLDERS from './placeholders.json' with { type: 'json' };

const PLACEHOLDER_TITLES: ReadonlySet<string> = new Set(PLACEHOLDERS);

export default defineRule({
  id: 'accessibility/title-missing',
  severity: 'info',
  summary: 'The HTML has no title',
  needs: ['html'],
  messages: {
    missing: 'The HTML has no title, the first thing a screen reader says when the mail is opened in a browser.',
    empty: 'The title is empty, though it is the first thing a screen reader says when the mail is opened in a browser.',
    placeholder: 'The title "{{title}}" is a template\'s, not this mail\'s.',
  },
  suggestions: {
    missing: 'Write {{element}} with the subject of the mail.',
    empty: 'Write the subject of the mail into {{element}}.',
    placeholder: 'Write the subject of the mail into {{element}}.',
  },
  defaultOptions: {},
  optionsSchema: {},
  *check({ html }) {
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
  },
});

function childNamed({ children }: Element, name: string): Element | undefined {
  return children.filter(isTag).find((child) => child.name === name);
}

function titleText(html: HtmlDocument, title: Element): string {
  return html.unmask(readerText(title.children.map((child) => (isText(child) ? child.data : '')).join('')));
}
