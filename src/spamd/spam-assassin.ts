import type { Campaign } from '#campaign/campaign.js';
import type { RuleContext } from '#rule/rule.js';
import { askSpamd, spamdAddress, type SpamdAddress } from './ask-spamd.js';
import { composeMessage } from './compose-message.js';
import { readReport } from './read-report.js';

type AskSpamAssassin = NonNullable<RuleContext['askSpamAssassin']>;
type Answer = Awaited<ReturnType<AskSpamAssassin>>;

/** spamc does not send more either (its --max-size). */
const MAXIMUM_BYTES = 500 * 1024;

/** Asks the spamd at `host:port`, once a campaign however often it is called. `date` is the Date header of a message put together. Throws ConfigError. */
export function spamAssassinAt(value: string, date: Date): AskSpamAssassin {
  const address = spamdAddress(value);
  const answers = new WeakMap<Campaign, Promise<Answer>>();
  return (campaign) => {
    const answer = answers.get(campaign) ?? ask(address, campaign, date);
    answers.set(campaign, answer);
    return answer;
  };
}

async function ask(address: SpamdAddress, campaign: Campaign, date: Date): Promise<Answer> {
  const message = await composeMessage(campaign, date);
  if (!message) return { unchecked: 'there is neither an HTML nor a text part to send to SpamAssassin' };
  if (message.length > MAXIMUM_BYTES) return { unchecked: `the message has ${Math.ceil(message.length / 1024)} KB, and SpamAssassin is asked about messages of up to ${MAXIMUM_BYTES / 1024} KB` };
  const report = readReport(await askSpamd(address, message));
  if (!report) return { unchecked: 'the answer of spamd holds no verdict' };
  const isUnexplained = report.hits.length === 0 && report.score !== 0;
  return isUnexplained ? { unchecked: 'spamd names no rules in its report (its report template was changed)' } : { ...report, composed: campaign.message === undefined };
}
