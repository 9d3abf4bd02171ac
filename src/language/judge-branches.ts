import type { Campaign } from '#campaign/campaign.js';
import { createCampaign } from '#campaign/create-campaign.js';
import { branchAnswers, textForAnswer } from '#campaign/merge/branches.js';
import type { Detector } from './detector.js';
import { judgeLanguages } from './judge-languages.js';
import type { JudgeOptions, LanguageFlag, LanguageVerdict } from './judge-languages.js';
import { partsOf } from './parts-of.js';

/** Fields and answers that are tried; a mail in more languages is judged in the first ones. */
const MOST_FIELDS = 6;
const MOST_ANSWERS = 30;

/**
 * The verdict on a mail whose template gives each reader one language (`{% if locale == 'de' %} ... {% else %} ...`): each reader's mail is
 * judged by itself. `whole` is the verdict on all branches together, which stands when no condition parts its languages.
 */
export function judgeBranches(campaign: Campaign, whole: LanguageVerdict, detector: Detector, options: JudgeOptions): LanguageVerdict {
  const { html, subject, preheader } = campaign;
  if (!html || whole.flags.length === 0 || whole.layout !== undefined) return whole;
  const answers = branchAnswers([subject?.value, preheader?.value, html.source].join('\n'));
  const branching = [...answers].filter(([field, { size }]) => field !== '' && size > 1).map(([field]) => field).slice(0, MOST_FIELDS);
  const judge = (fields: readonly string[]): readonly LanguageVerdict[] => [...new Set(fields.flatMap((field) => [...answers.get(field) ?? []]))].slice(0, MOST_ANSWERS)
    .map((answer) => judgeLanguages(detector, partsOf(campaignFor(campaign, new Set(fields), answer)), options));

  const parting = branching.filter((field) => flagsOf(judge([field])).length < whole.flags.length);
  return parting.length === 0 ? whole : together(whole, judge(parting));
}

/** What stays foreign in somebody's mail; when nothing does, the branches are the mail's layout. */
function together(whole: LanguageVerdict, verdicts: readonly LanguageVerdict[]): LanguageVerdict {
  const flags = flagsOf(verdicts);
  const spoken = [...new Set(verdicts.flatMap((verdict) => verdict.spoken))];
  if (flags.length === 0) return { ...whole, layout: 'branches', spoken };
  const known = new Map(whole.flags.map((flag) => [flag.text, flag]));
  return { ...whole, flags: flags.map((flag) => known.get(flag.text) ?? flag), spoken };
}

/** Those of mails that are not bilingual, each text once. */
function flagsOf(verdicts: readonly LanguageVerdict[]): readonly LanguageFlag[] {
  const flags = verdicts.filter(({ layout }) => layout === undefined).flatMap((verdict) => verdict.flags);
  return [...new Map(flags.map((flag) => [flag.text, flag])).values()];
}

function campaignFor({ path, manifest, locateField, html, subject, preheader, sources }: Campaign, fields: ReadonlySet<string>, answer: string): Campaign {
  const shown = (text: string): string => textForAnswer(text, fields, answer);
  return createCampaign({
    path, locateField, sources,
    manifest: { ...manifest, ...(subject && { subject: shown(subject.value) }), ...(manifest.preheader !== undefined && preheader && { preheader: shown(preheader.value) }) },
    ...(html && { html: { text: shown(html.source), locate: (start, end) => html.locate(start, end) } }),
  });
}
