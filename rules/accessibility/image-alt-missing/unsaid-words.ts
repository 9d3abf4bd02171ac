import type { Campaign } from '#campaign/campaign.js';
import { quoted } from '#image-text/quoted.js';
import { readPictures } from '#image-text/read-pictures.js';
import type { ReadImage } from '#image-text/image-text.js';
import { textLanguage } from '#image-text/text-language.js';
import { loadDetector } from '#language/detector.js';
import { isFunctionWord } from '#language/function-words.js';
import { languageReport } from '#language/language-report.js';

/** A picture whose words a reader who does not see it never gets. */
export interface UnsaidWords {
  readonly image: ReadImage['image'];
  /** What the picture says, short enough to quote. */
  readonly says: string;
}

// Our own limits, on the side of silence: a logo or a sign has fewer words, and one word in ten or two is a paraphrase.
const LEAST_WORDS = 6;
const LEAST_TELLING_WORDS = 3;
const SAID_BY_ALT = 0.1;
/** From this share on the text of the mail says what the picture says. */
const SAID_BY_MAIL = 0.5;

const WORD = /\p{L}{4,}|\d{2,}/gu;
/** Letters by which inflected forms of a word are one: `Angebot`, `Angebote`. */
const STEM = 5;

/** Pictures with words of which neither their alt text nor the mail says anything; the languages of both must be the same. */
export async function unsaidWords(campaign: Campaign): Promise<readonly UnsaidWords[]> {
  const pictures = (await readPictures(campaign)).filter(({ words }) => words.length >= LEAST_WORDS);
  if (pictures.length === 0) return [];
  const mail = new Set(campaign.visibleText.blocks.flatMap(({ text }) => stemsOf(text)));
  const [detector, { dominant }] = await Promise.all([loadDetector(), languageReport(campaign)]);
  return pictures.flatMap(({ image, text, language }) => {
    const stems = [...new Set(stemsOf(text))];
    if (image.alt === undefined || language === undefined || stems.length < LEAST_TELLING_WORDS) return [];
    const altLanguage = textLanguage(image.alt, detector) ?? dominant; // a short one is in the mail's language
    const alt = new Set(stemsOf(image.alt));
    const isUnsaid = language === altLanguage && shareIn(alt, stems) < SAID_BY_ALT && shareIn(mail, stems) < SAID_BY_MAIL;
    return isUnsaid ? [{ image, says: quoted(text) }] : [];
  });
}

function shareIn(said: ReadonlySet<string>, stems: readonly string[]): number {
  return stems.filter((stem) => said.has(stem)).length / stems.length;
}

/** Of the words that carry meaning, and of numbers. */
function stemsOf(text: string): readonly string[] {
  return (text.toLowerCase().match(WORD) ?? []).filter((word) => !isFunctionWord(word)).map((word) => word.slice(0, STEM));
}
