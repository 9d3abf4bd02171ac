import type { CampaignResult, Rejected, UnreadWords } from '#engine/result.js';
import { plain } from '../numbers.js';
import { encodingText, unreadWordsText } from '../tables-text.js';
import { markup, type Markup } from './markup.js';

export interface Summary {
  /** A class of the style sheet that sets the tone: `hold`, `review`, `send`, `plain`. */
  readonly tone: string;
  /** A word or two over the title. */
  readonly verdict: string;
  readonly title: string;
  readonly lead: string | Markup;
  readonly figures: readonly (readonly [value: string, label: string])[];
}

/** What a reader sees first. */
export function summary({ tone, verdict, title, lead, figures }: Summary): Markup {
  return markup`<section class="summary ${tone}"><div class="verdict">${verdict}</div><h1>${title}</h1>${typeof lead === 'string' ? markup`<p class="lead">${lead}</p>` : lead}
<ul class="figures">${figures.map(([value, label]) => markup`<li><b>${value}</b><span>${label}</span></li>`)}</ul></section>`;
}

export function unreadRows(tables: readonly Rejected[]): Markup | undefined {
  const unread = tables.filter(({ rows }) => rows > 0);
  if (unread.length === 0) return undefined;
  return markup`<h2>Rows that could not be read</h2><ul>${unread.map(({ table, file, rows, examples }) => markup`<li>${plain(rows)} of ${table} (<code>${file}</code>), left out: ${examples.slice(0, 3).map(({ line, reason }) => `line ${String(line)} ${reason}`).join('; ')}</li>`)}</ul>`;
}

export function guessedEncodings(guesses: NonNullable<CampaignResult['encodings']>): Markup | undefined {
  if (guesses.length === 0) return undefined;
  return markup`<h2>Guessed encodings</h2><ul>${guesses.map((guess) => markup`<li>${encodingText(guess)}</li>`)}</ul>`;
}

export function unknownWords(columns: readonly UnreadWords[]): Markup | undefined {
  if (columns.length === 0) return undefined;
  return markup`<h2>Words that are not known</h2><ul>${columns.map((column) => markup`<li>${unreadWordsText(column)}</li>`)}</ul>`;
}

/** An ISO 8601 instant as a reader writes it: `2026-12-01 09:00 UTC`. */
export function instant(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
