import type { Campaign, Image } from '#campaign/campaign.js';
import { CLEAR_LETTERS } from '#image-text/foreign-letters.js';
import { imageName } from '#image-text/image-name.js';
import type { ImageText, ReadImage, SkippedImage } from '#image-text/image-text.js';
import { quoted } from '#image-text/quoted.js';
import { readImageTexts } from '#image-text/read-image-texts.js';
import { SURE } from '#image-text/read-words.js';
import { imagePart } from '#image-text/text-language.js';
import { foreignText, type ForeignText } from '#language/foreign-text.js';
import { STRICTNESS } from '#language/judge-languages.js';
import { languageName } from '#language/language-tag.js';
import { ownLanguages, type OwnLanguages } from '#language/own-languages.js';
import type { Problem } from '#rule/finding.js';
import { LANGUAGES, PHRASES } from '#rule/option-schemas.js';
import { defineRule } from '#rule/rule.js';
import { localeInName } from './locale-in-name.js';
import { uncheckedImages } from './unchecked-images.js';

type MessageId = 'foreignImage' | 'foreignMessage' | 'foreignLetters' | 'foreignAlt' | 'foreignName';

/** Live text shorter than this leaves the message to the picture; content/image-only-body draws the line at the same place. */
const LITTLE_TEXT = 150;

export default defineRule({
  id: 'content/image-language-mismatch',
  severity: 'warning',
  summary: 'The text in an image is in another language than the mail',
  needs: ['html'],
  messages: {
    foreignImage: 'The image {{image}} says "{{text}}": that is {{language}}, in a mail that is otherwise {{dominant}}.',
    foreignMessage: 'The image {{image}} carries the message, and says it in {{language}} ("{{text}}") to readers who get the rest of the mail in {{dominant}}.',
    foreignLetters: 'The words in the image {{image}} are in {{script}} letters, in a mail that is otherwise {{dominant}}; what they say was not read.',
    foreignAlt: 'The image {{image}} was not read, but its alt text "{{text}}" is {{language}}, in a mail that is otherwise {{dominant}}.',
    foreignName: 'The image {{image}} was not read, but by its name it is the {{language}} version, in a mail that is otherwise {{dominant}}.',
  },
  suggestions: {
    foreignImage: 'Use the {{dominant}} version of the image, or set its words as live text; if they belong there, add the phrase to `allow`.',
    foreignMessage: 'Use the {{dominant}} version of the image, and say its main point in live text.',
    foreignLetters: 'Use the {{dominant}} version of the image; to have its words read, run `{{install}}`.',
    foreignAlt: 'Use the {{dominant}} version of the image, and translate its alt text.',
    foreignName: 'Check that it is the {{dominant}} version.',
  },
  defaultOptions: {
    languages: [] as readonly string[],
    allow: [] as readonly string[],
    minWords: STRICTNESS.minWords,
    minConfidence: SURE,
    maxImages: 20,
    secondsPerImage: 5,
  },
  optionsSchema: {
    languages: LANGUAGES,
    allow: PHRASES,
    minWords: { type: 'integer', minimum: 3 },
    minConfidence: { type: 'number', minimum: 0, maximum: 1 },
    maxImages: { type: 'integer', minimum: 0 },
    secondsPerImage: { type: 'number', exclusiveMinimum: 0 },
  },
  async *check(campaign, options) {
    const own = await ownLanguages(campaign, options);
    if (!own) return;
    const told = new Set<string>();
    for (const text of await textsOf(campaign, options)) {
      const problem = text.status === 'read' ? await judgeRead(campaign, text, own, options) : await judgeSkipped(text, own, options);
      if (!problem || told.has(text.image.src)) continue;
      told.add(text.image.src);
      yield problem;
    }
  },
  async unchecked(campaign, options) {
    return uncheckedImages(campaign, await textsOf(campaign, options));
  },
});

interface Options {
  readonly allow: readonly string[];
  readonly minWords: number;
  readonly minConfidence: number;
}

function textsOf(campaign: Campaign, { maxImages, secondsPerImage }: { readonly maxImages: number; readonly secondsPerImage: number }): Promise<readonly ImageText[]> {
  return readImageTexts(campaign, { mostImages: maxImages, timeLimit: secondsPerImage * 1000 });
}

async function judgeRead(campaign: Campaign, { image, text, confidence }: ReadImage, own: OwnLanguages, options: Options): Promise<Problem<MessageId> | undefined> {
  if (confidence < options.minConfidence) return undefined;
  const foreign = await foreignText(imagePart(text), own, options);
  if (!foreign) return undefined;
  return {
    messageId: liveCharacters(campaign) < LITTLE_TEXT ? 'foreignMessage' : 'foreignImage',
    data: dataOf(image, foreign, own, text),
    location: image.location,
    evidence: { ...evidenceOf(foreign, own, text), confidence: Number(confidence.toFixed(2)) },
  };
}

/** What stands beside an image that could not be read says less of it, so that it is worth a note only. */
async function judgeSkipped({ image, cause, letters }: SkippedImage, own: OwnLanguages, options: Options): Promise<Problem<MessageId> | undefined> {
  if (cause === 'small') return undefined;
  if (letters && letters.certainty >= CLEAR_LETTERS && !letters.languages.some((language) => own.languages.has(language))) {
    const { script, certainty, install } = letters;
    const data = { image: imageName(image), script, install, dominant: languageName(own.written) };
    return { messageId: 'foreignLetters', heuristic: true, data, location: image.location, evidence: { script, certainty, dominant: own.written } };
  }
  const alt = image.alt ?? '';
  const foreign = await foreignText({ role: 'alt', text: alt }, own, options);
  if (foreign) return { messageId: 'foreignAlt', severity: 'info', data: dataOf(image, foreign, own, alt), location: image.location, evidence: evidenceOf(foreign, own, alt) };

  const locale = localeInName(image.src);
  if (locale === undefined || own.languages.has(locale)) return undefined;
  const data = { image: imageName(image), language: languageName(locale), dominant: languageName(own.written) };
  return { messageId: 'foreignName', severity: 'info', heuristic: true, data, location: image.location, evidence: { language: locale, dominant: own.written } };
}

function dataOf(image: Image, { language }: ForeignText, { written }: OwnLanguages, text: string) {
  return { image: imageName(image), text: quoted(text), language: languageName(language), dominant: languageName(written) };
}

function evidenceOf({ language, foreignWords, z, wordCount }: ForeignText, { written }: OwnLanguages, text: string) {
  return { text, language, dominant: written, words: foreignWords, wordCount, logOdds: Number(z.toFixed(2)) };
}

function liveCharacters({ visibleText }: Campaign): number {
  return visibleText.blocks.filter(({ role }) => role === 'body' || role === 'button').reduce((sum, { text }) => sum + text.length, 0);
}
