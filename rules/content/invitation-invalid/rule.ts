import { addressParser } from 'postal-mime';
import { parse } from 'tldts';
import type { Attachment, Campaign } from '#campaign/campaign.js';
import { headersNamed, isMailing, rawValue } from '#campaign/eml/header-fields.js';
import { messagePartsOf, partOf } from '#campaign/eml/message-parts.js';
import { hostKind } from '#campaign/facts/host-kind.js';
import { senderDomains } from '#campaign/facts/link-target.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import type { Problem } from '#rule/finding.js';
import { clipped } from '#rule/format-message.js';
import { defineRule } from '#rule/rule.js';
import { timeProblems, type TimeMessageId } from './event-times.js';
import { readCalendar, unfolded, type Calendar, type Component } from './read-calendar.js';

type MessageId = 'unreadable' | 'lacks' | 'methodMissing' | 'methodDiffers' | 'mergeTag' | 'link' | 'attendees' | 'organizer' | TimeMessageId;

const CALENDAR_TYPE = /^(?:text\/calendar|application\/ics)$/i;
const METHOD_PARAMETER = /;\s*method\s*=\s*"?([\w-]{1,20})/i;
/** RFC 5546, section 3.2: methods that ask for an answer or change what was asked. */
const NEEDS_ORGANIZER: ReadonlySet<string> = new Set(['REQUEST', 'ADD', 'CANCEL']);

export default defineRule<MessageId, object>({
  id: 'content/invitation-invalid',
  severity: 'error',
  summary: 'A calendar invitation cannot be read, or says something else than the mail',
  needs: ['headers'],
  messages: {
    unreadable: 'The invitation is no whole calendar with an event in it.',
    lacks: 'The invitation has no {{what}}; calendars refuse it or lose track of it.',
    methodMissing: 'The invitation is sent without a method; mail clients show it as a file, without buttons to answer.',
    methodDiffers: 'The invitation is {{inside}}, and its Content-Type says {{declared}}; mail clients may show it as a file.',
    mergeTag: 'The invitation holds the merge tag {{tag}}, which nothing fills there any more.',
    link: 'The invitation leads to {{url}}, which no recipient can open.',
    attendees: '{{count}} addresses of others stand in the invitation, and each recipient can read them.',
    organizer: 'Answers to the invitation go to {{address}}, not to who sends the mail.',
    noTime: 'The {{name}} of the invitation, "{{value}}", is no date and no time; calendars refuse it.',
    zoneMissing: 'The time zone "{{zone}}" is used and not described (VTIMEZONE); calendars may show another hour.',
    floating: 'The event has no time zone: each calendar shows {{time}} on its own clock.',
    past: 'The event of the invitation, on {{day}}, is over when the mail goes out.',
    endsBeforeStart: 'The event of the invitation ends before it begins.',
    otherDay: 'The invitation is for {{day}}, and the mail says "{{words}}".',
    otherHour: 'The invitation is for {{time}}, and the mail says "{{words}}".',
  },
  suggestions: {
    unreadable: 'Write it anew: BEGIN:VCALENDAR to END:VCALENDAR, with a VEVENT.',
    lacks: 'Add it (RFC 5545, section 3.6.1; RFC 5546, section 3.2).',
    methodMissing: 'Write METHOD:REQUEST into the calendar, and method=REQUEST into its Content-Type.',
    methodDiffers: 'Write the same method in both places (RFC 6047, section 2.4).',
    mergeTag: 'Fill it before the mail is put together.',
    link: 'Write the address of the page or of the meeting.',
    attendees: 'Name in each invitation its own recipient.',
    organizer: 'Name an address of the sender as ORGANIZER, if the answers are to come there.',
    noTime: 'Write it as 20261203T100000Z.',
    zoneMissing: 'Add the VTIMEZONE, or write the time in UTC.',
    floating: 'Write the time in UTC, or with a TZID and its VTIMEZONE.',
    past: 'Correct the date, or leave the invitation out.',
    endsBeforeStart: 'Correct DTEND.',
    otherDay: 'Correct whichever is wrong.',
    otherHour: 'Correct whichever is wrong.',
  },
  defaultOptions: {},
  optionsSchema: {},
  async *check(campaign, _, { sendAt }) {
    const { file } = messagePartsOf(campaign);
    for (const invitation of campaign.attachments.filter(isInvitation)) {
      const part = partOf(campaign, invitation);
      const line = part && file.positionOf(part.bodyStart).line;
      const location = { part: 'header' as const, file: file.name, ...(line !== undefined && { line, endLine: line }) };
      const text = unfolded(Buffer.from(invitation.content).toString('utf8'));
      const calendar = readCalendar(text);
      const header = part && !part.isAttachment ? file.raw.slice(part.start, part.bodyStart).replace(/\r?\n[ \t]+/g, ' ') : undefined;
      for await (const problem of problemsOf(campaign, { text, calendar, header }, sendAt)) yield { ...problem, location };
    }
  },
});

