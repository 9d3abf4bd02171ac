import { footerOf } from '#campaign/facts/footer.js';
import { styledTextsOf, type StyledText } from '#campaign/html/styled-text.js';
import { clipped } from '#rule/format-message.js';
import { defineRule } from '#rule/rule.js';

interface SmallText {
  readonly texts: readonly StyledText[];
  readonly characters: number;
  readonly smallest: number;
}

/** A caption or a label may be small; so much is read. */
const LEAST_CHARACTERS = 60;
/** Where less of the mail is small, it is what stands beside the text. */
const MAIN_SHARE = 0.2;
const EXCERPT_LENGTH = 40;

export default defineRule({
  id: 'accessibility/text-too-small',
  severity: 'warning',
  summary: 'Text is too small to be read with ease',
  needs: ['html'],
  messages: {
    body: '{{characters}} characters of the text are smaller than {{minimum}} px, the smallest {{size}} px: "{{excerpt}}".',
    footer: '{{characters}} characters of the footer are smaller than {{minimum}} px, the smallest {{size}} px: "{{excerpt}}".',
  },
  suggestions: {
    body: 'Set the text in 14 px or more, 16 px on a phone.',
    footer: 'Set the footer in 11 px or more.',
  },
  defaultOptions: { minFontSize: 12, minFooterFontSize: 9 },
  optionsSchema: { minFontSize: { type: 'number', minimum: 1 }, minFooterFontSize: { type: 'number', minimum: 1 } },
  *check({ html }, { minFontSize, minFooterFontSize }) {
    if (!html) return;
    const footer = footerOf(html);
    const isFooter = ({ element, start }: StyledText) => footer.contains(element, start);
    const texts = styledTextsOf(html);
    for (const [messageId, minimum, found] of [
      ['body', minFontSize, smallAmong(texts.filter((text) => !isFooter(text)), minFontSize)],
      ['footer', minFooterFontSize, smallAmong(texts.filter(isFooter), minFooterFontSize)],
    ] as const) {
      const [first] = found.texts;
      if (!first || found.characters < LEAST_CHARACTERS) continue;
      const all = texts.reduce((sum, { text }) => sum + text.length, 0);
      const size = Math.round(found.smallest * 10) / 10;
      yield {
        messageId,
        data: { characters: found.characters, minimum, size, excerpt: clipped(html.unmask(first.text), EXCERPT_LENGTH) },
        location: html.locate(first.start, first.end),
        evidence: { characters: found.characters, of: all, smallest: size },
        places: found.texts.map(() => ''),
        ...(found.characters < MAIN_SHARE * all && { severity: 'info' as const }),
      };
    }
  },
});

function smallAmong(texts: readonly StyledText[], minimum: number): SmallText {
  const small = texts.filter(({ style }) => style.fontSize < minimum - 0.01);
  return { texts: small, characters: small.reduce((sum, { text }) => sum + text.length, 0), smallest: small.reduce((least, { style }) => Math.min(least, style.fontSize), Infinity) };
}
