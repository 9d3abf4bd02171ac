import type { Campaign } from '#campaign/campaign.js';
import { isCodeIn, locateInPassage, passages, type Passage } from '#campaign/facts/passages.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import { spokenText } from '#campaign/facts/spoken-text.js';
import { isFillerText } from '#language/filler-text.js';
import type { Problem } from '#rule/finding.js';
import { clipped } from '#rule/format-message.js';
import { PHRASES } from '#rule/option-schemas.js';
import { defineRule } from '#rule/rule.js';
import ARTIFACTS from './artifacts.json' with { type: 'json' };
import { assistantTalk, mayBeAssistantTalk } from './assistant-talk.js';
import { productionNote } from './production-notes.js';
import { sourceNotes, type SourceNote } from './source-notes.js';

const ASSISTANT = phrasePattern(ARTIFACTS.assistant);
const FILLER = phrasePattern(ARTIFACTS.filler);
/** What a page for searching or translating tells its users too: nothing but this stands in its block. */
const FILLER_ALONE = phrasePattern(ARTIFACTS.fillerAlone);
const MOST_WORDS_BESIDE_FILLER = 2;
/** "[Insert product name]", "[Ihr Name]", "[voeg hier een foto in]": an instruction to the author in brackets; with an address behind them they are a link of Markdown. */
const INSTRUCTION = new RegExp(String.raw`\[(?:${anyOf(ARTIFACTS.instruction)})\s[^\]\n]{2,80}\](?!\()|\[[^\]\n]{2,60}\s(?:einfügen|einsetzen|eintragen|ergänzen|invoegen|invullen|goes here|hier|ici|aquí|qui|aqui|här|her|tähän|tutaj)\](?!\()`, 'iu');
/** "[Event name]", "[DATUM]": what is still to be put in, by its name; `[date]` in small letters may be a tag. */
const BLANK = new RegExp(String.raw`(?<![\]\p{L}\p{N}])\[(?:${anyOf(ARTIFACTS.blanks)})\](?![(\[:])`, 'giu');
/** "Subject line option 2: …", "Preheader: …", "(Word count: 148)": the name of a part, by which a draft is ordered. */
const LABEL = new RegExp(String.raw`^[\s(*_#>"“-]{0,4}(?:${anyOf(ARTIFACTS.labels)})(?:\s(?:${anyOf(ARTIFACTS.labelKinds)}))?(?:\s#?\d{1,3}|\s[A-E])?(?:\s\([^)\n]{1,30}\))?\*{0,2}\s?:(?=\*{0,2}\s*[^\s*])`, 'iu');
/** "Subject (option B): …", "Headline 2: …": a part of which there are several. */
const NUMBERED = new RegExp(String.raw`^[\s(*_#>"“-]{0,4}(?:${anyOf(ARTIFACTS.numberedLabels)})[\s(]{1,2}(?:(?:${anyOf(ARTIFACTS.labelKinds)})\s)?(?:\d|[A-E])\)?\*{0,2}\s?:(?=\*{0,2}\s*[^\s*])`, 'iu');
/** "Subject: … Preview text: …": the name of a part that letters have as well, and of one that only a draft has. */
const HEADED = new RegExp(String.raw`^[\s(*_#>"“-]{0,4}(?:${anyOf(ARTIFACTS.numberedLabels)})\*{0,2}\s?:[^\n]{1,150}?[\s*](?:${anyOf(ARTIFACTS.labels)})\*{0,2}\s?:`, 'iu');
/** "Betreff: Neues aus dem Garten" as a subject: its label was copied with it. */
const SUBJECT_LABEL = new RegExp(String.raw`^[\s*_#"“]{0,4}(?:${anyOf([...ARTIFACTS.labels, ...ARTIFACTS.subjectLabels])})(?:\s#?\d)?\*{0,2}\s?:(?=\*{0,2}\s*\S)`, 'iu');
/** What somebody is quoted with. */
const QUOTED = /“[^“”]{0,200}”|„[^„“”]{0,200}[“”]|«[^«»]{0,200}»|"[^"\n]{0,200}"/g;
/** Words around a quotation that speak of it. */
const LEAST_WORDS_ABOUT = 5;
/** What is left in a headline or a label may say less. Our own limit. */
const LEAST_WORDS_AROUND_FILLER = 8;
const LINE_OR_SENTENCE = /\n|(?<=[.!?…])\s+/;
/** What a sentence about filler text says of it. */
const OF_FILLER = /(?<!\p{L})(?:used?|uses|using|called|calls|texts?|placeholders?|filler|dummy|designers?|typeset\p{L}*|typograph\p{L}*|printers?|blindtext\p{L}*|platzhalter\p{L}*|nennt|genannt|verwende\p{L}*|grafiker\p{L}*|maquett\p{L}*|graphistes?|remplissage|texte|texto|relleno|testo|tekst\p{L}*)(?!\p{L})/u;
/** "(Note to Petra: check the price)", in brackets and to one person by name. */
const TO_COLLEAGUE = new RegExp(String.raw`[[(](?:${anyOf(ARTIFACTS.noteTo)})\s(\p{L}[\p{L} .-]{1,25}):[^\])\n]{3,160}[\])]`, 'iu');
const COLLEAGUES = /^(?:\p{Lu}\p{Ll}+(?: \p{Lu}[\p{L}.]*)?|(?:the )?(?:designer|editor|developer|dev|copywriter|team|marketing|reviewer|translator|self|myself|redaktion|grafik|übersetzung))$/u;
/** "À FAIRE : demander la photo": the word in capitals, and what is to be done. */
const TO_DO = new RegExp(String.raw`(?<![\p{L}\p{N}])(${anyOf(ARTIFACTS.toDo)})\s?[:–-]\s?\p{L}?\p{Ll}[^.\n]{3,60}`, 'iu');
/** "(148 words)" and nothing else. */
const COUNT = /^\s*[([](?:approx\.? |about |ca\. |~\s?|≈\s?)?\d{2,4} (?:words|characters|wörter|zeichen|mots|caractères|palabras|caracteres|parole|caratteri|woorden|tekens|palavras|ord|tecken|tegn|sanaa|merkkiä|słów|słowa|znaków)\.?[)\]]\s*$/iu;
/** A note to himself, unlike the Spanish "TODO: BOLSOS Y ZAPATOS". */
const NOTE = /\bFIXME\b|\bTODO:\s?\p{L}?\p{Ll}[^.\n]{0,60}/u;

