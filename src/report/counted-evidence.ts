import type { Finding } from '#rule/finding.js';
import { plain } from './numbers.js';

/** Of the evidence, what is counted by value: `contact lifecycle`, `former_customer (3), customer (1)`. */
export function countedEvidence(evidence: Finding['evidence'] = {}): readonly { readonly column: string; readonly values: string }[] {
  return Object.entries(evidence)
    .filter((entry): entry is [string, Readonly<Record<string, string | number>>] => typeof entry[1] === 'object' && entry[1] !== null && !Array.isArray(entry[1]))
    .map(([column, values]) => ({ column: column.replaceAll('_', ' '), values: Object.entries(values).map(([value, times]) => `${value} (${typeof times === 'number' ? plain(times) : times})`).join(', ') }));
}
