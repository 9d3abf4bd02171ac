import type { Campaign, LocatedTemplateTag } from '#campaign/campaign.js';
import { dialectOf, type Dialect } from '#campaign/merge/merge-dialects.js';
import { blockFaults, isMiscasedBlock } from '#campaign/merge/tag-blocks.js';
import { hasSpacedName, hasTypographicQuotes, isSplitByMarkup, neverClosed } from '#campaign/merge/tag-syntax.js';
import type { Problem } from '#rule/finding.js';
import { defineRule } from '#rule/rule.js';
import { fieldProblems } from './fields.js';
import { foreignGrammar } from './foreign-grammar.js';
import { liquidFaults } from './liquid.js';
import type { MessageId } from './message-id.js';
import { unencodedInLinks } from './unencoded.js';

type TagProblem = Problem<MessageId>;

export default defineRule<MessageId, { source: 'auto' | 'template' | 'rendered' }>({
  id: 'personalization/merge-tag-invalid',
  severity: 'error',
  summary: 'A merge tag is written in a way that its system cannot fill',
  needs: [],
  messages: {
    unclosed: '"{{tag}}" opens a block that nothing closes.',
    unopened: '"{{tag}}" closes a block that nothing opens.',
    curlyQuotes: '"{{tag}}" has typographic quotes, which are no quotes to {{dialect}}.',
    split: '"{{tag}}" has HTML inside, so it is no tag any more.',
    syntax: '"{{tag}}" cannot be parsed: {{reason}}.',
    unknownField: '"{{tag}}" asks for "{{field}}", which the recipients do not have{{hint}}.',
    wrongCase: '"{{tag}}" is written in other letters than "{{wanted}}", and case matters.',
    unencoded: '"{{tag}}" goes into a link without being encoded (tags like this: {{count}}): a space or an "&" in the value breaks the link.',
    inComment: '"{{tag}}" stands in an HTML comment, which {{dialect}} takes out before it reads tags.',
    notMerged: '"{{tag}}" stands in the {{place}}, where {{dialect}} does not fill tags.',
  },
  suggestions: {
    unclosed: 'Close it, or take it out, and render the mail once with the condition true and once with it false.',
    unopened: 'Take it out, or write the tag that opens the block.',
    curlyQuotes: 'Type straight quotes in the source view; text processors and chats turn them into typographic ones.',
    split: 'Write the tag again in the source view, with the formatting around it.',
    syntax: 'Correct the tag and render it with a test recipient.',
    unknownField: 'Correct the name, or add the field to the recipients.',
    wrongCase: 'Write it as "{{wanted}}".',
    unencoded: 'Encode the value with the filter of your system (url_encode, urlencode), or put an id in its place.',
    inComment: 'Take the tag out of the comment.',
    notMerged: 'Put words there that need no tag.',
  },
  defaultOptions: { source: 'auto' },
  optionsSchema: { source: { enum: ['auto', 'template', 'rendered'] } },
  async *check(campaign, { source }, { mergeFields }) {
    if (source === 'rendered' || (source === 'auto' && campaign.headers.length > 0)) return;
    const dialect = dialectOf(campaign.manifest.esp, campaign.templateTags);
    if (!dialect) return;
    const tags = campaign.templateTags.filter(({ syntax, context }) => dialect.syntaxes.has(syntax) && context !== 'code');
    const written = tags.flatMap((tag) => tagProblem(tag, dialect) ?? []);
    yield* written;
    const broken = new Set(written.map(({ location }) => location));
    for (const problem of blockProblems(campaign, tags)) if (!broken.has(problem.location)) yield problem;
    if (dialect.engine === 'liquid') {
      for (const { tag, reason } of await liquidFaults(campaign, tags)) {
        if (!broken.has(tag.location)) yield { messageId: 'syntax', data: { tag: tag.raw, reason }, location: tag.location };
      }
    }
    yield* unencodedInLinks(campaign, dialect);
    if (mergeFields) yield* fieldProblems(campaign, dialect, mergeFields.names);
  },
});

/** What the tag's own text, and where it stands, make wrong. */
function tagProblem(tag: LocatedTemplateTag, dialect: Dialect): TagProblem | undefined {
  const { raw, location, context } = tag;
  const data = { tag: raw, dialect: dialect.label };
  if (isSplitByMarkup(tag)) return { messageId: 'split', data, location };
  if (hasTypographicQuotes(tag)) return { messageId: 'curlyQuotes', data, location };
  const foreign = foreignGrammar(tag, dialect.grammar);
  if (foreign !== undefined) return { messageId: 'syntax', data: { tag: raw, reason: foreign }, location };
  // Marketo and mail merges from a table take headings as they are.
  if (dialect.declared && (dialect.grammar !== undefined || dialect.upperCase) && hasSpacedName(tag)) return { messageId: 'syntax', data: { ...data, reason: 'a space is in the name of its field' }, location };
  const open = neverClosed(tag);
  if (open !== undefined) return { messageId: 'syntax', data: { ...data, reason: `a ${open} in it is not closed, or not opened` }, location };
  if (isMiscasedBlock(tag)) return { messageId: 'wrongCase', data: { ...data, wanted: raw.replace(/[A-Za-z]+/, (word) => word.toLowerCase()) }, location };
  if (dialect.upperCase && dialect.declared && /^[A-Za-z0-9_]+$/.test(tag.expression) && /[a-z]/.test(tag.expression)) {
    return { messageId: 'wrongCase', data: { ...data, wanted: raw.toUpperCase() }, location };
  }
  if (dialect.dropsComments && context === 'comment') return { messageId: 'inComment', data, location, severity: 'warning' };
  if (dialect.notMergedIn.includes(location.part)) return { messageId: 'notMerged', data: { ...data, place: location.part }, location, severity: 'warning' };
  return undefined;
}

/** Blocks part by part; a piece of a mail may open what another piece closes. */
function* blockProblems({ html }: Campaign, tags: readonly LocatedTemplateTag[]): Iterable<TagProblem & Pick<LocatedTemplateTag, 'location'>> {
  const isPiece = html !== undefined && !/<(?:html|body|!doctype)\b/i.test(html.source);
  for (const part of partsOf(tags)) {
    for (const { kind, tag } of blockFaults(part)) {
      yield { messageId: kind, data: { tag: tag.raw }, location: tag.location, ...(isPiece && { severity: 'warning' as const }) };
    }
  }
}

function partsOf(tags: readonly LocatedTemplateTag[]): Iterable<readonly LocatedTemplateTag[]> {
  const parts = new Map<string, LocatedTemplateTag[]>();
  for (const tag of tags) {
    const part = tag.location.part === 'mjml' ? 'html' : tag.location.part;
    const known = parts.get(part);
    if (known) known.push(tag);
    else parts.set(part, [tag]);
  }
  return parts.values();
}
