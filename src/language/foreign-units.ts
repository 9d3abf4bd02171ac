import { readsAs } from './close-languages.js';
import type { Detector } from './detector.js';
import { foreignScore, likelihoodOf } from './foreign-score.js';
import type { ForeignScore } from './foreign-score.js';
import { functionWordsOf, isStrong } from './function-words.js';
import type { PartRole } from './language-part.js';
import { namesItself, normalizeLanguage } from './language-tag.js';
import type { Unit } from './part-units.js';
import { isQuotedSpeech } from './quoted-speech.js';
import { fitsNone } from './written-language.js';

export interface ForeignUnit extends ForeignScore {
  readonly unit: Unit;
  /** Occurrences among `foreignWords` that do not also live inside names and titles. */
  readonly strongWords: number;
}

export interface Strictness {
  /** Words a text must have; one less is enough with clear evidence. */
  readonly minWords: number;
  /** Log-odds from which a text counts as foreign. */
  readonly z: number;
}

// Each limit was set on mails of our own; what it buys is in docs/language.md.
const CLEAR_STRONG_WORDS = 2;
const CLEAR_LOG_RATIO = 18;
/** A button of four words is enough when it holds no word of the mail's own. English ones stand in mails of every language. */
const BUTTON = { wordsLess: 2, logRatio: 10, logRatioAlone: 14, loanLanguage: 'en' };
const SENTENCE = { roles: new Set<PartRole>(['subject', 'preheader', 'footer']), wordsLess: 2, logRatio: 12 };
/** A longer text that names the language it is in is no longer a link to that version: `Diese E-Mail auf Deutsch lesen`. */
const MOST_SWITCH_WORDS = 8;
/** So is this one, if it speaks of reading, receiving or preferring it: `If you prefer to receive our emails in English, please change your language settings.` */
const MOST_SWITCHING_WORDS = 18;
const SWITCH = new RegExp('(?<!\\p{L})(?:read|recei|prefer|préfér|switch|language|version|les(?:en|e)|lies|erhalten|bevorzug|sprache|lire|lisez|recev|langue|leer|rebre|recib|leggere|ricev|lingua'
  + '|lees|lezen|liever|ontvang|taal|läs|hellre|språk|få|læs|heller|sprog|lue|lukea|kieli|halua|czyta|przeczyta|język|číst|čtěte|jazyk|ler|leia|idioma|llegi)', 'iu');
/** Twice what any text of two to four words reached in a mail in one script. Half of the words are enough then. */
const OTHER_SCRIPT_LOG_RATIO = 30;
/** A text with words of both languages is a phrase with loans in it, unless it is long or one side is far stronger. */
const CODE_MIX = { mostWords: 12, foreignPerOwn: 5 };
const LEAST_CLAUSE_WORDS = 4;
/** Without a strong function word the letter sequences must decide alone. */
const LOG_RATIO_ALONE = 12;
const LIST = { fragments: 3, mostWordsEach: 4 };

const CLAUSE = /[:;!?|–—•·]|\.\s/;
const FRAGMENT = /[,;:·|•–\n]/;
const WORDS = /\p{L}+/gu;
/** A reply or forward repeats somebody else's subject; `[repo]` is a machine's. */
const QUOTED_SUBJECT = /^\s{0,9}(?:(?:re|aw|sv|vs|fw|fwd|wg|tr|rif|res)\s?:|(?:re: )?\[[\w./-]{1,80}\])/i;

/** A source is named in its own language: "Annales de physique, 1927, 8 (9), pp. 365-384", a DOI, an ISBN. */
const CITED_SOURCE = /(?<!\p{L})(?:pp?|S)\.\s?\d{1,5}\s?[-–]\s?\d{1,5}|(?<!\p{L})(?:doi|isbn)(?::|\s)\s?[\d./-]{5}/iu;

/** Characters of a paragraph that may be nothing but the naming of a source. */
const LONGEST_CITATION = 400;

/** The units that are in another language than `own`. */
export function foreignUnits(units: readonly Unit[], own: string, strictness: Strictness, detector: Detector): readonly ForeignUnit[] {
  return units.flatMap((unit) => {
    if (unit.evidence.wordCount < strictness.minWords / 2) return [];
    const score = foreignScore(unit.evidence, own, strictness.z);
    if (!score) return [];
    const strongWords = score.foreignWords.filter((word) => isStrong(score.language, word)).length;
    const candidate = { unit, strongWords, ...score };
    return isExempt(candidate, own, detector) || !isEnough(candidate, strictness) || isFragmentary(candidate, detector) || isCodeMix(candidate) || isDoubtful(candidate)
      ? []
      : [candidate];
  });
}

