import type { Element } from 'domhandler';
import type { Campaign } from '#campaign/campaign.js';
import { startTagOf } from '#campaign/html/html-document.js';
import { unreadStart } from '#campaign/merge/sender-tags.js';
import { attributeEdits, sourceTagFinder } from '#campaign/source-tags.js';
import { declaredLanguage } from '#language/declared-language.js';
import { htmlElement, languageAttribute } from '#language/language-attributes.js';
import { languageReport } from '#language/language-report.js';
import { isLanguageTag, languageName, normalizeLanguage } from '#language/language-tag.js';
import { partsOf } from '#language/parts-of.js';
import { fixOf } from '#rule/fix.js';
import { defineRule } from '#rule/rule.js';

/** Weighted words: four and fewer of a language without a word list of its own were read as a relative (Finnish "Koodisi on" as Estonian). */
const LEAST_WORDS = 5;
/** Where no text tells the language, the advice shows the form. */
const ANY_LANGUAGE = 'lang with the BCP 47 tag of its language, such as lang="en",';

export default defineRule({
  id: 'accessibility/document-language-missing',
  severity: 'warning',
  summary: 'The HTML does not say which language it is in',
  needs: ['html'],
  fixable: true,
  messages: {
    missing: 'The html tag has no lang attribute: a screen reader reads the mail in the voice of the reader\'s own system.',
    invalid: 'lang="{{value}}" on the html tag names no language: a screen reader ignores it.',
  },
  suggestions: {
    missing: 'Write {{attribute}} on the {{tag}} tag{{wrapper}}.',
    invalid: 'Write {{attribute}} on the {{tag}} tag{{wrapper}}.',
  },
  defaultOptions: {},
  optionsSchema: {},
  async *check(campaign) {
    const { html } = campaign;
    const root = html && htmlElement(html);
    if (!html || !root) return;
    const attribute = languageAttribute(html, root);
    if (attribute && (attribute.dynamic || isLanguageTag(attribute.value))) return;
    if (!root.sourceCodeLocation && (everyTextDeclares(campaign) || unreadStart(campaign) !== undefined)) return;

    const location = html.locateElement(root);
    const written = await writtenLanguage(campaign);
    const repaired = repair(attribute?.value, written);
    const isMjml = location.part === 'mjml';
    const wrapper = isMjml ? '' : ', and with dir="ltr" or "rtl" on the first element inside body too, since clients strip those on html and body';
    const data = { attribute: adviceFor(repaired, written), tag: isMjml ? 'mjml' : 'html', wrapper };
    const fix = fixFor(campaign, root, [repaired, declaredLanguage(campaign)].find((language) => language !== undefined && agrees(language, written)));
    if (!attribute || attribute.value === '') yield { messageId: 'missing', data, location, ...fix };
    else yield { messageId: 'invalid', data: { ...data, value: attribute.value }, location, ...fix };
  },
  unchecked(campaign) {
    const start = everyTextDeclares(campaign) ? undefined : unreadStart(campaign);
    return Promise.resolve(start && `the html tag that ${start} puts in is not part of the campaign`);
  },
});

/** A fragment for a builder to wrap has no html tag; a `lang` around all of its text does instead. */
function everyTextDeclares({ visibleText }: Campaign): boolean {
  return visibleText.blocks.length > 0 && visibleText.blocks.every(({ lang }) => lang !== undefined && isLanguageTag(lang));
}

async function writtenLanguage(campaign: Campaign): Promise<string | undefined> {
  if (partsOf(campaign).length === 0) return undefined;
  const { written, total } = await languageReport(campaign);
  return total < LEAST_WORDS ? undefined : written;
}

/** `en_US` means en-US, unless the text is in another language. */
function repair(value: string | undefined, written: string | undefined): string | undefined {
  const repaired = value?.replaceAll('_', '-');
  return repaired !== undefined && isLanguageTag(repaired) && agrees(repaired, written) ? repaired : undefined;
}

function agrees(language: string, written: string | undefined): boolean {
  return written === undefined || normalizeLanguage(language) === written;
}

/** `lang="de" (the text reads as German)`. */
function adviceFor(repaired: string | undefined, written: string | undefined): string {
  if (repaired !== undefined) return `lang="${repaired}"`;
  return written === undefined ? ANY_LANGUAGE : `lang="${written}" (the text reads as ${languageName(written)})`;
}

/** The language must be declared somewhere: what a detector takes the text for is advice. */
function fixFor(campaign: Campaign, root: Element, language: string | undefined) {
  const tag = root.sourceCodeLocation && sourceTagFinder(campaign)(startTagOf(root).startOffset);
  if (!tag || language === undefined || !['html', 'mjml'].includes(tag.name)) return {};
  return fixOf(`Write lang="${language}" on the ${tag.name} tag`, attributeEdits(tag, { lang: language }));
}
