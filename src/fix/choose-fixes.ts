import type { Edit } from '#campaign/location.js';
import type { Finding, Fix } from '#rule/finding.js';

export interface FixableFinding extends Finding {
  readonly fix: Fix;
}

/** The findings whose fixes can be made together, first come first served. A fix that overlaps or touches one before it is left for another pass. */
export function chooseFixes(findings: readonly Finding[]): readonly FixableFinding[] {
  const taken: Edit[] = [];
  const chosen: FixableFinding[] = [];
  for (const finding of findings) {
    if (!isFixable(finding) || finding.fix.edits.some((edit) => taken.some((other) => touches(edit, other)))) continue;
    for (const edit of finding.fix.edits) taken.push(edit);
    chosen.push(finding);
  }
  return chosen;
}

function isFixable(finding: Finding): finding is FixableFinding {
  return finding.fix !== undefined;
}

function touches(a: Edit, b: Edit): boolean {
  return a.file === b.file && a.range[0] <= b.range[1] && b.range[0] <= a.range[1];
}
