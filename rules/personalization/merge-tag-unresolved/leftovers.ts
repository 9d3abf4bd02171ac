import { GREETING } from '#campaign/facts/greetings.js';
import { LONGEST_PASSAGE } from '#campaign/facts/passages.js';
import type { LooseForm } from '#campaign/merge/merge-dialects.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import words from './data.json' with { type: 'json' };

/** `enclosed`: in signs that no system we know of uses, though some house's own may. */
export type LeftoverForm = LooseForm | 'enclosed';

/** Text that looks like a merge field and is no template tag of any known syntax. */
export interface Leftover {
  readonly kind: 'placeholder' | 'malformed';
  readonly raw: string;
  readonly form: LeftoverForm | undefined;
  /** It stands where a greeting has the name. */
  readonly inGreeting: boolean;
}

/** A field's name as people write it: spaces, underscores, hyphens or nothing between its words. */
const FIELD = `(?:${[...words.fields].sort((a, b) => b.length - a.length).map((field) => field.replaceAll(' ', '[ _-]?')).join('|')})`;

/** "contact.first_name", "subscriber:firstname". */
const SCOPED_FIELD = String.raw`(?:\w{1,20}[.:])?${FIELD}`;
const FALLBACK = String.raw`\s?\|\s?[^|\[\]{}%\n]{0,40}`;

/** Names of people only, which no hashtag, wiki page or `__name__` is called. */
const PERSON_FIELD = '(?:first[ _-]?name|last[ _-]?name|FNAME|LNAME|vorname|nachname|pr[ée]nom|apellidos?|cognome|voornaam|achternaam|förnamn|efternamn|fornavn|etternavn|efternavn|etunimi|sukunimi|imię|nazwisko)';

/** By form, with the text that every match holds: a passage without it need not be searched. */
const LOOSE: readonly (readonly [form: LeftoverForm, mark: string, pattern: RegExp])[] = [
  ['bracket', '[', new RegExp(String.raw`(?<![\[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}])\[\s?${FIELD}(?:,\s?fallback=[^\]\n]{0,60})?\s?\](?![\](])`, 'iu')],
  ['brace', '{', new RegExp(String.raw`(?<![{$#%\\\p{L}])\{\s?\$?${FIELD}\s?\}(?!\})`, 'iu')],
  ['brace', '{', new RegExp(String.raw`(?<![{$#%\\\p{L}])\{\s?(?:\$\w{1,30}(?:\.|->)|!(?:\w{1,30}[.:])?)${FIELD}(?:;[^{}\n]{0,40})?\s?\}(?!\})`, 'iu')],
  ['hash', '##', new RegExp(String.raw`(?<![#\p{L}\p{N}&])##${FIELD}##`, 'iu')],
  ['dollar', '$', new RegExp(String.raw`(?<![\$\p{L}\p{N}])(?!\$Name\$)\$\$?\[?${FIELD}\]?\$\$?`, 'iu')],
  ['at', '@', new RegExp(String.raw`(?<![@\p{L}\p{N}.])@@?${FIELD}@@?`, 'iu')],
  ['guillemet', '«', new RegExp(`«${FIELD}»`, 'iu')],
  ['angle', '<<', new RegExp(`<<\\s?${FIELD}\\s?>>`, 'iu')],
  ['percent', '%', new RegExp(String.raw`(?<![%\p{L}\p{N}])%(?:recipient\.)?${FIELD}%(?![%\p{L}\p{N}])`, 'iu')],
  ['enclosed', '#', new RegExp(`(?<![#\\p{L}\\p{N}&/=?])#${PERSON_FIELD}#(?![#\\p{L}\\p{N}])`, 'iu')],
  ['enclosed', '~', new RegExp(`(?<!~)~~?${PERSON_FIELD}~~?(?!~)`, 'iu')],
  ['enclosed', '__', new RegExp(`(?<![_\\p{L}\\p{N}])__${PERSON_FIELD}__(?![_\\p{L}])`, 'iu')],
  ['bracket', '[', new RegExp(String.raw`\[%?\s?${PERSON_FIELD}${FALLBACK}%?\](?![\](])`, 'iu')],
  ['paren', '(', /(?<![\p{L}\p{N}])\((?:first_?name|last_?name|FNAME|LNAME|FIRST ?NAME|LAST ?NAME|VORNAME|NACHNAME)\)/u],
];

