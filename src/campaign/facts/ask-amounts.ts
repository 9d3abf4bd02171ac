import type { Campaign, Link } from '../campaign.js';
import { fieldKey, printedFieldsOf } from '../merge/printed-fields.js';
import type { LocatedTemplateTag } from '../campaign.js';
import { moneyIn, numberOf } from './money.js';
import type { Money } from './money.js';

/** A link or button that asks for an amount which stands in it. */
export interface AskLink {
  readonly link: Link;
  /** What the reader sees. */
  readonly money: Money | undefined;
  /** What the form is filled with, and how it is written. */
  readonly preset: { readonly value: number; readonly written: string } | undefined;
}

/** Columns that hold the amount, where the manifest names none. */
const AMOUNT_FIELDS = ['askamount', 'askpreset', 'amountask', 'suggestedamount', 'nextgift', 'newamount'];
const PRESET = /[?&;](?:amount|amt|betrag|montant|importe|importo|bedrag|valor|belopp|belob|bel%C3%B8b|beløb|kwota|summa|donation_?amount|gift_?amount|default_?amount)=(\d[\d.,]{0,14})(?=[&#;]|$)/i;

/** Links whose text or address holds an amount, in order, the footer's left out. */
export function askLinks({ links }: Campaign): readonly AskLink[] {
  return links.filter(({ inFooter, visible }) => visible && !inFooter).flatMap((link): AskLink[] => {
    const [money] = moneyIn(link.text);
    const preset = presetIn(link.href);
    return money || preset ? [{ link, money, preset }] : [];
  });
}

/** The amount that an address fills a form with. */
export function presetIn(href: string): AskLink['preset'] {
  const written = PRESET.exec(href)?.[1];
  const value = written === undefined ? undefined : numberOf(written);
  return written === undefined || value === undefined ? undefined : { value, written };
}

/** The currency that the buttons ask in, where they agree. */
export function shownCurrency(campaign: Campaign): string | undefined {
  const shown = new Set(askLinks(campaign).flatMap(({ money }) => money?.currency ?? []));
  return shown.size === 1 ? [...shown][0] : undefined;
}

/** The column of the list that holds each recipient's amount: the manifest's, else one that is named so. */
export function amountField({ manifest }: Campaign, columns: readonly string[]): string | undefined {
  const wanted = manifest.ask?.amountField;
  const keys = wanted === undefined ? AMOUNT_FIELDS : [fieldKey(wanted)];
  return keys.flatMap((key) => columns.filter((column) => fieldKey(column) === key))[0];
}

/** The tags that print the amount. */
export function amountTags(campaign: Campaign): readonly LocatedTemplateTag[] {
  const wanted = campaign.manifest.ask?.amountField;
  const keys = wanted === undefined ? AMOUNT_FIELDS : [fieldKey(wanted)];
  return printedFieldsOf(campaign).filter(({ name }) => keys.includes(fieldKey(name))).map(({ tag }) => tag);
}
