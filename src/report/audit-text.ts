import pc from 'picocolors';
import type { AuditResult } from '#audit/audit-result.js';
import type { Look } from './labelled-lines.js';
import { kilobytes, plain, plural } from './numbers.js';
import { oneLine } from './one-line.js';
import { readableWidth, wrap } from './wrap.js';

const LISTED = 10;
/** Rules that are named of one mail. */
const NAMED = 4;

/** The audit that a person reads in a terminal: counts first, then what to mend first. */
export function reportAuditText(result: AuditResult, { color, width }: Look): string {
  const colors = pc.createColors(color);
  const { mails, verdicts, fresh, known, unread, withoutDate } = result;
  const columns = readableWidth(width);
  const head = (text: string): string => `\n${colors.bold(text)}`;
  return `${[
    colors.bold(`${plural(mails, 'mail')}: ${plain(verdicts.hold)} to hold, ${plain(verdicts.review)} to review, ${plain(verdicts.send + verdicts.incomplete)} fine`),
    `${plural(fresh.error, 'error')}, ${plural(fresh.warning, 'warning')}, ${plural(fresh.info, 'note')}${known > 0 ? `; ${plain(known)} more that the baseline knows` : ''}`,
    ...section(head('By rule (mails, faults)'), result.rules.map(({ rule, severity, mails: own, faults, new: fresher }) => `  ${severity.padEnd(8)} ${plain(own).padStart(6)} ${plain(faults).padStart(7)}  ${rule}${known > 0 && fresher > 0 ? ` (${plain(fresher)} new)` : ''}`)),
    ...section(head('Over time (mails, errors, warnings a mail; median HTML size, images)'), result.months.map(({ month, mails: own, errors, warnings, htmlBytes, images }) => `  ${month} ${plain(own).padStart(6)} ${(errors / own).toFixed(2).padStart(7)} ${(warnings / own).toFixed(2).padStart(7)} ${kilobytes(htmlBytes).padStart(10)} ${images.toFixed(0).padStart(5)}`)),
    ...section(head('The same fault again and again'), result.repeated.slice(0, LISTED).flatMap(({ rule, mails: own, message }) => [`  ${plain(own).padStart(5)} mails  ${rule}`, ...hanging(shortened(message), columns, 15)])),
    ...section(head('Worst mails'), result.worst.slice(0, LISTED).flatMap(({ mail, errors, warnings, rules }) => [`  ${oneLine(mail)}: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}`, ...hanging(namedRules(rules), columns, 8)])),
    ...section(head('Languages'), [...hanging(Object.entries(result.languages).map(([language, count]) => `${language === 'und' ? 'too little text' : language} ${plain(count)}`).join(', '), columns)]),
    ...section(head('Waived'), result.waived.flatMap(({ rule, reason, until, faults, expired }) => hanging(`${rule}: ${expired ? `expired on ${until}, waives nothing` : `${plain(faults)} until ${until}`} (${reason})`, columns).map((line) => (expired ? colors.red(line) : line)))),
    ...(withoutDate > 0 ? [`\n${plural(withoutDate, 'mail')} without a date ${withoutDate === 1 ? 'is' : 'are'} not in the trend.`] : []),
    ...section(head(`${plain(unread.length)} could not be read`), unread.flatMap(({ message }) => hanging(message, columns))),
  ].join('\n')}\n`;
}

function section(head: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [head, ...lines];
}

function shortened(text: string): string {
  const line = oneLine(text);
  return line.length <= 96 ? line : `${line.slice(0, 95)}…`;
}

/** Broken into lines of the terminal, all indented. */
function hanging(text: string, width: number, indent = 2): readonly string[] {
  return wrap(text, width - indent).map((line) => `${' '.repeat(indent)}${line}`);
}

function namedRules(rules: readonly string[]): string {
  return rules.length <= NAMED ? rules.join(', ') : `${rules.slice(0, NAMED).join(', ')} and ${plain(rules.length - NAMED)} more`;
}
