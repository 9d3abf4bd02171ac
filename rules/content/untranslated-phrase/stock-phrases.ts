import { withoutTags } from '#language/clean-text.js';
import lists from './phrases.json' with { type: 'json' };

/** What a phrase is there for. `call`: a button's words, and `greeting`: how a mail opens and closes, which some brands leave in English on purpose. */
export type PhraseKind = keyof typeof lists;

export interface StockPhrase {
  readonly kind: PhraseKind;
  /** All languages that say it so. */
  readonly languages: readonly string[];
}

const PHRASES = new Map<string, { kind: PhraseKind; languages: string[] }>();
for (const [kind, byLanguage] of Object.entries(lists) as [PhraseKind, Readonly<Record<string, readonly string[]>>][])
  for (const [language, phrases] of Object.entries(byLanguage))
    for (const phrase of phrases) PHRASES.set(phrase, { kind: PHRASES.get(phrase)?.kind ?? kind, languages: [...PHRASES.get(phrase)?.languages ?? [], language] });

const ENGLISH_LABEL: StockPhrase = { kind: 'label', languages: ['en'] };

/** No phrase is longer. */
const LONGEST = 80;
/** Of words with single spaces between them `plain` changes nothing but capitals. */
const NOT_PLAIN = /[^a-z' -]|^ |  | $/;
const APOSTROPHE = /[’´`]/g;
const BETWEEN_WORDS = /[^\p{L}\p{M}'-]+/gu;

// English is what is left over most: a verb that buttons open with, and a word that no name of a product has after it.
const CALL = new RegExp('^(?:shop|buy|order|book|get|see|view|read|discover|explore|find|try|start|join|donate|give|support|renew|track|complete|confirm|claim|redeem|reserve|register|'
  + 'download|update|check|change|choose|browse|take|make|watch|apply|request|schedule|activate|manage|return|pay|rate|review|share|invite|help|save|sign|tell|visit) '
  + '(?:[a-z\'-]{1,20} ){0,4}(?:your|our|their|my|us|now|today|here|this|these|all|more|the [a-z]{1,20}(?: [a-z]{1,20})?|your [a-z]{1,20}(?: [a-z]{1,20})?|our [a-z]{1,20}(?: [a-z]{1,20})?|(?:my|their) [a-z]{1,20}(?: [a-z]{1,20})?|what(?: is|\'s) new)$');
/** German buttons open with an adverb and end with the verb, or say where they lead: `Zur Bestellung`. Not `Zum Löwen`, where one eats. */
const GERMAN_CALL = /^(?:jetzt|hier|gleich|direkt) (?:[\p{L}-]{1,20} ){0,3}\p{L}{2,20}[elr]n$|^zu[mr] (?:bestellung|umfrage|kasse|warenkorb|anmeldung|buchung|rechnung|sendung|veranstaltung|kollektion|aktion|artikel|produkt|webinar|termin|gewinnspiel|onlineshop|kundenkonto|formular)$/u;
const ENGLISH_CALL: StockPhrase = { kind: 'call', languages: ['en'] };
const GERMAN_CALL_PHRASE: StockPhrase = { kind: 'call', languages: ['de'] };
/** English that other languages have borrowed whole. */
const LOAN = /^(?:shop|get|find|see|buy|discover|explore) (?:the|your|this) (?:look|looks|style|outfit)|^save the date|^meet the|^join the (?:club|team|crew)/;

/** `Estimated delivery date`: what a row of an order says of it. Without words that are loans elsewhere (`Tracking ID`, `Ticket`, `Code`). */
const LABEL = /^(?:(?:estimated|expected|your|total) )?(?:order|shipping|shipment|delivery|billing|payment|invoice|tracking|customer|account|booking|reservation|product|item|unit|total)(?: (?:order|delivery))? (?:number|date|time|address|method|details|status|total|summary|information|reference|costs?|price|amount|name|confirmation)$/;

/** What stands alone on a button, in a link, on a line of a footer, when every mail system's templates have it. */
export function stockPhrase(text: string): StockPhrase | undefined {
  if (text.length > LONGEST) return undefined;
  const words = plain(text);
  return PHRASES.get(words) ?? (LABEL.test(words) ? ENGLISH_LABEL : undefined);
}

/** `Track your order`, `Jetzt kostenlos testen`: a call to action by how it is built, whatever it is about. */
export function builtCall(text: string): StockPhrase | undefined {
  const words = plain(text);
  if (words.length > LONGEST) return undefined;
  if (CALL.test(words)) return LOAN.test(words) ? undefined : ENGLISH_CALL;
  return GERMAN_CALL.test(words) ? GERMAN_CALL_PHRASE : undefined;
}

function plain(text: string): string {
  const lower = withoutTags(text).toLowerCase();
  return NOT_PLAIN.test(lower) ? lower.replace(APOSTROPHE, "'").replace(BETWEEN_WORDS, ' ').trim() : lower;
}
