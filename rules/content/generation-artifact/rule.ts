import { isCodeIn, locateInPassage, passages } from '#campaign/facts/passages.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import { spokenText } from '#campaign/facts/spoken-text.js';
import { defineRule } from '#rule/rule.js';
import ARTIFACTS from './artifacts.json' with { type: 'json' };
import { assistantTalk, mayBeAssistantTalk } from './assistant-talk.js';

const ASSISTANT = phrasePattern(ARTIFACTS.assistant);
const FILLER = phrasePattern(ARTIFACTS.filler);
/** "[Insert product name]", "[Ihr Name]", "[voeg hier een foto in]": an instruction to the author in brackets. */
const INSTRUCTION = new RegExp(String.raw`\[(?:${ARTIFACTS.instruction.join('|')})\s[^\]\n]{2,80}\]|\[[^\]\n]{2,60}\s(?:einfügen|einsetzen|eintragen|ergänzen|invoegen|invullen|goes here|hier|ici|aquí|qui|aqui|här|her|tähän|tutaj)\]`, 'iu');
/** A note to himself, unlike the Spanish "TODO: BOLSOS Y ZAPATOS". */
const NOTE = /\bFIXME\b|\bTODO:\s?\p{L}?\p{Ll}[^.\n]{0,60}/u;
/** A code fence or a heading mark of Markdown where a reader should see neither. */
const MARKDOWN = /^\s*```|(?<![*\w])\*\*(?=\S)[^*\n]{2,80}(?<=\S)\*\*(?![*\w])|^\s*#{1,4} \p{Lu}/u;

/** What each of the last three asks for, in what `plainText` returns. */
const MARK = /\[|fixme|todo:|'''|\*\*|# /;

interface Artifact {
  readonly messageId: 'assistant' | 'filler' | 'instruction' | 'markdown';
  readonly words: string;
  /** Two words that go together, not a sentence that only a tool says. */
  readonly heuristic?: boolean;
}

export default defineRule({
  id: 'content/generation-artifact',
  severity: 'error',
  summary: 'Text that a tool or an author left over stands in the mail',
  needs: [],
  messages: {
    assistant: '"{{words}}" is what a writing assistant says to its user, not what you say to yours.',
    filler: '"{{words}}" is filler text.',
    instruction: '"{{words}}" is an instruction to the author.',
    markdown: '"{{words}}" is Markdown that nobody turned into formatting.',
  },
  suggestions: {
    assistant: 'Take it out, and read the rest of that text once more.',
    filler: 'Write the real text.',
    instruction: 'Fill it in.',
    markdown: 'Format it with HTML.',
  },
  defaultOptions: { allow: [] as readonly string[] },
  optionsSchema: { allow: { type: 'array', items: { type: 'string' } } },
  *check(campaign, { allow }) {
    if (allow.length === 0 && !mayHoldArtifact(spokenText(campaign))) return;
    const seen = new Set<string>();
    for (const passage of passages(campaign)) {
      const text = allow.reduce((rest, phrase) => rest.replaceAll(phrase, ' '), passage.text);
      const artifact = artifactIn(text, passage.location.part === 'text');
      if (!artifact || isCodeIn(passage, artifact.words) || seen.has(artifact.messageId)) continue;
      seen.add(artifact.messageId);
      const { messageId, words } = artifact;
      yield { messageId, data: { words: words.trim().slice(0, 80) }, location: locateInPassage(campaign, passage, words), ...(messageId === 'markdown' && { severity: 'warning' as const }), heuristic: messageId === 'instruction' || artifact.heuristic === true };
    }
  },
});

function mayHoldArtifact(plain: string): boolean {
  return MARK.test(plain) || ASSISTANT.test(plain) || mayBeAssistantTalk(plain) || FILLER.test(plain);
}

/** Markdown is how a text part may be written; everywhere else it is a mistake. */
function artifactIn(text: string, isTextPart: boolean): Artifact | undefined {
  const plain = plainText(text);
  const assistant = ASSISTANT.exec(plain)?.[0];
  if (assistant !== undefined) return { messageId: 'assistant', words: assistant };
  const talk = assistantTalk(plain);
  if (talk !== undefined) return { messageId: 'assistant', words: talk, heuristic: true };
  const filler = FILLER.exec(plain)?.[0];
  if (filler !== undefined) return { messageId: 'filler', words: filler };
  const instruction = (INSTRUCTION.exec(text) ?? NOTE.exec(text))?.[0];
  if (instruction !== undefined) return { messageId: 'instruction', words: instruction };
  const markdown = isTextPart ? undefined : MARKDOWN.exec(text)?.[0];
  return markdown === undefined ? undefined : { messageId: 'markdown', words: markdown };
}
