import type { Campaign } from '#campaign/campaign.js';
import { isCodeIn, locateInPassage, passages, type Passage } from '#campaign/facts/passages.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import { languageReport } from '#language/language-report.js';
import { clipped } from '#rule/format-message.js';
import { defineRule } from '#rule/rule.js';
import { misreadIn } from './misread.js';
import { MAY_BE_STAND_IN, standInsIn } from './stand-in-letters.js';

type Kind = 'misread' | 'replaced' | 'quotedPrintable' | 'entity' | 'markup' | 'escape' | 'encodedWord';

interface Hit {
  readonly kind: Kind;
  readonly found: string;
  readonly meant?: string;
}

const NONE: ReadonlyMap<string, string> = new Map();
const WORD = /[\p{Ll}º]+/gu;
/** One may be a name, or a foreign word. */
const LEAST_STAND_INS = 2;

/** Characters of a passage that are searched. */
const MOST_SEARCHED = 20_000;
/** What all that follows asks for, and quick to look for. */
const MARK = /[ÂÃÄÅĂĹâïðРС³¿¶±¼¾\uFFFD&<\\]|=[?9C-F]|[À-ÿ]{5}|[Ã-ï][\u0080-\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[¡-þ]{6}/u;

/** A letter beyond ASCII in quoted-printable: a first byte of UTF-8 and the one behind it. */
const QUOTED_PRINTABLE = /(?:=(?:C[2-9A-F]|D[\dA-F]|E[\dA-F]|F[0-4])(?:=[89AB][\dA-F]){1,3})+/;
/** Likewise in Latin-1 or windows-1252: a byte beyond ASCII between two letters ("un=92ora"), or two of them at the edge of words ("=E8 bella, pi=F9"). */
const SINGLE_BYTES = /\p{L}=(?:9[1-7]|[C-F][\dA-F])\p{Ll}|(?:(?<=[\p{L}\s])=[EF][\dA-F](?=[\s.,;:!?)]|$)[^]{0,200}?){2}/u;
const ENTITY = /&(?:amp;)?(?:amp|nbsp|quot|apos|lt|gt|[lr]squo|[lr]dquo|[lr]aquo|laquo|raquo|bdquo|sbquo|ndash|mdash|hellip|bull|euro|pound|copy|reg|trade|middot|shy|zwnj|times|deg|szlig|[aeiounycsz](?:uml|acute|grave|circ|tilde|cedil|ring|caron|slash)|aelig|oelig|eth|thorn|#\d{2,6}|#x[\da-f]{2,5});/i;
/** An end tag, a line break, or a tag with an attribute: a tag's bare name may be what a text is about. */
const MARKUP = /<\/(?:a|b|i|u|p|em|h[1-6]|li|ol|ul|td|tr|br|div|font|span|table|strong|center)>|<br ?\/?>|<(?:a|p|td|div|img|font|span|table|strong|h[1-6]) [a-z-]{1,20}=["'][^<>]{0,300}>/i;
/** As programmes write text for one another: "Gr\u00fc\u00dfe", "\r\n". */
const ESCAPE = /\\u(?:00[a-f\d]{2}|20[1-3][a-f\d]|d83[c-e])|\\r\\n|\\n\\n/i;
const ENCODED_WORD = /=\?[\w-]{2,20}\?[QB]\?[^?\s]{1,75}(?:\?=)?/i;
const CODES: readonly (readonly [Kind, RegExp])[] = [['quotedPrintable', QUOTED_PRINTABLE], ['quotedPrintable', SINGLE_BYTES], ['entity', ENTITY], ['markup', MARKUP], ['escape', ESCAPE], ['encodedWord', ENCODED_WORD]];

const PLACES: Readonly<Record<Passage['place'], string>> = { subject: 'subject', preheader: 'preheader', from: 'sender\'s name', body: 'text', alt: 'alt text', text: 'text part' };

export default defineRule<Kind, object>({
  id: 'content/garbled-text',
  severity: 'error',
  summary: 'Characters were turned into others, or into the code for them',
  needs: [],
  messages: {
    misread: 'The {{place}} reads "{{found}}" where "{{meant}}" was written: the text was read in another charset than its own{{times}}.',
    replaced: 'The {{place}} reads "{{found}}": a character was lost when the charset was changed{{times}}.',
    quotedPrintable: 'The {{place}} reads "{{found}}": quoted-printable that nothing will decode{{times}}.',
    entity: 'The {{place}} shows the code "{{found}}" instead of the character{{times}}.',
    markup: 'The {{place}} shows the tag "{{found}}"{{times}}.',
    escape: 'The {{place}} shows the code "{{found}}", as programmes write it for one another{{times}}.',
    encodedWord: 'The {{place}} reads "{{found}}", a header\'s encoding that nothing will decode{{times}}.',
  },
  suggestions: {
    misread: 'Open the text in its own charset, most often UTF-8, where it comes from, and put it in again.',
    replaced: 'Put the text in again from where it is whole.',
    quotedPrintable: 'Put the text in again as it reads, without its transfer encoding.',
    entity: 'Write the character itself; it was escaped twice, or stands where no HTML is read.',
    markup: 'Write < and > as they are if a tag is meant; where no HTML is read, take the tag out.',
    escape: 'Write the character itself.',
    encodedWord: 'Write the words themselves; the sending system encodes them.',
  },
  defaultOptions: {},
  optionsSchema: {},
  async *check(campaign) {
    const standIns = await standInsOf(campaign);
    const groups = new Map<string, { readonly passage: Passage; readonly hit: Hit; readonly places: string[] }>();
    for (const passage of passages(campaign)) {
      for (const hit of hitsIn(campaign, passage, standIns)) {
        const known = groups.get(`${hit.kind} ${passage.place}`);
        if (known) known.places.push(hit.found);
        else groups.set(`${hit.kind} ${passage.place}`, { passage, hit, places: [hit.found] });
      }
    }
    for (const { passage, hit: { kind, found, meant = '' }, places } of groups.values()) {
      const count = places.length;
      const times = count === 1 ? '' : ` (in ${String(count)} places)`;
      yield { messageId: kind, data: { place: PLACES[passage.place], found, meant, times }, location: locateInPassage(campaign, passage, found), evidence: { place: passage.place, count }, places, ...(isMild(kind, passage) && { severity: 'warning' as const }) };
    }
  },
});

/** A text may be about tags and codes; in the text part only few readers see them. */
function isMild(kind: Kind, { place }: Passage): boolean {
  return place === 'text' || (place === 'body' && (kind === 'markup' || kind === 'entity' || kind === 'escape'));
}

/** Where two words of a mail have letters that its language does not have, what each of them meant. */
async function standInsOf(campaign: Campaign): Promise<ReadonlyMap<string, string>> {
  const texts = passages(campaign).map(({ text }) => text).filter((text) => MAY_BE_STAND_IN.test(text));
  if (texts.length === 0) return NONE;
  const { dominant = '' } = await languageReport(campaign);
  const words = new Map(texts.flatMap((text) => standInsIn(withoutTags(text.slice(0, MOST_SEARCHED)), dominant)).map(({ found, meant }) => [found, meant]));
  return words.size < LEAST_STAND_INS ? NONE : words;
}

function hitsIn(campaign: Campaign, passage: Passage, standIns: ReadonlyMap<string, string>): readonly Hit[] {
  const words = standIns.size === 0 ? [] : passage.text.match(WORD) ?? [];
  const standIn = words.find((word) => standIns.has(word));
  if (standIn !== undefined) return [{ kind: 'misread', found: standIn, meant: standIns.get(standIn) ?? standIn }];
  if (!MARK.test(passage.text)) return [];
  const text = withoutTags(passage.text.slice(0, MOST_SEARCHED));
  const hits: Hit[] = misreadIn(text).slice(0, 1).map(({ found, meant }) => (meant.includes('\uFFFD') ? { kind: 'replaced', found: around(text, found) } : { kind: 'misread', ...repaired(around(text, found)) }));
  if (text.includes('\uFFFD') && !isUndecoded(campaign, passage)) hits.push({ kind: 'replaced', found: around(text, '\uFFFD') });
  for (const [kind, pattern] of CODES) {
    const found = pattern.exec(text)?.[0];
    if (found !== undefined && !hits.some((hit) => hit.kind === kind) && !isCodeIn(passage, found)) hits.push({ kind, found: clipped(found, 60) });
  }
  return hits;
}

/** Of a finished mail, content/charset-missing tells that its HTML cannot be read as its charset, and headers/message-headers-invalid that a header cannot. */
function isUndecoded({ headers }: Campaign, { place }: Passage): boolean {
  return headers.length > 0 && place !== 'text';
}

/** Addresses and template tags hold codes of their own. */
function withoutTags(text: string): string {
  const addresses = /https?:\/\/\S+/g;
  const plain = text.replace(addresses, (address) => ' '.repeat(address.length));
  return findTemplateTags(plain).reduceRight((rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end), plain);
}

/** A word with all that was misread in it. */
function repaired(word: string): Pick<Hit, 'found' | 'meant'> {
  return { found: word, meant: misreadIn(word).reduce((whole, { found, meant }) => whole.replaceAll(found, meant), word) };
}

/** The word in which a run of characters stands. */
function around(text: string, run: string): string {
  const start = text.indexOf(run);
  const before = /\S{0,20}$/u.exec(text.slice(Math.max(0, start - 20), start))?.[0] ?? '';
  const behind = /^\S{0,20}/u.exec(text.slice(start + run.length, start + run.length + 20))?.[0] ?? '';
  return before + run + behind;
}
