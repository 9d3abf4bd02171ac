import type { CampaignResult, Rejected, UnreadWords } from '#engine/result.js';
import { plain, plural } from './numbers.js';
import { oneLine } from './one-line.js';

/** Which words a column of the audience holds that no list knows, and what became of them. */
export function unreadWordsText({ table, column, count, different, words, takenFor }: UnreadWords): string {
  if (column === 'recipient_id') return `${plural(count, 'row')} of ${table}: recipient_id is an address, and no recipient has one of these for an id: ${count === 1 ? 'it counts' : 'they count'} as ${takenFor ?? 'nobody'}. Write the recipients' ids there, or give the recipients their address, in lower case, for an id`;
  const shown = words.map(({ word, count: times, meant }) => `"${word}" ${plain(times)}${meant === undefined ? '' : ` (${meant}?)`}`).join(', ');
  const what = different === 1 ? 'a word that is not known' : `${plain(different)} words that are not known`;
  return `${plain(count)} ${count === 1 ? 'entry' : 'entries'} of ${table}.${column}: ${what}, taken for ${takenFor ?? 'nothing'}: ${shown}${different > words.length ? ', ...' : ''}`;
}

/** How many rows of a table were left out, with two of them. */
export function rejectedRowsText({ table, file, rows, examples }: Rejected): string {
  return `${plural(rows, 'row')} of ${table} (${file}): ${examples.map(({ line, reason }) => `line ${String(line)} ${reason}`).slice(0, 2).join('; ')}`;
}

/** That a table's encoding was guessed, and what to do where the guess is wrong. */
export function encodingText({ table, file, encoding }: NonNullable<CampaignResult['encodings']>[number]): string {
  return `${table} was read as ${encoding}, which is a guess: if letters of names are wrong, save it as UTF-8 (${oneLine(file)})`;
}
