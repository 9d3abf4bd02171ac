import { sameWording } from '#rule/finding-fingerprint.js';
import { SEVERITIES, type Severity } from '#rule/finding.js';
import type { AuditedMail, AuditResult, Fault, Month, RepeatedFault, Waiver } from './audit-result.js';

export interface AuditInput {
  readonly mails: readonly AuditedMail[];
  readonly waivers: readonly Waiver[];
  readonly unread: AuditResult['unread'];
  readonly now: Date;
}

/** Mails and repeated faults that a report lists. */
const LISTED = 20;

/** Counts over all mails. Waived faults are in none of the counts but their own. */
export function summarise({ mails: audited, waivers, unread, now }: AuditInput): AuditResult {
  const judged = waivers.map((waiver) => ({ ...waiver, expired: Date.parse(`${waiver.until}T23:59:59.999Z`) < now.getTime(), faults: 0 }));
  const active = new Map(judged.filter(({ expired }) => !expired).map((waiver) => [waiver.rule, waiver]));
  const mails = audited.map((mail): AuditedMail => ({ ...mail, faults: mail.faults.filter(({ rule }) => !waived(active.get(rule) ?? active.get(`${rule.split('/')[0] ?? ''}/*`))) }));
  const faults = mails.flatMap((mail) => mail.faults);
  const fresh = faults.filter(({ known }) => !known);
  return {
    schemaVersion: 1, now: now.toISOString(), mails: mails.length,
    verdicts: { hold: 0, incomplete: 0, review: 0, send: 0, ...counted(mails, ({ verdict }) => verdict) },
    rules: byRule(mails), months: byMonth(mails), worst: worst(mails), repeated: repeated(mails),
    languages: counted(mails, ({ language }) => language ?? 'und'),
    fresh: { error: 0, warning: 0, info: 0, ...counted(fresh, ({ severity }) => severity) }, known: faults.length - fresh.length,
    waived: judged, withoutDate: mails.filter(({ date }) => date === undefined).length, unread,
  };
}

function waived(waiver: { faults: number } | undefined): boolean {
  if (waiver) waiver.faults++;
  return waiver !== undefined;
}

/** Most frequent first. */
function counted<Item>(items: readonly Item[], keyOf: (item: Item) => string): Record<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([one, m], [other, n]) => n - m || (one < other ? -1 : 1)));
}

function byRule(mails: readonly AuditedMail[]): AuditResult['rules'] {
  const rules = new Map<string, { rule: string; severity: Severity; faults: number; mails: number; new: number; example: string }>();
  for (const { faults } of mails) {
    const seen = new Set<string>();
    for (const { rule, severity, known, message } of faults) {
      const entry = rules.get(rule) ?? { rule, severity, faults: 0, mails: 0, new: 0, example: message };
      rules.set(rule, entry);
      if (SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(entry.severity)) Object.assign(entry, { severity, example: message });
      entry.faults++;
      if (!known) entry.new++;
      if (!seen.has(rule)) entry.mails++;
      seen.add(rule);
    }
  }
  return [...rules.values()].sort((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) || other.mails - one.mails || (one.rule < other.rule ? -1 : 1));
}

function byMonth(mails: readonly AuditedMail[]): readonly Month[] {
  const months = new Map<string, AuditedMail[]>();
  for (const mail of mails) {
    if (mail.date === undefined) continue;
    const month = mail.date.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), mail]);
  }
  return [...months].sort(([one], [other]) => (one < other ? -1 : 1)).map(([month, own]) => {
    const html = own.filter(({ htmlBytes }) => htmlBytes > 0);
    return { month, mails: own.length, errors: total(own, 'error'), warnings: total(own, 'warning'), htmlBytes: median(html.map(({ htmlBytes }) => htmlBytes)), images: median(html.map(({ images }) => images)) };
  });
}

function total(mails: readonly AuditedMail[], wanted: Severity): number {
  return mails.reduce((sum, { faults }) => sum + faults.filter(({ severity }) => severity === wanted).length, 0);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] ?? 0 : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

function worst(mails: readonly AuditedMail[]): AuditResult['worst'] {
  return mails
    .map(({ mail, subject, faults }) => {
      const [errors, warnings] = [faults.filter(({ severity }) => severity === 'error'), faults.filter(({ severity }) => severity === 'warning')];
      return { mail, subject, errors: errors.length, warnings: warnings.length, rules: [...new Set((errors.length > 0 ? errors : warnings).map(({ rule }) => rule))] };
    })
    .filter(({ rules }) => rules.length > 0)
    .sort((one, other) => other.errors - one.errors || other.warnings - one.warnings || (one.mail < other.mail ? -1 : 1))
    .slice(0, LISTED);
}

function repeated(mails: readonly AuditedMail[]): readonly RepeatedFault[] {
  const found = new Map<string, { fault: Fault; message: string; mails: Set<string>; dates: string[] }>();
  for (const { mail, date, faults } of mails) {
    for (const fault of faults) {
      const wording = sameWording(fault.message);
      const entry = found.get(`${fault.rule} ${wording}`) ?? { fault, message: fault.message, mails: new Set<string>(), dates: [] };
      found.set(`${fault.rule} ${wording}`, entry);
      if (entry.message !== fault.message) entry.message = wording;
      entry.mails.add(mail);
      if (date !== undefined) entry.dates.push(date);
    }
  }
  return [...found.values()]
    .filter((entry) => entry.mails.size > 1)
    .map(({ fault: { rule, severity }, message, mails: { size }, dates }) => ({ rule, severity, message, mails: size, first: dates.reduce<string | undefined>(earlier, undefined), last: dates.reduce<string | undefined>(later, undefined) }))
    .sort((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) || other.mails - one.mails || (one.message < other.message ? -1 : 1))
    .slice(0, LISTED);
}

function earlier(one: string | undefined, other: string): string {
  return one === undefined || other < one ? other : one;
}

function later(one: string | undefined, other: string): string {
  return one === undefined || other > one ? other : one;
}
