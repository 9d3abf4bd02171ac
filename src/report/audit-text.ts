import pc from 'picocolors';
import type { AuditResult } from '#audit/audit-result.js';
import { plain } from './numbers.js';
import { oneLine } from './one-line.js';

const LISTED = 10;

/** The audit that a person reads in a terminal: counts first, then what to mend first. */
export function reportAuditText(result: AuditResult, { color }: { readonly color: boolean }): string {
  const colors = pc.createColors(color);
  const { mails, verdicts, fresh, known, unread, withoutDate } = result;
  const head = (text: string): string => `\n${colors.bold(text)}`;
  return `${[
    colors.bold(`${plain(mails)} mails: ${plain(verdicts.hold)} to hold, ${plain(verdicts.review)} to review, ${plain(verdicts.send + verdicts.incomplete)} fine`),
    `${plain(fresh.error)} errors, ${plain(fresh.warning)} warnings, ${plain(fresh.info)} notes${known > 0 ? `; ${plain(known)} more that the baseline knows` : ''}`,
    ...section(head('By rule (mails, faults)'), result.rules.map(({ rule, severity, mails: own, faults, new: fresher }) => `  ${severity.padEnd(8)} ${plain(own).padStart(6)} ${plain(faults).padStart(7)}  ${rule}${known > 0 && fresher > 0 ? ` (${plain(fresher)} new)` : ''}`)),
    ...section(head('Over time (mails, errors, warnings a mail; median HTML size, images)'), result.months.map(({ month, mails: own, errors, warnings, htmlBytes, images }) => `  ${month} ${plain(own).padStart(6)} ${(errors / own).toFixed(2).padStart(7)} ${(warnings / own).toFixed(2).padStart(7)} ${kilobytes(htmlBytes).padStart(10)} ${images.toFixed(0).padStart(5)}`)),
    ...section(head('The same fault again and again'), result.repeated.slice(0, LISTED).map(({ rule, mails: own, message }) => `  ${plain(own).padStart(5)} mails  ${rule}: ${shortened(message)}`)),
    ...section(head('Worst mails'), result.worst.slice(0, LISTED).map(({ mail, errors, warnings }) => `  ${String(errors).padStart(3)} errors ${String(warnings).padStart(3)} warnings  ${oneLine(mail)}`)),
    ...section(head('Languages'), [`  ${Object.entries(result.languages).map(([language, count]) => `${language === 'und' ? 'too little text' : language} ${plain(count)}`).join(', ')}`]),
    ...section(head('Waived'), result.waived.map(({ rule, reason, until, faults, expired }) => `  ${rule}: ${expired ? colors.red(`expired on ${until}, waives nothing`) : `${plain(faults)} until ${until}`} (${reason})`)),
    ...(withoutDate > 0 ? [`\n${plain(withoutDate)} mails have no date and are not in the trend.`] : []),
    ...section(head(`${plain(unread.length)} could not be read`), unread.map(({ message }) => `  ${oneLine(message)}`)),
  ].join('\n')}\n`;
}

function section(head: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [head, ...lines];
}

function shortened(text: string): string {
  return text.length <= 96 ? text : `${text.slice(0, 95)}…`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
