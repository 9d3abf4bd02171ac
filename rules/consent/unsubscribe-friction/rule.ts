import type { Campaign } from '#campaign/campaign.js';
import { saysUnsubscribe, unsubscribeLanguages } from '#campaign/facts/unsubscribe.js';
import { areClose } from '#language/close-languages.js';
import { languageReport } from '#language/language-report.js';
import { languageName } from '#language/language-tag.js';
import type { Problem } from '#rule/finding.js';
import { defineRule } from '#rule/rule.js';
import words from './data.json' with { type: 'json' };
import { hurdlesBehind, type HurdleBehind } from './hurdles-behind.js';
import { unsubscribePlaces, type UnsubscribePlace } from './unsubscribe-places.js';

type MessageId = 'foreign' | 'small' | 'pale' | 'below' | 'imageOnly' | 'mailtoOnly' | HurdleBehind;

interface Options {
  readonly minFontSize: number;
  readonly minRatio: number;
}

/** Languages in which unsubscribe words are known. */
const SUPPORTED: ReadonlySet<string> = new Set(Object.keys(words.letter));
/** Below more blank lines than these nobody looks for it. Our own limit. */
const MOST_BLANK_LINES = 20;
/** Characters of visible text from which on its language is beyond doubt. Our own limit. */
const LEAST_TEXT = 200;

export default defineRule<MessageId, Options>({
  id: 'consent/unsubscribe-friction',
  severity: 'warning',
  summary: 'Unsubscribing is made harder than it need be',
  needs: ['html'],
  messages: {
    small: 'The unsubscribe link is written in {{size}} px.',
    pale: 'The unsubscribe link has a contrast of {{ratio}}:1 with its background.',
    below: 'The unsubscribe link stands below {{lines}} blank lines.',
    imageOnly: 'The unsubscribe link is an image, which readers without images do not see.',
    mailtoOnly: 'To unsubscribe, the reader has to send a mail.',
    foreign: 'The words that offer to unsubscribe are {{language}}, and the mail is {{own}}.',
    login: 'To unsubscribe, the reader seems to have to log in.',
    letter: 'To unsubscribe, the reader seems to have to write a letter.',
    phone: 'To unsubscribe, the reader seems to have to telephone: "{{words}}".',
    fee: 'Unsubscribing seems to cost something: "{{words}}".',
    slow: 'The mail says that unsubscribing takes {{words}}.',
    denied: 'The mail says that readers cannot unsubscribe.',
    details: 'To unsubscribe, the reader seems to have to give more than the address: "{{words}}".',
  },
  suggestions: {
    small: 'Write it in {{minimum}} px at least.',
    pale: 'Change its colour until the contrast is at least {{minimum}}:1.',
    below: 'Put it where the text ends.',
    imageOnly: 'Write the link as text.',
    mailtoOnly: 'Add a link that leaves the list in one step.',
    foreign: 'Say it in {{own}} too.',
    login: 'Let the link leave the list in one step, without an account. Not legal advice.',
    letter: 'Add a link that leaves the list in one step. Not legal advice.',
    phone: 'Add a link that leaves the list in one step. Not legal advice.',
    fee: 'Take no money for it. Not legal advice.',
    slow: 'Take the reader off the list at once: Gmail and Yahoo allow two days, the law of the USA ten business days, others none. Not legal advice.',
    denied: 'Let them, or send as transactional mail what nobody may refuse. Not legal advice.',
    details: 'Ask for nothing but the address, and for a reason only afterwards. Not legal advice.',
  },
  defaultOptions: { minFontSize: 9, minRatio: 3 },
  optionsSchema: { minFontSize: { type: 'number', minimum: 1, maximum: 32 }, minRatio: { type: 'number', minimum: 1, maximum: 21 } },
  async *check(campaign, options) {
    const { html, manifest } = campaign;
    if (!html || manifest.kind === 'transactional') return;
    const places = unsubscribePlaces(campaign, html);
    const hurdles = places.map((place) => hurdlesOf(place, options));
    // One link that is easy to find is enough; of several poor ones the best is reported.
    const [best = []] = hurdles.toSorted((one, other) => one.length - other.length);
    yield* best;
    const [first] = places;
    if (first && places.every(({ route }) => route === 'mailto')) yield { messageId: 'mailtoOnly', severity: 'info', location: first.location };
    yield* hurdlesBehind(campaign);
    yield* await foreignWords(campaign);
  },
});

function hurdlesOf({ location, fontSize, contrast, route, picture, blankLines }: UnsubscribePlace, { minFontSize, minRatio }: Options): readonly Problem<MessageId>[] {
  if (fontSize === undefined) return picture && route === 'link' ? [{ messageId: 'imageOnly', location }] : [];
  const hurdles: Problem<MessageId>[] = [];
  if (fontSize < minFontSize) hurdles.push({ messageId: 'small', data: { size: round(fontSize), minimum: minFontSize }, location });
  if (contrast !== undefined && contrast < minRatio) hurdles.push({ messageId: 'pale', data: { ratio: Math.floor(contrast * 100) / 100, minimum: minRatio }, location });
  if (blankLines > MOST_BLANK_LINES) hurdles.push({ messageId: 'below', data: { lines: blankLines }, location });
  return hurdles;
}

/** Words that a template brought along and nobody translated; of close languages one is easily taken for the other. */
async function foreignWords(campaign: Campaign): Promise<readonly Problem<MessageId>[]> {
  const { links, blocks } = saysUnsubscribe(campaign);
  const first = links.find(({ visible }) => visible);
  if (!first || campaign.visibleText.blocks.reduce((sum, { text }) => sum + text.length, 0) < LEAST_TEXT) return [];
  const { dominant, layout } = await languageReport(campaign);
  const said = new Set([...links, ...blocks].flatMap(({ text }) => unsubscribeLanguages(text)));
  const [language] = said;
  if (dominant === undefined || language === undefined || layout !== undefined || !SUPPORTED.has(dominant) || [...said].some((one) => one === dominant || areClose(one, dominant))) return [];
  return [{ messageId: 'foreign', heuristic: true, data: { language: languageName(language), own: languageName(dominant) }, location: first.location }];
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
