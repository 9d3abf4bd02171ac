import { data } from 'franc/data.js';
import { expressions as scripts } from 'franc/expressions.js';
import { once } from '#once.js';

/** franc's codes for languages in Latin letters that eld tells too. */
const LANGUAGES: Readonly<Record<string, string>> = {
  eng: 'en', deu: 'de', spa: 'es', fra: 'fr', ita: 'it', por: 'pt', nld: 'nl', dan: 'da', swe: 'sv', nob: 'nb', fin: 'fi', pol: 'pl', ces: 'cs',
  tur: 'tr', cat: 'ca', hun: 'hu', ron: 'ro', slk: 'sk', slv: 'sl', hrv: 'hr', ekk: 'et', lvs: 'lv', lit: 'lt', als: 'sq',
  zlm: 'ms', vie: 'vi', tgl: 'tl', azj: 'az', yor: 'yo',
};
const NAMES = Object.values(LANGUAGES);

// As franc compares, whose own functions take ten times as long: each for itself and all 30 scripts.
/** Units of a text that are compared. */
const TEXT_UNITS = 2048;
/** What a trigram adds to the distance of a language that does not have it among its 300 most frequent. */
const MOST_DIFFERENCE = 300;

const LATIN = /\p{Script=Latin}/gu;

const NO_SCORES: ReadonlyMap<string, number> = new Map();

/** By trigram, of each language that has it its place among NAMES and the trigram's among its most frequent, one after the other. */
const ranksOf = once((): ReadonlyMap<string, readonly number[]> => {
  const ranks = new Map<string, number[]>();
  for (const [place, code] of Object.keys(LANGUAGES).entries()) {
    for (const [rank, trigram] of (data['Latin']?.[code] ?? '').split('|').entries()) {
      const known = ranks.get(trigram);
      if (known) known.push(place, rank);
      else ranks.set(trigram, [place, rank]);
    }
  }
  return ranks;
});

/** Of each language how near a text of lower-case words comes to it, 1 the nearest: good only for the difference of two. None for a text that is mostly in other letters than Latin ones. */
export function trigramScores(text: string): ReadonlyMap<string, number> {
  const compared = text.slice(0, TEXT_UNITS);
  if (!isLatin(compared)) return NO_SCORES;
  const distances = distancesOf(countTrigrams(compared));
  const least = Math.min(...distances);
  const range = compared.length * MOST_DIFFERENCE - least;
  return new Map(NAMES.map((name, place) => [name, 1 - ((distances[place] ?? 0) - least) / range || 0]));
}

function distancesOf(counts: ReadonlyMap<string, number>): readonly number[] {
  const ranks = ranksOf();
  const distances = NAMES.map(() => counts.size * MOST_DIFFERENCE);
  for (const [trigram, count] of counts) {
    const known = ranks.get(trigram) ?? [];
    for (let index = 0; index < known.length; index += 2) {
      const place = known[index] ?? 0;
      distances[place] = (distances[place] ?? 0) - MOST_DIFFERENCE + Math.abs(count - (known[index + 1] ?? 0) - 1);
    }
  }
  return distances;
}

/** How often each stands in the text, apostrophes being spaces. */
function countTrigrams(text: string): ReadonlyMap<string, number> {
  const spaced = ` ${text.replace(/[!-@\s]+/g, ' ').trim().toLowerCase()} `;
  const counts = new Map<string, number>();
  for (let start = 0; start + 3 <= spaced.length; start++) {
    const trigram = spaced.slice(start, start + 3);
    counts.set(trigram, (counts.get(trigram) ?? 0) + 1);
  }
  return counts;
}

/** Whether no other script has more letters in the text. */
function isLatin(text: string): boolean {
  const latin = text.match(LATIN)?.length ?? 0;
  return latin > text.length / 2 || (latin > 0 && Object.values(scripts).every((letters) => (text.match(letters)?.length ?? 0) <= latin));
}