/** What may stand for the name only right after a greeting. */
const IN_GREETING: readonly (readonly [form: LeftoverForm | undefined, pattern: RegExp])[] = [
  ['paren', inGreeting(String.raw`\(\s?${FIELD}\s?\)`)],
  ['angle', inGreeting(String.raw`<\s?${FIELD}\s?>`)],
  ['dash', inGreeting(String.raw`-${FIELD}-`)],
  ['colon', inGreeting(String.raw`:${FIELD}`)],
  ['dollar', inGreeting(String.raw`\$(?:\w{0,20}->)?${FIELD}`)],
  ['enclosed', inGreeting(String.raw`(?:#${SCOPED_FIELD}#|~~?${SCOPED_FIELD}~~?|__${SCOPED_FIELD}__|\|${FIELD}\||\+${FIELD}\+|\^${FIELD}\^|@${FIELD}|%\{${SCOPED_FIELD}\})`)],
  ['bracket', inGreeting(String.raw`\[%?\s?${SCOPED_FIELD}(?:${FALLBACK}|\s?)%?\]`)],
  ['brace', inGreeting(String.raw`\{\s?${SCOPED_FIELD}${FALLBACK}\}`)],
  [undefined, inGreeting(String.raw`(?:%(?:1\$)?s|\{[0-9]\}|#\{[\w.@]{1,40}\}|%\([\w.]{1,40}\)s)`)],
];

/** A greeting where those forms want it, with one of the marks after it that they begin with. */
const GREETS_A_MARK = new RegExp(String.raw`(?:^|[.!?]\s|["'“„*_])${GREETING},?[ \u00A0][^,!]{0,8}[(<:$%{#~_[|+^@-]`, 'iu');

