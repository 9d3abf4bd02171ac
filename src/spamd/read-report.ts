import type { SpamReport } from '#rule/rule.js';

const VERDICT = /^Spam: *(?:True|False|Yes|No) *; *(-?\d{1,6}(?:\.\d{1,3})?) *\/ *(-?\d{1,6}(?:\.\d{1,3})?)/im;
/** ` 1.7 HTML_IMAGE_ONLY_04     BODY: HTML: images with 0-400 bytes of words` */
const HIT = /^[ *]{0,4}(-?\d{1,4}(?:\.\d{1,3})?) +([A-Z][A-Z0-9_]{2,60})(?: +(.*))?$/;
/** A description that goes on. */
const MORE = /^ {10,40}(?:\[?)(\S.*)$/;

/** The answer to REPORT; undefined when it holds no verdict. A report whose wording was changed may name no rules. */
export function readReport(answer: string): Omit<SpamReport, 'composed'> | undefined {
  const [, score, threshold] = VERDICT.exec(answer) ?? [];
  if (score === undefined || threshold === undefined) return undefined;
  return { score: Number(score), threshold: Number(threshold), hits: hitsIn(answer) };
}

/** The table comes after the preview of the content, which could look like one: what counts is the last line of dashes. */
function hitsIn(answer: string): SpamReport['hits'] {
  const lines = answer.split(/\r?\n/);
  const start = lines.findLastIndex((line) => /^ ?-{3,} -{10,} -{10,}/.test(line));
  const hits: { symbol: string; points: number; description: string }[] = [];
  for (const line of start === -1 ? [] : lines.slice(start + 1)) {
    const [, points, symbol, description = ''] = HIT.exec(line) ?? [];
    const last = hits.at(-1);
    if (symbol !== undefined) hits.push({ symbol, points: Number(points), description });
    else if (last) last.description = `${last.description} ${MORE.exec(line)?.[1] ?? ''}`.trimEnd();
  }
  return hits;
}
