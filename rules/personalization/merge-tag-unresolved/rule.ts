import { findOne } from 'domutils';
import type { Campaign, LocatedTemplateTag } from '#campaign/campaign.js';
import { dialectOf, type Dialect } from '#campaign/merge/merge-dialects.js';
import { isCodeIn, locateInPassage, passages, type Passage } from '#campaign/facts/passages.js';
import { findTemplateTags, type TagSyntax, type TemplateTag } from '#campaign/merge/template-tags.js';
import { alikeAsOne } from '#rule/alike-as-one.js';
import type { Problem } from '#rule/finding.js';
import { defineRule } from '#rule/rule.js';
import { endsElsewhere, leftoversIn, mayHoldLeftover, namesField, type Leftover, type LeftoverForm } from './leftovers.js';

type MessageId = 'unresolved' | 'otherDialect' | 'malformed' | 'placeholder';
type TagProblem = Problem<MessageId>;

/** Attributes whose value a reader sees or follows. */
const READ_ATTRIBUTES: ReadonlySet<string> = new Set(['href', 'src', 'alt', 'title', 'aria-label', 'background']);

/** Headers that a mail client shows or acts on; subject and sender are read as such. */
const READ_HEADERS = /^(?:to|cc|reply-to|sender|list-unsubscribe|list-id)$/i;

/** Written by nobody but a template's author. The other syntaxes are wiki links, shell variables and file names as well. */
const UNMISTAKABLE: ReadonlySet<TagSyntax> = new Set(['{{ }}', '{% %}', '*| |*', '%% %%', '<% %>', '<eloqua>']);
const UNMISTAKABLE_AMONG_OTHERS: ReadonlySet<TagSyntax> = new Set(['*| |*', '%% %%', '<eloqua>']);

/** PHP's as well: where no template fills it, only the name of a field makes it one. The leftovers find that. */
const LOOSE_SYNTAX: TagSyntax = '{$name}';

/** Forms that are no ESP's syntax, so nothing fills them in a template either. */
const NEVER_MERGED: ReadonlySet<LeftoverForm | undefined> = new Set<LeftoverForm | undefined>(['paren', 'angle', 'guillemet', 'colon', undefined]);

/** So many passages may a tag reach into; our own. */
const MOST_SPANNED = 5;

