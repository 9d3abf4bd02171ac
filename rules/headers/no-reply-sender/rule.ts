import { parse } from 'tldts';
import type { Campaign } from '#campaign/campaign.js';
import { headersNamed, isMailing } from '#campaign/eml/header-fields.js';
import { senderDomains } from '#campaign/facts/link-target.js';
import type { Located } from '#campaign/location.js';
import { defineRule } from '#rule/rule.js';
import WORDS from './words.json' with { type: 'json' };

const NO_REPLY = new RegExp(`(?:^|[^\\p{L}\\p{N}])(?:${WORDS.map((word) => word.replace(/[._-]/g, '[._-]?')).join('|')})(?:$|[^\\p{L}])`, 'iu');
const ADDRESS = /([^\s<>@,;:"]{1,64})@([^\s<>@,;:"]{1,253})/;

export default defineRule({
  id: 'headers/no-reply-sender',
  severity: 'warning',
  summary: 'Replies go nowhere, or somewhere else than to the sender',
  needs: ['from'],
  messages: {
    noReply: 'The mail comes from {{address}}, and nothing says where replies go; questions and objections are lost.',
    noReplyTo: 'Replies go to {{address}}, where nobody reads them; questions and objections are lost.',
    elsewhere: 'Replies go to {{address}}, which is not a domain of the sender ({{sender}}).',
  },
  suggestions: {
    noReply: 'Send from a mailbox that is read, or name one in Reply-To.',
    noReplyTo: 'Name a mailbox that is read.',
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
    if (!replyTo || !reply || !from || !isMailing(campaign)) return;
    const domain = registrable(reply.host);
    const own = senderDomains(campaign);
    if (domain !== undefined && own.size > 0 && !own.has(domain)) yield { messageId: 'elsewhere', data: { address: reply.address, sender: from.host }, location: replyTo.location };
  },
});

function replyToOf(campaign: Campaign): Located | undefined {
  const { manifest, locateField } = campaign;
  if (manifest.replyTo !== undefined) return { value: manifest.replyTo, location: locateField('replyTo') };
  return headersNamed(campaign, 'reply-to')[0];
}

function addressIn(located: Located | undefined): { readonly address: string; readonly local: string; readonly host: string } | undefined {
  const [address, local = '', host = ''] = ADDRESS.exec(located?.value ?? '') ?? [];
  return address === undefined ? undefined : { address, local, host };
}

function registrable(host: string): string | undefined {
  return parse(host, { allowPrivateDomains: true }).domain ?? undefined;
}
