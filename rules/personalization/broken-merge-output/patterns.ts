import { GREETING, GREETING_BEFORE_GAP, GREETING_THAT_NEEDS_NAME } from '#campaign/facts/greetings.js';
import words from './data.json' with { type: 'json' };

/** Where a greeting may begin: the start of a passage, or of a sentence. */
const OPENING = String.raw`(?:^|[.!?…]\s)["'“„«*_\s]{0,4}`;

/** What every pattern of a greeting asks for, and quick to look for. */
export const GREETS = new RegExp(String.raw`(?:^\s*|[.!?…]\s)["'“„«*_\s]{0,4}(?:${[GREETING, GREETING_THAT_NEEDS_NAME, ...Object.keys({ ...words.titles, ...words.titlesWithGap })].join('|')})`, 'iu');

/** What programs print for a value that is not there, as the languages spell it. */
const NOTHING = String.raw`(?:undefined|null|NULL|None|NaN|nan|nil|N\/A|\[object Object\])`;

/** The other gender's ending: "Liebe(r)", "Cher(e)", "Estimado/a", "Sehr geehrte:r". */
const OTHER_ENDING = String.raw`(?:\(-?\p{L}{1,2}\)|[/*:]-?\p{L}{1,2})?`;

/** Titles before a surname. Some of them are a full form of address without it, so only a gap or a literal after them tells. */
const TITLES = 'Mr|Mrs|Ms|Mx|Dr|Herrn?|Frau|M|Mme|Mlle|Monsieur|Madame|Mademoiselle|[Ss]eñora?|Sra?|[Ss]ignora?|Sig|heer|mevrouw|[Ss]enhora?|Panie|Pani|[Pp]an[eíi]?|господин|госпожа|пане|пані|κύριε|κυρία|[Dd]omnule|[Dd]oamnă|Bay|Bayan';

/** A greeting, then white space where the name should be, then its comma; or a comma and no name before the next mark. */
export const EMPTY_GREETING = new RegExp(String.raw`${OPENING}(${GREETING_BEFORE_GAP}${OTHER_ENDING}[\s\u00A0]+[,،、，](?!\d)|${GREETING}${OTHER_ENDING}(?:[,،]\s+[!.,:](?=\s|$)|[ \u00A0]{2,}[!:.：！](?=\s|$)))`, 'iu');

/** "Hej !" in languages that set no space there: French, and who writes English in France, does. */
export const SPACED_GREETING = /^\s*((?:hej|hei|hallo|hoi|moi|cześć|olá|kære|kjære|kära|hejsan|dear|liebe|lieber|beste)[ \u00A0]!)(?=\s|$)/iu;

/** "null 様", "undefined 고객님", "null 先生": where the address follows the name, and " 様" alone. */
export const LITERAL_BEFORE_TITLE = new RegExp(String.raw`(?<![\p{Script=Latin}\p{N}])(${NOTHING}[ \u00A0\u3000]?(?:様|さま|さん|殿|고객님|회원님|님|先生|女士|小姐))`, 'u');
export const TITLE_WITHOUT_NAME_BEFORE = /^[\s\u00A0\u3000]*((?:様|님)(?=[\s\u00A0\u3000,、。，!！]|$))/u;

/** ", your table is ready": a subject that begins with what follows a name. */
export const HEADLESS = /^\s*([,;] ?\p{L}{2,20})/u;

/** "Hello !" as far as collapsed white space shows it: by design, or with a gap in the source. */
export const GREETING_ALONE = new RegExp(String.raw`^${GREETING}[ \u00A0][!:.](?=\s|$)`, 'iu');

/** "Dear," alone on its line. */
export const BARE_GREETING = new RegExp(String.raw`^\s*(${GREETING_THAT_NEEDS_NAME}${OTHER_ENDING}\s{0,3}[,:!،，：！、])\s*$`, 'iu');

