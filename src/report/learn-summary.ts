import type { LearnResult } from '#schedule/learn-result.js';
import { labelledLines, type Line, type Look } from './labelled-lines.js';
import { plain, plural } from './numbers.js';
import { rejectedRowsText, unreadWordsText } from './tables-text.js';

/** What a model holds and what was read for it: for a person, in a terminal. */
export function learnSummary(result: LearnResult, look: Look): string {
  const { model, created, messages, signals, weeks, files, written, firstEvent, lastEvent, events, unused, rejected, unreadWords } = result;
  const lines: readonly Line[] = [
    ['model', `${model}: ${created ? 'made' : written === 0 ? 'as it was' : 'brought up to date'}, ${plain(written)} of ${plain(files)} files written`],
    ['holds', `${plural(messages, 'message')} and ${plural(signals, 'engagement')} of ${plural(weeks, 'week')}${firstEvent === null ? '' : `, from ${firstEvent} to ${String(lastEvent)}`}`],
    ['read', plural(events, 'event')],
    ...Object.entries(unused).map(([kind, rows]): Line => ['of no use', `${plain(rows)} ${kind}`]),
    ...rejected.map((each): Line => ['rejected', rejectedRowsText(each)]),
    ...unreadWords.map((unread): Line => ['unread', unreadWordsText(unread)]),
  ];
  return labelledLines(lines, look);
}
