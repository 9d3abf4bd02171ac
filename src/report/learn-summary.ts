import pc from 'picocolors';
import type { LearnResult } from '#schedule/learn-result.js';
import { plain } from './numbers.js';
import { unreadWordsText } from './tables-text.js';

type Line = readonly [label: string, text: string];

/** What a model holds and what was read for it: for a person, in a terminal. */
export function learnSummary(result: LearnResult, { color }: { readonly color: boolean }): string {
  const { model, created, messages, signals, weeks, files, written, firstEvent, lastEvent, events, unused, rejected, unreadWords } = result;
  const colors = pc.createColors(color);
  const lines: readonly Line[] = [
    ['model', `${model}: ${created ? 'made' : written === 0 ? 'as it was' : 'brought up to date'}, ${plain(written)} of ${plain(files)} files written`],
    ['holds', `${plain(messages)} messages and ${plain(signals)} engagements of ${plain(weeks)} weeks${firstEvent === null ? '' : `, from ${firstEvent} to ${String(lastEvent)}`}`],
    ['read', `${plain(events)} events`],
    ...Object.entries(unused).map(([kind, rows]): Line => ['of no use', `${plain(rows)} ${kind}`]),
    ...rejected.map(({ table, file, rows, examples }): Line => ['rejected', `${plain(rows)} rows of ${table} (${file}): ${examples.map(({ line, reason }) => `line ${String(line)} ${reason}`).slice(0, 2).join('; ')}`]),
    ...unreadWords.map((unread): Line => ['unread', unreadWordsText(unread)]),
  ];
  return lines.map(([label, text]) => `${colors.bold(label.padEnd(14))}${text}\n`).join('');
}