/** "Sehr geehrter Herr," and "Dear Mr. ,": a title for which the surname is missing. */
export const TITLE_WITHOUT_NAME: readonly RegExp[] = Object.entries(words.titles).map(([greetings, titles]) => {
  const title = [...titles].sort((a, b) => b.length - a.length).map((each) => each.replace('.', String.raw`\.`)).join('|');
  return new RegExp(String.raw`${OPENING}((?:${greetings})${OTHER_ENDING}\s+(?:${title})\.?(?:\s?(?:/|oder|or|ou|o)\s?(?:${title})\.?\s{1,3}|\s{0,3})[,!:])(?=\s|$)`, 'iu');
});

/** "Geachte heer ,": a greeting that is complete without a surname, but for the gap before its comma. */
export const TITLE_WITH_GAP: readonly RegExp[] = Object.entries(words.titlesWithGap).map(([greetings, titles]) =>
  new RegExp(String.raw`${OPENING}((?:${greetings})\s(?:${titles.join('|')})\.?[\s\u00A0]{1,3},)(?=\s|$)`, 'iu'));

/** "Hi null," and "Dear Ms undefined!". Case counts: Null and None are surnames. */
export const LITERAL_NAME = new RegExp(String.raw`${OPENING}(${caseless(GREETING)}${OTHER_ENDING},?[ \u00A0]{1,3}(?:${NOTHING}|\(${NOTHING}\)|(?:${TITLES})\.? (?:undefined|null|NaN|nil))(?: ${NOTHING}){0,2})(?=\s*(?:[,!.:،，：！、]|$))`, 'u');

