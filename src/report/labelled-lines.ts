import pc from 'picocolors';
import { withoutCommands } from './printable.js';
import { readableWidth, wrap } from './wrap.js';

/** What is said, under a label that stands once over several lines of the same. */
export type Line = readonly [label: string, text: string];

/** How a summary is shown: in colour or not, and in how many columns. */
export interface Look {
  readonly color: boolean;
  readonly width: number;
}

/** Columns that a label takes, unless a summary has shorter ones. */
const LABEL_WIDTH = 14;

/** A summary in a terminal: labels on the left, texts broken at spaces beside them. A text keeps its indent and its dash. */
export function labelledLines(lines: readonly Line[], { color, width }: Look, labelWidth = LABEL_WIDTH): string {
  const { bold } = pc.createColors(color);
  const shown = lines.flatMap(([label, text], index) => {
    const lead = /^ *(?:- )?/.exec(text)?.[0] ?? '';
    const shownLabel = lines[index - 1]?.[0] === label ? '' : label;
    const head = bold(shownLabel.padEnd(labelWidth));
    const parts = wrap(text.slice(lead.length), readableWidth(width) - labelWidth - lead.length);
    if (parts.length === 0 && shownLabel !== '') return [`${bold(shownLabel)}\n`];
    return parts.map((part, at) => `${at === 0 ? `${head}${lead}` : ' '.repeat(labelWidth + lead.length)}${part}\n`);
  });
  return withoutCommands(shown.join(''));
}
