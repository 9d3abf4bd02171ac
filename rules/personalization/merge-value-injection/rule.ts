import { anyField } from '#audience/merge-field.js';
import { printedColumns, fieldKind } from '#campaign/merge/printed-fields.js';
import { defineAudienceRule, sql, type AudienceCase } from '#rule/rule.js';
import data from './data.json' with { type: 'json' };

type MessageId = 'address' | 'markup' | 'lineBreak' | 'hiddenCharacters' | 'formula' | 'advert' | 'tooLong' | 'emoji';

/** Fields that people type and mails print. */
const KINDS = ['first_name', 'last_name', 'full_name', 'salutation', 'company', 'job_title', 'city'];

/** Firms and titles are written "Booking.com" and "@home": there a bare domain or sign is a name. */
const NAME_KINDS: readonly (string | undefined)[] = ['first_name', 'last_name', 'full_name', 'salutation'];

/** These run in RE2, in linear time whatever repeats: there a bound as in {2,60} is sixty copies of the pattern, to compile in each run. */
const URL = String.raw`(?i)https?://|\bwww\.|(?:^|\s)[a-z0-9-]+\.[a-z]{2,10}/`;
const DOMAIN = `(?i)(?:^|[^\\p{L}\\p{N}.@])[\\p{L}\\p{N}-]{2,}\\.(?:${data.topLevelDomains.join('|')})(?:$|[^\\p{L}\\p{N}])`;
const MARKUP = String.raw`(?i)<\s*/?\s*[a-z!][^<>]*>|<\s*(?:script|img|a|iframe|svg)\b|\{\{|\{%|<%|\$\{|#\{|\*\||%%[a-z=\[]|javascript:|data:text/html|["']\s*on[a-z]{3,}\s*=`;
const FORMULA = String.raw`^\s*(?:=\s*[^=\s]|[+@]\s*[A-Za-z(]|-\s*[A-Za-z]+\()`;
/** Controls besides tab and line breaks; marks that turn the direction of what follows; tags of invisible letters. */
const HIDDEN = '[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F\u202A-\u202E\u2066-\u2069\u{E0000}-\u{E007F}]';
const EMOJI = '[\u{1F300}-\u{1FAFF}\u{2600}-\u{27BF}]';
const MONEY = `(?i)(?:^|[^\\p{L}])(?:${data.adverts.join('|')})(?:$|[^\\p{L}])|[$€£₿]\\s?\\d{2,}|\\d{2,}\\s?[$€£₿]`;

export default defineAudienceRule<MessageId, { maxLength: number; maxEmoji: number }>({
  id: 'personalization/merge-value-injection',
  severity: 'error',
  summary: 'A value that the mail prints holds a link, code or an advert',
  needs: ['recipients'],
  messages: {
    address: '{{count}} of {{of}} recipients have a web address in a field that the mail prints ({{fields}}).',
    markup: '{{count}} of {{of}} recipients have HTML or a template tag in a field that the mail prints ({{fields}}).',
    lineBreak: '{{count}} of {{of}} recipients have a line break in a field that the subject or the sender prints ({{fields}}).',
    hiddenCharacters: '{{count}} of {{of}} recipients have control characters, or characters that turn the direction of the text, in a field that the mail prints ({{fields}}).',
    formula: '{{count}} of {{of}} recipients have a spreadsheet formula in a field that the mail prints ({{fields}}).',
    advert: '{{count}} of {{of}} recipients have an amount of money or an advert in a field that the mail prints ({{fields}}).',
    tooLong: '{{count}} of {{of}} recipients have a name of more than {{max}} characters ({{fields}}).',
    emoji: '{{count}} of {{of}} recipients have more than {{max}} emoji in a name ({{fields}}).',
  },
  suggestions: {
    address: 'Take the rows out, refuse addresses in the form, and encode values when they are printed.',
    markup: 'Take the rows out, refuse such values in the form, and encode values when they are printed.',
    lineBreak: 'Take line breaks out of the values: in a header they start another header.',
    hiddenCharacters: 'Take the characters out of the values.',
    formula: 'Empty the values: whoever opens an export runs them.',
    advert: 'Take the rows out: sign-up forms are used to send adverts to strangers.',
    tooLong: 'Look at the values, and limit the field in the form.',
    emoji: 'Look at the values, and clean those that are no names.',
  },
  defaultOptions: { maxLength: 60, maxEmoji: 3 },
  optionsSchema: { maxLength: { type: 'integer', minimum: 1 }, maxEmoji: { type: 'integer', minimum: 0 } },
  cases(campaign, { maxLength, maxEmoji }, { mergeFields }) {
    const fields = printedColumns(campaign, mergeFields?.names ?? [], KINDS);
    const names = fields.filter((name) => NAME_KINDS.includes(fieldKind(name)));
    const matching = (columns: readonly string[], pattern: string) => anyField(columns, (cell) => sql`regexp_matches(${cell}, ${pattern})`);
    const all = { fields: fields.join(', ') };
    const ofNames = { fields: names.join(', ') };
    const cases: AudienceCase<MessageId>[] = [
      { messageId: 'markup', where: matching(fields, MARKUP), data: all },
      { messageId: 'address', where: sql`${matching(fields, URL)} OR ${matching(names, DOMAIN)}`, data: all },
      { messageId: 'lineBreak', where: matching(fields, '[\\r\\n]'), data: all },
      { messageId: 'hiddenCharacters', where: matching(fields, HIDDEN), data: all },
      { messageId: 'formula', where: matching(names, FORMULA), data: ofNames },
      { messageId: 'advert', where: matching(names, MONEY), heuristic: true, data: ofNames },
      { messageId: 'tooLong', where: anyField(names, (cell) => sql`length(${cell}) > ${maxLength}`), severity: 'warning', data: { ...ofNames, max: maxLength } },
      { messageId: 'emoji', where: anyField(names, (cell) => sql`len(regexp_extract_all(${cell}, ${EMOJI})) > ${maxEmoji}`), severity: 'warning', data: { ...ofNames, max: maxEmoji } },
    ];
    return fields.length === 0 ? [] : cases;
  },
});
