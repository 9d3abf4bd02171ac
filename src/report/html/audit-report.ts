import type { AuditResult } from '#audit/audit-result.js';
import { kilobytes, plain, plural, short } from '../numbers.js';
import { bars, columns, shareBar } from './charts.js';
import { markup, type Markup } from './markup.js';
import { page } from './page.js';

const DATE = /^\d{4}-\d\d-\d\d$/;

/** The audit of a year of mail, for a client: one file, see `page`. */
export function reportAuditHtml(result: AuditResult, version: string): string {
  const { mails, verdicts, fresh, known, now } = result;
  const body = markup`<section class="summary plain"><div class="verdict">Audit</div><h1>${plural(mails, 'mail')}, ${plain(verdicts.hold)} that should have been held</h1>
<ul class="figures">${([['errors', fresh.error], ['warnings', fresh.warning], ['notes', fresh.info], ['known before', known], ['could not be read', result.unread.length]] as const).map(([label, value]) => markup`<li><b>${plain(value)}</b><span>${label}</span></li>`)}</ul>
${shareBar('Verdicts', [{ label: 'hold', value: verdicts.hold, tone: '--error' }, { label: 'review', value: verdicts.review, tone: '--warning' }, { label: 'incomplete', value: verdicts.incomplete, tone: '--quiet' }, { label: 'send', value: verdicts.send, tone: '--good' }])}</section>
${trends(result)}
<h2>By rule</h2>${table(['Rule', 'Severity', 'For example', 'Mails', 'Faults', 'New'], result.rules.map(({ rule, severity, example, mails: own, faults, new: fresher }) => [rule, severity, example, own, faults, fresher]))}
${result.repeated.length > 0 && markup`<h2>The same fault again and again</h2><p>One mend in the template or the list most often mends them all.</p>${table(['Fault', 'Rule', 'Mails', 'First', 'Last'], result.repeated.map(({ rule, message, mails: own, first, last }) => [message, rule, own, day(first), day(last)]))}`}
${result.worst.length > 0 && markup`<h2>Worst mails</h2>${table(['Mail', 'Subject', 'What', 'Errors', 'Warnings'], result.worst.map(({ mail, subject, rules, errors, warnings }) => [mail, subject ?? '', rules.join(', '), errors, warnings]))}`}
<h2>Languages</h2>${bars('Languages', Object.entries(result.languages).map(([language, value]) => ({ label: language === 'und' ? 'too little text to tell' : language, value })))}
${waivers(result)}
${result.unread.length > 0 && markup`<h2>Could not be read</h2><ul>${result.unread.map(({ message }) => markup`<li>${message}</li>`)}</ul>`}`;
  return page({ title: 'Audit – Presend', kind: 'Audit', body, footer: `Presend ${version}, ${now.slice(0, 10)}. Legal notes are not legal advice.` });
}

function trends({ months, withoutDate }: AuditResult): Markup {
  const series = (title: string, value: (month: AuditResult['months'][number]) => number, text = plain, tone?: string): Markup => markup`<h3 class="chart-title">${title}</h3>${columns(title, months.map((month) => ({ label: month.month, value: value(month) })), tone, text)}`;
  return markup`${months.length > 1 && markup`<h2>Over time</h2>${series('Mails a month', ({ mails }) => mails)}${series('Errors in 100 mails', ({ errors, mails }) => (100 * errors) / mails, short, '--error')}${series('Median size of the HTML', ({ htmlBytes }) => htmlBytes, kilobytes)}${series('Median number of images', ({ images }) => images, short)}`}
${withoutDate > 0 && markup`<p class="note">${plural(withoutDate, 'mail')} without a date ${withoutDate === 1 ? 'is' : 'are'} not in the trend.</p>`}`;
}

function waivers({ waived }: AuditResult): Markup | undefined {
  if (waived.length === 0) return undefined;
  return markup`<h2>Waived</h2><ul>${waived.map(({ rule, reason, until, faults, expired }) => markup`<li><code>${rule}</code> ${expired ? markup`<b class="error" style="color:var(--tone)">expired on ${until}, waives nothing</b>` : `${plain(faults)} until ${until}`}: ${reason}</li>`)}</ul>`;
}

function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): Markup {
  const numeric = (column: number): boolean => typeof rows[0]?.[column] === 'number';
  return markup`<div class="scroll" tabindex="0"><table class="wide"><thead><tr>${heads.map((head, column) => markup`<th ${numeric(column) && markup`class="number"`}>${head}</th>`)}</tr></thead><tbody>${rows.map((cells) => markup`<tr>${cells.map((cell) => (typeof cell === 'number' ? markup`<td class="number">${plain(cell)}</td>` : markup`<td ${DATE.test(cell) && markup`class="date"`}>${cell}</td>`))}</tr>`)}</tbody></table></div>`;
}

function day(instant: string | undefined): string {
  return instant?.slice(0, 10) ?? '';
}
