import { isTag, type ParentNode } from 'domhandler';
import { GREETING } from '#campaign/facts/greetings.js';
import { locateInPassage, LONGEST_PASSAGE, passages, type Passage } from '#campaign/facts/passages.js';
import { plainText } from '#campaign/facts/phrases.js';
import { VIEW_ONLINE } from '#campaign/facts/view-online.js';
import { languageReport } from '#language/language-report.js';
import { defineRule } from '#rule/rule.js';
import { firstNamesAfterTitle } from './first-name-after-title.js';
import data from './registers.json' with { type: 'json' };

type Register = 'formal' | 'informal';

/** One word that tells how the reader is addressed. */
interface Marker {
  readonly register: Register;
  readonly word: string;
  readonly passage: Passage;
  /** Greetings and buttons are read by everybody, and a "du" among "Sie" cannot mean anybody else: they count twice. */
  readonly weight: number;
}

const REGISTERS: readonly Register[] = ['formal', 'informal'];
const NAMES: Readonly<Record<string, readonly [formal: string, informal: string]>> = {
  de: ['Sie', 'du'], fr: ['vous', 'tu'], es: ['usted', 'tú'], it: ['Lei', 'tu'], nl: ['u', 'je'], pl: ['Pan/Pani', 'ty'],
  pt: ['o senhor/a senhora', 'tu'], fi: ['Te', 'sinä'], sv: ['Ni', 'du'], da: ['De', 'du'], nb: ['De', 'du'],
};

const PATTERNS: ReadonlyMap<string, Readonly<Record<Register, RegExp>>> = new Map(Object.entries(data).map(([language, { formal, informal }]) => [language, { formal: wordPattern(formal), informal: wordPattern(informal) }]));

/** Where one informal word is no idiom: "je" may be anybody in Dutch. */
const UNMISTAKABLE: ReadonlySet<string> = new Set(['de', 'fr', 'es', 'it', 'pl', 'pt', 'fi']);
/** Where buttons command everybody alike: "Przeczytaj raport" beside "Państwo". */
const COMMANDING_BUTTONS: ReadonlySet<string> = new Set(['pl']);
/** Words that mean nobody but the reader, wherever they stand: "vous" may be several, "je" anybody, and "Sie" is what systems write by themselves. */
const CLEAR = /^(?:usted|państw|lei$|la (?:ringr|inv|preg|inf)|o senhor|a senhora|tei[dlth]|jouw?$|jij$|\p{L}+ (?:\p{L}+ ){0,2}(?:je|jouw)$)/iu;

const OPENS_LETTER = new RegExp(String.raw`^${GREETING}(?![\p{L}])`, 'iu');
/** Somebody else's words: a testimonial speaks as it likes. */
const QUOTED = /[„“"«»”][^„“"«»”\n]{0,600}[“"«»”]/gu;

export default defineRule({
  id: 'personalization/salutation-register-mix',
  severity: 'warning',
  summary: 'The mail addresses its reader formally in one place and informally in another',
  needs: [],
  messages: {
    mixed: 'The mail says "{{formalWord}}" ({{formal}}, {{formalCount}} in all) and "{{informalWord}}" ({{informal}}, {{informalCount}} in all) to the same reader.',
    firstName: '"{{title}}" goes with a family name, and {{tag}} prints the first name alone.',
  },
  suggestions: { mixed: 'Choose one form of address for all of the mail, buttons and footer included.', firstName: 'Print the family name, or greet as one greets by first name.' },
  defaultOptions: { minMarkers: 2 },
  optionsSchema: { minMarkers: { type: 'integer', minimum: 1 } },
  async *check(campaign, { minMarkers }) {
    for (const { title, tag } of firstNamesAfterTitle(campaign)) yield { messageId: 'firstName', data: { title, tag: tag.raw }, location: tag.location };
    const { dominant, layout } = await languageReport(campaign);
    const patterns = PATTERNS.get(dominant ?? '');
    const names = NAMES[dominant ?? ''];
    if (!patterns || !names || layout !== undefined) return;
    const markers = passages(campaign).filter(speaksToReader).flatMap((passage) => markersIn(passage, patterns, dominant ?? ''));
    const of = (register: Register) => markers.filter((marker) => marker.register === register);
    const [formal, informal] = [of('formal'), of('informal')];
    const rarer = formal.length < informal.length ? formal : informal;
    const [firstFormal, firstInformal, first] = [formal[0], informal[0], rarer[0]];
    if (!firstFormal || !firstInformal || !first || weightOf(formal) < minMarkers || weightOf(informal) < minMarkers) return;
    yield {
      messageId: 'mixed',
      data: { formal: names[0], informal: names[1], formalWord: firstFormal.word, informalWord: firstInformal.word, formalCount: formal.length, informalCount: informal.length },
      location: locateInPassage(campaign, first.passage, first.word),
      evidence: { language: dominant, places: rarer.slice(0, 5).map(({ passage, word }) => excerptAround(passage.text, word)) },
      heuristic: true,
    };
  },
});

/** Body, subject and preheader. The sender's name, alternative texts, quotations, the footer and the line to a web page, which a system may write, do not count; the text part repeats the body. */
function speaksToReader({ place, block, text }: Passage): boolean {
  if (place === 'subject' || place === 'preheader') return true;
  if (place !== 'body' || !block || block.role === 'footer' || VIEW_ONLINE.test(plainText(text))) return false;
  for (let node: ParentNode | null = block.element; node; node = node.parent) if (isTag(node) && (node.name === 'blockquote' || node.name === 'q')) return false;
  return true;
}

function markersIn(passage: Passage, patterns: Readonly<Record<Register, RegExp>>, language: string): readonly Marker[] {
  const text = passage.text.slice(0, LONGEST_PASSAGE).replace(QUOTED, ' ').replace(/\s+/g, ' ');
  const isButton = passage.block?.role === 'button';
  const seenFirst = isButton || OPENS_LETTER.test(text);
  const unmistakable = UNMISTAKABLE.has(language);
  const isCommand = (index: number) => isButton && index === 0 && COMMANDING_BUTTONS.has(language);
  return REGISTERS.flatMap((register) => {
    const twice = (word: string) => seenFirst || (unmistakable && register === 'informal') || CLEAR.test(word);
    return [...text.matchAll(patterns[register])].filter(({ index }) => register === 'formal' || !isCommand(index)).map(([word]) => ({ register, word, passage, weight: twice(word) ? 2 : 1 }));
  });
}

function weightOf(markers: readonly Marker[]): number {
  return markers.reduce((sum, { weight }) => sum + weight, 0);
}

function wordPattern(words: readonly string[]): RegExp {
  return new RegExp(String.raw`(?<![\p{L}\p{N}'’./@-])(?:${words.join('|')})(?![\p{L}\p{N}'’@-]|\.\p{L})`, 'gu');
}

function excerptAround(text: string, word: string): string {
  const index = Math.max(0, text.indexOf(word));
  return text.slice(Math.max(0, index - 30), index + word.length + 30).trim();
}
