import { addressEdits, type Rewriting } from '#campaign/address-edits.js';
import type { Campaign, Link } from '#campaign/campaign.js';
import { groupLinks, linkTarget, senderDomains } from '#campaign/facts/link-target.js';
import { pastedRedirect } from '#campaign/facts/pasted-redirect.js';
import { linksOfBothParts } from '#campaign/facts/text-links.js';
import { unsubscribeStrength } from '#campaign/facts/unsubscribe.js';
import type { Edit } from '#campaign/location.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import { fixOf } from '#rule/fix.js';
import { clipped } from '#rule/format-message.js';
import { HOSTS } from '#rule/option-schemas.js';
import { defineRule } from '#rule/rule.js';
import { borrowedKey, type KeyKind } from './borrowed-key.js';

type Kind = KeyKind | 'redirect';

interface Borrowed {
  readonly kind: Kind;
  readonly host: string;
  readonly parameter?: string | undefined;
}

const MOST_QUOTED = 60;
const MILD: Readonly<Partial<Record<Kind, 'warning' | 'info'>>> = { redirect: 'warning', session: 'warning', key: 'warning', clickId: 'info' };

export default defineRule({
  id: 'links/link-borrowed',
  severity: 'error',
  summary: 'A link was copied from elsewhere, with that place\'s redirect or with somebody\'s own key',
  needs: [],
  fixable: true,
  messages: {
    redirect: 'The link "{{text}}" goes through {{by}} ({{host}}){{target}}{{owner}}{{times}}.',
    leaves: 'The link "{{text}}" to {{host}} holds the fixed key of one recipient{{parameter}}, so that everybody would take that one person off the list{{times}}.',
    secret: 'The link "{{text}}" to {{host}} holds a key that opens somebody\'s account{{parameter}}, and everybody gets it{{times}}.',
    session: 'The link "{{text}}" to {{host}} holds somebody\'s session{{parameter}}{{times}}.',
    address: 'The link "{{text}}" to {{host}} shows everybody the mail address of one person{{parameter}}{{times}}.',
    key: 'The link "{{text}}" to {{host}} holds the fixed key of one recipient of another mail{{parameter}}{{times}}.',
    clickId: 'The link "{{text}}" to {{host}} holds the mark of one click on a network{{parameter}}{{times}}.',
  },
  suggestions: {
    redirect: 'Link to the page itself.',
    leaves: 'Write the merge tag with which your sending system makes each recipient\'s own link.',
    secret: 'Take the key out of the link, or a merge tag in its place, and have the key withdrawn.',
    session: 'Open the page without being signed in, and copy its address from there.',
    address: 'Take the address out, or write a merge tag in its place.',
    key: 'Link to the page itself, without what the earlier mail added.',
    clickId: 'Take the parameter away: clicks from this mail would be counted for that network.',
  },
  defaultOptions: { allowHosts: [] as readonly string[] },
  optionsSchema: { allowHosts: HOSTS },
  *check(campaign, { allowHosts }) {
    const judge = judgeOf(campaign, new Set(allowHosts));
    const groups = groupLinks(linksOfBothParts(campaign), (link) => {
      const borrowed = judge(link);
      return borrowed && `${borrowed.kind} ${isAnyHost(borrowed) ? '' : borrowed.host} ${borrowed.parameter ?? ''}`;
    });
    for (const group of groups.values()) {
      const [link] = group;
      const borrowed = judge(link);
      if (!borrowed) continue;
      const { kind, host, parameter } = borrowed;
      yield {
        messageId: kind,
        data: {
          host, text: labelOf(link, host), times: group.length === 1 ? '' : `, and so do ${group.length - 1} more`,
          parameter: parameter === undefined ? '' : ` (${parameter.slice(0, 40)})`, ...redirectData(link),
        },
        location: link.location,
        places: group.map((each) => labelOf(each, judge(each)?.host ?? host)),
        evidence: { host, links: group.length, ...(parameter !== undefined && { parameter }) },
        ...(MILD[kind] && { severity: MILD[kind] }),
        ...(kind === 'redirect' && fixOf('Write the address to which the redirect leads', unwrappingEdits(campaign, group))),
      };
    }
  },
});

/** What a sending system adds to all links of a mail is one fault, wherever they lead. */
function isAnyHost({ kind, parameter }: Borrowed): boolean {
  return (kind === 'key' || kind === 'clickId') && parameter !== undefined;
}

function judgeOf(campaign: Campaign, allowed: ReadonlySet<string>): (link: Link) => Borrowed | undefined {
  const own = senderDomains(campaign);
  const isFinished = campaign.message !== undefined && (campaign.templateTags.length === 0 || wasReceived(campaign));
  const isReceived = cameThroughFilter(campaign);
  return ({ href, text }) => {
    const redirect = pastedRedirect(href);
    const address = redirect?.target ?? href;
    const host = linkTarget(address).host ?? '';
    if (allowed.has(host) || allowed.has(redirect?.host ?? '')) return undefined;
    const key = borrowedKey(address, own, isFinished);
    if (key && key.kind !== 'clickId') return { host, parameter: key.parameter, kind: key.kind === 'key' && unsubscribeStrength(text) ? 'leaves' : key.kind };
    if (redirect) return redirect.isFilter && isReceived ? undefined : { kind: 'redirect', host: redirect.host };
    return key && { ...key, host };
  };
}

/** A mail that was received through a filter has its redirect on every link: whoever keeps it for a trial did not write them. */
function cameThroughFilter(campaign: Campaign): boolean {
  const web = campaign.links.filter(({ href }) => /^https?:/i.test(href));
  return wasReceived(campaign) && web.every(({ href }) => pastedRedirect(href)?.isFilter);
}

function wasReceived({ headers }: Campaign): boolean {
  return headers.some(({ name }) => name.toLowerCase() === 'received');
}

function unwrappingEdits(campaign: Campaign, links: readonly Link[]): readonly Edit[] {
  const hrefs = new Set(links.map(({ href }) => href));
  return addressEdits(campaign, 'href', (href) => (hrefs.has(href) ? unwrapped(href) : undefined));
}

function unwrapped(href: string): Rewriting | undefined {
  const redirect = pastedRedirect(href);
  if (!redirect?.isWhole || redirect.target === undefined || findTemplateTags(href).length > 0) return undefined;
  return { text: redirect.target.replaceAll('&', '&amp;').replaceAll('"', '%22').replaceAll('\'', '%27').replaceAll('<', '%3C').replaceAll('>', '%3E') };
}

/** Queries are not shown: there keys stand. */
function redirectData({ href }: Link): { readonly by: string; readonly target: string; readonly owner: string } {
  const { by = '', target, namesOwner = false } = pastedRedirect(href) ?? {};
  const leads = target === undefined ? '' : `, which leads to ${clipped(target.replace(/[?#].*$/s, ''), MOST_QUOTED)}`;
  return { by, target: leads, owner: namesOwner ? ', and shows everybody the mail address of whoever copied it' : '' };
}

/** A link of the text part is its own label, and may hold a key. */
function labelOf({ text }: Link, host: string): string {
  return /:\/\//.test(text) ? host : clipped(text, MOST_QUOTED) || 'without text';
}
