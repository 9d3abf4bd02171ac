import type { Campaign } from '#campaign/campaign.js';
import { messageDate } from '#campaign/eml/header-fields.js';
import type { RuleContext } from '#rule/rule.js';

/** Days, as `2026-12-06`, on which the mail goes out: on some clock of the earth. */
export interface SendDays {
  readonly first: string;
  readonly last: string;
}

const HOUR = 3_600_000;
/** Clocks of the earth are so many hours behind and ahead of UTC. */
const BEHIND = 12;
const AHEAD = 14;

/**
 * When a mail goes out as far as it is said: by `--send-at`, by the manifest's schedule, or by the Date of a finished message; undefined
 * where nothing says it. Of recipients with slots of their own src/timing/slots.ts knows more.
 */
export function sendDays(campaign: Campaign, { sendAt, sendAtGiven }: Pick<RuleContext, 'sendAt' | 'sendAtGiven'>): SendDays | undefined {
  const { schedule } = campaign.manifest;
  if (sendAtGiven === true) return daysOf(sendAt, sendAt);
  if (schedule?.from !== undefined) return daysOf(new Date(schedule.from), new Date(schedule.until));
  const date = messageDate(campaign);
  return date && daysOf(date, date);
}

function daysOf(from: Date, until: Date): SendDays {
  return { first: new Date(from.getTime() - BEHIND * HOUR).toISOString().slice(0, 10), last: new Date(until.getTime() + AHEAD * HOUR).toISOString().slice(0, 10) };
}
