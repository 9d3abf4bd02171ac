import { TextDecoder } from 'node:util';
import type { HtmlDocument } from '#campaign/campaign.js';
import { declaredCharset } from '#campaign/html/declared-charset.js';
import type { Location } from '#campaign/location.js';
import { unreadStart } from '#campaign/merge/sender-tags.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import { remembered } from '#campaign/remembered.js';
import { defineRule } from '#rule/rule.js';

// Where Node leaves control characters of windows-1252 (nodejs/node#56542), the loader has put what they stand for.
const WINDOWS_1252 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
const REPLACEMENT = '\uFFFD';
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
const NON_ASCII_CHARACTERS = /[^\x00-\x7f]/gu;

/** Browsers read it as windows-1252; mail servers take its word for it. */
const ASCII = /^(?:us-)?ascii$/i;

/** The part of a document that says what it is; a fragment leaves that to what it is put into. */
const DOCUMENT = /<html[\s>]|<head[\s>]|<!doctype/i;

export default defineRule({
  id: 'content/charset-missing',
  severity: 'warning',
  summary: 'No charset is declared, or one that cannot hold the text',
  needs: ['html'],
  messages: {
    missing: 'No charset is declared, and the text holds characters such as "{{character}}" that clients then have to guess.',
    missingAscii: 'No charset is declared; the first name with an accent that is merged in is shown garbled by some clients.',
    unknown: 'The declared charset {{charset}} does not exist.',
    unfit: 'The declared charset {{charset}} has no "{{character}}", which the text holds{{more}}.',
    undecodable: 'The text cannot be read as {{charset}} in {{count}} places.',
  },
  suggestions: {
    missing: 'Put <meta charset="utf-8"> first into <head>, and let the ESP send UTF-8.',
    missingAscii: 'Put <meta charset="utf-8"> first into <head>.',
    unknown: 'Declare utf-8, and save the file as UTF-8.',
    unfit: 'Declare utf-8, and save the file as UTF-8.',
    undecodable: 'Save the text in the charset that is declared, or declare the one it is in.',
  },
  defaultOptions: {},
  optionsSchema: {},
  *check(campaign) {
    const { html, headers } = campaign;
    if (!html) return;
    const declared = declaredCharset(campaign);
    const charset = declared?.value;
    const replaced = headers.length > 0 ? html.source.split(REPLACEMENT).length - 1 : 0;
    if (replaced > 0) yield { messageId: 'undecodable', data: { charset: charset ?? 'UTF-8, which is assumed when no charset is declared,', count: replaced }, location: placeOf(html, REPLACEMENT) };
    if (charset === undefined) {
      if (unreadStart(campaign) !== undefined) return;
      const character = mostVisible(html.source.match(NON_ASCII_CHARACTERS) ?? []);
      const location = startOf(html);
      if (character !== undefined && character !== REPLACEMENT) yield { messageId: 'missing', data: { character: written(character) }, location };
      else if (DOCUMENT.test(html.source) && campaign.templateTags.some(({ kind }) => kind === 'output')) yield { messageId: 'missingAscii', severity: 'info', location };
      return;
    }
    const misfits = charactersOutside(charset, html.source);
    const character = mostVisible(misfits ?? []);
    if (misfits === undefined) yield { messageId: 'unknown', data: { charset }, location: declared?.location ?? startOf(html) };
    else if (character !== undefined) {
      const more = misfits.length === 1 ? '' : `, nor ${misfits.length - 1} others`;
      yield { messageId: 'unfit', data: { charset, character: written(character), more }, location: placeOf(html, character), evidence: { characters: misfits.slice(0, 10) } };
    }
  },
  unchecked(campaign) {
    const start = declaredCharset(campaign) ? undefined : unreadStart(campaign);
    return Promise.resolve(start && `the head that ${start} puts in is not part of the campaign`);
  },
});

/** A zero-width space between quotation marks says nothing. */
function mostVisible(characters: readonly string[]): string | undefined {
  return characters.find((character) => VISIBLE.test(character)) ?? characters[0];
}

/** As it is, or by its number in Unicode where nothing would be seen. */
function written(character: string): string {
  return VISIBLE.test(character) ? character : `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function placeOf(html: HtmlDocument, character: string): Location {
  const at = html.source.indexOf(character);
  return html.locate(at, at + character.length);
}

/** The start tag of `<head>`, where the declaration belongs; else the first line. */
function startOf(html: HtmlDocument): Location {
  const head = /<head\b[^>]{0,500}>/i.exec(html.source);
  return head ? html.locate(head.index, head.index + head[0].length) : html.locate(0, 0);
}

/** Different characters of the text that a one-byte charset lacks; none for a multi-byte one, or one that a template tag writes. Undefined: no such charset. */
function charactersOutside(charset: string, text: string): readonly string[] | undefined {
  const { exists, alphabet } = alphabetOf(charset);
  if (!exists) return findTemplateTags(charset).length > 0 ? [] : undefined;
  return alphabet ? [...new Set(text.match(NON_ASCII_CHARACTERS))].filter((character) => !alphabet.has(character)) : [];
}

/** What a charset can write beyond ASCII; without an alphabet: everything. Few charsets are declared, and over and over. */
const alphabetOf = remembered((charset): { readonly exists: boolean; readonly alphabet?: ReadonlySet<string> } => {
  const decoder = decoderOf(charset);
  if (!decoder) return { exists: false };
  if (ASCII.test(charset)) return { exists: true, alphabet: new Set() };
  // One-byte charsets turn each byte by itself into one character.
  const alphabet = decoder.decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  if (alphabet.length !== 256 || new Set(alphabet).size < 200) return { exists: true };
  return { exists: true, alphabet: new Set(alphabet + REPLACEMENT + (decoder.encoding === 'windows-1252' ? WINDOWS_1252 : '')) };
});

function decoderOf(charset: string): TextDecoder | undefined {
  try {
    return new TextDecoder(charset);
  } catch {
    return undefined;
  }
}
