import type { Manifest } from '../manifest.js';

/** What `ask.type` says of a mail of a fundraising programme that asks for nothing. */
const NO_ASK = /^(?:none|no|false|report|progress|update|impact|thanks?|thank[-_ ]?you|stewardship)$/i;
/** An extra gift, as most who ask call it. */
const SINGLE = /single|one[-_ ]?(?:off|time)|once|emergency|einmal|ponctuel|[uú]nic[oa]|una[-_ ]?tantum|eenmalig|eng[aå]ng|jednoraz/i;
const UPGRADE = /upgrade|increase|raise|step[-_ ]?up/i;

/** The words that `ask.type` is known by; any other stands for an ask of another kind. */
export const ASK_WORDS: readonly string[] = [
  'upgrade', 'increase', 'raise', 'step-up', 'single', 'one-off', 'one-time', 'emergency', 'none', 'report', 'progress', 'update', 'impact', 'thanks', 'thank-you', 'stewardship',
];

/** Whether the mail asks for money: an appeal by its kind, or any mail with an `ask`. */
export function asksForMoney({ kind, ask }: Manifest): boolean {
  if (kind === 'transactional' || NO_ASK.test(ask?.type?.trim() ?? '')) return false;
  return kind === 'fundraising' || ask !== undefined;
}

/** Whether it asks people to raise what they give. */
export function asksForUpgrade(manifest: Manifest): boolean {
  return asksForMoney(manifest) && UPGRADE.test(manifest.ask?.type ?? '');
}

/** Whether it asks for a gift besides whatever somebody gives regularly. */
export function asksForSingleGift(manifest: Manifest): boolean {
  return asksForMoney(manifest) && SINGLE.test(manifest.ask?.type ?? '');
}
