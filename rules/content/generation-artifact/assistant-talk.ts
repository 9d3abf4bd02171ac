import { phrasePattern, type PhrasePattern } from '#campaign/facts/phrases.js';
import TALK from './assistant-talk.json' with { type: 'json' };

/** What a sentence that a writing assistant says to its user begins with, and what goes with it further on. */
interface Talk {
  readonly opener: PhrasePattern;
  readonly parts: readonly PhrasePattern[];
}

/** In "Here is the revised version of your newsletter:", all of it lies within so many characters. */
const REACH = 110;

/** Not behind "Sure!", which is part of what follows it. */
const SENTENCE_END = /(?<=[.?:]|[^.?:!]{20}!)\s/;

/** By what is said, and by language: what it opens with, and the words of which one of each list follows. */
const SAID: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>>> = TALK;
const LANGUAGES = Object.values(SAID).flatMap((languages) => Object.values(languages));
const TALKS = LANGUAGES.map(({ openers = [], ...parts }): Talk => ({ opener: phrasePattern(openers), parts: Object.values(parts).map(wordsOf) }));
const OPENERS = phrasePattern(LANGUAGES.flatMap(({ openers = [] }) => openers));

/** Whether a text may hold such a sentence; hardly any does. */
export function mayBeAssistantTalk(plain: string): boolean {
  return OPENERS.test(plain);
}

/** The sentence with which an assistant hands over a text, says how it reworked it, asks how else it should sound, or says what it cannot do; in what `plainText` returns. */
export function assistantTalk(plain: string): string | undefined {
  if (!mayBeAssistantTalk(plain)) return undefined;
  for (const { opener, parts } of TALKS) {
    if (!opener.test(plain)) continue;
    for (const sentence of plain.split(SENTENCE_END)) {
      const start = opener.exec(sentence);
      const said = start ? sentence.slice(start.index, start.index + REACH) : '';
      if (start && parts.every((part) => part.test(said))) return said;
    }
  }
  return undefined;
}

/** Words that may go on: "förmlicher" stands for "förmlichere". */
function wordsOf(words: readonly string[]): PhrasePattern {
  return phrasePattern(words.map((word) => `${word}-`));
}
