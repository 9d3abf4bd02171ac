import type { Passage } from '#campaign/facts/passages.js';
import type { TimeClaim } from './time-claim.js';
import type { Vocabulary } from './vocabulary.js';

const NEXT_WORDS = /^\s+([^,.!?:;\n]{1,30})[,!]/u;
/** "Good morning from the farm". */
const FROM = /^\s+(?:from|aus|vom|von|depuis|desde|dal|dalla|dall'|vanuit|från|fra)\s/u;
/** "Merry Christmas and a happy new year", "Frohe Ostern wünscht Ihr Team"; not "Merry Christmas gifts". */
const WISHED = /^\s*(?:$|[,!.…;)"”»。！、]|[–—-]\s|\p{Emoji_Presentation}|(?:to|and|from|und|wünscht|wünschen|ihnen|euch|allen|et|à|de la part|y|a tod|e|a tutt|en|van|och|från|og|fra|til|till|i|życz|oraz|та|і|και)(?!\p{L}))/u;
/** Another calendar's new year begins at another time. */
const OTHER_YEAR = /lunar|chin[aeoi]|viet|jewish|hebrew|rosh|persian|nowruz|islamic|hijri|diwali|tibet|fiscal|financial|academic|school|geschäftsjahr|schuljahr|scolaire|escolar|scolastico/u;
/** Before a wish, as far as it may stand from its verb: "wir wünschen Ihnen und Ihrer Familie frohe Weihnachten". Characters. */
const WISH_REACH = 70;
/** "God jul önskar …", "Wesołego Alleluja życzy …": characters within which the verb follows. */
const WISHED_BY = 12;

/** A greeting by name, or before a comma or a full stop ("Good Morning America" greets nobody), what is wished to one day or season, and the name of a day. */
export function* greetings(text: string, passage: Passage, vocabulary: Vocabulary): Generator<TimeClaim> {
  for (const { pattern, from, until } of vocabulary.greetings) {
    const words = greetedWith(pattern, text, passage, vocabulary);
    if (words !== undefined) yield { kind: 'greeting', words, passage, from, until };
  }
  for (const { pattern, days } of vocabulary.wishes) {
    const words = greetedWith(pattern, text, passage, vocabulary);
    if (words !== undefined) yield { kind: 'wish', words, passage, days };
  }
  const words = vocabulary.anySeason.test(text) ? undefined : greetedWith(vocabulary.wishedDay, text, passage, vocabulary);
  if (words !== undefined) yield { kind: 'namedDay', words, passage, name: vocabulary.wishedDay.exec(text)?.groups?.['name'] ?? '', weekday: undefined, earliest: WISHED_EARLY, latest: 0 };
  yield* seasonWishes(text, passage, vocabulary);
  yield* namedDays(text, passage, vocabulary);
}

/** A weekday is named within the week before it. Days. */
const WEEK = 6;
/** "Happy Mother's Day" is wished so many days before it, and not on the day after. Our own. */
const WISHED_EARLY = 10;
const BREAKS = /^\s*(?:$|[,.!?:;)–—-])/u;

/** "Tomorrow is Giving Tuesday", "Mother's Day is this Sunday". */
function* namedDays(text: string, passage: Passage, { namedDay, dayOf, weekdayOf, past, thisBefore }: Vocabulary): Generator<TimeClaim> {
  const match = namedDay.exec(text);
  if (!match || past.test(text)) return;
  const { day, name, first, later } = match.groups ?? {};
  const said = day ?? later ?? '';
  const weekday = weekdayOf.get(said);
  // "Giving Tuesday is the Tuesday after Thanksgiving."
  const isCertain = weekday === undefined || BREAKS.test(text.slice(match.index + match[0].length)) || thisBefore.test(text.slice(0, text.indexOf(said, match.index)));
  if (!isCertain) return;
  const before = dayOf.get(said) === 'tomorrow' ? 1 : 0;
  yield { kind: 'namedDay', words: match[0], passage, name: name ?? first ?? '', weekday, earliest: weekday === undefined ? before : WEEK, latest: before };
}

function greetedWith(pattern: RegExp, text: string, { place }: Passage, { notGreeted }: Vocabulary): string | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const tail = text.slice(match[0].length);
  if (notGreeted?.test(tail) === true) return undefined;
  const name = NEXT_WORDS.exec(tail)?.[1];
  const isGreeting = /^\s*(?:[,!.、。！，]|$|\{|\*\||%|<|\[|\p{Emoji_Presentation})/u.test(tail) || FROM.test(tail) || (name !== undefined && name.split(' ').length <= 3 && place !== 'alt');
  return isGreeting ? match[0].replace(/^[^\p{L}]+/u, '') : undefined;
}

/** "Merry Christmas, Ada!", "We wish you a happy new year"; at the start of a sentence, or behind a verb that wishes. */
function* seasonWishes(text: string, passage: Passage, { anySeason, seasons, wishing, past, language }: Vocabulary): Generator<TimeClaim> {
  if (passage.place === 'alt' || !anySeason.test(text)) return;
  for (const { pattern, season } of seasons) {
    const match = pattern.exec(text);
    if (!match) continue;
    const before = text.slice(Math.max(0, match.index - WISH_REACH), match.index);
    const tail = text.slice(match.index + match[0].length);
    const isOpening = language === 'ja' || /(?:^|[.!?…•|:]\s?)[^\p{L}\p{N}"“”„«'>]{0,6}$/u.test(before);
    const isWish = wishing.test(before) || (isOpening && (WISHED.test(tail) || wishing.test(tail.slice(0, WISHED_BY))));
    if (isWish && !past.test(before) && !(season === 'newYear' && OTHER_YEAR.test(text))) yield { kind: 'season', words: match[0], passage, season, language };
  }
}
