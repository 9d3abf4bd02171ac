import { headingsOf, type Heading } from '#campaign/facts/headings.js';
import { defineRule } from '#rule/rule.js';

export default defineRule({
  id: 'accessibility/heading-missing',
  severity: 'info',
  summary: 'Headings do not show how the mail is built',
  needs: ['html'],
  messages: {
    none: 'A text of {{characters}} characters has no heading, so a screen reader cannot jump in it.',
    noFirst: 'The mail has {{headings}} but no h1 that says what it is about.',
    skipped: 'The heading "{{text}}" is an h{{level}} after an h{{before}}{{more}}.',
  },
  suggestions: {
    none: 'Make the line that says what the mail is about an h1, in whatever size it is drawn.',
    noFirst: 'Make the line that says what the mail is about an h1.',
    skipped: 'Use h{{next}}, and CSS for the size.',
  },
  defaultOptions: { minCharacters: 400 },
  optionsSchema: { minCharacters: { type: 'integer', minimum: 0 } },
  *check({ html, visibleText: { blocks } }, { minCharacters }) {
    if (!html) return;
    const headings = headingsOf(html);
    const body = blocks.filter(({ role }) => role === 'body');
    const characters = body.reduce((sum, { text }) => sum + text.length, 0);
    const [first] = headings;
    if (!first) {
      if (body[0] && characters >= minCharacters) yield { messageId: 'none', data: { characters }, location: body[0].location, evidence: { characters } };
      return;
    }
    const levels = headings.map(({ level }) => level);
    if (!levels.includes(1)) yield { messageId: 'noFirst', data: { headings: counted(levels) }, location: html.locateElement(first.element), evidence: { levels } };
    const [skip, ...others] = skips(headings);
    if (!skip) return;
    const more = others.length === 0 ? '' : `; ${others.length} more such ${others.length === 1 ? 'step' : 'steps'}`;
    const { heading: { text, level, element }, before } = skip;
    yield { messageId: 'skipped', data: { text, level, before, next: before + 1, more }, location: html.locateElement(element), evidence: { levels }, places: [skip, ...others].map(({ heading }) => heading.text) };
  },
});

/** Headings more than one level below the one before. */
function skips(headings: readonly Heading[]): readonly { readonly heading: Heading; readonly before: number }[] {
  return headings.flatMap((heading, index) => {
    const before = headings[index - 1]?.level;
    return before !== undefined && heading.level > before + 1 ? [{ heading, before }] : [];
  });
}

function counted(levels: readonly number[]): string {
  const highest = levels.reduce((least, level) => Math.min(least, level), Infinity);
  return levels.length === 1 ? `an h${highest}` : `${levels.length} headings, the highest an h${highest},`;
}
