import type { Campaign } from '#campaign/campaign.js';
import { htmlElement, languageAttribute } from '#language/language-attributes.js';
import { languageReport } from '#language/language-report.js';
import { isLanguageTag, languageName, normalizeLanguage } from '#language/language-tag.js';
import { partsOf } from '#language/parts-of.js';
import { defineRule } from '#rule/rule.js';

/** Where no text tells the language, the advice shows the form. */
const ANY_LANGUAGE = 'lang with the BCP 47 tag of its language, such as lang="en",';

export default defineRule({
  id: 'accessibility/document-language-missing',
  severity: 'warning',
  summary: 'The HTML does not say which language it is in',
  needs: ['html'],
  messages: {
    missing: 'The html tag has no lang attribute: a screen reader reads the mail in the voice of the reader\'s own system.',
    invalid: 'lang="{{value}}" on the html tag names no language: a screen reader ignores it.',
  },
  suggestions: {
    missing: 'Write {{attribute}} on the {{tag}} tag.',
    invalid: 'Write {{attribute}} on the {{tag}} tag.',
  },
  defaultOptions: {},
  optionsSchema: {},
  async *check(campaign) {
    const { html } = campaign;
    const root = html && htmlElement(html);
    if (!html || !root) return;
    const attribute = languageAttribute(html, root);
    if (attribute && (attribute.dynamic || isLanguageTag(attribute.value))) return;
    if (!root.sourceCodeLocation && everyTextDeclares(campaign)) return;

    const location = html.locateElement(root);
    const data = { attribute: await adviceFor(campaign, attribute?.value), tag: location.part === 'mjml' ? 'mjml' : 'html' };
    if (!attribute || attribute.value === '') yield { messageId: 'missing', data, location };
    else yield { messageId: 'invalid', data: { ...data, value: attribute.value }, location };
  },
});

/** A fragment for a builder to wrap has no html tag; a `lang` around all of its text does instead. */
function everyTextDeclares({ visibleText }: Campaign): boolean {
  return visibleText.blocks.length > 0 && visibleText.blocks.every(({ lang }) => lang !== undefined && isLanguageTag(lang));
}

/** `lang="de" (the text reads as German)`; `en_US` keeps its region. */
async function adviceFor(campaign: Campaign, written: string | undefined): Promise<string> {
  const mended = written?.replaceAll('_', '-');
  const { dominant } = partsOf(campaign).length > 0 ? await languageReport(campaign) : { dominant: undefined };
  if (mended !== undefined && isLanguageTag(mended) && [undefined, normalizeLanguage(mended)].includes(dominant)) return `lang="${mended}"`;
  return dominant === undefined ? ANY_LANGUAGE : `lang="${dominant}" (the text reads as ${languageName(dominant)})`;
}
