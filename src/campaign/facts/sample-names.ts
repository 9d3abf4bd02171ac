import { parse } from 'tldts';
import WORDS from './sample-words.json' with { type: 'json' };

/** Between the words of a made-up name: `your-company`, `your_company`, `yourcompany`. */
const GAP = '[._-]?';
const of = (words: readonly string[]) => `(?:${words.join('|')})`;
const YOURS = `${of(WORDS.your)}${GAP}`;

/** `your-company`, `ihre-firma`; `company-name`, `bedrijfsnaam`; `beispiel`. */
const SAMPLE_LABEL = new RegExp(`^(?:${of(WORDS.yours)}|${YOURS}${of([...WORDS.company, ...WORDS.page])}(?:${GAP}${of(WORDS.name)})?|${of(WORDS.company)}s?${GAP}${of(WORDS.name)}|${of(WORDS.name)}${GAP}${of(WORDS.of)}?${GAP}(?:${YOURS})?${of(WORDS.company)}|${of(WORDS.example)}(?:${GAP}${of([...WORDS.company, ...WORDS.page])})?)$`);
/** As above, or what stands for whoever has an account. */
const SAMPLE_HANDLE = new RegExp(`^(?:${of(WORDS.yours)}|${YOURS}${of([...WORDS.company, ...WORDS.page, ...WORDS.account, ...WORDS.name])}|(?:${of(WORDS.company)}s?|page|profile?|user|channel|account)${GAP}${of(WORDS.name)}|${of(WORDS.handle)}|${of(WORDS.example)})$`);
const SAMPLE_MAILBOX = new RegExp(`^(?:${of(WORDS.givenName)}${GAP}${of(WORDS.familyName)}|${YOURS}${of([...WORDS.name, ...WORDS.address])}|${of(WORDS.name)}|${of(WORDS.nobody)})$`);
/** `utm_campaign=NAME_OF_CAMPAIGN`, `utm_source=kampagnenname`, `utm_medium=your-medium`. */
const SAMPLE_TAG = new RegExp(`^(?:${of(WORDS.name)}${GAP}${of(WORDS.of)}?${GAP}${of(WORDS.campaign)}|${of(WORDS.campaign)}n?s?${GAP}${of(WORDS.name)}|${YOURS}${of(WORDS.campaign)}|${of(WORDS.blank)}(?:${GAP}[a-z]{1,20}){0,3})$`);

const SAMPLE_SENDER = new RegExp(`^(?:${YOURS}${of(WORDS.name)}|${of(WORDS.sender)}(?:${GAP}${of(WORDS.name)})?|${of(WORDS.givenName)}${GAP}${of(WORDS.familyName)})$`);

/** Networks on which senders have an account of their own. */
const NETWORK = /^(?:[\w-]{1,9}\.)?(?:facebook|instagram|twitter|linkedin|youtube|tiktok|pinterest|threads|x|xing|vimeo|snapchat)\.(?:com|net|de|fr|es|it|nl)$/;
/** What stands before the name of an account. */
const BEFORE_HANDLE = /^\/(?:(?:company|in|school|showcase|c|user|channel|pages|groups|profile)\/)?@?/i;
const UTM_VALUE = /[?&](?:utm|mtm|pk)_[a-z]{1,20}=([^&#]{1,60})/gi;

/** Whether a host is one that texts and templates use for any company: `www.ihre-firma.de`, `beispiel.de`. */
export function isSampleHost(host: string): boolean {
  const { domainWithoutSuffix, isIcann } = parse(host);
  return isIcann === true && typeof domainWithoutSuffix === 'string' && SAMPLE_LABEL.test(domainWithoutSuffix);
}

/** What an address on a social network lacks: `name` still stands for an account, `account` is the front page of the network. */
export function lackingAccount(host: string, rest: string): 'name' | 'account' | undefined {
  if (!NETWORK.test(host)) return undefined;
  const path = /^[^?#]{0,200}/.exec(rest)?.[0] ?? '';
  if (path === '' || path === '/') return /[?#]./.test(rest) ? undefined : 'account';
  const handle = readable(path).replace(BEFORE_HANDLE, '').split('/')[0] ?? '';
  return SAMPLE_HANDLE.test(handle.toLowerCase()) ? 'name' : undefined;
}

/** Whether a sender's name is one that stands for any: "Your Company Name", "Ihre Firma", "Votre nom", "Sender name". */
export function isSampleSender(name: string): boolean {
  const label = name.trim().toLowerCase().replace(/^[[<{(]+|[\])}>]+$/g, '').replace(/\s+/g, '_');
  return SAMPLE_LABEL.test(label) || SAMPLE_SENDER.test(label);
}

export function isSampleMailbox(mailbox: string): boolean {
  return SAMPLE_MAILBOX.test(readable(mailbox).toLowerCase());
}

/** Whether a campaign's parameter still names what is to be filled in. */
export function hasSampleParameter(rest: string): boolean {
  return rest.includes('_') && [...rest.matchAll(UTM_VALUE)].some(([, value = '']) => SAMPLE_TAG.test(readable(value).replace(/[+\s]/g, '_').toLowerCase()));
}

function readable(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
