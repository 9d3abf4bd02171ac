import { GREETING } from '#campaign/facts/greetings.js';
import data from './data.json' with { type: 'json' };

const HEADS: ReadonlySet<string> = new Set(data.heads);
/** Of languages in which titles are told apart in a column only, not in running text. */
const FOREIGN_HEADS: ReadonlySet<string> = new Set(data.foreignHeads);
/** Of a title in a column; longer cells are prose. */
const MOST_WORDS = 12;
/** "Inköpschef", "Vertriebsleiterin", "hankintapäällikkö": languages that join the words. */
const HEAD_ENDING = new RegExp(`(?:${data.headEndings.join('|')})$`, 'u');
const GROUPS: ReadonlySet<string> = new Set(data.groups);
/** What goes with a head that comes first: "Director General", "Responsabile Vendite". */
const QUALIFIERS: ReadonlySet<string> = new Set(data.qualifiers);
const OPENERS = data.openers.map((opener) => `${opener} `);

/** Followed by a name, or by a title that etiquette asks for. */
const HONORIFIC = /^(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Sir|Madam|Herrn?|Frau|M|Mme|Mlle|Monsieur|Madame|Señora?|Sra?|Sig|Signora?|Dott|De heer|Mevrouw|Senhora?|Pan|Pani|Panie)\.?(?=\s)/i;

/** Words that a job title holds in lower case. */
const CONNECTORS: ReadonlySet<string> = new Set(['of', 'and', 'for', 'the', '&', '-', '–', '|', '/', 'de', 'du', 'des', "d'", 'la', 'le', 'et', 'y', 'e', 'di', 'van', 'voor', 'en', 'und', 'für', 'och', 'og', 'ja', 'i', 'do', 'da']);

const GREETED = new RegExp(String.raw`(?:^|[.!?]\s)(${GREETING})[ \u00A0]([\p{L}&/|()'’. -]{2,80}?)(?=\s?[,!:–]|$)`, 'iu');

const AS_WORDS = [...data.roleWords, ...data.asWords].join('|');

/** "As …": up to a comma or to the words that go on speaking to the reader. */
const AS = new RegExp(
  String.raw`(?:^|[.!?:]\s|,\s|(?<!\p{L})(?:you|sie|du|vous|usted|lei|u|jij|ni|pan|pani)[ \u00A0])(?:${AS_WORDS})[ \u00A0]((?:[^\s.!?,;]{1,40}[ \u00A0]){0,14}?[^\s.!?,;]{1,40})(?=,|[ \u00A0](?:you|your|sie|ihnen|du|dir|vous|tu|usted|lei|u|je|jij|ni|te|wissen|kennen|haben|sind|suchen|müssen|können|möchten|stehen|tragen|wollen|savez|avez|êtes|cherchez|connaissez|sabe|tiene|conoce|sa|conosce|weet|kent|heeft|bent|zoekt|sabes|conhece|vet|har|möter|ved|kender|kjenner|møder|møter|tiedät|tiedätte|wiesz|zna|wie)(?![\p{L}]))`, 'giu');

/** "VP, Sales & Marketing", "Head of Sales, EMEA": what a database writes behind the comma is no name, for it has an "and" or capitals alone. */
const DEPARTMENT = /^,[ \u00A0]((?:\p{Lu}[\p{L}-]{1,30}[ \u00A0](?:\p{Lu}[\p{L}-]{1,30}[ \u00A0])?(?:&|and|und|et|y|e|en|och|og|ja|i)[ \u00A0]\p{Lu}[\p{L}-]{1,30}(?:[ \u00A0]\p{Lu}[\p{L}-]{1,30})?)|\p{Lu}{2,5}(?:[ \u00A0]\p{Lu}[\p{L}-]{1,30})?)(?:[ \u00A0]\([^)\n]{2,20}\))?(?=,|[ \u00A0](?:at|of|bei|der|von|chez|de|du|d’|hos|på|presso|di|bij|van|en|na|w)[ \u00A0]\p{Lu}|[ \u00A0](?:you|your|Sie|du|vous|tu|usted|lei|u|je|jij|ni|te)(?![\p{L}]))/u;

/** "A CHIEF MARKETING OFFICER like you": up to the words that compare the reader with it. */
const LIKE = /(?:^|[ \u00A0])(?:[Aa]n?|[Ee]ine?[mnr]?|[Uu]ne?|[Uu]na?|[Uu]no|[Uu]ma?|[Ee]en|[Ee]tt?|[Ee]n)[ \u00A0]((?:[^\s.!?,;]{1,40}[ \u00A0]){0,9}?[^\s.!?,;]{1,40})(?=[ \u00A0](?:like you|like yourself|such as you|wie Sie|wie Ihnen|wie du|wie dich|wie dir|comme vous|comme toi|como usted|como tú|como você|como o senhor|come [Ll]ei|come te|als u|als jij|als jou|som dig|som du|som deg|jak Pan|jak Pani|jak Ty|jak ty)(?!\p{L}))/gu;
/** "Sr. Mgr, Ops": no sentence ends there. */
const SHORTENED = /(?<!\p{L})(Sr|Jr|Mgr|Dir|Asst|Assoc|Exec|Gen|Abt|Ltg|Resp|Adm)\.(?=\s)/gu;

