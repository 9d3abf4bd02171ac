import type { HiddenBy, HiddenText } from '#campaign/campaign.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import { clipped } from '#rule/format-message.js';
import { defineRule } from '#rule/rule.js';

const MEANS: Readonly<Record<HiddenBy, string>> = {
  'display': 'display:none',
  'visibility': 'visibility:hidden',
  'opacity': 'an opacity of 0',
  'font-size': 'a font size of at most 1 px',
  'max-height': 'a height of 0',
  'color': 'the colour of its background',
  'mso-hide': 'mso-hide:all',
  'off-screen': 'a position off the screen',
  'hidden-attribute': 'the hidden attribute',
};

const EXCERPT_LENGTH = 60;

export default defineRule({
  id: 'content/hidden-text',
  severity: 'warning',
  summary: 'Text that readers cannot see, as spam uses to mislead filters',
  needs: ['html'],
  messages: {
    hidden: '{{characters}} characters of text are hidden by {{means}}: "{{excerpt}}".',
    longPreheader: 'The preheader holds {{characters}} characters, far more than any inbox shows: "{{excerpt}}".',
  },
  suggestions: {
    hidden: 'Delete the text, or show it.',
    longPreheader: 'Cut the preheader to at most {{maximum}} characters.',
  },
  defaultOptions: { minCharacters: 40, maxPreheaderCharacters: 200 },
  optionsSchema: {
    minCharacters: { type: 'integer', minimum: 1 },
    maxPreheaderCharacters: { type: 'integer', minimum: 0 },
  },
  *check({ visibleText: { blocks, hidden } }, { minCharacters, maxPreheaderCharacters }) {
    for (const [by, texts] of groupByMeans(hidden.filter(({ by, responsive }) => !responsive && by !== 'mso-hide'))) {
      const found = describe(texts);
      if (found.characters < minCharacters) continue;
      yield { messageId: 'hidden', data: { ...found, means: MEANS[by] }, location: texts[0].location, evidence: { ...found, by, places: texts.length }, places: texts.map(({ text }) => text) };
    }
    const [first, ...others] = blocks.filter(({ role }) => role === 'preheader');
    if (!first) return;
    const found = describe([first, ...others]);
    if (found.characters <= maxPreheaderCharacters) return;
    yield { messageId: 'longPreheader', data: { ...found, maximum: maxPreheaderCharacters }, location: first.location, evidence: found };
  },
});

type Some<T> = readonly [T, ...T[]];

function groupByMeans(hidden: readonly HiddenText[]): ReadonlyMap<HiddenBy, Some<HiddenText>> {
  const groups = new Map<HiddenBy, [HiddenText, ...HiddenText[]]>();
  for (const text of hidden) {
    const group = groups.get(text.by);
    if (group) group.push(text);
    else groups.set(text.by, [text]);
  }
  return groups;
}

function describe(texts: Some<{ readonly text: string }>): { readonly characters: number; readonly excerpt: string } {
  const characters = texts.reduce((sum, { text }) => sum + wordCharacters(text), 0);
  return { characters, excerpt: clipped(texts.map(({ text }) => text).join(' '), EXCERPT_LENGTH) };
}

/**
 * Letters and digits of words. Template tags, addresses and ids of the sending system say nothing to a filter, nor do dashes and
 * blanks that push a preheader apart or keep Gmail from scaling.
 */
function wordCharacters(text: string): number {
  let plain = '';
  let from = 0;
  for (const { start, end } of findTemplateTags(text)) {
    plain += text.slice(from, start);
    from = end;
  }
  const words = (plain + text.slice(from)).split(/\s+/).filter((word) => !/[@/_=<>]/.test(word));
  return words.join('').match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
