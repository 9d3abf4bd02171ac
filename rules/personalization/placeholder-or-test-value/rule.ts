import { hasValue } from '#audience/has-value.js';
import type { Campaign } from '#campaign/campaign.js';
import { isCodeIn, locateInPassage, LONGEST_PASSAGE, passages, type Passage } from '#campaign/facts/passages.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import { isSampleSender } from '#campaign/facts/sample-names.js';
import { fieldKind } from '#campaign/merge/printed-fields.js';
import { alikeAsOne } from '#rule/alike-as-one.js';
import type { Problem } from '#rule/finding.js';
import { PHRASES } from '#rule/option-schemas.js';
import { defineRule, join, sql } from '#rule/rule.js';
import words from './data.json' with { type: 'json' };
import { greetedStandIn } from './greeted-stand-in.js';

type MessageId = 'sampleName' | 'sampleSender' | 'unfinished' | 'testSubject' | 'testValue' | 'keyboardValue';

const NAME_KINDS: readonly (string | undefined)[] = ['first_name', 'last_name', 'full_name', 'company'];

const SAMPLES = phrasePattern([...words.people, ...words.firms]);
const UNFINISHED = phrasePattern(words.unfinished);
const SUBJECTS: ReadonlySet<string> = new Set(words.subjects);

/** Firms are called AAA and ABC. */
const PERSON_KINDS: readonly (string | undefined)[] = ['first_name', 'last_name', 'full_name'];

/** A sample's word for a firm, with or without a legal form: there are firms called Muster. */
const SAMPLE_FIRM = '(?:(?:muster|test|beispiel|demo|dummy)[ -]?firma|(?:test|sample|example|demo|dummy|your) (?:company|firm|business)|entreprise (?:test|exemple)|empresa (?:prueba|ejemplo|teste)|azienda (?:prova|esempio))(?: (?:gmbh|ag|kg|ug|se|ltd|limited|inc|llc|sarl|sas|srl|s\\.r\\.l\\.|sl|bv|b\\.v\\.|ab|oy)\\.?)?';

/** Runs along a keyboard's row, and one letter over and over: typed to get past a form. */
const KEYBOARD = '^(?:asdf+[a-zöä]*|sdfg?h?|qwer(?:t[zy]?\\w*)?|qwerty|qwertz|azerty|dfgh?j?|fgh?jk?|jkl[öm]?|hjkl|yxcv\\w*|zxcv\\w*|wsdf|abcd|abc123?|123[45]?6?)$|^(?:a{3,}|b{3,}|c{3,}|d{3,}|e{3,}|f{3,}|g{3,}|h{3,}|i{3,}|j{3,}|k{3,}|l{3,}|m{3,}|n{3,}|o{3,}|p{3,}|q{3,}|r{3,}|s{3,}|t{3,}|u{3,}|v{3,}|w{3,}|x{3,}|y{3,}|z{3,})$';

export default defineRule<MessageId, { allow: string[] }>({
  id: 'personalization/placeholder-or-test-value',
  severity: 'error',
  summary: 'A sample name or a test value goes out to readers',
  needs: [],
  messages: {
    sampleName: 'The mail names "{{found}}", which stands for a name in samples.',
    sampleSender: 'The sender is called "{{found}}", which stands for a name.',
    unfinished: 'The mail says "{{found}}": something is still to be put there.',
    testSubject: 'The subject "{{found}}" is that of a test or a copy.',
    testValue: '{{count}} of {{of}} recipients have a test value or a field\'s label for a name ({{fields}}).',
    keyboardValue: '{{count}} of {{of}} recipients have a run of keys for a name ({{fields}}).',
  },
  suggestions: {
    sampleName: 'Put the real name there, or allow it in the rule\'s options.',
    sampleSender: 'Write the name that readers know you by.',
    unfinished: 'Put there what is missing.',
    testSubject: 'Write the subject that readers shall see.',
    testValue: 'Take the test rows out, and empty fields that hold a label; some of them may be people of that name.',
    keyboardValue: 'Empty the field or take the rows out.',
  },
  defaultOptions: { allow: [] },
  optionsSchema: { allow: PHRASES },
  *check(campaign, { allow }) {
    const allowed = new Set(allow.map(plainText));
    const foundIn = ({ data }: Problem) => plainText(String(data?.['found'] ?? ''));
    const problems = passages(campaign).flatMap((passage) => [...problemsIn(campaign, passage)]);
    yield* alikeAsOne(problems.filter((problem) => !allowed.has(foundIn(problem))), foundIn);
  },
  audienceCases(_campaign, { allow }, { mergeFields }) {
    const fields = (mergeFields?.names ?? []).filter((name) => NAME_KINDS.includes(fieldKind(name)));
    if (fields.length === 0) return [];
    const allowed = new Set(allow.map(plainText));
    const values = words.values.filter((value) => !allowed.has(value));
    const typed = fields.filter((name) => PERSON_KINDS.includes(fieldKind(name))).map((field) => hasValue(field, (text) => sql`regexp_matches(trim(lower(${text})), ${KEYBOARD})`));
    const listed = fields.map((field) => hasValue(field, (text) => sql`list_contains(${values}, trim(lower(${text})))`));
    const firms = fields.filter((name) => fieldKind(name) === 'company').map((field) => hasValue(field, (text) => sql`regexp_full_match(trim(lower(${text})), ${SAMPLE_FIRM})`));
    const data = { fields: fields.join(', ') };
    return [
      { messageId: 'keyboardValue', where: join([sql`false`, ...typed], ' OR '), data },
      { messageId: 'testValue', where: join([...listed, ...firms], ' OR '), heuristic: true, data },
    ];
  },
});