/** A code fence or a heading mark of Markdown where a reader should see neither. */
const MARKDOWN = /^\s*```|(?<![*\w])\*\*(?=\S)[^*\n]{2,80}(?<=\S)\*\*(?![*\w])|^\s*#{1,4} \p{Lu}/u;

/** What editors write on a button until somebody says what it is for. */
const UNNAMED_BUTTONS: ReadonlySet<string> = new Set(ARTIFACTS.buttons);

/** What each of the last three asks for, in what `plainText` returns. */
const MARK = /\[|fixme|todo:|\((?:no|hin|an|ob|be|mu|hu|uw)|'''|\*\*|# |\(\D{0,10}\d{2,4} /;
/** What a label of a draft asks for, in all lines of it. */
const LABELLED = new RegExp(String.raw`(?:^|[\s(*_#>"“-])(?:${anyOf([...ARTIFACTS.labels, ...ARTIFACTS.numberedLabels, ...ARTIFACTS.toDo])})[^\n:–-]{0,40}[:–-]`, 'iu');

const LABELS = [LABEL, HEADED, NUMBERED, COUNT];

interface Artifact {
  readonly messageId: 'assistant' | 'filler' | 'instruction' | 'label' | 'markdown';
  readonly words: string;
  /** Two words that go together, not a sentence that only a tool says. */
  readonly heuristic?: boolean;
}

type MessageId = Artifact['messageId'] | SourceNote['kind'];

export default defineRule<MessageId, { readonly allow: readonly string[] }>({
  id: 'content/generation-artifact',
  severity: 'error',
  summary: 'Text that a tool or an author left over stands in the mail',
  needs: [],
  messages: {
    assistant: '"{{words}}" is what a writing assistant says to its user, not what you say to yours.',
    filler: '"{{words}}" is filler text.',
    instruction: '"{{words}}" is an instruction to the author.',
    label: '"{{words}}" is a label of the draft, not copy.',
    markdown: '"{{words}}" is Markdown that nobody turned into formatting.',
    note: 'The source holds the note "{{words}}", which every recipient can read.',
    secret: 'The source holds what looks like a key or password, "{{words}}", which every recipient can read.',
  },
  suggestions: {
    assistant: 'Take it out, and read the rest of that text once more.',
    filler: 'Write the real text.',
    instruction: 'Fill it in.',
    label: 'Take it out, and look whether what it labels belongs there.',
    markdown: 'Format it with HTML.',
    note: 'Do what it says, and take it out.',
    secret: 'Take it out, and have it replaced wherever it is in use.',
  },
  defaultOptions: { allow: [] },
  optionsSchema: { allow: PHRASES },
  *check(campaign, { allow }) {
    yield* noteProblems(campaign, allow);
    const mayHold = allow.length > 0 || mayHoldArtifact(spokenText(campaign));
    const found = new Map<string, Problem<MessageId>>();
    const places = new Map<string, string[]>();
    for (const passage of passages(campaign)) {
      const text = allow.reduce((rest, phrase) => rest.replaceAll(phrase, ' '), passage.text);
      const artifact = (mayHold ? artifactIn(text, passage) : undefined) ?? noteAmong(passage, text) ?? copiedLabel(passage, text) ?? unnamedButton(passage, text);
      if (!artifact || isCodeIn(passage, artifact.words) || isColumnTitle(passage, artifact)) continue;
      const { messageId, words } = artifact;
      const heuristic = messageId === 'instruction' || artifact.heuristic === true;
      const quoted = clipped(words.trim(), 80);
      const others = places.get(messageId);
      if (others) others.push(quoted);
      else places.set(messageId, [quoted]);
      const known = found.get(messageId);
      if (known && (known.heuristic !== true || heuristic)) continue; // the first, and the surest
      found.set(messageId, { messageId, data: { words: quoted }, location: locateInPassage(campaign, passage, words), ...(messageId === 'markdown' && { severity: 'warning' as const }), heuristic });
    }
    for (const [messageId, problem] of found) yield { ...problem, places: places.get(messageId) ?? [] };
  },
});

function* noteProblems({ html }: Campaign, allow: readonly string[]): Iterable<Problem<MessageId>> {
  for (const { kind, words, location } of html ? sourceNotes(html) : []) {
    if (allow.some((phrase) => words.includes(phrase))) continue;
    yield { messageId: kind, data: { words: clipped(words, 80) }, location, ...(kind === 'note' && { heuristic: true }) };
  }
}

function mayHoldArtifact(plain: string): boolean {
  return MARK.test(plain) || ASSISTANT.test(plain) || mayBeAssistantTalk(plain) || FILLER.test(plain) || FILLER_ALONE.test(plain) || LABELLED.test(plain) || plain.split('\n').some(isFillerText);
}

function copiedLabel({ place }: Passage, text: string): Artifact | undefined {
  const label = place === 'subject' ? SUBJECT_LABEL.exec(text)?.[0] : undefined;
  return label === undefined ? undefined : { messageId: 'label', words: label, heuristic: true };
}

function unnamedButton({ block }: Passage, text: string): Artifact | undefined {
  return block?.role === 'button' && UNNAMED_BUTTONS.has(plainText(text).trim()) ? { messageId: 'filler', words: text, heuristic: true } : undefined;
}

/** What an alternative text says of its picture is no note: "Photo missing". */
function noteAmong({ place }: Passage, text: string): Artifact | undefined {
  const note = place === 'alt' || place === 'from' ? undefined : productionNote(text);
  return note === undefined ? undefined : { messageId: 'instruction', words: note };
}

/** "# Critical" in a cell of a table: how many are critical. */
function isColumnTitle({ block }: Passage, { messageId, words }: Artifact): boolean {
  return messageId === 'markdown' && /^\s*# /.test(words) && /^t[dh]$/.test(block?.element.name ?? '');
}

/** Markdown is how a text part may be written; everywhere else it is a mistake. */
function artifactIn(text: string, { place, location }: Passage): Artifact | undefined {
  const plain = plainText(text);
  const said = ASSISTANT.exec(plain)?.[0];
  const assistant = said !== undefined && isAboutQuotation(text) ? ASSISTANT.exec(plainText(text.replace(QUOTED, ' ')))?.[0] : said;
  if (assistant !== undefined) return { messageId: 'assistant', words: assistant };
  const talk = assistantTalk(plain);
  if (talk !== undefined) return { messageId: 'assistant', words: talk, heuristic: true };
  const filler = fillerIn(text, plain, place);
  if (filler) return filler;
  const instruction = (INSTRUCTION.exec(text) ?? blankIn(text) ?? noteIn(text))?.[0];
  if (instruction !== undefined) return { messageId: 'instruction', words: instruction };
  const label = firstOf(LABELS, text);
  if (label !== undefined) return { messageId: 'label', words: label, heuristic: true };
  const markdown = location.part === 'text' ? undefined : MARKDOWN.exec(text)?.[0];
  return markdown === undefined ? undefined : { messageId: 'markdown', words: markdown };
}

function fillerIn(text: string, plain: string, place: Passage['place']): Artifact | undefined {
  const filler = FILLER.exec(plain)?.[0];
  if (filler !== undefined && (place === 'subject' || place === 'preheader' || !isAboutFiller(text, filler))) return { messageId: 'filler', words: filler };
  const alone = FILLER_ALONE.exec(plain)?.[0];
  if (alone !== undefined && wordsIn(plain.replace(alone, ' ')) <= MOST_WORDS_BESIDE_FILLER) return { messageId: 'filler', words: alone };
  return isFillerText(text) ? { messageId: 'filler', words: text, heuristic: true } : undefined;
}

/** "As an AI language model" may be what a course is about. */
function isAboutQuotation(text: string): boolean {
  const rest = text.replace(QUOTED, ' ');
  return rest !== text && wordsIn(rest) >= LEAST_WORDS_ABOUT;
}

/** "Designers have used lorem ipsum since the 1960s": its name amid a sentence that speaks of such texts, and no more of it, nor what it says of itself. */
function isAboutFiller(text: string, filler: string): boolean {
  const plain = plainText(text);
  if (filler !== 'lorem ipsum' || /lorem ipsum (?:is|has been) |(?<!\p{L})(?:dolor|sit|amet|consectetu?er|adipiscing|elit)(?!\p{L})/u.test(plain) || FILLER.test(plain.replaceAll(filler, ' '))) return false;
  return text.split(LINE_OR_SENTENCE).map(plainText).filter((sentence) => sentence.includes(filler)).every((sentence) => {
    const rest = sentence.replaceAll(filler, ' ');
    return OF_FILLER.test(rest) && /^[^\p{L}]*\p{L}/u.test(sentence.slice(0, sentence.indexOf(filler))) && /\p{L}/u.test(sentence.slice(sentence.lastIndexOf(filler) + filler.length)) && wordsIn(rest) >= LEAST_WORDS_AROUND_FILLER;
  });
}

function wordsIn(text: string): number {
  return (text.match(/\p{L}+/gu) ?? []).length;
}

function firstOf(patterns: readonly RegExp[], text: string): string | undefined {
  return patterns.find((pattern) => pattern.test(text))?.exec(text)?.[0];
}

function noteIn(text: string): RegExpExecArray | undefined {
  const note = NOTE.exec(text);
  if (note) return note;
  const colleague = TO_COLLEAGUE.exec(text);
  if (colleague && COLLEAGUES.test(colleague[1]?.trim() ?? '')) return colleague;
  const toDo = TO_DO.exec(text);
  return toDo && toDo[1] === toDo[1]?.toUpperCase() && /\p{Ll}{3}/u.test(toDo[0]) ? toDo : undefined;
}

function blankIn(text: string): RegExpMatchArray | undefined {
  return text.includes('[') ? [...text.matchAll(BLANK)].find(([words]) => /^.\p{Lu}/u.test(words)) : undefined;
}

/** Pattern source; apostrophes are written in two ways. */
function anyOf(phrases: readonly string[]): string {
  return phrases.join('|').replaceAll("'", "['’]");
}
