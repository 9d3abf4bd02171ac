import type { CampaignResult, LintResult } from '#engine/result.js';
import { findingFingerprint } from '#rule/finding-fingerprint.js';

/** The machine format of design: exactly these fields, two-space indent, one newline at the end. */
export function reportJson(result: LintResult): string {
  const { schemaVersion, tool, now, unread } = result;
  return `${JSON.stringify({ schemaVersion, tool, now, campaigns: result.campaigns.map(campaignJson), ...(unread.length > 0 && { unread: unread.map(({ campaign, error }) => ({ campaign, message: error.message })) }) }, null, 2)}\n`;
}

function campaignJson({ campaign, manifest, verdict, lacking, counts, findings, skipped, allowed, mended, rejected, encodings, unreadWords, crashes, recipients }: CampaignResult) {
  return {
    campaign: manifest ?? campaign,
    verdict,
    ...(lacking && { lacking }),
    counts,
    findings: findings.map(({ places: _, ...finding }) => ({ ...finding, fingerprint: findingFingerprint(finding, campaign) })),
    skipped,
    allowed,
    ...(mended && { mended }),
    ...(rejected.length > 0 && { rejected }),
    ...(encodings?.length && { encodings }),
    ...(unreadWords?.length && { unreadWords }),
    ...(crashes.length > 0 && { crashes: crashes.map(({ rule, error }) => ({ rule, message: error.message })) }),
    ...(recipients && { recipients }),
  };
}
