import type { SkippedRule } from '#engine/result.js';

/** What a missing input is called, and how to give it. */
const INPUTS: Record<string, string> = {
  recipients: '--audience recipients.csv',
  consents: '--consents consents.csv',
  contacts: '--contacts crm.csv',
  suppressions: '--suppressions unsubscribed.csv',
  events: '--events events.csv',
  gifts: '--gifts gifts.csv',
  schedule: '--schedule schedule.csv (or one --send-at)',
  manifest: 'a campaign.json',
  html: 'an HTML part',
  text: 'a text part ("text" in campaign.json)',
  subject: '"subject" in campaign.json',
  preheader: '"preheader" in campaign.json',
  from: '"from" in campaign.json',
  headers: 'the finished mail as .eml',
  network: '--network',
  spamd: '--spamd host:port',
};

/** How an input is given. */
export function inputName(input: string): string {
  return INPUTS[input] ?? input;
}

/** Why a rule did not run, as what to do about it. */
export function neededFor({ needs, because }: SkippedRule): string {
  return because ?? needs.map(inputName).join(' and ');
}

/** Rules by what would let them run. */
export function skippedByNeed(skipped: readonly SkippedRule[]): ReadonlyMap<string, readonly string[]> {
  const byNeed = new Map<string, string[]>();
  for (const skip of skipped) byNeed.set(neededFor(skip), [...(byNeed.get(neededFor(skip)) ?? []), skip.rule]);
  return byNeed;
}