function isInvitation({ mimeType, filename = '' }: Attachment): boolean {
  return CALENDAR_TYPE.test(mimeType) || /\.ics$/i.test(filename);
}

interface Invitation {
  readonly text: string;
  readonly calendar: Calendar;
  /** Of a part that is shown as an invitation, not as a file. */
  readonly header: string | undefined;
}

async function* problemsOf(campaign: Campaign, { text, calendar, header }: Invitation, sendAt: Date): AsyncIterable<Problem<MessageId>> {
  const [tag] = findTemplateTags(text);
  if (tag) yield { messageId: 'mergeTag', data: { tag: clipped(tag.raw, 60) } };
  if (!calendar.whole || (calendar.events.length === 0 && !/^BEGIN:V(?:TODO|FREEBUSY|JOURNAL)/im.test(text))) {
    yield { messageId: 'unreadable' };
    return;
  }
  if (header !== undefined) yield* methodProblems(calendar, header);
  const [event, ...others] = calendar.events;
  if (!event) return;
  const lacking = [...['UID', 'DTSTAMP', 'DTSTART'].filter((name) => !event.has(name)), ...(NEEDS_ORGANIZER.has(calendar.method ?? '') && !event.has('ORGANIZER') ? ['ORGANIZER'] : [])];
  if (lacking.length > 0) yield { messageId: 'lacks', data: { what: lacking.join(', ') } };
  yield* linkProblems(text, campaign);
  yield* peopleProblems(event, campaign);
  if (others.length === 0) yield* timeProblems(event, calendar, campaign, sendAt);
}

function* methodProblems({ method }: Calendar, header: string): Iterable<Problem<MessageId>> {
  const declared = METHOD_PARAMETER.exec(header)?.[1]?.toUpperCase();
  if (declared === undefined || method === undefined) yield { messageId: 'methodMissing', severity: 'warning' };
  else if (declared !== method) yield { messageId: 'methodDiffers', severity: 'warning', data: { inside: method, declared } };
}

function* linkProblems(text: string, campaign: Campaign): Iterable<Problem<MessageId>> {
  const own = senderDomains(campaign);
  for (const [url, host = ''] of text.matchAll(/https?:\/\/([^\s/:\\,;"<>?#]{1,253})[^\s\\,;"<>]{0,300}/gi)) {
    const kind = hostKind(host.toLowerCase(), parse(host).domain ?? undefined, own);
    if (kind !== 'exampleHost' && kind !== 'privateHost') continue;
    yield { messageId: 'link', data: { url: clipped(url, 80) } };
    return;
  }
}

/** Whose addresses stand in it: in a mailing, of people who do not know each other. */
function* peopleProblems(event: Component, campaign: Campaign): Iterable<Problem<MessageId>> {
  const own = senderDomains(campaign);
  const addressed = new Set([...headersNamed(campaign, 'to'), ...headersNamed(campaign, 'cc')].flatMap((header) => addressParser(rawValue(campaign, header), { flatten: true })).map(({ address }) => address?.toLowerCase()));
  const isOwn = (address: string) => own.has(parse(address.slice(address.lastIndexOf('@') + 1)).domain ?? '');
  const strangers = (event.get('ATTENDEE') ?? []).flatMap(({ value }) => addressIn(value) ?? []).filter((address) => !addressed.has(address) && !isOwn(address));
  if (isMailing(campaign) && addressed.size > 0 && strangers.length > 0) yield { messageId: 'attendees', data: { count: strangers.length } };
  const organizer = addressIn(event.get('ORGANIZER')?.[0]?.value ?? '');
  if (organizer !== undefined && own.size > 0 && !isOwn(organizer)) yield { messageId: 'organizer', severity: 'info', data: { address: organizer } };
}

function addressIn(value: string): string | undefined {
  return /^\s*mailto:\s*([^\s?]+@[^\s?]+)/i.exec(value)?.[1]?.toLowerCase();
}
