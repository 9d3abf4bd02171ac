import { parse } from 'tldts';
import type { Campaign } from '#campaign/campaign.js';
import { headersNamed, isMailing } from '#campaign/eml/header-fields.js';
import { BORROWED_NAMES } from '#campaign/facts/borrowed-names.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import { FORWARD_WORDS, REPLY_WORDS } from '#campaign/facts/subject-text.js';
import type { Problem } from '#rule/finding.js';
import { hoursFrom } from '#rule/option-schemas.js';
import { defineRule } from '#rule/rule.js';
import words from './words.json' with { type: 'json' };

type MessageId = 'falseReply' | 'falseForward' | 'transactionalWording' | 'falseUrgency' | 'foreignAddress' | 'borrowedName';

const HOUR = 3_600_000;

/** `Re:`, `AW[2]:`, `[Acme] Fwd:`, `回复：`, `Trả lời:`; what follows the colon is set off, unlike in `RE:store`, but for a wide one. */
const PREFIX = /^\s*(?:\[[^\]]{1,40}\]\s*)?([\p{L}\p{M}]{1,12}(?: [\p{L}\p{M}]{1,8})?)\.?(?:\s?[[(]\d{1,3}[\])])?\s?(?::(?=\s|$)|：)/u;

const QUOTED = phrasePattern(words.quoted);
const TRANSACTIONAL = phrasePattern(Object.values(words.transactional).flat());
/** "Ihr Konto wird eingeschränkt", "Betalingen din ble avvist". */
const EVENTS = phrasePattern(Object.values(words.events).flat().flatMap(({ what, happened }) => what.flatMap((noun) => happened.map((verb) => `${noun} … ${verb}`))));
/** "Rechnung 20417", "Invoice no. A-1182", "Счёт № 48213": a paper with its number; a year or a date is none, nor are an amount, a score and `24/7`; the Hebrew word for an order is that for an invitation, and has to say "number". */
const DOCUMENT = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:(?:${words.documents.join('|')})[ \u00A0]?(?:${words.numberSigns.join('|')})?|הזמנה[ \u00A0]?(?:מס'|מספר|#))[ \u00A0]?(?!(?:19|20)\d\d(?![\d/-]))(?!\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?(?![\d/-]))(?:[a-z]{1,4}-?)?\d[\d/-]{3,20}(?!\d|[ \u00A0]?(?:%|\p{Sc}|(?:eur|usd|gbp|chf|kr|zł|kč|ft|lei|лв|лева|руб\p{L}*|грн|грив\p{L}*|tl|euros?|dollars?|kronor|kroner)(?!\p{L})))`, 'iu');
/** "Lo sconto finisce a mezzanotte", "tonight it ends": either may come first. */
const ENDS_SOON = Object.values(words.endings).flatMap(({ ends, soon }) => ends.flatMap((verb) => soon.flatMap((time) => [`${verb} … ${time}`, `${time} … ${verb}`])));
const ENDING = phrasePattern([...Object.values(words.ending).flat(), ...ENDS_SOON]);

/** "PayPal", "DHL Kundenservice", "Skatteverket": a name that everybody knows, and at most the desk that writes. */
const BORROWED = new RegExp(`^(?:the )?(${BORROWED_NAMES}|${words.authorities.join('|')})((?:[ ,|–-]{1,3}(?:${words.desks.join('|')}))*)$`, 'u');
/** These are names of others too, unless a desk stands with them. */
const AMBIGUOUS = new Set(words.ambiguous);
/** Names of one house, which write from one another's domains. */
const OF_ONE_HOUSE: readonly (readonly string[])[] = [['microsoft', 'microsoftonline', 'office365', 'office', 'outlook', 'linkedin'], ['google', 'gmail', 'youtube'], ['facebook', 'instagram', 'whatsapp', 'facebookmail', 'meta'], ['apple', 'icloud', 'appleid', 'itunes'], ['deutsche', 'dhl', 'post'], ['poste', 'laposte'], ['olx', 'allegro']];
const AUTHORITY_DOMAIN = /(?:^|\.)(?:gov|gouv|gob|gv|bund|admin|gc)(?:\.[a-z]{2})?$/;

export default defineRule<MessageId, { minimumHoursLeft: number }>({
  id: 'content/deceptive-subject',
  severity: 'error',
  summary: 'The subject or the sender\'s name pretends to be something else',
  needs: ['subject'],
  messages: {
    falseReply: 'The subject begins with "{{prefix}}" like a reply, but there is no earlier message.',
    falseForward: 'The subject begins with "{{prefix}}" like something forwarded, but nothing is.',
    transactionalWording: 'The subject says "{{words}}", as an invoice or a warning would, but the mail is {{kind}}.',
    falseUrgency: 'The subject says "{{words}}", but the offer runs for {{hours}} hours more.',
    foreignAddress: 'The sender\'s name shows the address {{shown}}, but the mail comes from {{actual}}.',
    borrowedName: 'The sender calls itself "{{name}}", but the mail comes from {{domain}}.',
  },
  suggestions: {
    falseReply: 'Drop the prefix, and say what the mail is.',
    falseForward: 'Drop the prefix, and say what the mail is.',
    transactionalWording: 'Say what the mail is.',
    falseUrgency: 'Say when the offer really ends.',
    foreignAddress: 'Write the name of a person or an organisation there.',
    borrowedName: 'Write your own name there.',
  },
  defaultOptions: { minimumHoursLeft: 48 },
  optionsSchema: { minimumHoursLeft: hoursFrom(1) },
  *check(campaign, { minimumHoursLeft }, { sendAt }) {
    const { subject, manifest: { kind, offerEndsAt } } = campaign;
    if (!subject) return;
    const { location } = subject;
    const prefix = falsePrefix(campaign, subject.value);
    if (prefix) yield { ...prefix, location };
    const foreign = foreignAddress(campaign);
    if (foreign) yield foreign;
    const borrowed = borrowedName(campaign);
    if (borrowed) yield borrowed;
    const said = plainText(subject.value);
    const [transactional] = TRANSACTIONAL.exec(said) ?? EVENTS.exec(said) ?? DOCUMENT.exec(said) ?? [];
    if (transactional !== undefined && kind !== undefined && kind !== 'transactional') yield { messageId: 'transactionalWording', heuristic: true, data: { words: transactional, kind }, location };
    const [ending] = ENDING.exec(said) ?? [];
    const left = offerEndsAt === undefined ? 0 : (Date.parse(offerEndsAt) - sendAt.getTime()) / HOUR;
    const hours = Math.floor(left);
    if (ending !== undefined && left > minimumHoursLeft && hours > hoursNamed(ending)) yield { messageId: 'falseUrgency', heuristic: true, data: { words: ending, hours }, location, evidence: { offerEndsAt, hours } };
  },
});

/** "Noch 72 Stunden" counts itself. */
function hoursNamed(words: string): number {
  return Number(/\d{1,3}/.exec(words)?.[0] ?? 0);
}

/** A message that answers one names it (RFC 5322, section 3.6.4) or quotes it. Without a kind, only a mailing is judged. */
function falsePrefix(campaign: Campaign, subject: string): Problem<MessageId> | undefined {
  const [written = '', word = ''] = PREFIX.exec(subject) ?? [];
  const prefix = /^\p{Ll}$/u.test(word) ? '' : word.toLowerCase(); // "I:" is Italian for forwarded, "i:" a heart
  const messageId = REPLY_WORDS.has(prefix) ? 'falseReply' : FORWARD_WORDS.has(prefix) ? 'falseForward' : undefined;
  const mailing = isMailing(campaign);
  if (!messageId || !mailing || answers(campaign)) return undefined;
  return { messageId, data: { prefix: written.trim() }, ...(mailing === 'shown' && { severity: 'warning' }) };
}

function answers(campaign: Campaign): boolean {
  if (['in-reply-to', 'references'].some((name) => headersNamed(campaign, name).length > 0)) return true;
  const text = campaign.text?.value ?? '';
  if (/^>/m.test(text)) return true;
  return QUOTED.test(plainText(`${text} ${campaign.visibleText.blocks.map((block) => block.text).join(' ')}`));
}

/** Lists write `"jo@a.example" via Group`: that is said openly. In a message found somewhere a forwarder may have changed the address. */
function foreignAddress(campaign: Campaign): Problem<MessageId> | undefined {
  const { from, manifest } = campaign;
  const { address: actual, name } = senderOf(campaign);
  const [shown] = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/.exec(name) ?? [];
  if (!from || !actual || !shown || /\b(?:via|über|per)\b/i.test(name)) return undefined;
  const [one, other] = [domainOf(shown), domainOf(actual)];
  return one === undefined || other === undefined || one === other ? undefined : { messageId: 'foreignAddress', data: { shown, actual }, location: from.location, ...(manifest.kind === undefined && { severity: 'warning' }) };
}

function senderOf({ from, manifest }: Campaign): { readonly name: string; readonly address: string | undefined } {
  const value = from?.value ?? '';
  return { name: manifest.from?.name ?? value.slice(0, Math.max(0, value.lastIndexOf('<'))), address: manifest.from?.email ?? /<([^<>\s]{1,320})>\s*$/.exec(value)?.[1] };
}

/** A word list alone: someone may bear such a name. The name's first word has to stand in the domain, as dhl stands in dhl.de. */
function borrowedName(campaign: Campaign): Problem<MessageId> | undefined {
  const { from, manifest } = campaign;
  const { address, name } = senderOf(campaign);
  const [, borrowed, desk = ''] = BORROWED.exec(plainText(name).trim()) ?? [];
  const domain = address === undefined ? undefined : domainOf(address);
  if (!from || domain === undefined || borrowed === undefined || (desk === '' && AMBIGUOUS.has(borrowed)) || AUTHORITY_DOMAIN.test(domain)) return undefined;
  const [word = borrowed] = borrowed.split(' ').filter((part) => part.length > 2);
  if (domain.includes(word) || plainText(manifest.sender?.legalName ?? '').includes(word) || OF_ONE_HOUSE.some((house) => house.includes(word) && house.some((other) => domain.includes(other)))) return undefined;
  return { messageId: 'borrowedName', heuristic: true, data: { name: name.trim(), domain }, location: from.location };
}

function domainOf(address: string): string | undefined {
  return parse(address.slice(address.indexOf('@') + 1), { allowPrivateDomains: true }).domain ?? undefined;
}
