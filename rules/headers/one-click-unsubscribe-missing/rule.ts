import type { Campaign, Header } from '#campaign/campaign.js';
import { headersNamed, isMailing, parametersOf, rawValue } from '#campaign/eml/header-fields.js';
import { registeredDomain, senderDomains } from '#campaign/facts/link-target.js';
import type { Problem } from '#rule/finding.js';
import { defineRule } from '#rule/rule.js';

type MessageId = 'missing' | 'noBrackets' | 'mailtoOnly' | 'notHttps' | 'postMissing' | 'postInvalid' | 'unsigned' | 'addressInUri';

/** RFC 8058, section 3.1: the one value there is. */
const ONE_CLICK = /^List-Unsubscribe=One-Click$/i;
const ADDRESS = /[\w.+-]{1,64}(?:@|%40)([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})/gi;

export default defineRule<MessageId, object>({
  id: 'headers/one-click-unsubscribe-missing',
  severity: 'error',
  summary: 'The headers offer no one-click unsubscribe',
  needs: ['headers'],
  messages: {
    missing: 'There is no List-Unsubscribe header; Gmail and Yahoo ask bulk senders for one-click unsubscribe.',
    noBrackets: 'The addresses in List-Unsubscribe do not stand in angle brackets, so that clients ignore them.',
    mailtoOnly: 'List-Unsubscribe offers an e-mail address only; Gmail and Yahoo ask for an https address with one click.',
    notHttps: 'The web address in List-Unsubscribe is not https, so that it does not count as one-click.',
    postMissing: 'There is no List-Unsubscribe-Post header; without it the https address is not one-click.',
    postInvalid: 'List-Unsubscribe-Post says "{{value}}"; only List-Unsubscribe=One-Click counts.',
    unsigned: 'No DKIM signature covers {{names}}; one-click counts only when both headers are signed.',
    addressInUri: 'The unsubscribe address holds an e-mail address, which every server on the way can log.',
  },
  suggestions: {
    missing: 'Turn on one-click unsubscribe (RFC 8058) in the ESP.',
    noBrackets: 'Write it as <https://...>, <mailto:...>.',
    mailtoOnly: 'Turn on one-click unsubscribe (RFC 8058) in the ESP.',
    notHttps: 'Use https.',
    postMissing: 'Add List-Unsubscribe-Post: List-Unsubscribe=One-Click.',
    postInvalid: 'Write List-Unsubscribe-Post: List-Unsubscribe=One-Click.',
    unsigned: 'List both headers in h= of the signature.',
    addressInUri: 'Use an opaque token instead.',
  },
  defaultOptions: {},
  optionsSchema: {},
  *check(campaign) {
    const mailing = isMailing(campaign);
    if (!mailing) return;
    for (const problem of problemsOf(campaign)) yield mailing === 'shown' ? { severity: 'warning', ...problem } : problem;
  },
});

function* problemsOf(campaign: Campaign): Iterable<Problem<MessageId>> {
  const [header] = headersNamed(campaign, 'list-unsubscribe');
  if (!header) {
    yield { messageId: 'missing', location: campaign.headers[0]?.location ?? { part: 'header' } };
    return;
  }
  const { location } = header;
  const addresses = [...rawValue(campaign, header).matchAll(/<\s*([^<>]{1,4000}?)\s*>/g)].map(([, address = '']) => address.replace(/\s/g, ''));
  const web = addresses.filter((address) => /^https?:/i.test(address));
  if (addresses.length === 0) {
    yield { messageId: 'noBrackets', location };
    return;
  }
  if (web.length === 0) {
    yield { messageId: 'mailtoOnly', location };
    return;
  }
  if (!web.some((address) => /^https:/i.test(address))) {
    yield { messageId: 'notHttps', location };
    return;
  }
  yield* postProblems(campaign, header);
  if (web.some((address) => holdsReader(address, campaign))) yield { messageId: 'addressInUri', severity: 'warning', location };
}

/** A mail address of anybody but the sender: a list may be named by its own. */
function holdsReader(uri: string, campaign: Campaign): boolean {
  const own = senderDomains(campaign);
  return [...uri.matchAll(ADDRESS)].some(([, host = '']) => !own.has(registeredDomain(host) ?? ''));
}

function* postProblems(campaign: Campaign, { location }: Header): Iterable<Problem<MessageId>> {
  const [post] = headersNamed(campaign, 'list-unsubscribe-post');
  if (!post) {
    yield { messageId: 'postMissing', location };
    return;
  }
  if (!ONE_CLICK.test(post.value.trim())) {
    yield { messageId: 'postInvalid', data: { value: post.value.trim() }, location: post.location };
    return;
  }
  const names = unsignedNames(campaign);
  if (names.length > 0) yield { messageId: 'unsigned', severity: 'warning', data: { names: names.join(' and ') }, location: post.location };
}

/** Of the two headers, those that the best signature leaves out; none when the message has not been signed yet. */
function unsignedNames(campaign: Campaign): readonly string[] {
  const wanted = ['list-unsubscribe', 'list-unsubscribe-post'];
  const lacking = headersNamed(campaign, 'dkim-signature').map((signature) => {
    const signed = (parametersOf(rawValue(campaign, signature)).get('h') ?? '').toLowerCase().split(':').map((name) => name.trim());
    return wanted.filter((name) => !signed.includes(name));
  });
  return lacking.sort((one, other) => one.length - other.length)[0] ?? [];
}
