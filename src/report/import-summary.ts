import type { ImportedFile, ImportResult, Loss } from '#importers/import-result.js';
import { labelledLines, type Line, type Look } from './labelled-lines.js';
import { plain } from './numbers.js';
import { oneLine } from './one-line.js';

/** No label is longer. */
const LABEL_WIDTH = 10;

/** What was read, what was written, and all that was not: for a person, in a terminal. */
export function importSummary(result: ImportResult, look: Look): string {
  const lines: readonly Line[] = [
    ...result.files.flatMap(fileLines),
    ...result.unknown.map(({ file, reason }): Line => ['not read', `${oneLine(file)}: ${reason}`]),
    ...result.tables.map(({ file, rows, repeated }): Line => ['written', `${oneLine(file)}: ${rowsText(rows)}${repeated > 0 ? `, ${plain(repeated)} more ${repeated === 1 ? 'was a repeat' : 'were repeats'}` : ''}`]),
    ...peopleLines(result),
    ...addressLines(result),
  ];
  return `${labelledLines(lines, look, LABEL_WIDTH)}\ncampaign.json, beside these tables:\n${JSON.stringify(result.manifest, null, 2)}\n`;
}

function fileLines({ file, name, rows, dateOrder, unreadable, silent, leftOut, lostCells, kept, notRead, mayOptOut }: ImportedFile): readonly Line[] {
  return [
    ['read', `${oneLine(file)}: ${name}, ${rowsText(rows)}`],
    ...(dateOrder === undefined ? [] : [note(`its dates have the ${dateOrder === 'day-month' ? 'day' : 'month'} first: some exist in that order only`)]),
    ...(unreadable === undefined ? [] : [note(`lines that are no rows: ${plain(unreadable.rows)}, first ${unreadable.reason}`)]),
    ...leftOut.map((loss) => note(`left out of ${lossText(loss)}`)),
    ...(silent.rows === 0 ? [] : [note(`without use for any table: ${rowsText(silent.rows)}${silent.examples.length === 0 ? '' : `, such as: ${silent.examples.join('; ')}`}`)]),
    ...lostCells.map((loss) => note(`empty in ${lossText(loss)}`)),
    ...(kept.length === 0 ? [] : [note(`kept as merge fields: ${kept.join(', ')}`)]),
    ...(notRead.length === 0 ? [] : [note(`columns not read: ${notRead.join(', ')}`)]),
    ...(mayOptOut.length === 0 ? [] : [note(`nobody is held back by what reads like an opt-out in: ${mayOptOut.map(({ column, rows }) => `${column} (${rowsText(rows)})`).join(', ')}`)]),
  ];
}

/** Payments name people by nothing else. */
function addressLines({ tables, giftsByAddress }: ImportResult): readonly Line[] {
  if (!giftsByAddress || tables.some(({ table }) => table === 'recipients') || !tables.some(({ table, rows }) => table === 'gifts' && rows > 0)) return [];
  return [
    ['people', 'the gifts name people by address: they are only those of recipients whose recipient_id is the address in lower case'],
    ['people', '  to join them with a list that has other ids, import that list with `presend import list` after its column of ids is taken out, or write its ids into gifts.csv'],
  ];
}

function note(text: string): Line {
  return ['read', `  ${text}`];
}

function rowsText(rows: number): string {
  return `${plain(rows)} ${rows === 1 ? 'row' : 'rows'}`;
}

function lossText({ table, rows, reason }: Loss): string {
  return `${table}: ${rowsText(rows)}, ${reason}`;
}

function peopleLines({ tables, heldBack, withoutConsent, sharedAddresses }: ImportResult): readonly Line[] {
  const recipients = tables.find(({ table }) => table === 'recipients')?.rows ?? 0;
  return [
    ...(heldBack === 0 ? [] : [['people', `${plain(heldBack)} ${heldBack === 1 ? 'contact is' : 'contacts are'} not among the recipients: unsubscribed, bounced, repeated or without an address`] as const]),
    ...(withoutConsent === 0 ? [] : [['people', `${plain(withoutConsent)} of ${plain(recipients)} recipients ${withoutConsent === 1 ? 'has' : 'have'} no record of consent in these files`] as const]),
    ...(sharedAddresses === 0 ? [] : [['people', `${plain(sharedAddresses)} ${sharedAddresses === 1 ? 'address belongs' : 'addresses belong'} to several contacts: what names an address only was given to the first`] as const]),
  ];
}
