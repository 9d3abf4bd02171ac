import type { CampaignResult, LintResult, UnreadCampaign } from '#engine/result.js';
import type { Finding } from '#rule/finding.js';
import { placeOf } from './place.js';

/**
 * JUnit XML as CI systems read it: a suite a campaign, a case a finding (errors fail; warnings and infos pass and are in the
 * case's output), a skipped case for each rule that lacked its input. A campaign that could not be read is a suite with one error.
 */
export function reportJunit(result: LintResult): string {
  const suites = [...result.campaigns.map(suiteOf), ...result.unread.map(unreadSuite)].join('');
  const total = (pick: (campaign: CampaignResult) => number) => result.campaigns.reduce((sum, campaign) => sum + pick(campaign), 0);
  const tests = total(testsOf) + result.unread.length;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="presend" tests="${tests}" failures="${total(({ counts }) => counts.error)}" errors="${total(({ crashes }) => crashes.length) + result.unread.length}">\n${suites}</testsuites>\n`;
}

function testsOf({ findings, skipped, crashes, counts }: CampaignResult): number {
  return findings.length + skipped.length + crashes.length + (counts.passed > 0 ? 1 : 0);
}

function suiteOf(result: CampaignResult): string {
  const { campaign, counts, findings, skipped, crashes } = result;
  const name = escape(campaign);
  const cases = [
    ...findings.map((finding) => caseOf(finding, name)),
    ...skipped.map(({ rule, needs, because }) => `    <testcase classname="${name}" name="${escape(rule)}"><skipped message="${escape(because ?? `needs ${needs.join(', ')}`)}"/></testcase>\n`),
    ...crashes.map(({ rule, error }) => `    <testcase classname="${name}" name="${escape(rule)}"><error message="${escape(error.message)}"/></testcase>\n`),
    ...(counts.passed > 0 ? [`    <testcase classname="${name}" name="${counts.passed} rules passed"/>\n`] : []),
  ];
  return `  <testsuite name="${name}" tests="${testsOf(result)}" failures="${counts.error}" errors="${crashes.length}" skipped="${skipped.length}">\n${cases.join('')}  </testsuite>\n`;
}

function unreadSuite({ campaign, error }: UnreadCampaign): string {
  const name = escape(campaign);
  return `  <testsuite name="${name}" tests="1" failures="0" errors="1" skipped="0">\n    <testcase classname="${name}" name="could be read"><error message="${escape(error.message)}"/></testcase>\n  </testsuite>\n`;
}

function caseOf(finding: Finding, campaign: string): string {
  const place = placeOf(finding.location);
  const text = escape(`${place === '' ? '' : `${place}: `}${finding.message}\n${finding.suggestion}`);
  const body = finding.severity === 'error' ? `<failure type="${escape(finding.messageId)}" message="${escape(finding.message)}">${text}</failure>` : `<system-out>${finding.severity}: ${text}</system-out>`;
  return `    <testcase classname="${campaign}" name="${escape(`${finding.rule}${place === '' ? '' : ` ${place}`}`)}">${body}</testcase>\n`;
}

/** XML text and attribute values; characters that XML 1.0 forbids become U+FFFD. */
function escape(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '�')
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
