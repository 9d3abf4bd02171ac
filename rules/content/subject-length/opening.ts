import type { Campaign } from '#campaign/campaign.js';
import { GREETING } from '#campaign/facts/greetings.js';
import { graphemes } from '#campaign/facts/subject-text.js';
import { fieldExpression, fieldKind } from '#campaign/merge/printed-fields.js';
import { findTemplateTags, replaceTags } from '#campaign/merge/template-tags.js';
import type { TemplateTag } from '#campaign/merge/template-tags.js';
import { functionWordsOf } from '#language/function-words.js';
import { languageReport } from '#language/language-report.js';

const GREETINGS = new RegExp(`(?<!\\p{L})${GREETING}(?!\\p{L})`, 'giu');
/** Greetings that are news: "Welcome to Acme" says what has happened. */
const WELCOME = /(?<!\p{L})(?:welcome|willkommen|bienvenue?|bienvenid[oa]s?|benvenut[oaie]|welkom|bem-vind[oa]s?|välkommen|velkommen|tervetuloa|witam[yi]?)(?!\p{L})/iu;
const WORDS = /\p{L}[\p{L}\p{M}’']+/gu;
/** Scripts without spaces between words: any letter of theirs may say something. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** An address up to its domain: `news@` is no name. */
const MAILBOX = /[^\s<>"@]{1,64}@/g;
const PERSON: ReadonlySet<string> = new Set(['first_name', 'last_name', 'full_name', 'salutation']);

/** Whether the first `columns` graphemes of a subject hold no word but the sender's name, the reader's, a greeting and function words of the mail's language. */
export async function opensWithoutContent(subject: string, columns: number, campaign: Campaign): Promise<boolean> {
  if (!findTemplateTags(subject).every((tag) => tag.kind === 'statement' || isPerson(tag))) return false;
  const opening = firstGraphemes(replaceTags(subject, () => ' '), columns);
  if (UNSPACED.test(opening) || WELCOME.test(opening)) return false;
  const sender = senderWords(campaign);
  const words = wordsOf(opening.replace(GREETINGS, ' ')).filter((word) => !sender.has(word));
  if (words.length === 0) return true;
  const { dominant } = await languageReport(campaign);
  const functionWords = functionWordsOf(dominant ?? '');
  return words.every((word) => functionWords.has(word));
}

/** The word that begins among them is read to its end. */
function firstGraphemes(text: string, most: number): string {
  let first = '';
  let count = 0;
  for (const grapheme of graphemes(text)) {
    if (count >= most && !/^\p{L}/u.test(grapheme)) break;
    first += grapheme;
    count += 1;
  }
  return first;
}

function isPerson(tag: TemplateTag): boolean {
  return PERSON.has(fieldKind(fieldExpression(tag)?.name ?? '') ?? '');
}

/** Words of the From header and of the sender's names, those of its domain among them. */
function senderWords({ from, manifest }: Campaign): ReadonlySet<string> {
  const { legalName = '', formerNames = [] } = manifest.sender ?? {};
  return new Set(wordsOf([(from?.value ?? '').replace(MAILBOX, ''), legalName, ...formerNames].join(' ')));
}

function wordsOf(text: string): readonly string[] {
  return (text.match(WORDS) ?? []).map((word) => word.toLowerCase());
}