/** What AS asks for, in what `plainText` returns of texts, each on a line, and quick to look for. */
const OPENS_WITH_AS = new RegExp(String.raw`(?:^|[.!?:,] |(?:you|sie|du|vous|usted|lei|u|jij|ni|pan|pani) )(?:${AS_WORDS}) | (?:like you|like yourself|such as you|wie sie|wie ihnen|wie du|wie di[cr]h?|comme vous|comme toi|como usted|como tú|como você|como o senhor|come lei|come te|als u|als jij|als jou|som dig|som du|som deg|jak pani?|jak ty)`, 'm');

/** A job title where a letter has the name: "Dear Senior Vice President,". */
export function titleAsName(text: string): string | undefined {
  const [, greeting, words = ''] = GREETED.exec(text) ?? [];
  const title = words.trim();
  const pasted = isTitle(title) || (isRaw(title) && !HONORIFIC.test(title));
  return greeting !== undefined && pasted ? `${greeting} ${title}` : undefined;
}

/** Whether words are a title and nothing else: in capitals, opening or ending as titles do, and no form of address for a group. */
function isTitle(words: string): boolean {
  if (!/^\p{Lu}/u.test(words) || HONORIFIC.test(words) || GROUPS.has(words.toLowerCase())) return false;
  const parts = words.split(/\s+/);
  if (!parts.every((part) => CONNECTORS.has(part.toLowerCase()) || /^(?:[dl]['’])?[\p{Lu}(&|/]/u.test(part))) return false;
  const last = parts.at(-1) ?? '';
  const [head = '', ...rest] = parts;
  if (isHead(head) && rest.length > 0 && rest.every((part) => QUALIFIERS.has(part.toLowerCase()) || CONNECTORS.has(part.toLowerCase()))) return true;
  const ends = isHead(last) && (parts.length > 1 || /^\p{Lu}{2,4}$/u.test(last));
  return ends || OPENERS.some((opener) => words.toLowerCase().startsWith(opener));
}

/** Whether `rawTitles` may find something in one of several texts. */
export function mayHoldRawTitle(plainLines: string): boolean {
  return OPENS_WITH_AS.test(plainLines);
}

/** A job title in a sentence that nobody would have typed there: "As Head of Digital & CX (DACH) | Speaker you surely know". */
export function rawTitles(written: string): readonly string[] {
  const text = written.replace(SHORTENED, '$1');
  const alike = [...text.matchAll(LIKE)].flatMap(([, title = '']) => (isRaw(title) ? [title] : []));
  return [...alike, ...[...text.matchAll(AS)].flatMap((match) => {
    const title = (match[1] ?? '').replace(/^(?:an?|the|our|der|die|eine?|le|la|un|une|el|il|de|den|det|en) /i, '');
    const [, department] = DEPARTMENT.exec(text.slice(match.index + match[0].length)) ?? [];
    if (department !== undefined && isCapitalised(title)) return [`${title}, ${department}`];
    return isRaw(title) ? [title] : [];
  })];
}

/** Whether words are written as titles are, with one of their heads among them. */
function isCapitalised(title: string): boolean {
  const parts = title.split(/\s+/);
  return parts.some(isHead) && parts.every((part) => CONNECTORS.has(part.toLowerCase()) || /^\p{Lu}/u.test(part));
}

function isRaw(title: string): boolean {
  const parts = title.split(/\s+/);
  if (!/^[\p{Lu}\d]/u.test(title) || !parts.some((part) => part.split('/').some(isHead))) return false;
  const namesOnly = parts.filter((part) => !CONNECTORS.has(part.toLowerCase()));
  const titleCase = namesOnly.every((part) => /^[^\p{L}]{0,3}[\p{Lu}\d]/u.test(part));
  return title.includes('|')
    || /\((?:[mwfdx](?:\/[mwfdxi*]){1,3}|\p{Lu}{2,}|\p{Lu}[^)]{2,30})\)/u.test(title)
    || (title.includes('/') && parts.length >= 3)
    || /\p{Extended_Pictographic}/u.test(title)
    || (parts.length >= 2 && namesOnly.every((part) => /^\P{Ll}{3,}$/u.test(part)))
    || (titleCase && parts.length > 4);
}

/** Whether words are what somebody is called by at work: "Head of Sales", "kierownik ds. zakupów", "Inköpschef". */
export function namesJob(words: string): boolean {
  const parts = words.split(/[\s/|,;]+/);
  return parts.length <= MOST_WORDS && parts.some((part) => isHead(part) || FOREIGN_HEADS.has(part.toLowerCase()));
}

function isHead(part: string): boolean {
  const word = part.toLowerCase().replace(/[^\p{L}-]/gu, '');
  return HEADS.has(word) || HEAD_ENDING.test(word);
}
