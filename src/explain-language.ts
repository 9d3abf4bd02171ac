import { resolve } from 'node:path';
import type { Campaign } from '#campaign/campaign.js';
import { loadCampaign } from '#campaign/load-campaign.js';
import { loadConfig } from '#config/load-config.js';
import { imageName } from '#image-text/image-name.js';
import { readImageTexts } from '#image-text/read-image-texts.js';
import { SURE } from '#image-text/read-words.js';
import { imagePart } from '#image-text/text-language.js';
import { loadDetector } from '#language/detector.js';
import { explainLanguages, explainPart, type ExplainedPart, type LanguageExplanation } from '#language/explain-languages.js';
import { foreignText } from '#language/foreign-text.js';
import { STRICTNESS } from '#language/judge-languages.js';
import { languageReport } from '#language/language-report.js';
import { ownLanguages } from '#language/own-languages.js';
import { partsOf } from '#language/parts-of.js';
import type { LintOptions } from './lint-options.js';

/** The config, and where the campaign's files are. */
export type ExplainLanguageOptions = Pick<LintOptions, 'config' | 'includePath' | 'stdin'>;

/** Each part of a campaign, images too, with the language it was taken for and why: what the language rules judge by. */
export async function explainLanguage(path: string, { config, includePath, stdin }: ExplainLanguageOptions = {}): Promise<LanguageExplanation> {
  const campaign = await loadCampaign(path, { ...(includePath && { includePath }), ...(stdin && { stdin }) });
  const { languages } = await loadConfig(path === '-' ? process.cwd() : resolve(path), config);
  const explanation = explainLanguages(await loadDetector(), partsOf(campaign), await languageReport(campaign, { ...(languages && { languages }) }));
  const images = await explainImages(campaign, languages ?? []);
  return { ...explanation, parts: [...explanation.parts, ...images.parts], otherImages: images.otherImages };
}

/** Texts of images are judged against the mail's live text, as content/image-language-mismatch does with its default options. */
async function explainImages(campaign: Campaign, languages: readonly string[]): Promise<Required<Pick<LanguageExplanation, 'parts' | 'otherImages'>>> {
  const [detector, own, texts] = await Promise.all([loadDetector(), ownLanguages(campaign, { languages, allow: [] }), readImageTexts(campaign)]);
  const parts: ExplainedPart[] = [];
  const otherImages: { image: string; why: string }[] = [];
  for (const read of texts) {
    if (read.text === '') {
      otherImages.push({ image: imageName(read.image), why: read.status === 'read' ? 'no words in it' : `not read, ${read.reason}` });
      continue;
    }
    const { image, text, confidence } = read;
    const part = { ...imagePart(text), location: image.location };
    const foreign = own !== undefined && confidence >= SURE && await foreignText(part, own, { allow: [], minWords: STRICTNESS.minWords }) !== undefined;
    parts.push({ ...explainPart(detector, part, foreign), part: { ...part, text }, confidence });
  }
  return { parts, otherImages };
}
