import type { Campaign } from '#campaign/campaign.js';
import { plainText } from '#campaign/facts/phrases.js';
import { campaignClaims } from '#timing/campaign-claims.js';
import { placeOfClaim } from '#timing/place-of-claim.js';
import type { TimeClaim, TimeWords } from '#timing/time-claim.js';
import type { Located } from '#campaign/location.js';

type Deadline = TimeClaim & { readonly kind: 'deadline'; readonly when: TimeWords };

export interface OtherEnd {
  readonly place: 'subject' | 'preheader';
  readonly said: string;
  readonly shown: string;
  readonly location: Located['location'];
}

/** An end that subject or preheader names, where the body names others of the same form and that day nowhere. Dates are compared with dates, weekdays with weekdays. */
export async function otherEnd(campaign: Campaign, body: string): Promise<OtherEnd | undefined> {
  const deadlines = (await campaignClaims(campaign)).claims.filter(isDeadline);
  const said = deadlines.filter(({ passage: { place } }) => place === 'subject' || place === 'preheader');
  const shown = deadlines.filter(({ passage: { place } }) => place === 'body' || place === 'alt' || place === 'text');
  const plain = plainText(body);
  for (const claim of said) {
    const day = dayOf(claim.when);
    const others = shown.filter(({ when }) => dayOf(when)?.form === day?.form);
    if (!day || others.length === 0 || others.some(({ when }) => dayOf(when)?.day === day.day) || names(plain, claim)) continue;
    const { place } = claim.passage;
    if (place === 'subject' || place === 'preheader') return { place, said: claim.words, shown: others[0]?.words ?? '', location: placeOfClaim(campaign, claim) };
  }
  return undefined;
}

function isDeadline(claim: TimeClaim): claim is Deadline {
  return claim.kind === 'deadline';
}

function dayOf({ date, weekday, day }: TimeWords): { readonly form: 'date' | 'weekday'; readonly day: string } | undefined {
  if (date) return { form: 'date', day: `${date.month} ${date.day}` };
  return weekday === undefined || day !== undefined ? undefined : { form: 'weekday', day: String(weekday) };
}

/** Whether a text names the day by its number, or by the last word of the claim. */
function names(text: string, { when: { date }, words }: Deadline): boolean {
  if (date) return new RegExp(`(?<!\\d)0?${date.day}(?!\\d)`).test(text);
  return text.includes(words.trim().split(' ').at(-1) ?? words);
}
