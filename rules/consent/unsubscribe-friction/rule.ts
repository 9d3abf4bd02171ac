import type { Campaign } from '#campaign/campaign.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import { unsubscribeStrength } from '#campaign/facts/unsubscribe.js';
import type { Problem } from '#rule/finding.js';
import { defineRule } from '#rule/rule.js';
import words from './data.json' with { type: 'json' };
import { unsubscribePlaces, type UnsubscribePlace } from './unsubscribe-places.js';

type MessageId = 'small' | 'pale' | 'imageOnly' | 'mailtoOnly' | 'login' | 'letter' | 'details';

interface Options {
  readonly minFontSize: number;
  readonly minRatio: number;
}

const LOGIN_WORDS = phrasePattern(Object.values(words.login).flat());
const LETTER_WORDS = phrasePattern(Object.values(words.letter).flat());
const DETAILS_WORDS = phrasePattern(Object.values(words.details).flat());
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
    login: 'To unsubscribe, the reader seems to have to log in.',
    letter: 'To unsubscribe, the reader seems to have to write a letter.',
    details: 'To unsubscribe, the reader seems to have to give more than the address: "{{words}}".',
  },
  suggestions: {
    small: 'Write it in {{minimum}} px at least.',
    pale: 'Change its colour until the contrast is at least {{minimum}}:1.',
    imageOnly: 'Write the link as text.',
    mailtoOnly: 'Add a link that leaves the list in one step.',
    login: 'Let the link leave the list in one step, without an account. Not legal advice.',
    letter: 'Add a link that leaves the list in one step. Not legal advice.',
    details: 'Ask for nothing but the address, and for a reason only afterwards. Not legal advice.',
  },
  defaultOptions: { minFontSize: 9, minRatio: 3 },
  optionsSchema: { minFontSize: { type: 'number', minimum: 1, maximum: 32 }, minRatio: { type: 'number', minimum: 1, maximum: 21 } },
  *check(campaign, options) {
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
  const letter = leaving.length === 0 ? said.find(({ sentence }) => LETTER_WORDS.test(sentence)) : undefined;
  if (letter) hurdles.push({ messageId: 'letter', heuristic: true, location: letter.location });
  const details = leaving.length === 0 ? said.map(({ sentence, location }) => ({ found: DETAILS_WORDS.exec(sentence)?.[0], location })).find(({ found }) => found !== undefined) : undefined;
  if (details) hurdles.push({ messageId: 'details', heuristic: true, data: { words: details.found }, location: details.location });
  return hurdles;
}

function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.!?])\s/);
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
