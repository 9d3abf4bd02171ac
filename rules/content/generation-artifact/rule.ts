import { isCodeIn, locateInPassage, passages } from '#campaign/facts/passages.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import { defineRule } from '#rule/rule.js';
import ARTIFACTS from './artifacts.json' with { type: 'json' };

const ASSISTANT = phrasePattern(ARTIFACTS.assistant);
const FILLER = phrasePattern(ARTIFACTS.filler);
/** "[Insert product name]", "[Ihr Name]": an instruction to the author in brackets. */
const INSTRUCTION = /\[(?:insert|add|enter|replace|your|include|describe|mention|einfügen|einsetzen|hier|ihr|ihre|dein|deine|insérer|insérez|votre|ajoutez|insertar|inserte|tu|su|inserire|inserisci|il tuo|invoegen|vul|uw|jouw|inserir|insira|seu|sua|infoga|din|ditt|indsæt|sett inn|lisää|wstaw|twój|twoje)\s[^\]\n]{2,80}\]/iu;
/** A note to himself, unlike the Spanish "TODO: BOLSOS Y ZAPATOS". */
const NOTE = /\bFIXME\b|\bTODO:\s?\p{L}?\p{Ll}[^.\n]{0,60}/u;
/** A code fence or a heading mark of Markdown where a reader should see neither. */
const MARKDOWN = /^\s*```|(?<![*\w])\*\*(?=\S)[^*\n]{2,80}(?<=\S)\*\*(?![*\w])|^\s*#{1,4} \p{Lu}/u;

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
    const seen = new Set<string>();
    for (const passage of passages(campaign)) {
      const text = allow.reduce((rest, phrase) => rest.replaceAll(phrase, ' '), passage.text);
      const artifact = artifactIn(text, passage.location.part === 'text');
      if (!artifact || isCodeIn(passage, artifact.words) || seen.has(artifact.messageId)) continue;
      seen.add(artifact.messageId);
      const { messageId, words } = artifact;
      yield { messageId, data: { words: words.trim().slice(0, 80) }, location: locateInPassage(campaign, passage, words), ...(messageId === 'markdown' && { severity: 'warning' as const }), heuristic: messageId === 'instruction' };
    }
  },
});

/** Markdown is how a text part may be written; everywhere else it is a mistake. */
function artifactIn(text: string, isTextPart: boolean) {
  const plain = plainText(text);
  const assistant = ASSISTANT.exec(plain)?.[0];
  if (assistant !== undefined) return { messageId: 'assistant', words: assistant } as const;
  const filler = FILLER.exec(plain)?.[0];
  if (filler !== undefined) return { messageId: 'filler', words: filler } as const;
  const instruction = (INSTRUCTION.exec(text) ?? NOTE.exec(text))?.[0];
  if (instruction !== undefined) return { messageId: 'instruction', words: instruction } as const;
  const markdown = isTextPart ? undefined : MARKDOWN.exec(text)?.[0];
  return markdown === undefined ? undefined : ({ messageId: 'markdown', words: markdown } as const);
}
