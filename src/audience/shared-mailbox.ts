import mailboxes from './shared-mailboxes.json' with { type: 'json' };

/** Nobody who reads these asked for mail; what comes here is taken for abuse. */
const TECHNICAL = mailboxes.technical;
/** What a firm names the mailbox by which it is reached as such: laws that leave out generic addresses mean these (`recipientClass`). */
export const FIRM_MAILBOXES: readonly string[] = mailboxes.firm;
/** RFC 2142, and what firms name shared mailboxes in twelve languages. */
const SHARED = [...FIRM_MAILBOXES, ...mailboxes.shared];
/** info2@, sales-emea@ and info.de@ are the same mailbox again; short words are people's names too (`it.li`). */
const VARIANTS = SHARED.filter((name) => /^\p{L}{4,}$/u.test(name));
/** Source of a regex over a whole mailbox in lower case. Tags are no part of the name. One regex is several times cheaper than a look-up in two lists. */
export const SHARED_MAILBOX = `(?:${SHARED.join('|')}|(?:${VARIANTS.join('|')})(?:[._-]?[0-9]{1,3}|[._-](?:[a-z]{2}|emea|apac|dach|intl|int|europe|global)))(?:\\+.*)?`;
export const TECHNICAL_MAILBOX = TECHNICAL.join('|');

const WHOLE = new RegExp(`^(?:${SHARED_MAILBOX}|${TECHNICAL_MAILBOX})$`, 's');

/** Whether several people or a machine read a mailbox, by its name in lower case. */
export function isSharedMailbox(mailbox: string): boolean {
  return WHOLE.test(mailbox);
}
