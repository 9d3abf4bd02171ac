import type { HtmlDocument } from '#campaign/campaign.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import { commentsOf } from '#campaign/html/elements.js';
import type { Location } from '#campaign/location.js';
import PHRASES from './source-notes.json' with { type: 'json' };

/** What a reader of the source finds that was not written for him. */
export interface SourceNote {
  readonly kind: 'note' | 'secret';
  readonly words: string;
  readonly location: Location;
}

/** Longer comments are documentation, or copy that was taken out. */
const LONGEST = 300;
/** Markup and template code that somebody commented out, and comments that Outlook reads. */
const CODE = /[<{}]|^\s*\[|\*\||;\s*$|https?:/;
/** What is said of the sending, of approval, of what is missing and of who may know. */
const SENDING = phrasePattern(Object.values(PHRASES).flat());
/** "TODO ask for the picture", "FIXME wrong price"; in small letters "todo" is a list's name, and in Spanish "everything". */
const TO_DO = /(?<![\p{L}\d])(?:TODO|FIXME|XXX|TBC|TBD)(?:[:,.]|\s)[^\n]{0,20}\p{Ll}{2}/u;
/** Names of sections are no questions, nor are headings in capitals. */
const QUESTION = /(?:\p{L}+[^\p{L}?]{1,3}){3,}\p{L}+\s?\?(?=\s|$)/u;
/** "ask Julia whether", "check with Legal"; mail clients and tools are no people. */
const TO_SOMEBODY = /(?<!\p{L})(?:[Aa]sk|[Cc]heck with|[Cc]onfirm with) (?!Outlook|Gmail|Apple|Yahoo|Litmus|Microsoft|Google|Mail|ESP|HTML|CSS)\p{Lu}\p{Ll}+/u;

/** Keys by which a service knows its owner: of Stripe, GitHub, Slack, SendGrid, Mailchimp, AWS, and private keys. Google's for maps are meant to be seen. */
const KEY = /\b[sr]k_live_[\da-zA-Z]{16,99}|\bgh[pousr]_[\da-zA-Z]{36}|\bxox[abprs]-[\da-zA-Z-]{10,99}|\bSG\.[\w-]{16,30}\.[\w-]{30,60}|\b[\da-f]{32}-us\d{1,2}\b|(?<!Credential=|KeyId=)\bAKIA[\dA-Z]{16}\b|-----BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY-----/;
/** What a key asks for, and quick to look for. */
const KEY_MARK = /k_live_|gh[pousr]_|xox[abprs]-|SG\.|[\da-f]-us\d|AKIA|-----BEGIN/;
/** "password: Sommer2026!" */
const PASSWORD = /(?<!\p{L})(?:pass(?:word|wort)?|pwd|kennwort|mot de passe|contraseña|wachtwoord|senha|lösenord|salasana|hasło|api[-_ ]?key|secret)\s?[:=]\s?["']?(?=\S{0,40}\d)[^\s"'<>{}$%[]{6,60}/iu;

/** The first note and the first secret; a secret is quoted by its beginning only. */
export function sourceNotes(html: HtmlDocument): readonly SourceNote[] {
  const found = new Map<SourceNote['kind'], SourceNote>();
  const key = KEY_MARK.test(html.source) ? KEY.exec(html.source) : null;
  if (key) found.set('secret', { kind: 'secret', words: beginningOf(key[0]), location: html.locate(key.index, key.index + key[0].length) });
  for (const { data, sourceCodeLocation: place } of commentsOf(html)) {
    if (!place || data.length > LONGEST || CODE.test(data)) continue;
    const location = html.locate(place.startOffset, place.endOffset);
    const password = PASSWORD.exec(data)?.[0];
    if (password !== undefined && !found.has('secret')) found.set('secret', { kind: 'secret', words: beginningOf(password), location });
    if (!found.has('note') && isNote(data)) found.set('note', { kind: 'note', words: data.replace(/\s+/g, ' ').trim(), location });
  }
  return [...found.values()];
}

function isNote(text: string): boolean {
  if ([TO_DO, TO_SOMEBODY].some((pattern) => pattern.test(text)) || SENDING.test(plainText(text))) return true;
  const isCapitals = /\p{Lu}/u.test(text) && text === text.toUpperCase(); // many scripts have neither
  return !isCapitals && QUESTION.test(text);
}

/** Enough to find it by. */
function beginningOf(secret: string): string {
  return `${secret.slice(0, Math.min(12, secret.length / 2))}…`;
}
