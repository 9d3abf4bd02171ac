import type { HtmlDocument } from '#campaign/campaign.js';
import type { ComputedStyle } from '#campaign/html/computed-styles.js';
import { blend, contrastRatio, hexOf } from '#campaign/html/css/color.js';
import { styledTextsOf, type StyledText } from '#campaign/html/styled-text.js';
import { clipped } from '#rule/format-message.js';
import { defineRule } from '#rule/rule.js';

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

export default defineRule({
  id: 'accessibility/color-contrast',
  severity: 'warning',
  summary: 'Text stands out too little from its background',
  needs: ['html'],
  messages: {
    contrast: '{{places}} {{color}} on {{background}}, a contrast of {{ratio}}:1 where {{required}}:1 is needed: "{{excerpt}}".',
  },
  suggestions: { contrast: 'Change the text colour or the background until the contrast is at least {{required}}:1.' },
  defaultOptions: { minRatio: 4.5, minLargeRatio: 3 },
  optionsSchema: {
    minRatio: { type: 'number', minimum: 1, maximum: 21 },
    minLargeRatio: { type: 'number', minimum: 1, maximum: 21 },
  },
  *check({ html }, { minRatio, minLargeRatio }) {
    if (!html) return;
    for (const { texts, ...pair } of paleTexts(html, minRatio, minLargeRatio)) {
      const ratio = Math.floor(pair.ratio * 100) / 100;
      yield {
        messageId: 'contrast',
        data: { ...pair, ratio, places: texts.length === 1 ? 'Text is' : `${texts.length} texts are`, excerpt: clipped(html.unmask(texts[0].text), EXCERPT_LENGTH) },
        location: html.locate(texts[0].start, texts[0].end),
        evidence: { ...pair, ratio, places: texts.length, characters: texts.reduce((sum, { text }) => sum + text.length, 0) },
      };
    }
  },
});

/** By pair of colours, in the order in which they first stand in the mail. */
function paleTexts(html: HtmlDocument, minRatio: number, minLargeRatio: number): Iterable<PaleText> {
  const found = new Map<string, PaleText>();
  for (const text of styledTextsOf(html)) {
    const { color, background } = text.style;
    if (!color || !background) continue;
    const required = isLarge(text.style) ? minLargeRatio : minRatio;
    const seen = blend(color, background);
    const ratio = contrastRatio(seen, background);
    if (ratio >= required) continue;
    const pair = { color: hexOf(seen), background: hexOf(background), ratio };
    const key = `${pair.color} ${pair.background} ${required}`;
    const known = found.get(key);
    if (known) known.texts.push(text);
    else found.set(key, { ...pair, required, texts: [text] });
  }
  return found.values();
}

function isLarge({ fontSize, bold }: ComputedStyle): boolean {
  return fontSize >= LARGE || (bold && fontSize >= LARGE_BOLD - 0.01);
}
