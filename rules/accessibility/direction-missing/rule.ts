import { isTag, type AnyNode, type Element } from 'domhandler';
import type { Campaign, HtmlDocument } from '#campaign/campaign.js';
import { styledTextsOf } from '#campaign/html/styled-text.js';
import { htmlElement, languageAttribute, languageWrapper } from '#language/language-attributes.js';
import { isLanguageTag } from '#language/language-tag.js';
import { defineRule } from '#rule/rule.js';
import { fixFor } from './fix-for.js';

type Attribute = 'lang' | 'dir';

/** Share of the text that must stand in an element with the attribute. The rest may be a preheader or a footer outside the wrapper. */
const COVERED = 0.5;

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/gu;
const LETTER = /\p{L}/gu;
const NOT_ASCII = /[^\x00-\x7F]/;

export default defineRule({
  id: 'accessibility/direction-missing',
  severity: 'info',
  summary: 'No element inside the body declares language and direction',
  needs: ['html'],
  fixable: true,
  messages: {
    missing: 'No element inside body declares {{attributes}}, and mail clients strip those on html and body.',
    rightToLeft: 'The text runs from right to left, but no element inside body has dir="rtl", and mail clients strip the one on html.',
  },
  suggestions: {
    missing: 'Write {{example}} on the first element inside body, around everything.',
    rightToLeft: 'Write dir="rtl" on the first element inside body, around everything.',
  },
  defaultOptions: {},
  optionsSchema: {},
  *check(campaign) {
    const { html } = campaign;
    if (!html) return;
    const letters = countLetters(html);
    if (!letters.first) return;
    const location = html.locateElement(letters.first);
    const lacks = (['lang', 'dir'] as const).filter((attribute) => letters.with[attribute] < COVERED * letters.all);
    if (lacks.length === 0) return;
    const isRightToLeft = letters.rightToLeft > letters.all / 2;
    // accessibility/document-language-missing says what to write in both places.
    if (!isRightToLeft && !declaresLanguage(html, campaign)) return;
    const fix = mendingFix(campaign, letters, lacks, isRightToLeft);
    if (lacks.includes('dir') && isRightToLeft) yield { messageId: 'rightToLeft', location, evidence: { letters: letters.all, rightToLeft: letters.rightToLeft }, ...fix };
    else yield { messageId: 'missing', data: { attributes: lacks.join(' and '), example: exampleOf(lacks) }, location, evidence: { missing: lacks }, ...fix };
  },
});

/** On html, on body, or around all of the text. */
function declaresLanguage(html: HtmlDocument, { visibleText: { blocks } }: Campaign): boolean {
  const root = htmlElement(html);
  const body = root?.children.filter(isTag).find(({ name }) => name === 'body');
  return [root, body, languageWrapper(blocks)].some((element) => {
    const attribute = element && languageAttribute(html, element);
    return attribute !== undefined && (attribute.dynamic || isLanguageTag(attribute.value));
  });
}

/** Only where one element holds enough of the text that the attributes on it settle the matter. */
function mendingFix(campaign: Campaign, { all, rightToLeft, within }: LetterCounts, lacks: readonly Attribute[], isRightToLeft: boolean) {
  const [wrapper] = [...within].find(([, letters]) => letters >= COVERED * all) ?? [];
  if (!wrapper) return {};
  const direction = isRightToLeft ? 'rtl' : rightToLeft === 0 ? 'ltr' : undefined;
  return fixFor(campaign, wrapper, lacks, direction);
}

interface LetterCounts {
  all: number;
  rightToLeft: number;
  /** Letters of text inside an element below body with the attribute. */
  readonly with: Record<Attribute, number>;
  /** The element in the body that holds the first text. */
  first: Element | undefined;
  /** Letters in each element just below body. */
  readonly within: Map<Element, number>;
}

/** Letters of visible text by what is declared for them. */
function countLetters(html: HtmlDocument): LetterCounts {
  const declared = declarations();
  const counts: LetterCounts = { all: 0, rightToLeft: 0, with: { lang: 0, dir: 0 }, first: undefined, within: new Map() };
  for (const { text, element } of styledTextsOf(html)) {
    const isAscii = !NOT_ASCII.test(text);
    const letters = isAscii ? asciiLetters(text) : (text.match(LETTER)?.length ?? 0);
    const { lang, dir, outermost } = declared(element);
    counts.first ??= outermost;
    if (outermost) counts.within.set(outermost, (counts.within.get(outermost) ?? 0) + letters);
    counts.all += letters;
    if (!isAscii) counts.rightToLeft += text.match(RIGHT_TO_LEFT)?.length ?? 0;
    if (lang) counts.with.lang += letters;
    if (dir) counts.with.dir += letters;
  }
  return counts;
}

/** Most texts hold no others, and a regular expression would put each letter into a list. */
function asciiLetters(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    const lowerCase = text.charCodeAt(index) | 0x20;
    if (lowerCase >= 0x61 && lowerCase <= 0x7a) count++;
  }
  return count;
}

interface Declared {
  readonly lang: boolean;
  readonly dir: boolean;
  /** Just below body. */
  readonly outermost: Element | undefined;
}

const NOTHING: Declared = { lang: false, dir: false, outermost: undefined };

/** What an element and those around it, below body, declare. Remembers each element. */
function declarations(): (element: Element) => Declared {
  const known = new Map<AnyNode, Declared>();
  return (element) => {
    const path: Element[] = [];
    let node: AnyNode | null = element;
    while (node && isTag(node) && node.name !== 'body' && node.name !== 'html' && !known.has(node)) {
      path.push(node);
      node = node.parent;
    }
    let declared = (node && known.get(node)) ?? NOTHING;
    for (const inner of path.reverse()) {
      declared = { lang: declared.lang || has(inner, 'lang'), dir: declared.dir || has(inner, 'dir'), outermost: declared.outermost ?? inner };
      known.set(inner, declared);
    }
    return declared;
  };
}

function has({ attribs }: Element, attribute: Attribute): boolean {
  return (attribs[attribute] ?? '').trim() !== '';
}

function exampleOf(attributes: readonly Attribute[]): string {
  return attributes.map((attribute) => (attribute === 'lang' ? 'lang with the language of the mail' : 'dir="ltr" (or "rtl")')).join(' and ');
}