/** "£XX.XX", "08-XXX XX XX", "€ 999.999": a price or a telephone number that nobody put in. Model names such as "XX-4" are none. */
const BLANKED_NUMBER = /(?<!\p{L})(?:kr|EUR|CHF|DKK|NOK|SEK)\.? X{2,4}(?![\p{L}\p{N}])|[€£$]\s?X{2,4}(?:[.,][X0-9]{2})?(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])X{1,4}[.,]X{2}\s?(?:[€£$]|EUR|kr|zł|CHF)|(?<![\p{L}\p{N}])X{2,4}\s(?:€|EUR|zł|CHF|kr|DKK|SEK|NOK|PLN|GBP|USD)(?!\p{L})|\d{2,4}[ \-/]X{2,4}(?:[ \-]X{2,4}){1,3}(?![\p{L}\p{N}])|(?<![\p{L}\d])XX(?:[ .]XX){3,4}(?![\p{L}\d])|[€£$]\s?999[.,]?999(?!\d)|(?<!\d)999[.,]?999(?:[.,](?:00|99))?\s?(?:[€£$]|(?:EUR|kr|zł|CHF)(?!\p{L}))/u;
/** What is counted: a blanked number before it is one that nobody put in. Roman numerals stand before centuries, editions and the like. */
const COUNTED = anyCase('euros?|dollars?|pounds?|francs?|franken|kroner?|kronor|złotych|reais|percent|per cent|prozent|pour cent|por ciento|per cento|procent|prosenttia|days?|hours?|minutes?|weeks?|places|seats|spots|people|members|donors|participants|tagen?|stunden|minuten|wochen|plätzen?|personen|teilnehmer(?:innen)?|mitglieder|uhr|jours|heures|places|personnes|semaines|días|plazas|personas|giorni|posti|persone|dagen|uur|plaatsen|deelnemers|dias|vagas|pessoas|dagar|timmar|platser|dage|timer|pladser|plasser|deltagere|deltagare|päivää|euroa|tuntia|paikkaa|osob?y?|miejsc');
const MONTH = anyCase('january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|mai|juni|juli|oktober|dezember|januari|februari|maart|mei|augustus|mars|maj|augusti|marts|desember');
/** "der Eintritt kostet XX Euro", "noch XX Plätze", "XX. Dezember", "XX%", "at XX:XX". */
const BLANKED_COUNT = new RegExp(String.raw`(?<![\p{L}\p{N}.,-])(?:X{2,4}|x{2,4}|_{2,8}|\?{2,4}|#{2,4})(?:\s?%|[ \u00A0](?:${COUNTED})(?!\p{L})|(?:\.|st|nd|th)?[ \u00A0](?:${MONTH})(?!\p{L}))|(?<![\p{L}\p{N}])(?:X{2}[.:]X{2}(?![\p{L}\p{N}.])|x{2}[.:]x{2}(?=[ \u00A0](?:uhr|uur|h|pm|am)(?!\p{L})))`, 'u');
/** "You have XXX points", "Wir haben XXX Brunnen gebaut": after words that no century, edition or chromosome follows. */
const BLANKED_AMOUNT = new RegExp(String.raw`(?<=(?<!\p{L})(?:${anyCase('have|has|had|over|about|only|almost|haben|hat|hatten?|über|nur|rund|fast|bereits|avons|avez|ont|hemos|tiene[sn]?|casi|abbiamo|hai|hanno|oltre|quasi|hebben|heeft|hebt|ruim|bijna|temos|tem|mais de|más de|plus de|meer dan|mer än|mere end|mer enn|har|över|nästan|næsten|nesten|yli|lähes|mamy|masz|ponad|prawie')})[ \u00A0])X{3,4}(?=[ \u00A0]\p{L}{3})`, 'u');
/** "[bitte ergänzen]", "Ort: bitte ergänzen"; "Bitte ergänzen Sie Ihr Profil" asks the reader. */
const TO_COMPLETE = /(?<!\p{L})bitte ergänzen(?=\s*(?:$|[\])>.!…]))/iu;
/** "Speaker: TBC", "Venue (tbd)", "t.b.a.": of firms, and of tuberculosis, it is the name. */
const TO_BE = /(?<![\p{L}\p{N}.])t\. ?b\. ?[cd]\.?(?![\p{L}\p{N}])|(?<=[:–—=|[($€£]\s{0,2}|\s-\s|^\s*|(?<!\p{L})(?:is|are|still|date|time|venue|location|speakers?|room|price|host|ist|noch|datum|ort|est|date|lieu|es|lugar|è|luogo|is|nog|locatie|är|er|on)\s)(?:TBC|TBD|tbc|tbd)(?=\s*(?:$|[,.;!?)\]|]|\s[-–—]\s|\sper\s))(?!\.\p{L})|(?<=(?<!\p{L})(?:at|um|ab|kl\.?|klo|om|alle|às|à|kello)\s)TB[CD](?![\p{L}\p{N}])/u;
/** "(123) 456-7890", "000 000 000": telephone numbers of forms that nobody filled in. */
const BLANK_PHONE = /(?<![\d.,])(?:\+\d{1,3}[ .-]?)?(?:\(?123\)?[ .-]456[ .-]789\d?|\(?000\)?(?:[ .-]000){2}\d?|\(?555\)?[ .-]555[ .-]5555|01234[ -/]567 ?890|0000[-/ ]0{5,6}|\(?555\)?[ .-]\d{3}[ .-]\d{4}|(?:\(?\d{3}\)?[ .-])?555[ .-]01\d\d|(?=\d{1,6}[ .-])0?1[ .-]?2[ .-]?3[ .-]?4[ .-]?5[ .-]?6[ .-]?7(?:[ .-]?8(?:[ .-]?9)?)?(?:[ .-]?0)?|0123[ /-]456 ?7?8?9?)(?![\d,])/;
/** "on DD/MM/YYYY", "am TT.MM.JJJJ": a date's form where the date belongs; after "format" it is meant. */
const BLANK_DATE = /(?<!\p{L})(?:on|by|until|till|from|since|before|am|bis|ab|vom|zum|den|le|du|jusqu['’]au|au|el|hasta|antes del|il|dal|entro il|op|tot|vóór|em|até|dia|senast|från|inden|fra|senest|innen|do dnia|dnia|od) (?:(?:DD|TT|JJ|GG|dd|tt|jj|gg|MM|mm)[./-]){2}(?:YYYY|JJJJ|AAAA|ÅÅÅÅ|RRRR|VVVV|yyyy|jjjj|aaaa|åååå|rrrr|vvvv|YY|JJ|AA)(?![\p{L}\p{N}])/u;

/** "__.__.2026", "__:__": of a form whose blanks nobody filled in. */
const BLANK_LINE = /(?<![_\d])_{2}[./-]_{2}[./-](?:_{2,4}|(?:19|20)\d\d)(?!_)|(?<![_\d])_{2}:_{2}(?![_\d])/;
/** "yourname@yourdomain.com", "navn@firma.dk". */
const SAMPLE_ADDRESS = /(?<![\w.])(?:you|info|contact|kontakt|hello|hallo|mail|e?mail|name|your[._-]?(?:name|e?mail)|first[._-]?name(?:[._-]last[._-]?name)?|vorname(?:[._-]nachname)?|nom|prenom(?:[._-]nom)?|nombre|nome|naam|namn|navn|nimi|imie(?:[._-]nazwisko)?)@(?:(?:your|deine?|ihre?|votre|tu|su|tuo|uw|jouw|seu|din|ditt|dit|twoja)[._-]?(?:domain|company|firm|organi[sz]ation|charity|business|site|website|firma|domaine|entreprise|dominio|empresa|azienda|bedrijf|domein|domän|företag|virksomhed|bedrift|domena)|firma|domaine|entreprise|dominio|empresa|azienda|bedrijf|domein|foretag|virksomhed|bedrift|yritys)\.[a-z]{2,4}(?![\w-])/i;
/** "visit Company Name", "© 2026 Your Company": where the sender's name belongs. */
const BLANK_FIRM = /(?<=(?:©|\(c\)|\d{4}|by|from|at|with|[Vv]isit|[Jj]oin|choosing|the|[Tt]eam|[,|·•–-])\s)(?:Your )?(?:Company|Organi[sz]ation|Charity|Business|Brand|Firm|Shop|Store) Name(?=\s*(?:[,.|·•–)-]|at\s|in\s|on\s|and\s|Team|$))|(?<=(?:©|\(c\)|\d{4})\s)Your (?:Company|Organi[sz]ation|Business|Brand)(?!\p{L})/u;

/** "with the code YOURCODE", "XXXX-XXXX": a voucher's; before digits it masks a card's number. */
const BLANK_CODE = /(?<![\p{L}\p{N}-])(?:(?:YOUR|INSERT|DEIN|IHR|VOTRE)[-_]?(?:PROMO|VOUCHER|GUTSCHEIN|COUPON)?[-_]?CODE|(?:PROMO|COUPON|VOUCHER|DISCOUNT)?[-_]?CODE[-_]?HERE|X{4,6}(?:-X{4,6}){1,4})(?![\p{L}\p{N}]|-[\p{L}\p{N}])/u;

/** What these ask for, and quick to look for. */
const BLANK_MARK = /XX|ergänzen|CODE|Your (?:C|O|B)|(?:ny|on|ty|ss|nd|rm|op|re) Name|__|@|1[ .-]?2[ .-]?3|\?\?|##|TB[CD]|T\. ?B\. ?[CD]|999|000|123|555|(?:DD|TT|JJ|GG|MM)[./-]/i;

function* problemsIn(campaign: Campaign, passage: Passage): Iterable<Problem<MessageId>> {
  const text = passage.text.slice(0, LONGEST_PASSAGE);
  const plain = plainText(text);
  if (passage.place === 'subject' && (isTestSubject(plain) || IN_CAPITALS.test(text))) yield { messageId: 'testSubject', data: { found: text }, location: passage.location, heuristic: true };
  if (passage.place === 'from' && isSampleSender(text.replace(/<[^<>]*>\s*$/, '').replace(/^\s*"|"\s*$/g, ''))) yield { messageId: 'sampleSender', data: { found: text }, location: passage.location };
  const hits: [MessageId, string | undefined][] = [['sampleName', SAMPLES.exec(plain)?.[0] ?? greetedStandIn(text, passage.place === 'subject')], ['unfinished', UNFINISHED.exec(plain)?.[0] ?? blankIn(text)]];
  for (const [messageId, hit] of hits) {
    if (hit === undefined) continue;
    const found = asWritten(text, hit);
    if (!isCodeIn(passage, found)) yield { messageId, data: { found }, location: locateInPassage(campaign, passage, found), heuristic: true };
  }
}

function blankIn(text: string): string | undefined {
  return BLANK_MARK.test(text) ? [BLANKED_NUMBER, BLANKED_COUNT, BLANKED_AMOUNT, TO_COMPLETE, BLANK_PHONE, BLANK_DATE, BLANK_LINE, BLANK_FIRM, BLANK_CODE, SAMPLE_ADDRESS, TO_BE].map((pattern) => pattern.exec(text)?.[0]).find((found) => found !== undefined) : undefined;
}

/** "FINAL v3 – News", "newsletter_nov_v2": what a file is called, not a mail. */
const WORK_NAME = /(?<![\p{L}\p{N}])(?:final|finale|draft|entwurf|version|korrektur|rev|utkast|borrador|bozza|brouillon)[ _-]?v?\d{1,2}(?=\s?[:–—|_-]|\s*$)|^\s*\p{L}{3,20}_[\p{L}\p{N}]{2,20}_[\p{L}\p{N}_-]{2,30}\s*$/u;
/** In capitals before a dash or a colon; in small letters "Prueba: …" is an invitation. */
const IN_CAPITALS = /^\s*[[(]?(?:TEST|TESTE|TESTI|PRUEBA|PROVA|ESSAI|PROBE|PRØVE|PROV|KOE)[\])]?\s?(?:\d{1,2}\s?)?[:–—|-]\s/u;

function isTestSubject(subject: string): boolean {
  const trimmed = subject.trim().replace(/^([[(]\p{L}{2,12})\s?v?\d{1,3}(?=[\])])/u, '$1');
  if (/^test\s?[:–-].*\?$/.test(trimmed)) return false; // a product's: "Test: which oil lasts longest?"
  return SUBJECTS.has(trimmed) || WORK_NAME.test(subject) || words.subjectStarts.some((start) => trimmed.startsWith(start));
}

/** The words in the text's own letters, where they stand there as they were found. */
function asWritten(text: string, found: string): string {
  const index = text.toLowerCase().replace(/[\u2018\u2019\u00B4`]/g, "'").indexOf(found.toLowerCase());
  return index === -1 ? found : text.slice(index, index + found.length);
}

/** Alternatives whose words may begin with a capital. */
function anyCase(words: string): string {
  return words.replace(/(?<=^|\|| )\p{Ll}/gu, (first) => `[${first}${first.toUpperCase()}]`);
}
