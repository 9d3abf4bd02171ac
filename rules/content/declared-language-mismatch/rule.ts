import type { Campaign } from '#campaign/campaign.js';
import { headersNamed } from '#campaign/eml/header-fields.js';
import type { Location } from '#campaign/location.js';
import { chineseScript, declaredChineseScript, scriptName } from '#language/chinese-script.js';
import { areClose } from '#language/close-languages.js';
import { languagesOfCountry } from '#language/country-languages.js';
import { loadDetector } from '#language/detector.js';
import type { Detector } from '#language/detector.js';
import { dominantLanguage } from '#language/dominant-language.js';
import { documentAttributes } from '#language/language-attributes.js';
import type { LanguagePart } from '#language/language-part.js';
import { languageReport } from '#language/language-report.js';
import { languageName, normalizeLanguage } from '#language/language-tag.js';
import { partsOf } from '#language/parts-of.js';
import { unitsOf } from '#language/part-units.js';
import { fitsNone } from '#language/written-language.js';
import { wrongLanguage } from '#language/wrong-language.js';
import { defineRule } from '#rule/rule.js';

interface Declaration {
  readonly messageId: 'manifest' | 'attribute' | 'header';
  readonly value: string;
  readonly location: Location | undefined;
  /** The texts that it speaks for. */
  readonly parts: readonly LanguagePart[];
}

/**
 * A close relative is held against a declaration only by so many words, most of what is long enough to tell: so, of 408 shop mails in
 * twelve declared languages none was taken for the relative wrongly. Our own limits.
 */
const CLOSE_WORDS = 40;
const CLOSE_SHARE = 0.8;
/** Weighted words that say which language a country's code was meant to name. */
const LEAST_WORDS = 8;

/** Mail programmes write their own language there. */
const HEADER = { severity: 'info' as const };

export default defineRule({
  id: 'content/declared-language-mismatch',
  severity: 'warning',
  summary: 'The text is in another language than the one declared for it',
  needs: [],
  messages: {
    manifest: 'The manifest says the language is {{declared}}, but {{share}} % of the words are {{found}}.',
    attribute: 'lang="{{value}}" says the text is {{declared}}, but {{share}} % of its words are {{found}}: screen readers mispronounce it and clients offer to translate it.',
    header: 'Content-Language says {{declared}}, but {{share}} % of the words are {{found}}.',
    script: '"{{value}}" means {{declared}} Chinese characters, and the text is written in {{found}} ones.',
    country: '"{{value}}" is a country here: as a language it is {{declared}}, and the text is {{found}}.',
  },
  suggestions: {
    manifest: 'Set language to "{{code}}", or use the {{declared}} version of the text.',
    attribute: 'Write lang="{{code}}", or use the {{declared}} version of the text.',
    header: 'Let the sending system write "{{code}}", or leave the header out.',
    script: 'Write "{{code}}", or use the version in {{declared}} characters.',
    country: 'Write "{{code}}", the code of {{found}}.',
  },
  defaultOptions: {},
  optionsSchema: {},
  async *check(campaign) {
    const detector = await loadDetector();
    const all = partsOf(campaign);
    const { dominant, written, flags, layout, total } = await languageReport(campaign);
    const foreign = new Set(flags.map(({ part }) => part));
    const spoken = new Set([dominant, ...flags.map(({ language }) => language)]);
    for (const { messageId, value, location, parts } of declarationsOf(campaign, all)) {
      const declared = normalizeLanguage(value);
      const place = { ...(location && { location }), ...(messageId === 'header' && HEADER) };
      const isMixed = parts.some((part) => foreign.has(part));
      if (declared === undefined || (isMixed && (layout === undefined || spoken.has(declared)))) continue;
      if (written !== undefined && written !== declared && total >= LEAST_WORDS && !detector.languages.has(declared) && languagesOfCountry(declared).includes(written) && isIn(written, parts, detector)) {
        const data = { value, declared: languageName(declared), found: languageName(written), code: written };
        yield { messageId: 'country', data, ...place, evidence: { declared, found: written } };
        continue;
      }
      const script = otherScript(value, parts);
      if (script) {
        yield { messageId: 'script', ...script, ...place };
        continue;
      }
      const { wrong, found, share, shareOfLong, words } = wrongLanguage(detector, parts, value);
      if (found === undefined || !wrong || (areClose(declared, found) && !(words >= CLOSE_WORDS && shareOfLong >= CLOSE_SHARE))) continue;
      yield {
        messageId,
        data: { value, declared: languageName(declared), found: languageName(found), code: found, share: Math.round(100 * share) },
        ...place,
        evidence: { declared, found, share: Number(share.toFixed(2)) },
      };
    }
  },
});

/** The Chinese characters that a tag names and the text's, where they differ. */
function otherScript(tag: string, parts: readonly LanguagePart[]) {
  const declared = declaredChineseScript(tag);
  const used = declared && chineseScript(parts.map(({ text }) => text).join('\n'));
  if (!declared || !used || used === declared) return undefined;
  return { data: { value: tag, declared: scriptName(declared), found: scriptName(used), code: `zh-${used}` }, evidence: { declared: `zh-${declared}`, found: `zh-${used}` } };
}

/** `lang="cy"` is Welsh on the Welsh part of a mail that is otherwise English, not Cyprus. */
function isIn(language: string, parts: readonly LanguagePart[], detector: Detector): boolean {
  const units = unitsOf(parts, detector).filter(({ whole }) => whole);
  return dominantLanguage(units, undefined).language === language && !fitsNone(units, language);
}

function isBodyText({ role }: LanguagePart): boolean {
  return role === 'body' || role === 'button' || role === 'footer';
}

function isInDocument({ role }: LanguagePart): boolean {
  return role !== 'subject' && role !== 'preheader';
}

function declarationsOf(campaign: Campaign, parts: readonly LanguagePart[]): readonly Declaration[] {
  const { manifest, html, visibleText } = campaign;
  const declarations: Declaration[] = [];
  const unmarked = parts.filter(({ lang }) => lang === undefined);
  // Where all parts declare their own, the mail's language is still what its title is read in, and what clients offer to translate from.
  const governed = unmarked.some(isBodyText) ? unmarked : parts;
  if (manifest.language !== undefined) declarations.push({ messageId: 'manifest', value: manifest.language, location: campaign.locateField('language'), parts: governed });
  for (const { value, location } of headersNamed(campaign, 'content-language')) declarations.push({ messageId: 'header', value, location, parts: governed });

  const known = new Set<string>();
  for (const { value, dynamic, location } of html ? documentAttributes(html, visibleText.blocks) : []) {
    if (!dynamic && !known.has(value)) declarations.push({ messageId: 'attribute', value, location, parts: governed.filter(isInDocument) });
    known.add(value);
  }

  for (const value of new Set(parts.flatMap(({ lang }) => (lang === undefined ? [] : [lang])))) {
    const own = parts.filter(({ lang }) => lang === value);
    declarations.push({ messageId: 'attribute', value, location: own[0]?.location, parts: own });
  }
  return declarations;
}
