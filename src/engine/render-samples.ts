import type { Audience } from '#audience/audience.js';
import { sampleRecipients, type SampleRecipient } from '#audience/sample-recipients.js';
import type { Campaign } from '#campaign/campaign.js';
import { fieldKey } from '#campaign/merge/printed-fields.js';
import { rendererOf, variablePaths } from '#campaign/merge/render-template.js';
import type { EnabledRule } from '#config/select-rules.js';
import type { RuleCrash } from '#errors.js';
import type { Finding } from '#rule/finding.js';
import { isAudienceRule, type Rule, type RuleContext } from '#rule/rule.js';
import { hashedId } from './hashed-id.js';
import type { SkippedRule } from './result.js';
import type { Privacy } from './run-audience-rules.js';
import { runMessageRules } from './run-message-rules.js';
import { weakest } from './to-finding.js';

/** Rules that judge what a reader reads. Those of the template itself, of pictures and of the sender have seen all there is; a key that a tag fills in is the reader's own. */
const READ = /^(?:content|links|personalization)\//;
const SEEN = /^content\/(?:image|spam)|^personalization\/merge-|^links\/link-borrowed$/;
/** What these find in a template is what makes them find something in the rendered text: one finding is enough. */
const ONCE = /^personalization\/job-title-pasted$/;
/** Rules see one message, no network and no second opinion. */
const OUTSIDE = ['network', 'spamd', 'headers', 'recipients'];

export interface SampleFindings {
  readonly findings: readonly Finding[];
  readonly unchecked: readonly SkippedRule[];
  /** Rules that crashed on what a recipient would see, each once. */
  readonly crashes: readonly RuleCrash[];
}

/**
 * Renders the campaign for recipients whose values are out of the ordinary, and lints what they would see. Reports what the template itself
 * has not shown (`known`), once each, as a warning at most, and without the recipient's values.
 */
export async function lintSamples(campaign: Campaign, audience: Audience, enabled: readonly EnabledRule[], known: readonly Finding[], context: RuleContext, privacy: Privacy): Promise<SampleFindings> {
  const asked = new Set(variablePaths(campaign).map((path) => fieldKey(path.at(-1) ?? '')));
  const fields = audience.mergeFields.filter((name) => asked.has(fieldKey(name)));
  if (fields.length === 0) return { findings: [], unchecked: [], crashes: [] };
  const render = rendererOf(campaign);
  if (!render) return { findings: [], unchecked: [notSeen('a template whose conditions Presend can run (Liquid, Handlebars and Mailchimp conditions that ask for a field), to see the message as single recipients see it')], crashes: [] };
  const isReported = (id: string) => known.some(({ rule }) => rule === id);
  const rules = enabled.filter(({ rule }) => READ.test(rule.id) && !SEEN.test(rule.id) && !(ONCE.test(rule.id) && isReported(rule.id)) && !hasCases(rule) && !rule.needs.some((need) => OUTSIDE.includes(need)));
  const { now, sendAt } = context;
  const found = new Map(known.map((finding) => [keyOf(finding), undefined as Finding | undefined]));
  const crashed = new Map<string, RuleCrash>();
  const failed: { sample: SampleRecipient; message: string }[] = [];
  const samples = await sampleRecipients(audience, fields);
  for (const sample of samples) {
    const rendered = campaignFor(render, sample);
    if (rendered instanceof Error) {
      failed.push({ sample, message: masked(rendered.message, sample) });
      continue;
    }
    const { findings, crashes } = await runMessageRules(rendered, rules, { now, sendAt });
    for (const crash of crashes) if (!crashed.has(crash.rule)) crashed.set(crash.rule, crash);
    // An info is advice for everybody's mail, not for the one with the longest name.
    for (const finding of findings) if (finding.severity !== 'info' && !found.has(keyOf(finding))) found.set(keyOf(finding), ofSample(finding, sample, privacy));
  }
  const [first] = failed;
  const unchecked = first === undefined ? [] : [notSeen(`the message as ${String(failed.length)} of ${String(samples.length)} sample recipients would see it: the template fails for the one with ${first.sample.trait} (${first.message})`)];
  return { findings: [...found.values()].filter((finding) => finding !== undefined), unchecked, crashes: [...crashed.values()] };
}

function notSeen(because: string): SkippedRule {
  return { rule: 'personalization/broken-merge-output', needs: [], because };
}

/** It judges the values of all recipients, and needs no samples. */
function hasCases(rule: Rule): boolean {
  return isAudienceRule(rule) || rule.audienceCases !== undefined;
}

function keyOf({ rule, messageId }: Finding): string {
  return `${rule}:${messageId}`;
}

/** The error where the template does not run with these values. */
function campaignFor(render: (values: ReadonlyMap<string, string>) => Campaign, { values }: SampleRecipient): Campaign | Error {
  try {
    return render(new Map([...values].map(([name, value]) => [fieldKey(name), value])));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function ofSample(finding: Finding, sample: SampleRecipient, { hashKey, showRecipients }: Privacy): Finding {
  const { rule, messageId, heuristic, suggestion, help } = finding;
  const recipient = showRecipients ? sample.id : hashedId(hashKey, sample.id);
  const message = showRecipients ? finding.message : masked(finding.message, sample);
  return {
    rule, messageId, heuristic, suggestion, help, severity: weakest(finding.severity, 'warning'),
    message: `As the recipient with ${sample.trait} (${recipient}) sees it: ${message}`,
    location: { part: 'audience' },
    evidence: { sample: sample.trait, recipient },
  };
}

/** A message may quote the rendered text: values give way to the names of their fields. */
function masked(message: string, { values }: SampleRecipient): string {
  const longest = [...values].filter(([, value]) => value.trim() !== '').toSorted(([, one], [, other]) => other.length - one.length);
  return longest.reduce((text, [name, value]) => text.replaceAll(value, `[${name}]`), message);
}