/** Signs that a template without any other tags uses square brackets for tags, as Campaign Monitor, phpList and Sendy do. */
const BRACKET_DIALECT = /\[[a-z_ ]{2,30},\s?fallback=|<(?:unsubscribe|webversion|forwardtoafriend)\b|\[(?:un_?subscribe|web_?version|preferences|view_?in_?browser)[a-z_]{0,20}\]/i;

export default defineRule<MessageId, { source: 'auto' | 'template' | 'rendered' }>({
  id: 'personalization/merge-tag-unresolved',
  severity: 'error',
  summary: 'A merge tag reaches the reader as it is written',
  needs: [],
  messages: {
    unresolved: 'The merge tag "{{tag}}" was not filled: the reader gets it as it is ({{place}}).',
    otherDialect: '"{{tag}}" ({{place}}) is not a tag in {{dialect}}, so the reader gets it as it is.',
    malformed: '"{{tag}}" ({{place}}) is a broken merge tag, so the reader gets it as it is.',
    placeholder: '"{{tag}}" ({{place}}) is a placeholder that nothing fills.',
  },
  suggestions: {
    unresolved: 'Correct the field name or the syntax, and render a row whose fields are empty before you send.',
    otherDialect: 'Write it in the syntax of the system that sends this mail.',
    malformed: 'Complete its delimiters, without spaces or entities inside them.',
    placeholder: 'Replace it by the tag of your system, or by words that need no name.',
  },
  defaultOptions: { source: 'auto' },
  optionsSchema: { source: { enum: ['auto', 'template', 'rendered'] } },
  *check(campaign, { source }) {
    const rendered = source === 'rendered' || (source === 'auto' && campaign.headers.length > 0);
    const dialect = rendered ? undefined : dialectOf(campaign.manifest.esp, campaign.templateTags.filter(isRead));
    const problems = [...(rendered ? unresolvedTags(campaign) : foreignTags(campaign, dialect)), ...leftovers(campaign, rendered, dialect)];
    yield* alikeAsOne(problems, ({ data }) => `${data?.['tag'] ?? ''} ${data?.['place'] ?? ''}`);
  },
});

/** Everything a template engine should have replaced. Code that a mail shows on purpose is not, in either part. */
function* unresolvedTags(campaign: Campaign): Iterable<TagProblem> {
  const { templateTags, headers } = campaign;
  const shownAsCode = new Set(templateTags.filter(({ context }) => context === 'code').map(({ raw }) => raw));
  const wanted = (tag: TemplateTag & { readonly attribute?: string | undefined }) =>
    tag.syntax !== LOOSE_SYNTAX && !shownAsCode.has(tag.raw) && !/^\d/.test(tag.expression) && (UNMISTAKABLE.has(tag.syntax) || namesField(tag.expression) || isInAddress(tag));
  for (const tag of templateTags) {
    if (!isRead(tag) || !wanted(tag)) continue;
    const titled = isInTitle(campaign, tag);
    const unseen = titled || (tag.attribute === 'src' && !UNMISTAKABLE.has(tag.syntax));
    yield { messageId: 'unresolved', data: { tag: tag.raw, place: titled ? 'title' : placeOfTag(tag) }, location: tag.location, ...(unseen && { severity: 'warning' }) };
  }
  for (const { name, value, location } of headers) {
    if (!READ_HEADERS.test(name)) continue;
    for (const tag of findTemplateTags(value).filter(wanted)) yield { messageId: 'unresolved', data: { tag: tag.raw, place: `header ${name}` }, location };
  }
}

/** Tags that the system which merges this template does not know. */
function* foreignTags({ templateTags }: Campaign, dialect: Dialect | undefined): Iterable<TagProblem> {
  if (!dialect) return;
  for (const tag of templateTags) {
    if (!isRead(tag) || tag.syntax === LOOSE_SYNTAX || dialect.syntaxes.has(tag.syntax)) continue;
    const problem: TagProblem = { messageId: 'otherDialect', data: { tag: tag.raw, place: placeOfTag(tag), dialect: dialect.label }, location: tag.location };
    if (dialect.declared) yield problem;
    else if (!dialect.build && tag.kind === 'output' && (UNMISTAKABLE_AMONG_OTHERS.has(tag.syntax) || namesField(tag.expression))) yield { ...problem, severity: 'warning', heuristic: true };
  }
}

/** Broken tags, tags written with entities, and placeholders. */
function* leftovers(campaign: Campaign, rendered: boolean, dialect: Dialect | undefined): Iterable<TagProblem> {
  const brackets = !rendered && !dialect && campaign.html !== undefined && BRACKET_DIALECT.test(campaign.html.source);
  for (const [index, passage] of passages(campaign).entries()) {
    if (!mayHoldLeftover(passage.text)) continue;
    for (const raw of entityTags(campaign, passage)) {
      yield { messageId: rendered ? 'unresolved' : 'malformed', data: { tag: raw, place: placeOf(passage) }, location: passage.location };
    }
    for (const leftover of leftoversIn(passage.text)) {
      const following = passages(campaign).slice(index + 1, index + 1 + MOST_SPANNED).map(({ text }) => text);
      if (isCodeIn(passage, leftover.raw) || endsElsewhere(leftover.raw, passage.text, following)) continue;
      if (leftover.kind === 'placeholder' && isMergedByTemplate(leftover, rendered, dialect, brackets)) continue;
      yield leftoverProblem(campaign, passage, leftover, rendered || (dialect?.declared ?? false));
    }
  }
}

function leftoverProblem(campaign: Campaign, passage: Passage, { kind, raw, inGreeting }: Leftover, certain: boolean): TagProblem {
  const sure = kind === 'malformed' || (certain && (inGreeting || passage.place === 'subject'));
  return {
    messageId: kind,
    data: { tag: raw, place: placeOf(passage) },
    location: locateInPassage(campaign, passage, raw),
    ...(!sure && { severity: 'warning', heuristic: true }),
  };
}

/** Whether the form may be a tag of the system that merges the template. Where nothing says which system that is, most forms may be. */
function isMergedByTemplate({ form }: Leftover, rendered: boolean, dialect: Dialect | undefined, brackets: boolean): boolean {
  if (rendered) return false;
  if (dialect) return form !== undefined && form !== 'enclosed' && dialect.forms.has(form);
  return form === 'bracket' ? brackets : !NEVER_MERGED.has(form);
}

/** `&#123;&#123;name&#125;&#125;` reads as a tag and is none in the source. */
function entityTags({ html }: Campaign, passage: Passage): readonly string[] {
  if (!html || !passage.block) return [];
  const tags = findTemplateTags(passage.text).filter(({ raw, syntax }) => UNMISTAKABLE.has(syntax) && !html.source.includes(raw) && !isCodeIn(passage, raw));
  return tags.map(({ raw }) => raw);
}

function isRead({ context, attribute }: LocatedTemplateTag): boolean {
  return context === 'text' || (context === 'attribute' && READ_ATTRIBUTES.has(attribute ?? ''));
}

/** No address holds a wiki link: `[[uid]]` in one was to be filled, whatever the field is called. */
function isInAddress({ syntax, attribute, expression }: TemplateTag & { readonly attribute?: string | undefined }): boolean {
  return syntax === '[[ ]]' && (attribute === 'href' || attribute === 'src') && /^[a-z][\w.-]{1,40}$/i.test(expression);
}

/** `<title>` shows in browsers, hardly in mail clients. */
function isInTitle({ html }: Campaign, { start, location }: LocatedTemplateTag): boolean {
  if (!html || location.part !== 'html') return false;
  const title = findOne(({ name }) => name === 'title', html.root.children)?.sourceCodeLocation;
  return title ? start >= title.startOffset && start < title.endOffset : false;
}

function placeOfTag({ location, context, attribute }: LocatedTemplateTag): string {
  if (context === 'attribute') return attribute === 'href' ? 'link' : (attribute ?? 'attribute');
  return location.part === 'html' || location.part === 'mjml' ? 'body' : location.part === 'text' ? 'text part' : location.part;
}

function placeOf({ place }: Passage): string {
  return place === 'text' ? 'text part' : place === 'alt' ? 'alt' : place;
}
