import type { CampaignResult, LintResult } from '#engine/result.js';

/** How each audience was scanned: the statement, what is bound in it, and the engine's plan. */
export function reportScan(result: LintResult): string {
  return result.campaigns.map(scanText).join('\n');
}

/** The same as JSON; `scan` is null where no audience was given. */
export function reportScanJson({ schemaVersion, tool, now, campaigns }: LintResult): string {
  return `${JSON.stringify({ schemaVersion, tool, now, campaigns: campaigns.map(({ campaign, plan }) => ({ campaign, scan: plan ?? null })) }, null, 2)}\n`;
}

function scanText({ campaign, plan }: CampaignResult): string {
  if (plan === undefined) return `${campaign}\n\n  No audience was given, so that nothing was scanned.\n`;
  const values = plan.parameters.map((value, index) => `  $${String(index + 1)} = ${JSON.stringify(value)}`);
  return `${campaign}\n\n${plan.statement.trim()}\n\n${values.join('\n')}\n\n${plan.plan}\n`;
}
