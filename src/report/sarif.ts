import type { ArtifactChange, Fix as SarifFix, Location as SarifLocation, Log, ReportingDescriptor, Result } from 'sarif';
import { positionsIn, spanOf } from '#campaign/positions.js';
import type { CampaignResult, LintResult } from '#engine/result.js';
import { findingFingerprint } from '#rule/finding-fingerprint.js';
import type { Finding, Fix, Severity } from '#rule/finding.js';
import { ruleIdsOf } from './rule-ids.js';

const LEVELS: Record<Severity, 'error' | 'warning' | 'note'> = { error: 'error', warning: 'warning', info: 'note' };

/** SARIF 2.1.0, one run; GitHub code scanning shows each finding at its line. Columns count UTF-16 units, as ours do. */
export function reportSarif(result: LintResult): string {
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'presend', version: result.tool.version, rules: ruleIdsOf(result).map(descriptorOf) } },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: isComplete(result), endTimeUtc: result.now, toolExecutionNotifications: [...result.campaigns.flatMap(notificationsOf), ...result.unread.map(({ error }) => ({ level: 'error' as const, message: { text: error.message } }))] }],
        results: unique(result.campaigns.flatMap((campaign) => campaign.findings.map((finding) => resultOf(finding, campaign)))),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** What is wrong in a file that many templates include is one result. */
function unique(results: readonly Result[]): Result[] {
  return [...new Map(results.map((result) => [JSON.stringify(result), result])).values()];
}

function isComplete({ campaigns, unread }: LintResult): boolean {
  return unread.length === 0 && campaigns.every(({ crashes }) => crashes.length === 0);
}

function descriptorOf(id: string): ReportingDescriptor {
  return { id, name: id.replaceAll(/(?:^|[/-])(\w)/g, (_, letter: string) => letter.toUpperCase()), help: { text: `presend explain ${id}` } };
}

function resultOf(finding: Finding, { campaign, sources }: CampaignResult): Result {
  return {
    ruleId: finding.rule,
    level: LEVELS[finding.severity],
    message: { text: `${finding.message} ${finding.suggestion}` },
    locations: [locationOf(finding, campaign)],
    ...(finding.fix && { fixes: [sarifFix(finding.fix, sources)] }),
    // One finding keeps its identity when lines above it move.
    partialFingerprints: { 'presend/v2': findingFingerprint(finding, campaign) },
    properties: { messageId: finding.messageId, heuristic: finding.heuristic, ...(finding.recipients && { recipients: finding.recipients.count, of: finding.recipients.of }) },
  };
}

/** A finding without a line stands at the campaign itself: code scanning wants a place for each. */
function locationOf({ location }: Finding, campaign: string): SarifLocation {
  const artifactLocation = { uri: uriOf(location?.file ?? (campaign === '-' ? 'stdin' : campaign)) };
  if (location?.line === undefined) return { physicalLocation: { artifactLocation } };
  const { line, column, endLine, endColumn } = location;
  const region = {
    startLine: line,
    ...(column !== undefined && { startColumn: column }),
    ...(endLine !== undefined && { endLine }),
    ...(endColumn !== undefined && { endColumn }),
  };
  return { physicalLocation: { artifactLocation, region } };
}

function sarifFix({ description, edits }: Fix, sources: CampaignResult['sources']): SarifFix {
  const changeOf = (file: string): ArtifactChange => {
    const positionOf = positionsIn(sources.get(file) ?? '');
    const replacements = edits.filter((edit) => edit.file === file).map(({ range, text }) => {
      const { line, column, endLine, endColumn } = spanOf(positionOf(range[0]), positionOf(range[1]));
      return { deletedRegion: { startLine: line, startColumn: column, endLine, endColumn }, insertedContent: { text } };
    });
    return { artifactLocation: { uri: uriOf(file) }, replacements };
  };
  return { description: { text: `${description}.` }, artifactChanges: [...new Set(edits.map(({ file }) => file))].map(changeOf) };
}

/** Relative paths stay relative, to whatever the reader takes for the root; absolute ones are file URIs (SARIF 2.1.0, 3.4.3). */
function uriOf(path: string): string {
  const forward = path.replaceAll('\\', '/').replace(/^\.\//, '');
  const [, drive = '', rest = forward] = /^([A-Za-z]:)(\/.*)$/.exec(forward) ?? [];
  const encoded = rest.split('/').map(encodeURIComponent).join('/');
  if (drive !== '') return `file:///${drive}${encoded}`;
  return encoded.startsWith('/') ? `file://${encoded}` : encoded;
}

/** Rules that could not run: said, not silently passed. */
function notificationsOf({ campaign, skipped, crashes }: CampaignResult) {
  return [
    ...skipped.map(({ rule, needs, because }) => ({ level: 'note' as const, message: { text: `${campaign}: ${rule} was skipped: ${because ?? `needs ${needs.join(', ')}`}` } })),
    ...crashes.map(({ error }) => ({ level: 'error' as const, message: { text: `${campaign}: ${error.message}` } })),
  ];
}