/** Tags that lack a delimiter, or have a space within one. */
const MALFORMED: readonly RegExp[] = [
  /(?<!\{)\{\{\s?[\p{L}_$][\p{L}\p{N}_.$|:'" -]{1,60}\}(?! ?\})/u,
  /(?<!\{)\{\{\s?[\p{L}_$][\p{L}\p{N}_.$|:'"“”’\s,!-]{1,120}$/u, // never closed
  /\{ \{\s?[\p{L}_][\p{L}\p{N}_.]{1,60}\s?\} ?\}|\{\{\s?[\p{L}_][\p{L}\p{N}_.]{1,60}\s?\} \}/u,
  /\*\|[A-Z][A-Z0-9_:]{1,40}(?:\|(?!\*)|\*|(?=[\s,.!]))/u,
  /(?<![*\p{L}])\|[A-Z][A-Z0-9_:]{1,40}\|\*/u,
  new RegExp(String.raw`(?<![{%\\\p{L}$#])(?<!\{ )\{\s?(?:[\p{L}_]{1,30}\.)?${FIELD}\s?\}\}(?!\})`, 'iu'),
  new RegExp(String.raw`(?<![%\p{L}\p{N}])(?:%%${FIELD}%(?!%)|%${FIELD}%%)`, 'iu'),
  new RegExp(String.raw`(?<!\[)(?:\[\[${FIELD}\](?!\])|\[${FIELD}\]\])`, 'iu'),
  /%%\[(?!%)[^\n%]{0,60}%{0,2}/u, // AMPscript whose "]%%" is missing or broken
  /%%=\s?[A-Za-z][^%\n]{0,120}(?:=?%(?!%)|(?<!=)%%|(?=[,.!\s]|$))/u,
  /(?<!%)%=\s?\w{1,40}\([^%\n]{0,120}\)\s?=?%{1,2}/u,
  /(?<!\])\]%%/u,
  /\{%-?\s?(?:if|unless|for|else|endif|endfor|elsif|unsubscribe)\b[^%{}\n]{0,80}\}/u,
];

/** What each of them asks for. */
const MAY_BE_MALFORMED = /\{ ?[{%]|\} ?\}|\*\||\|\*|%%|%=|\[\[|\]\]/;

/** What every leftover has, and every template tag. */
const MARK = /[[\]{}#$@«<&%~_(|*^+]|[ \u00A0][:-]/;

/** Whether there may be a leftover or a template tag in a text: most hold none of the signs that these are made of. */
export function mayHoldLeftover(text: string): boolean {
  return MARK.test(text);
}

/** The leftovers of one passage; what is a whole template tag is left to the tags. */
export function leftoversIn(passage: string): readonly Leftover[] {
  const text = withoutTags(passage.slice(0, LONGEST_PASSAGE));
  const found: Leftover[] = [];
  for (const pattern of MAY_BE_MALFORMED.test(text) ? MALFORMED : []) {
    const match = pattern.exec(text);
    if (match) found.push({ kind: 'malformed', raw: match[0].trim(), form: undefined, inGreeting: follows(text, match.index) });
  }
  if (found.length > 0) return found;
  for (const [form, pattern] of GREETS_A_MARK.test(text) ? IN_GREETING : []) {
    const raw = pattern.exec(text)?.[1];
    if (raw !== undefined) found.push({ kind: 'placeholder', raw, form, inGreeting: true });
  }
  for (const [form, mark, pattern] of LOOSE) {
    const match = text.includes(mark) ? pattern.exec(text) : null;
    if (match && !found.some(({ raw }) => raw === match[0])) found.push({ kind: 'placeholder', raw: match[0], form, inGreeting: follows(text, match.index) });
  }
  return found;
}

const ABOUT_BRACES = /(?<!\p{L})(?:braces|brackets|klammern|accolades|entre llaves|graffe|entre chaves)(?!\p{L})/iu;

/** Whether a tag without an end is none that lacks it: it ends in one of the texts that follow (`{{ t "Hello</td><td>World" }}`), or its text is about braces. */
export function endsElsewhere(raw: string, text: string, following: readonly string[]): boolean {
  if (!raw.startsWith('{{') || raw.includes('}')) return false;
  const after = following.map((next) => next.slice(0, LONGEST_PASSAGE)).join('\n');
  return ABOUT_BRACES.test(text) || /\{\{|\}\}/.exec(after)?.[0] === '}}';
}

/** Whether a tag's expression names what a mail merges, rather than a shell variable, a wiki page or a file. */
export function namesField(expression: string): boolean {
  const parts = expression.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const joined = parts.join('');
  return parts.some((part) => FIELD_PARTS.has(part)) || /(?:name|email|unsub)/.test(joined);
}

const FIELD_PARTS: ReadonlySet<string> = new Set([...words.fieldParts, ...words.fields]);

function inGreeting(placeholder: string): RegExp {
  return new RegExp(String.raw`(?:^|[.!?]\s|["'“„*_])${GREETING},?[ \u00A0]{1,3}(?:(?:Mr|Mrs|Ms|Mx|Herr|Frau|Mme|M)\.? )?(${placeholder})(?=[\s,!.:;]|$)`, 'iu');
}

const GREETING_BEFORE = new RegExp(String.raw`(?:^|[.!?]\s|["'“„*_])${GREETING},?(?:[ \u00A0](?:Mr|Mrs|Ms|Mx|Herr|Frau|Mme|M)\.?)?[ \u00A0]{1,3}$`, 'iu');

function follows(text: string, index: number): boolean {
  return GREETING_BEFORE.test(text.slice(Math.max(0, index - 60), index));
}

/** Whole tags, but PHP's `{$name}`, and text in back quotes are taken out; one mark stands for each. */
function withoutTags(text: string): string {
  const tags = findTemplateTags(text).filter(({ syntax }) => syntax !== '{$name}');
  if (tags.length === 0 && !text.includes('`')) return text;
  const pieces: string[] = [];
  let done = 0;
  for (const { start, end } of tags) {
    pieces.push(text.slice(done, start), '\uFFFC');
    done = end;
  }
  return (pieces.join('') + text.slice(done)).replace(/`[^`\n]{1,200}`/g, '\uFFFC');
}
