import type { Element } from 'domhandler';
import type { Campaign, HtmlDocument } from '#campaign/campaign.js';
import { computedStylesOf, darkStylesOf, type ComputedStyle } from '#campaign/html/computed-styles.js';
import { blend, contrastRatio, hexOf } from '#campaign/html/css/color.js';
import { styledTextsOf, type StyledText } from '#campaign/html/styled-text.js';
import { unreadInclude } from '#campaign/merge/sender-tags.js';
import type { Problem } from '#rule/finding.js';
import { clipped } from '#rule/format-message.js';
import { defineRule } from '#rule/rule.js';

type MessageId = 'contrast' | 'darkContrast' | 'invisible';

interface Limits {
  readonly minRatio: number;
  readonly minLargeRatio: number;
}

/** Text that is hard to read in one pair of colours, at one of WCAG's two sizes. */
interface PaleText {
  readonly color: string;
  readonly background: string;
  readonly ratio: number;
  readonly required: number;
  readonly texts: [StyledText, ...StyledText[]];
}

// WCAG 2.2, "large scale": 18 pt, or 14 pt bold, in CSS pixels.
const LARGE = 24;
const LARGE_BOLD = 14 * (96 / 72);
const EXCERPT_LENGTH = 40;
/** One or two letters push things apart. From forty on content/hidden-text tells of text in the colour of its background. */
const LEAST_INVISIBLE = 3;
const MOST_INVISIBLE = 39;

export default defineRule<MessageId, Limits>({
  id: 'accessibility/color-contrast',
  severity: 'warning',
  summary: 'Text stands out too little from its background',
  needs: ['html'],
  messages: {
    contrast: '{{places}} {{color}} on {{background}}, a contrast of {{ratio}}:1 where {{required}}:1 is needed: "{{excerpt}}".',
    invisible: 'Text has the colour of its background, or nearly: "{{excerpt}}".',
    darkContrast: 'In its dark scheme {{places}} {{color}} on {{background}}, a contrast of {{ratio}}:1 where {{required}}:1 is needed: "{{excerpt}}".',
  },
  suggestions: {
    contrast: 'Change the text colour or the background until the contrast is at least {{required}}:1.',
    invisible: 'Change the colour of the text or of the background, or delete the text.',
    darkContrast: 'Set colour and background of it together in @media (prefers-color-scheme: dark), with !important against style attributes, or declare no dark scheme.',
  },
  defaultOptions: { minRatio: 4.5, minLargeRatio: 3 },
  optionsSchema: {
    minRatio: { type: 'number', minimum: 1, maximum: 21 },
    minLargeRatio: { type: 'number', minimum: 1, maximum: 21 },
  },
  *check(campaign, { minRatio, minLargeRatio }) {
    const { html } = campaign;
    if (!html) return;
    const pale = paleTexts(html, ({ style }) => style, { minRatio, minLargeRatio });
    for (const pair of pale.values()) yield problemOf('contrast', pair, html);
    yield* invisibleText(campaign);
    if (darkStylesOf(html) === computedStylesOf(html) || unreadInclude(campaign) !== undefined) return;
    const dark = paleTexts(html, ({ element }) => darkStyleOf(element, html), { minRatio, minLargeRatio });
    for (const [key, pair] of dark) if (!pale.has(key)) yield problemOf('darkContrast', pair, html);
  },
});

/** A few words that nobody can read: a button in the colour of its cell. */
function* invisibleText({ visibleText: { hidden } }: Campaign): Iterable<Problem<MessageId>> {
  const texts = hidden.filter(({ by, responsive }) => by === 'color' && !responsive);
  const words = texts.map(({ text }) => text).join(' ');
  const letters = words.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (!texts[0] || letters < LEAST_INVISIBLE || letters > MOST_INVISIBLE) return;
  yield { messageId: 'invisible', data: { excerpt: clipped(words, EXCERPT_LENGTH) }, location: texts[0].location, evidence: { characters: letters, places: texts.length }, places: texts.map(({ text }) => text) };
}

function problemOf(messageId: MessageId, { texts, ...pair }: PaleText, html: HtmlDocument): Problem<MessageId> {
  const ratio = Math.floor(pair.ratio * 100) / 100;
  const places = texts.length === 1 ? 'text is' : `${texts.length} texts are`;
  return {
    messageId,
    data: { ...pair, ratio, places: messageId === 'contrast' ? `${places.charAt(0).toUpperCase()}${places.slice(1)}` : places, excerpt: clipped(html.unmask(texts[0].text), EXCERPT_LENGTH) },
    location: html.locate(texts[0].start, texts[0].end),
    places: texts.map(() => `${pair.color} on ${pair.background}`),
    evidence: { ...pair, ratio, places: texts.length, characters: texts.reduce((sum, { text }) => sum + text.length, 0) },
  };
}

/** Undefined where the dark scheme does not show the element. Text in the colour of its background it does show. */
function darkStyleOf(element: Element, html: HtmlDocument): ComputedStyle | undefined {
  const style = darkStylesOf(html).of(element);
  return style.textHidden && style.textHidden.by !== 'color' ? undefined : style;
}

/** By pair of colours, in the order in which they first stand in the mail. */
function paleTexts(html: HtmlDocument, styleOf: (text: StyledText) => ComputedStyle | undefined, limits: Limits): ReadonlyMap<string, PaleText> {
  const found = new Map<string, PaleText>();
  const plain = new Set<ComputedStyle>(); // most texts of a mail look like one before
  for (const text of styledTextsOf(html)) {
    const style = styleOf(text);
    if (!style || plain.has(style)) continue;
    const pair = palePair(style, limits);
    if (!pair) {
      plain.add(style);
      continue;
    }
    const key = `${pair.color} ${pair.background} ${pair.required}`;
    const known = found.get(key);
    if (known) known.texts.push(text);
    else found.set(key, { ...pair, texts: [text] });
  }
  return found;
}

function palePair(style: ComputedStyle, { minRatio, minLargeRatio }: Limits): Omit<PaleText, 'texts'> | undefined {
  const { color, background } = style;
  if (!color || !background) return undefined;
  const required = isLarge(style) ? minLargeRatio : minRatio;
  const seen = blend(color, background);
  const ratio = contrastRatio(seen, background);
  return ratio >= required ? undefined : { color: hexOf(seen), background: hexOf(background), ratio, required };
}

function isLarge({ fontSize, bold }: ComputedStyle): boolean {
  return fontSize >= LARGE || (bold && fontSize >= LARGE_BOLD - 0.01);
}
