import type { CampaignResult, Verdict } from '#engine/result.js';
import { inputName } from './inputs.js';

const SENTENCES: Readonly<Record<Verdict, string>> = {
  hold: 'do not send this as it is',
  incomplete: 'no error was found, but data that this kind of campaign needs was not given',
  review: 'nothing stops it, but somebody should look at what follows',
  send: 'nothing that was checked stands against sending it',
};

/** What a verdict means, without a capital and a full stop; for an incomplete one, what to give. */
export function verdictSentence({ verdict, lacking = [] }: CampaignResult): string {
  return lacking.length === 0 ? SENTENCES[verdict] : `${SENTENCES[verdict]}: ${lacking.map(inputName).join(', ')}`;
}

/** A clause as a sentence of its own. */
export function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
