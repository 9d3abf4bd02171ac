import type { Campaign } from '#campaign/campaign.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import { unsubscribeLanguages, unsubscribeStrength } from '#campaign/facts/unsubscribe.js';
import { areClose } from '#language/close-languages.js';
import { languageReport } from '#language/language-report.js';
import { languageName } from '#language/language-tag.js';
import type { Problem } from '#rule/finding.js';
import { defineRule } from '#rule/rule.js';
import words from './data.json' with { type: 'json' };
import { unsubscribePlaces, type UnsubscribePlace } from './unsubscribe-places.js';

type MessageId = 'foreign' | 'small' | 'pale' | 'imageOnly' | 'mailtoOnly' | 'login' | 'letter' | 'details';

interface Options {
  readonly minFontSize: number;
  readonly minRatio: number;
}

const LOGIN_WORDS = phrasePattern(Object.values(words.login).flat());
const LETTER_WORDS = phrasePattern(Object.values(words.letter).flat());
const DETAILS_WORDS = phrasePattern(Object.values(words.details).flat());
/** Languages in which unsubscribe words are known. */
const SUPPORTED: ReadonlySet<string> = new Set(Object.keys(words.letter));
/** Characters of visible text from which on its language is beyond doubt. Our own limit. */
const LEAST_TEXT = 200;
const LOGIN_ADDRESS = /[/?&=._-](?:log-?in|sign-?in|log-?on|anmelden|connexion)(?:[/?&=._-]|$)/i;

export default defineRule<MessageId, Options>({
  id: 'consent/unsubscribe-friction',
  severity: 'warning',
  summary: 'Unsubscribing is made harder than it need be',
  needs: ['html'],
  messages: {
    small: 'The unsubscribe link is written in {{size}} px.',
    pale: 'The unsubscribe link has a contrast of {{ratio}}:1 with its background.',
    imageOnly: 'The unsubscribe link is an image, which readers without images do not see.',
    mailtoOnly: 'To unsubscribe, the reader has to send a mail.',
    foreign: 'The words that offer to unsubscribe are {{language}}, and the mail is {{own}}.',
    login: 'To unsubscribe, the reader seems to have to log in.',
    letter: 'To unsubscribe, the reader seems to have to write a letter.',
    details: 'To unsubscribe, the reader seems to have to give more than the address: "{{words}}".',
  },
  suggestions: {
    small: 'Write it in {{minimum}} px at least.',
    pale: 'Change its colour until the contrast is at least {{minimum}}:1.',
    imageOnly: 'Write the link as text.',
    mailtoOnly: 'Add a link that leaves the list in one step.',
    foreign: 'Say it in {{own}} too.',
    login: 'Let the link leave the list in one step, without an account. Not legal advice.',
    letter: 'Add a link that leaves the list in one step. Not legal advice.',
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

function hurdlesOf({ location, fontSize, contrast, route }: UnsubscribePlace, { minFontSize, minRatio }: Options): readonly Problem<MessageId>[] {
  if (fontSize === undefined) return route === 'link' ? [{ messageId: 'imageOnly', location }] : [];
  const hurdles: Problem<MessageId>[] = [];
  if (fontSize < minFontSize) hurdles.push({ messageId: 'small', data: { size: round(fontSize), minimum: minFontSize }, location });
  if (contrast !== undefined && contrast < minRatio) hurdles.push({ messageId: 'pale', data: { ratio: Math.floor(contrast * 100) / 100, minimum: minRatio }, location });
  return hurdles;
}

/** What the words around the link, or its address, say of the page behind it. */
function hurdlesBehind({ links, visibleText }: Campaign): readonly Problem<MessageId>[] {
  const hurdles: Problem<MessageId>[] = [];
  const leaving = links.filter(({ visible, text }) => visible && unsubscribeStrength(text) === 'unsubscribe');
  const said = visibleText.blocks.filter(({ text }) => unsubscribeStrength(text) === 'unsubscribe').flatMap(({ text, location }) =>
    sentencesOf(text).filter((sentence) => unsubscribeStrength(sentence) === 'unsubscribe').map((sentence) => ({ sentence: plainText(sentence), location })));
  const login = leaving.length > 0 && leaving.every(({ href }) => LOGIN_ADDRESS.test(href)) ? leaving[0] : said.find(({ sentence }) => LOGIN_WORDS.test(sentence));
  if (login) hurdles.push({ messageId: 'login', heuristic: true, location: login.location });
  const letter = leaving.length === 0 ? said.find(({ sentence }) => LETTER_WORDS.test(sentence) && !links.some(({ visible, text }) => visible && text !== '' && sentence.includes(plainText(text)))) : undefined;
  if (letter) hurdles.push({ messageId: 'letter', heuristic: true, location: letter.location });
  const details = leaving.length === 0 ? said.map(({ sentence, location }) => ({ found: DETAILS_WORDS.exec(sentence)?.[0], location })).find(({ found }) => found !== undefined) : undefined;
  if (details) hurdles.push({ messageId: 'details', heuristic: true, data: { words: details.found }, location: details.location });
  return hurdles;
}

/** Words that a template brought along and nobody translated; of close languages one is easily taken for the other. */
async function foreignWords(campaign: Campaign): Promise<readonly Problem<MessageId>[]> {
  const { links, visibleText } = campaign;
  const [first] = links.filter(({ visible, text }) => visible && unsubscribeStrength(text) === 'unsubscribe');
  if (!first || visibleText.blocks.reduce((sum, { text }) => sum + text.length, 0) < LEAST_TEXT) return [];
  const { dominant, layout } = await languageReport(campaign);
  const said = new Set([...links, ...visibleText.blocks].flatMap(({ text }) => (unsubscribeStrength(text) === 'unsubscribe' ? unsubscribeLanguages(text) : [])));
  const [language] = said;
  if (dominant === undefined || language === undefined || layout !== undefined || !SUPPORTED.has(dominant) || [...said].some((one) => one === dominant || areClose(one, dominant))) return [];
  return [{ messageId: 'foreign', heuristic: true, data: { language: languageName(language), own: languageName(dominant) }, location: first.location }];
}

function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.!?])\s/);
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
