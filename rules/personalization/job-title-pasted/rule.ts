import type { Campaign } from '#campaign/campaign.js';
import { GREETING } from '#campaign/facts/greetings.js';
import { isCodeIn, locateInPassage, LONGEST_PASSAGE, passages, type Passage } from '#campaign/facts/passages.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import { spokenText } from '#campaign/facts/spoken-text.js';
import { fieldExpression, fieldKey } from '#campaign/merge/printed-fields.js';
import { findTemplateTags, type TemplateTag } from '#campaign/merge/template-tags.js';
import type { Problem } from '#rule/finding.js';
import { defineRule } from '#rule/rule.js';
import words from './data.json' with { type: 'json' };
import { titleFieldsOf } from './title-column.js';
import { enclosedFields, hasFallback, mayBeStrangers, mayPrintJobTitle, printsJobTitle, type EnclosedField } from './title-field.js';
import { mayHoldRawTitle, rawTitles, titleAsName } from './title-text.js';

type MessageId = 'fieldInSentence' | 'titleAsName' | 'rawTitle';


/** Words besides tags that make a line a sentence. "{{ name }}, {{ job_title }}, {{ company }}" is an address. */
const SENTENCE_WORDS = 3;

const WORD = /(?<![\p{L}\p{N}])\p{L}[\p{L}'’-]*/gu;
/** Scripts that write no spaces, with the letters of a middling word. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const UNSPACED_WORD = 3;

const ADVERT = phrasePattern(words.adverts);
const GREETING_BEFORE = new RegExp(String.raw`(?:^|[.!?]\s)${GREETING}[ \u00A0]$`, 'iu');

/** The sentence goes on about the reader. */
const READER = phrasePattern(words.readerWords);

/** "As the", "In Ihrer Rolle als", right before a tag: what follows is what the reader is. */
const AS_BEFORE = new RegExp(String.raw`(?:^|[.!?,:–-]\s*|[ \u00A0])(?:${[...words.asWords, ...words.roleWords].join('|')})[ \u00A0](?:(?:the|an?|der|die|le|la|il|el|o|de|het)[ \u00A0])?$`, 'iu');

/** "U als [Functie] weet": the reader goes before. */
const READER_AS = new RegExp(String.raw`(?<!\p{L})(?:${words.readerPronouns.join('|')})[ \u00A0](?:${words.asWords.join('|')})[ \u00A0]$`, 'iu');

/** "{{ title }}s like you", "a {{ title }} like you"; "fans of {{ title }} like you" speaks of something else. */
const ONE_BEFORE = /(?:^|[ \u00A0])(?:an?|every|ein(?:e[nmr]?)?|jede[rnms]?|une?|chaque|una|uno|cada|ogni|um|uma|een|iedere?|en|ett?|varje|hver|każd[aey]|každ[áýé])[ \u00A0]$/iu;
const LIKE_YOU_AFTER = new RegExp(String.raw`^(\p{L}{0,5})[ \u00A0](?:${words.likeYou.join('|')})(?![\p{L}\p{N}])`, 'iu');

export default defineRule<MessageId, object>({
  id: 'personalization/job-title-pasted',
  severity: 'warning',
  summary: 'A job title is pasted into the copy as it stands in the database',
  needs: [],
  messages: {
    fieldInSentence: '{{tag}} puts the job title into a sentence as it stands in the database.',
    titleAsName: 'The greeting "{{title}}" has a job title where the name should be.',
    rawTitle: '"{{title}}" reads like a job title pasted in from a database.',
  },
  suggestions: {
    fieldInSentence: 'Map titles to a few reviewed role labels, or speak of the reader\'s work without the title.',
    titleAsName: 'Greet by name, or without one.',
    rawTitle: 'Map titles to a few reviewed role labels, or leave the title out.',
  },
  defaultOptions: {},
  optionsSchema: {},
  async *check(campaign, _options, context) {
    const known: Known = { columns: await titleFieldsOf(campaign, context), tags: new Set(campaign.templateTags.map(({ raw }) => raw)) };
    const advert = ADVERT.mayStandIn(spokenText(campaign)) && ADVERT.test(plainText(allText(campaign)));
    const skipsRaw = advert || !(campaign.text || mayHoldRawTitle(spokenText(campaign))); // the text part is one line there
    const seen = new Set<string>();
    const read = skipsRaw ? passages(campaign).filter(({ text }) => mayNameTitle(text.slice(0, LONGEST_PASSAGE))) : passages(campaign);
    for (const passage of read) {
      for (const problem of problemsIn(campaign, passage, known, skipsRaw)) {
        const key = JSON.stringify([problem.data, problem.location]);
        if (!seen.has(key)) yield problem;
        seen.add(key);
      }
    }
  },
});

/** Whether a text has any field, or greets somebody by a title. */
function mayNameTitle(text: string): boolean {
  return findTemplateTags(text).length > 0 || enclosedFields(text).length > 0 || titleAsName(text) !== undefined;
}

/** What else than its name tells that a field prints a title. */
interface Known {
  /** Fields of which the recipients' table says it. */
  readonly columns: ReadonlySet<string>;
  /** What the campaign's dialect has for tags: `[Function]` is none elsewhere. */
  readonly tags: ReadonlySet<string>;
}

function* problemsIn(campaign: Campaign, passage: Passage, known: Known, skipsRaw: boolean): Iterable<Problem<MessageId>> {
  const text = passage.text.slice(0, LONGEST_PASSAGE);
  const tags = findTemplateTags(text);
  const fields = enclosedFields(text);
  if ((tags.length > 0 || fields.length > 0) && !ADVERT.test(plainText(text))) {
    yield* fieldProblems(campaign, passage, text, tags, known);
    yield* enclosedProblems(campaign, passage, text, tags, fields, known);
  }
  yield* titleProblems(campaign, passage, text, skipsRaw);
}

/** The title as a merge field: in a sentence, or where a greeting has the name. */
function* fieldProblems(campaign: Campaign, passage: Passage, text: string, tags: readonly TemplateTag[], { columns }: Known): Iterable<Problem<MessageId>> {
  for (const tag of tags) {
    const { kind, raw, expression, start, end } = tag;
    const field = fieldExpression(tag);
    const isTitle = printsJobTitle(expression) || (field !== undefined && (columns.has(fieldKey(field.name)) || (isToStrangers(campaign) && mayBeStrangers(field))));
    if (kind !== 'output' || !(isTitle || (mayPrintJobTitle(expression) && isWhatReaderIs(text, start, end)))) continue;
    const greeted = GREETING_BEFORE.test(text.slice(0, start));
    if (isHonorific(expression, text.slice(end, end + 80))) continue;
    if (!greeted && !isInSentence(text, start, end)) continue;
    const location = locateInPassage(campaign, passage, raw);
    yield { messageId: 'fieldInSentence', data: { tag: raw }, location, ...(hasFallback(expression) && { severity: 'info' as const }) };
  }
}

/** Brackets and dashes stand in prose too: "fill in your [job title]". */
const IN_PROSE = /^(?:\[|\((?!\()|-)/;

/** "As the [Title] of Acme, you know": no tag of a system that is known by its form, but a field of some system; "Jako ##JOBTITLE## plánujete", in any language. */
function* enclosedProblems(campaign: Campaign, passage: Passage, text: string, tags: readonly TemplateTag[], fields: readonly EnclosedField[], known: Known): Iterable<Problem<MessageId>> {
  for (const { raw, name, start, end } of fields) {
    const isField = printsJobTitle(name) && (GREETING_BEFORE.test(text.slice(0, start)) || ((known.tags.has(raw) || !IN_PROSE.test(raw)) && isInSentence(text, start, end)));
    const isSaid = isField || (mayPrintJobTitle(name) && isWhatReaderIs(text, start, end));
    if (!isSaid || tags.some((tag) => tag.start < end && start < tag.end) || isCodeIn(passage, raw)) continue;
    yield { messageId: 'fieldInSentence', data: { tag: raw }, location: locateInPassage(campaign, passage, raw), ...(hasFallback(raw.slice(1, -1)) && { severity: 'info' as const }) };
  }
}

/** "As the {{ title }} of {{ company }}, you know": before the tag it says "as", and goes on about the reader; or "{{ title }}s like you". */
function isWhatReaderIs(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 60), start);
  const [alike, ending] = LIKE_YOU_AFTER.exec(text.slice(end, end + 40)) ?? [];
  if (alike !== undefined && (ending !== '' || ONE_BEFORE.test(before))) return true;
  return AS_BEFORE.test(before) && (READER_AS.test(before) || READER.test(plainText(text.slice(end, end + 120))));
}

/** A role, a title or a position in a mail to strangers is theirs at work: they have no role in the sender's system, and no place in its lists. */
function isToStrangers({ manifest }: Campaign): boolean {
  return manifest.audienceType === 'prospecting';
}

/** "Dear {{ contact.title }} {{ contact.last_name }}": a field named just "title" before a name holds "Ms". */
function isHonorific(expression: string, after: string): boolean {
  return /(?:^|[._ =])(?:title|titel|titre|titolo|t[ií]tulo|tittel|titteli|titul)\s*$/i.test(expression.trim()) && !/(?:job|role|position)[_ ]?title\s*$/i.test(expression) && findTemplateTags(after)[0]?.start === after.search(/\S/);
}

/** The title as words: what a rendered mail shows. */
function* titleProblems(campaign: Campaign, passage: Passage, text: string, skipsRaw: boolean): Iterable<Problem<MessageId>> {
  const greeted = titleAsName(text);
  if (greeted !== undefined) yield { messageId: 'titleAsName', data: { title: greeted }, location: locateInPassage(campaign, passage, greeted), heuristic: true };
  if (skipsRaw) return;
  for (const title of rawTitles(text)) {
    if (!isCodeIn(passage, title)) yield { messageId: 'rawTitle', data: { title }, location: locateInPassage(campaign, passage, title), heuristic: true };
  }
}

/** Whether words stand around the tag that speak: a label ("Position: …") and an address block do not. */
function isInSentence(text: string, start: number, end: number): boolean {
  const before = text.slice(0, start).split(/[.!?\n|•]\s/).at(-1) ?? '';
  if (/:\s*$/.test(before)) return false;
  const after = text.slice(end).split(/[.!?\n|•](?:\s|$)/)[0] ?? '';
  const tags = findTemplateTags(before + after);
  const spoken = tags.reduce((rest, { raw }) => rest.replace(raw, ' '), before + after);
  const words = spoken.match(WORD) ?? [];
  return words.reduce((sum, word) => sum + (UNSPACED.test(word) ? word.length / UNSPACED_WORD : 1), 0) >= SENTENCE_WORDS;
}

function allText({ subject, visibleText, text }: Campaign): string {
  return [subject?.value ?? '', ...visibleText.blocks.map((block) => block.text), text?.value ?? ''].join(' | ');
}
