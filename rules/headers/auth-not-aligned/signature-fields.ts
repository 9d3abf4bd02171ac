import type { Campaign, Header } from '#campaign/campaign.js';
import { headersNamed, messageDate, parametersOf } from '#campaign/eml/header-fields.js';
import type { Problem } from '#rule/finding.js';

export type FieldMessageId = 'dkimIncomplete' | 'dkimUncovered' | 'dkimHash' | 'dkimLength' | 'dkimExpired';

/** RFC 6376, section 3.5: tags without which a signature is invalid. */
const REQUIRED = ['v', 'a', 'b', 'bh', 'd', 'h', 's'] as const;

/** What the DKIM-Signature fields of a message say of themselves, whether or not anybody verifies them. One problem a kind. */
export function* fieldProblems(campaign: Campaign): Iterable<Problem<FieldMessageId>> {
  const seen = new Set<FieldMessageId>();
  for (const header of headersNamed(campaign, 'dkim-signature')) {
    for (const problem of problemsIn(header, campaign)) {
      if (!seen.has(problem.messageId)) yield problem;
      seen.add(problem.messageId);
    }
  }
}

function* problemsIn({ value, location }: Header, campaign: Campaign): Iterable<Problem<FieldMessageId>> {
  const tags = parametersOf(value);
  const domain = tags.get('d') ?? '';
  const missing = REQUIRED.filter((tag) => (tags.get(tag) ?? '') === '');
  if (missing.length > 0) yield { messageId: 'dkimIncomplete', severity: 'warning', data: { domain, tags: missing.map((tag) => `${tag}=`).join(', ') }, location };
  const covered = new Set((tags.get('h') ?? '').toLowerCase().split(':').map((name) => name.trim()));
  if (tags.has('h') && !covered.has('from')) yield { messageId: 'dkimUncovered', data: { domain, field: 'From' }, location };
  else if (tags.has('h') && !covered.has('subject') && headersNamed(campaign, 'subject').length > 0) yield { messageId: 'dkimUncovered', severity: 'warning', data: { domain, field: 'Subject' }, location };
  if (/-sha1$/i.test(tags.get('a') ?? '')) yield { messageId: 'dkimHash', severity: 'warning', data: { domain }, location };
  const length = tags.get('l');
  if (length !== undefined) yield { messageId: 'dkimLength', severity: 'warning', data: { domain, length }, location };
  if (endsBeforeItBegins(tags, campaign)) yield { messageId: 'dkimExpired', severity: 'warning', data: { domain }, location };
}

/** Against when it was signed or sent: of a mail that is kept a signature may well have run out. */
function endsBeforeItBegins(tags: ReadonlyMap<string, string>, campaign: Campaign): boolean {
  const sent = (messageDate(campaign)?.getTime() ?? Number.NaN) / 1000;
  const end = Number(tags.get('x') ?? Infinity);
  return [Number(tags.get('t') ?? Number.NaN), sent].some((second) => end <= second);
}
