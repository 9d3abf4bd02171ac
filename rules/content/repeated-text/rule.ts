import type { HtmlDocument, TextBlock } from '#campaign/campaign.js';
import { firstBranches } from '#campaign/merge/first-branches.js';
import { sentencesOf } from '#language/sentences.js';
import type { Problem } from '#rule/finding.js';
import { clipped } from '#rule/format-message.js';
import { defineRule } from '#rule/rule.js';

const EXCERPT_LENGTH = 60;
/** So many blocks before it: who reads the second still has the first before his eyes. */
const NEAR = 3;

/** A row of dashes says nothing, however often. */
const WORDS = /\p{L}{2}/u;

export default defineRule({
  id: 'content/repeated-text',
  severity: 'warning',
  summary: 'A paragraph stands in the mail twice, one shortly after the other, or says a sentence twice',
  needs: ['html'],
  messages: {
    repeated: 'This paragraph stands there already, shortly before: "{{excerpt}}"{{times}}.',
    repeatedWithin: 'This paragraph says one thing twice: "{{excerpt}}".',
  },
  suggestions: {
    repeated: 'Take one of them out; where two were meant to differ, write the second.',
    repeatedWithin: 'Take one of the two sentences out.',
  },
  defaultOptions: { minCharacters: 60 },
  optionsSchema: { minCharacters: { type: 'integer', minimum: 1 } },
  *check({ visibleText: { blocks }, html }, { minCharacters }) {
    const repeated = repeatedAmong(blocks, minCharacters, html);
    const [first] = repeated;
    if (!first) {
      yield* repeatedWithin(blocks, minCharacters);
      return;
    }
    const times = repeated.length === 1 ? '' : ` (the first of ${String(repeated.length)})`;
    yield { messageId: 'repeated', data: { excerpt: clipped(first.text, EXCERPT_LENGTH), times }, location: first.location, heuristic: true, evidence: { count: repeated.length }, places: repeated.map(({ text }) => text) };
  },
});

/** The first sentence that its paragraph says again. */
function* repeatedWithin(blocks: readonly TextBlock[], minCharacters: number): Generator<Problem<'repeatedWithin'>> {
  for (const { role, text, location } of blocks) {
    if (role === 'footer' || role === 'preheader' || text.length < 2 * minCharacters) continue;
    const sentences = sentencesOf(text);
    const again = sentences.find((sentence, index) => sentence.length >= minCharacters && sentences.indexOf(sentence) < index);
    if (again === undefined) continue;
    yield { messageId: 'repeatedWithin', data: { excerpt: clipped(again, EXCERPT_LENGTH) }, location, heuristic: true, places: [again] };
    return;
  }
}

function repeatedAmong(blocks: readonly TextBlock[], minCharacters: number, html: HtmlDocument | undefined): readonly TextBlock[] {
  const last = new Map<string, number>();
  return blocks.filter((block, index) => {
    const { role, text } = block;
    if (role === 'footer' || role === 'preheader' || text.length < minCharacters || !WORDS.test(text)) return false;
    const words = text.toLowerCase();
    const before = last.get(words);
    last.set(words, index);
    return before !== undefined && index - before <= NEAR && !isInOtherBranch(block, html);
  });
}

/** Behind `{% else %}`: whoever gets it does not get the first. */
function isInOtherBranch({ element }: TextBlock, html: HtmlDocument | undefined): boolean {
  const start = element.sourceCodeLocation?.startOffset;
  return html !== undefined && start !== undefined && firstBranches(html.source)[start] !== '<';
}
