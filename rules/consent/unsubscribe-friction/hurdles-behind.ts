import type { Campaign, Link } from '#campaign/campaign.js';
import { phrasePattern, plainText, type PhrasePattern } from '#campaign/facts/phrases.js';
import { saysUnsubscribe, unsubscribeDenial, unsubscribeStrength } from '#campaign/facts/unsubscribe.js';
import type { Location } from '#campaign/location.js';
import type { Problem } from '#rule/finding.js';
import words from './data.json' with { type: 'json' };
import { delayIn } from './delay.js';

export type HurdleBehind = 'login' | 'letter' | 'phone' | 'details' | 'fee' | 'slow' | 'denied';

/** A sentence about unsubscribing as `plainText` returns it, or the one before or after it. */
interface Said {
  readonly sentence: string;
  /** It speaks of unsubscribing itself. */
  readonly itself: boolean;
  readonly location: Location;
}

/** Hurdles that a link elsewhere in the mail does not take away, and others that it does. */
const ALWAYS = ['login', 'fee'] as const;
/** One of them beside a link is what readers are told to do first, unless it is one way of several. */
const BESIDE_LINK = ['letter', 'phone'] as const;
const WITHOUT_LINK = ['letter', 'phone', 'details'] as const;
const WORDS: Readonly<Record<(typeof ALWAYS | typeof WITHOUT_LINK)[number], PhrasePattern>> = { login: of(words.login), fee: of(words.fee), letter: of(words.letter), phone: of(words.phone), details: of(words.details) };
/** In the languages of `data.json`; where words for registering are the same ("aanmelden"), they are left out. Some are names of parameters as well: `&auth=3f2a` signs the link of each reader. */
const LOGIN_ADDRESS = /[/?&=._-](?:log-?in|sign-?in|log-?on|anmelden|einloggen|connexion|se-connecter|connecter|iniciar-?(?:sesion|sessao)|inicio-?sesion|inloggen|logga-?in|inloggning|log-?ind|logg-?inn|innlogging|kirjaudu|kirjautuminen|zaloguj|logowanie)(?:[/?&=._-]|$)|\/(?:auth|identification|acceder|accedi|accesso|entrar)(?:[/?#]|$)/i;
/** "No login needed", "ohne Gebühr", "by letter or by mail": the hurdle is none, or one way of several. */
const WITHOUT_WORD = `(?<!\\p{L})(?:${words.without.map((word) => word.replace(/-$/, '\\p{L}{0,20}')).join('|')}) `;
/** Scripts without spaces. "无需登录" holds "需登录", and "不" far before it denies something else. */
const UNSPACED = words.withoutUnspaced.join('|');
const ADJACENT = `(?:${words.withoutAdjacent.join('|')})`;
const WITHOUT = new RegExp(`(?:${WITHOUT_WORD}(?:[^.,;:]{0,20} )?|(?:${UNSPACED})[^.,;:。、，]{0,10}|${ADJACENT})$`, 'u');
/** "In your account, or without login": further on in the sentence, right before it. */
const RIGHT_WITHOUT = new RegExp(`(?:${WITHOUT_WORD}|${UNSPACED}|${ADJACENT})$`, 'u');
/** "Bejelentkezés nélkül", "로그인하지 않아도": right behind it. */
const WITHOUT_BEHIND = new RegExp(`^\\p{L}{0,20} ?(?:${words.withoutBehind.join('|')})`, 'u');
const WITHOUT_REACH = 40;
/** Between two ways of which the reader takes one. */
const CHOICE = /,? (?:or|oder|ou|o|oppure|of|eller|tai|lub|albo|или|або|veya|ya da|sau|vagy|nebo|alebo|ή|أو|או) |または|もしくは|또는|혹은|或者?/u;
/** "It costs nothing". */
const FREE = /(?<!\p{L})(?:nothing|nichts|niets|nada|rien|nulla|niente|inget|ingenting|intet|mitään|nic|free|kostenlos|kostenfrei|gratuit|gratuite|gratuitement|gratis|gratuito|gratuita|gratuitamente|kosteloos|kostnadsfritt|maksutta|maksutonta|bezpłatn\p{L}{1,5}|basistarif\p{L}{0,2})(?!\p{L})/u;
/** "Telefon +49 221 1234", "Tel.: 0221/1234": how the sender is reached, which an imprint has to say. */
const NUMBER_OF_SENDER = /(?<!\p{L})(?<!(?:per|by|via|par|por|op|med|pr\.|z) )(?:tele[fp]h?[oó]n\p{L}{0,3}|puhelin|phone|tel)\.?\s?:?\s?(?=[+(]?\d)/giu;
/** What leaving costs, in a sentence about it. */
const PRICE = /(?:[€£$]|(?<!\p{L})(?:chf|usd|eur|gbp|kr) ) ?[1-9]\d{0,3}(?:[.,]\d\d)?|(?<![\d.,])[1-9]\d{0,3}(?:[.,]\d\d)? ?(?:[€£$]|(?:euro|euros|eur|kr|zł|chf|ft|kč|lei|tl)(?!\p{L}))/u;
/** What a sentence beside the one about leaving has that goes on about it: "Please allow 30 days for it to take effect". */
const PROCESS = phrasePattern(words.process);
/** "A handling fee of £2 applies", right behind the sentence about leaving, and not what an order costs. */
const HANDLING = phrasePattern(words.handling);
const PURCHASE = phrasePattern(words.purchase);
/** "Also", "or", "if you prefer"; "you can"; "only". */
const WORDS_OF_CHOICE = phrasePattern(words.choice);
const WORDS_OF_LEAVE = phrasePattern(words.leave);
const WORDS_OF_ONLY = phrasePattern(words.only);
/** 16 CFR 316.4(a): ten business days to honour an opt-out. */
const LAWFUL_DAYS = 10;
/** What Gmail and Yahoo allow bulk senders. */
const PROVIDERS_DAYS = 2;

const NOTHING: readonly Said[] = [];

/** What the words around the link, or its address, say of the page behind it. */
export function hurdlesBehind(campaign: Campaign): readonly Problem<HurdleBehind>[] {
  const { links, visibleText } = campaign;
  const speaking = saysUnsubscribe(campaign);
  const leaving = speaking.links.filter(({ visible }) => visible);
  const said = speaking.blocks.flatMap(({ text, lines, location }) => begun(lines, text).flatMap((line) => sayings(line, location)));
  const login = leaving.length > 0 && leaving.every(({ href }) => LOGIN_ADDRESS.test(href)) ? [{ messageId: 'login' as const, heuristic: true, location: leaving[0]?.location }] : [];
  const always = ALWAYS.filter((hurdle) => hurdle !== 'login' || login.length === 0).flatMap((hurdle) => firstHurdle(hurdle, said));
  if (leaving.length > 0) return [...login, ...always, ...BESIDE_LINK.flatMap((hurdle) => firstHurdle(hurdle, said.filter(({ sentence }) => demands(sentence, said, leaving)))), ...slow(said)];
  const alone = said.filter(({ sentence }) => !holdsLink(sentence, links));
  return [...login, ...always, ...WITHOUT_LINK.flatMap((hurdle) => firstHurdle(hurdle, hurdle === 'details' ? said : alone)), ...slow(said), ...denied(visibleText.blocks)];
}

/** Lines of a block: an imprint's sentences end with them. One that goes on in small letters belongs to the one before. */
function begun(lines: readonly string[], text: string): readonly string[] {
  if (lines.length === 0) return [text];
  const whole: string[] = [];
  for (const line of lines) {
    if (whole.length > 0 && /^\p{Ll}/u.test(line)) whole.push(`${whole.pop() ?? ''} ${line}`);
    else whole.push(line);
  }
  return whole;
}

function sayings(text: string, location: Location): readonly Said[] {
  if (unsubscribeStrength(text) !== 'unsubscribe') return NOTHING;
  const sentences = text.split(/(?<=[.!?])\s|\s[|·•]\s/);
  const names = sentences.map((sentence) => unsubscribeStrength(sentence) === 'unsubscribe');
  const speaks = names.map((itself, index) => itself || (names[index - 1] === true && sentences[index - 1]?.endsWith('?') === true)); // "Unsubscribe? Write us a letter."
  return sentences.flatMap((sentence, index) => (speaks[index] || ((speaks[index - 1] || speaks[index + 1]) && PROCESS.test(plainText(sentence))) || (speaks[index - 1] && isHandlingFee(plainText(sentence))) ? [{ sentence: plainText(sentence), itself: speaks[index] === true, location }] : []));
}

function isHandlingFee(sentence: string): boolean {
  return HANDLING.test(sentence) && PRICE.test(sentence) && !PURCHASE.test(sentence);
}

function firstHurdle(hurdle: keyof typeof WORDS, said: readonly Said[]): readonly Problem<HurdleBehind>[] {
  for (const { sentence, itself, location } of said) {
    const all = WORDS[hurdle].matchAll(hurdle === 'phone' ? sentence.replace(NUMBER_OF_SENDER, blank) : sentence);
    const found = all[0] ?? (hurdle === 'fee' && itself ? PRICE.exec(sentence) : null);
    if (!found || (!itself && hurdle !== 'fee') || isDenied(sentence, found.index, WITHOUT) || all.some(({ index }) => isDenied(sentence, index, RIGHT_WITHOUT)) || (hurdle === 'fee' && FREE.test(sentence))) continue;
    if (hurdle === 'login' && (leavesOtherwise(sentence, found.index) || all.some(({ 0: login, index }) => WITHOUT_BEHIND.test(sentence.slice(index + login.length))))) continue;
    return [{ messageId: hurdle, heuristic: true, data: { words: found[0].trim() }, location }];
  }
  return [];
}

function isDenied(sentence: string, at: number, without: RegExp): boolean {
  return without.test(sentence.slice(Math.max(0, at - WITHOUT_REACH), at));
}

/** "Change what you get in your account, or leave the list here": what stands behind the choice leaves without what stands before it. */
function leavesOtherwise(sentence: string, at: number): boolean {
  const [, ...others] = sentence.slice(at).split(CHOICE);
  return others.some((way) => unsubscribeStrength(way) === 'unsubscribe' && !WORDS.login.test(way));
}

function blank(text: string): string {
  return ' '.repeat(text.length);
}

/** Whether a sentence asks for what it names, and neither offers it as one way of several nor is what the link stands in. */
function demands(sentence: string, said: readonly Said[], leaving: readonly Link[]): boolean {
  if (WORDS_OF_CHOICE.test(sentence) || (WORDS_OF_LEAVE.test(sentence) && !WORDS_OF_ONLY.test(sentence))) return false;
  return leaving.every(({ text }) => !sentence.includes(plainText(text)) || said.some((other) => other.sentence === plainText(text)));
}

function slow(said: readonly Said[]): readonly Problem<HurdleBehind>[] {
  for (const { sentence, location } of said) {
    const delay = delayIn(sentence);
    if (!delay || delay.workingDays <= PROVIDERS_DAYS) continue;
    return [{ messageId: 'slow', heuristic: true, ...(delay.workingDays <= LAWFUL_DAYS && { severity: 'info' as const }), data: { words: delay.words }, location }];
  }
  return [];
}

function denied(blocks: Campaign['visibleText']['blocks']): readonly Problem<HurdleBehind>[] {
  for (const { text, location } of blocks) if (unsubscribeDenial(text) !== undefined) return [{ messageId: 'denied', heuristic: true, location }];
  return [];
}

function holdsLink(sentence: string, links: readonly Link[]): boolean {
  return links.some(({ visible, text }) => visible && text !== '' && sentence.includes(plainText(text)));
}

function of(languages: Readonly<Record<string, readonly string[]>>): PhrasePattern {
  return phrasePattern(Object.values(languages).flat());
}
