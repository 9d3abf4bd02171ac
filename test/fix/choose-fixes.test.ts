import { describe, expect, it } from 'vitest';
import { chooseFixes } from '#fix/choose-fixes.js';
import type { Finding } from '#rule/finding.js';

type Range = readonly [number, number];
const finding = (rule: string, ranges: readonly Range[], file = 'body.html'): Finding => ({
  rule, severity: 'info', messageId: 'm', message: 'M.', heuristic: false, suggestion: 'S.', help: '',
  ...(ranges.length > 0 && { fix: { description: 'Mend it', edits: ranges.map((range) => ({ file, range, text: 'x' })) } }),
});
const chosen = (...findings: Finding[]) => chooseFixes(findings).map(({ rule }) => rule);

describe('chooseFixes', () => {
  it('passes over findings without a fix', () => {
    expect(chosen(finding('a', []), finding('b', [[0, 1]]))).toEqual(['b']);
  });

  it('keeps the first of two that overlap, whole: a fix is made with all of its edits or not at all', () => {
    expect(chosen(finding('a', [[0, 4], [10, 14]]), finding('b', [[20, 24], [12, 16]]), finding('c', [[22, 23]]))).toEqual(['a', 'c']);
  });

  it('takes insertions at one place for an overlap', () => {
    expect(chosen(finding('a', [[5, 5]]), finding('b', [[5, 5]]))).toEqual(['a']);
  });

  it('lets fixes of different files stand beside each other', () => {
    expect(chosen(finding('a', [[5, 9]]), finding('b', [[5, 9]], 'other.html'))).toEqual(['a', 'b']);
  });
});