function isExempt({ unit, language }: ForeignUnit, own: string, { languages }: Detector): boolean {
  if (readsAs(language, own, languages)) return true;
  const { part, evidence } = unit;
  const declared = part.lang === undefined ? undefined : normalizeLanguage(part.lang);
  if (declared !== undefined && readsAs(language, declared, languages)) return true;
  if (part.role === 'subject' && QUOTED_SUBJECT.test(part.text)) return true;
  if (part.role === 'body' && part.text.length <= LONGEST_CITATION && CITED_SOURCE.test(part.text)) return true;
  if (evidence.wordCount <= MOST_SWITCHING_WORDS && namesItself(part.text, language) && (evidence.wordCount <= MOST_SWITCH_WORDS || SWITCH.test(unit.text))) return true;
  return isQuotedSpeech(unit) || fitsNone([unit], language);
}

function isEnough(candidate: ForeignUnit, { minWords }: Strictness): boolean {
  const { unit, strongWords, logRatio, ownWords } = candidate;
  if (unit.evidence.wordCount >= minWords || isOtherScript(candidate)) return true;
  if (isClearButton(candidate, minWords) || isClearSentence(candidate, minWords)) return true;
  if (unit.evidence.wordCount < minWords - 1) return false;
  return strongWords >= CLEAR_STRONG_WORDS || (logRatio >= CLEAR_LOG_RATIO && ownWords === 0);
}

/** `Your catalogue is here`: of its four words half are function words that no name holds. In the body slogans look the same (`Come as you are`). */
function isClearSentence({ unit, strongWords, logRatio, ownWords }: ForeignUnit, minWords: number): boolean {
  if (!SENTENCE.roles.has(unit.part.role) || ownWords > 0 || unit.evidence.wordCount < minWords - SENTENCE.wordsLess) return false;
  return strongWords >= CLEAR_STRONG_WORDS && logRatio >= SENTENCE.logRatio;
}

function isClearButton({ unit, language, strongWords, logRatio, ownWords }: ForeignUnit, minWords: number): boolean {
  if (unit.part.role !== 'button' || language === BUTTON.loanLanguage || ownWords > 0 || unit.evidence.wordCount < minWords - BUTTON.wordsLess) return false;
  return logRatio >= (strongWords > 0 ? BUTTON.logRatio : BUTTON.logRatioAlone);
}

/** Not one letter sequence of the text is known in the mail's own language. */
function isOtherScript({ unit, language, logRatio, ownWords }: ForeignUnit): boolean {
  return logRatio >= OTHER_SCRIPT_LOG_RATIO && ownWords === 0 && likelihoodOf(unit.evidence, language) === logRatio;
}

/** Keywords between separators: no clause of it is a sentence. */
function isFragmentary(candidate: ForeignUnit, detector: Detector): boolean {
  return !isOtherScript(candidate) && candidate.unit.text.split(CLAUSE).every((clause) => detector.read(clause).wordCount < LEAST_CLAUSE_WORDS);
}

/** `All you need is love: regalos de San Valentín`. */
function isCodeMix({ unit, foreignWords, ownWords, logRatio }: ForeignUnit): boolean {
  return ownWords > 0 && unit.evidence.wordCount <= CODE_MIX.mostWords
    && foreignWords.length < CODE_MIX.foreignPerOwn * ownWords && logRatio < CLEAR_LOG_RATIO;
}

/** Nothing but connectors, which names, dishes and addresses have too, and letter sequences that do not settle it. */
function isDoubtful({ unit, language, strongWords, ownWords, logRatio }: ForeignUnit): boolean {
  if (strongWords > 0) return false;
  if (logRatio < LOG_RATIO_ALONE) return true;
  return functionWordsOf(language).size > 0 && (ownWords > 0 || unit.part.role === 'footer' || isList(unit.text));
}

function isList(text: string): boolean {
  const lengths = text.split(FRAGMENT).map((fragment) => fragment.match(WORDS)?.length ?? 0).filter((length) => length > 0);
  return lengths.length >= LIST.fragments && lengths.every((length) => length <= LIST.mostWordsEach);
}