/** What every pattern of LITERALS asks for, and quick to look for. */
export const LITERAL_WORD = /undefined|null|nan|none|\[object|invalid date/i;

/** Literals that no prose holds, and others where a value must stand: after a currency sign, a label, a possessive, a preposition. */
export const LITERALS: readonly RegExp[] = [
  /(?<![\p{L}\p{N}])(?:[Nn]o\.|[Nn]r\.?|[Nn][°º]|[Nn]umm?ers?|[Nn]umber|[Nn]um[eé]ro|[Nn]úmero|[Nn]umero|[Nn]umerze)\s?[:#]?\s?(?:undefined|null|NaN)(?![\p{L}\p{N}])/u,
  /\[object (?:Object|Undefined|Null|Promise|Array)\]/,
  /(?<![\p{L}\p{N}])(?:Mrs?|Ms|Herrn?|Frau|Sigg?|Sr|Sra|Mme|Mlle|Dhr|Mevr|Pan|Pani|Hr)\.? (?:undefined|null|nil|NaN)(?=[\s,.;!?]|$)/u,
  /(?<![\p{L}\p{N}])(?:undefined undefined|null null|NaN NaN|None None)(?![\p{L}\p{N}])/u,
  /[€£$¥]\s?(?:NaN|undefined|null|None)(?![\p{L}\p{N}])/u,
  /(?<![\p{L}\p{N}])(?:NaN|undefined)\s?(?:[€£$%]|(?:EUR|USD|GBP|CHF|kr|zł|days?|items?|points?|hours?|minutes?|Tagen?|Punkte|Stunden|Minuten|jours|días|giorni|dagen|dias|dagar|dage|dager)(?![\p{L}\p{N}]))/u,
  /^[^{}[\]()="]{0,60}\p{L}\s{0,2}:\s{0,3}(?:undefined|null|NaN)(?=\s*(?:$|[,;|]))/u,
  /^\s*(?:undefined|null|NaN)\s*$/,
  /(?<![\p{L}\p{N}"'“])Invalid Date(?![\p{L}\p{N}"'”:]|\s(?:errors?|format|bugs?|exceptions?|messages?|objects?|values?|problems?|in|is|was|or|and|when|if|as|means|for)(?!\p{L}))/u,
  /^\s*(?:undefined|null|NaN)\s?[,:!]\s(?=\p{L})/u,
  /(?<![\p{L}\p{N}])(?:your|ihre?[nmrs]?|deine?[nmrs]?|votre|vos|tu|su|uw|il tuo|la tua|seu|sua|din|ditt|dit)\s(?:undefined|NaN)(?![\p{L}\p{N}])/iu,
  /(?<![\p{L}\p{N}])(?:you have|haben|hast|har|hat|avez|as|tiene|tienes|hai|ha|heeft|hebt|heb|tem|tens|masz|sinulla on|teillä on)\s(?:undefined|NaN)(?=\s\p{Ll})/iu,
  /(?<![\p{L}\p{N}])(?:by|from|on|until|at|von|bei|bis|am|chez|bij|van|från|fra|hos)\s(?:undefined|NaN)(?=\s*(?:[.,!?;]|$))/u,
];

/** "Państwa firma undefined znajduje się": beside words that are no English ones, or letters that English has not, it is no word either. */
export const FOREIGN_UNDEFINED = /^(?=.*[ß-öø-ž]|.*(?<!\p{L})(?:und|der|ist|nicht|les|est|vous|votre|los|que|para|che|sono|het|een|och|att|inte|og|ikke|det|się|jest|nie|não|uma)(?!\p{L})).*(?<![\p{L}\p{N}"'“„`.])(undefined)(?![\p{L}\p{N}"'”“`(])/isu;

/** What LITERAL_NAME asks for. */
export const NOTHING_WORD = new RegExp(NOTHING, 'i');

/** "Su pedido anterior: NaN litros": what only a text on programming says otherwise. */
export const NUMBER_MISSING = /(?<![\p{L}\p{N}"'“‘])NaN(?=\s\p{Ll})/u;

/** What NUMBER_MISSING and SPREADSHEET_ERROR ask for, and quick to look for. */
export const SPREADSHEET_MARK = /#|NaN/;

/** What spreadsheets write instead of a value, German ones too. */
export const SPREADSHEET_ERROR = /(?<![\p{L}\p{N}&#])#(?:N\/A|NV|REF!|BEZUG!|VALUE!|WERT!|NAME\?|DIV\/0!|NUM!|NULL!)/u;

/** What the next two ask for, and quick to look for. */
export const DATE_MARK = /0000|0001|1[89]\d\d/;

/** Dates that stand for no date: zero, the year 1. */
export const ZERO_DATE = /(?<![\d.])(?:0000-00-00|00[./-]00[./-]0000|0001-01-01|0?1[./]0?1[./]0001|30[./]11[./]-0001)(?!\d)/;

/** Day zero of Unix (in UTC and west of it) and of spreadsheets. */
export const DAY_ZERO = /(?<![\d.\-/])(?:1970-01-01|1969-12-31|1899-12-30|1900-01-0[01]|0?1[./]0?1[./]19[07]0|12[./]31[./]1969|31[./]12[./]1969|30[./]12[./]1899|12[./]30[./]1899)(?!\.?[\d-])|(?<!\p{L})(?:(?:January|Jan) 1, 1970|(?:December|Dec) 31, 1969|1(?:er|\.|st)? (?:de )?(?:January|Jan|Januar|Jänner|janvier|enero|gennaio|januari|janeiro|januar|stycznia)(?: de)? 1970|1\. tammikuuta 1970)(?!\d)/u;

/** "Votre séance du est confirmée", "Ihr Termin am wurde verlegt": after a preposition that holds the article a noun has to follow, and no verb of the same language; "8 am est" is an hour. */
const VERB_FOR_NOUN = /(?<![\p{L}\p{N}'’-])(?:(?:[Dd]u|[Aa]u)\s{1,3}(?:est|sera|sont|(?:a|ont) été)|(?:[Aa]m|[Vv]om|[Bb]eim|[Zz]um)\s{1,3}(?:ist|wurde|wird)|(?:[Dd]el|[Aa]l|[Dd]al)\s{1,3}(?:è|sarà|está|fue|será|foi))(?![\p{L}\p{N}'’-])/u;

/** What every pattern of EMPTY_GAPS asks for, and quick to look for. */
export const GAP_MARK = /(?<!\p{L})(?:du|au|am|vom|beim|zum|del|al|dal)\s{1,3}(?:[esèfw]|a |ont |ist)|,\s{0,3}[,.!]|\s[,.](?:\s|$)|\s['’]s | Uhr|#(?!\w)|(?:n[or]\.|nr|n[°º]|nummer|number)\s{0,3}(?:[,.;)]|\p{Ll})/iu;

/** Punctuation around a value that is not there. Two low commas before a letter are a German quotation mark. */
export const EMPTY_GAPS: readonly RegExp[] = [
  /[\p{L}\p{N})]{1,40}\s?,\s{1,3},(?=\s|$)/u,
  /(?<![\p{L}\p{N}])[\p{Lu}\p{N}][\p{L}\p{N}]{0,40},,(?=\s|$)/u,
  /\p{L}{2,40},\s{1,3}[.!](?=\s|$)/u,
  /(?<!\p{L})(?:um|ab|gegen) {1,3}Uhr(?!\p{L})/u,
  /(?<![\p{L}])(?:for|from|about|of|to|with|and|is|at) {1,3}['’]s \p{Ll}{2,40}/u,
  VERB_FOR_NOUN,
  new RegExp(String.raw`(?<![\p{L}\p{N}-])(?:${words.prepositions.join('|')})\s{1,3}[,.](?=\s|$)(?!\s[.,])`, 'iu'),
  new RegExp(String.raw`(?<!\p{L})(?:${words.numbered.join('|')})(?:[- ]?(?:number|nummer|numero|número|numéro))?[ \u00A0]?(?:#|n[or]\.|nr(?=\s)|n[°º]\.?)\s{0,3}(?:[,.;)](?=\s|$)|(?:${words.afterNumber.join('|')})(?!\p{L}))`, 'iu'),
];

/** What the next three ask for, and quick to look for: a currency that no digit follows. */
export const CURRENCY_MARK = /(?:[€£$]|EUR|USD|GBP|CHF|PLN|SEK|NOK|DKK|zł|\bkr\b)(?!\s{0,3}\d)/i;

/** "A gift of € a month", "Total: $". */
export const CURRENCY_WITHOUT_NUMBER = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${words.amountWords.join('|')})\s{0,3}:?\s{0,3}(?:[€£$](?![€£$])|(?:EUR|USD|GBP|CHF|zł|kr)(?![\p{L}\p{N}]))(?=\s*(?:$|[.,;!?)]\s(?!\s*[\d\uFFFC])|[.,;!?)]$|(?:a|per|each|pro|im|par|al|por|monthly|monatlich|jährlich|${words.until.join('|')})\s))`, 'iu');

/** "You gave € in March", "Sie haben € gespendet". */
export const GIFT_WITHOUT_NUMBER = new RegExp(
  String.raw`(?<![\p{L}\p{N}])((?:${words.given.join('|')})\s{1,3}[€£$](?=\s{1,3}\p{L}|\s?[.,!?](?:\s|$)|$)|(?<![\p{N}\uFFFC]\s{0,3})[€£$]\s{1,3}(?:${words.giving.join('|')})(?![\p{L}\p{N}]))`, 'iu');

/** "Your gift of € in March", "Votre don de € en mars". Two currencies, and currencies spoken of, are no gap. */
export const PAYMENT_WITHOUT_NUMBER = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${words.payments.join('|')})\s{1,3}(?:${words.of.join('|')})\s{1,3}(?:[€£$]|(?:EUR|USD|GBP|CHF|PLN|SEK|NOK|DKK|zł|kr)(?![\p{L}\p{N}]))(?=\s{1,3}(?!(?:and|or|und|oder|et|ou|y|o|e|en|of|och|og|tai|i|lub) (?:[€£$]|(?:EUR|USD|GBP|CHF)(?!\p{L}))|(?:amount|sign|symbol)s?(?!\p{L}))\p{L}|\s?[.,!?](?:\s(?!\s*[\d\uFFFC])|$)|$)`, 'iu');

/** An address in which a value was not there. */
export const LITERAL_IN_ADDRESS = /(?:^(?:https?:\/\/|mailto:|tel:)|[/=]|%20)(?:undefined|NaN|None)(?:[/&?#.]|$)|\[object(?:%20| |\+)Object\]/;

/** The greeting list with a small or a capital letter at each word's start, for a pattern in which case counts elsewhere. */
function caseless(source: string): string {
  return source.replace(/(?<=[:| ])(\p{Ll})/gu, (first) => `[${first}${first.toUpperCase()}]`);
}
