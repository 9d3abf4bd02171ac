import pc from 'picocolors';
import type { ExplainedPart, LanguageExplanation } from '#language/explain-languages.js';
import { languageName } from '#language/language-tag.js';
import { placeOf } from './place.js';

/** The `--explain-language` view: each part with its language, how sure, and the words that say so. */
export function reportLanguages(campaign: string, { verdict, parts, otherImages = [] }: LanguageExplanation, { color, width }: { readonly color: boolean; readonly width: number }): string {
  const colors = pc.createColors(color);
  const { dominant, layout, flags } = verdict;
  const foreign = flags.length + parts.filter((part) => part.foreign && part.part.role === 'image').length;
  const summary = dominant === undefined ? 'no part has words to judge' : `the mail is in ${languageName(dominant)}`;
  const bilingual = layout === undefined ? '' : layout === 'branches' ? '; its template gives each reader one language' : '; its layout says that it is bilingual on purpose';
  return [
    colors.bold(campaign),
    `  ${summary}${bilingual}; ${foreign === 0 ? 'nothing in it is foreign' : `${foreign} foreign ${foreign === 1 ? 'text' : 'texts'}`}`,
    '',
    ...parts.flatMap((part) => {
      const line = partLine(part, width);
      return [part.foreign ? colors.red(line) : line, ...(evidenceLine(part) === '' ? [] : [colors.dim(`             ${evidenceLine(part)}`)])];
    }),
    ...otherImages.map(({ image, why }) => colors.dim(`  image      ${image}: ${why}`)),
    '',
  ].join('\n');
}

/** The same as JSON: of each campaign its language, and what every part and image was taken for. */
export function reportLanguagesJson(explained: readonly (readonly [campaign: string, explanation: LanguageExplanation])[]): string {
  const campaigns = explained.map(([campaign, { verdict: { dominant, layout }, parts, otherImages = [] }]) => ({
    campaign, language: dominant ?? null, ...(layout !== undefined && { bilingual: layout }), parts: parts.map(partJson), otherImages,
  }));
  return `${JSON.stringify({ schemaVersion: 1, campaigns }, null, 2)}\n`;
}

function partJson({ part: { role, text, location }, language, ...rest }: ExplainedPart) {
  return { role, text, location, language: language ?? null, ...rest };
}

function partLine({ part, language, probability, foreign }: ExplainedPart, width: number): string {
  const sure = language === undefined ? '--   ' : `${language.padEnd(3)}${(100 * probability).toFixed(0).padStart(3)} %`;
  const head = `${foreign ? '!' : ' '} ${part.role.padEnd(10)} ${sure.padEnd(9)} `;
  const text = part.text.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
  const room = Math.max(20, Math.min(width, 140) - head.length);
  return `${head}${text.length > room ? `${text.slice(0, room - 1)}…` : text}`;
}

function evidenceLine({ part, wordCount, words, language, runnerUp, confidence }: ExplainedPart): string {
  const reading = confidence === undefined ? '' : `read with ${(100 * confidence).toFixed(0)} % certainty; `;
  if (language === undefined) return `${reading}only names, codes, numbers or boilerplate`;
  const place = placeOf(part.location);
  const seen = words.length === 0 ? 'no function words of it' : words.slice(0, 8).join(', ');
  const next = runnerUp && runnerUp.probability >= 0.01 ? `, else ${runnerUp.language} ${(100 * runnerUp.probability).toFixed(0)} %` : '';
  return `${reading}${wordCount} words judged: ${seen}${next}${place === '' ? '' : `  ${place}`}`;
}
