import FREE_MAIL from '#audience/free-mail.json' with { type: 'json' };
import { parse } from 'tldts';
import type { Campaign } from '#campaign/campaign.js';
import { headersNamed, isMailing } from '#campaign/eml/header-fields.js';
import { passages } from '#campaign/facts/passages.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import { registeredDomain, senderDomains } from '#campaign/facts/link-target.js';
import type { Located } from '#campaign/location.js';
import type { Problem } from '#rule/finding.js';
import { defineRule } from '#rule/rule.js';
import WORDS from './words.json' with { type: 'json' };

const [NOT, REPLY, IN_ONE] = [WORDS.not, WORDS.reply, WORDS.noReply].map((words) => `(?:${words.map((word) => word.replaceAll('-', '[._-]?')).join('|')})`) as [string, string, string];
/** `no-reply`, `nicht.antworten`, `svara_ej`: the words of a language, in either order, or one word for both: `yanitlamayin`. */
const NO_REPLY = new RegExp(`(?:^|[^\\p{L}\\p{N}])(?:${NOT}[._-]?${REPLY}|${REPLY}[._-]?${NOT}|${IN_ONE})(?:$|[^\\p{L}])`, 'iu');
const FREE = new Set(FREE_MAIL);
const UNREAD = phrasePattern(WORDS.unread);
const ADDRESS = /([^\s<>@,;:"]{1,64})@([^\s<>@,;:"]{1,253})/;

export default defineRule({
  id: 'headers/no-reply-sender',
  severity: 'warning',
  summary: 'Replies go nowhere, or somewhere else than to the sender',
  needs: ['from'],
  messages: {
    noReply: 'The mail comes from {{address}}, and nothing says where replies go; questions and objections are lost.',
    noReplyTo: 'Replies go to {{address}}, where nobody reads them; questions and objections are lost.',
    unread: 'The mail asks its readers not to reply ("{{words}}"); questions and objections are lost.',
    elsewhere: 'Replies go to {{address}}, which is not a domain of the sender ({{sender}}).',
  },
  suggestions: {
    noReply: 'Send from a mailbox that is read, or name one in Reply-To.',
    noReplyTo: 'Name a mailbox that is read.',
    unread: 'Let replies reach a mailbox that is read, and take the sentence out; or name beside it an address to write to.',
    elsewhere: 'Use an address of your own domain, or list the domain in the manifest under sender.domains.',
  },
  defaultOptions: { transactional: false },
  optionsSchema: { transactional: { type: 'boolean' } },
  *check(campaign, { transactional }) {
    if (campaign.manifest.kind === 'transactional' && !transactional) return;
    const replyTo = replyToOf(campaign);
    const [reply, from] = [addressIn(replyTo), addressIn(campaign.from)];
    if (replyTo && reply && NO_REPLY.test(reply.local)) {
      yield { messageId: 'noReplyTo', data: { address: reply.address }, location: replyTo.location };
      return;
    }
    if (!reply && campaign.from && from && NO_REPLY.test(from.local)) {
      yield { messageId: 'noReply', data: { address: from.address }, location: campaign.from.location };
      return;
    }
    if (!isMailing(campaign)) return;
    yield* toldNotTo(campaign);
    if (!replyTo || !reply || !from) return;
    const own = senderDomains(campaign);
    if (own.size > 0 && ![...own].some((domain) => isOneName(domain, reply.host))) yield { messageId: 'elsewhere', data: { address: reply.address, sender: from.host }, location: replyTo.location };
  },
});

/** "Please do not reply": not where the same paragraph names an address to write to. */
function toldNotTo(campaign: Campaign): readonly Problem<'unread'>[] {
  for (const passage of passages(campaign)) {
    const words = passage.place === 'body' || (passage.place === 'text' && !campaign.html) ? UNREAD.exec(plainText(passage.text))?.[0].trim() : undefined;
    if (words === undefined || ADDRESS.test(passage.text)) continue;
    return [{ messageId: 'unread', heuristic: true, data: { words }, location: passage.location }];
  }
  return [];
}

function replyToOf(campaign: Campaign): Located | undefined {
  const { manifest, locateField } = campaign;
  if (manifest.replyTo !== undefined) return { value: manifest.replyTo, location: locateField('replyTo') };
  return headersNamed(campaign, 'reply-to')[0];
}

function addressIn(located: Located | undefined): { readonly address: string; readonly local: string; readonly host: string } | undefined {
  const [address, local = '', host = ''] = ADDRESS.exec(located?.value ?? '') ?? [];
  return address === undefined ? undefined : { address, local, host };
}

/** One firm in several countries: `acme.de` and `acme.com`, whatever stands before, but not `mail.com` and `mail.ru`, nor what people have below `github.io`; a host without a public suffix is nobody's. */
function isOneName(domain: string, host: string): boolean {
  const other = registeredDomain(host);
  if (other === undefined || other === domain) return true;
  const [one, two] = [firmName(domain), firmName(other)];
  return one !== undefined && one === two;
}

/** What a firm registered before its country's suffix; undefined for what anybody can have at a provider. */
function firmName(domain: string): string | undefined {
  const { domainWithoutSuffix, isPrivate } = parse(domain, { allowPrivateDomains: true });
  return isPrivate || FREE.has(domain) ? undefined : (domainWithoutSuffix ?? undefined);
}
