import NOTES from './production-notes.json' with { type: 'json' };

/** A note is a line of its own, or stands in brackets: no longer than this, in characters. */
const LONGEST = 90;

const END = String.raw`\s?[.!…]{0,3}`;
const THING = `(?:(?:${withApostrophes(NOTES.articles)})\\s?)?(?:${withApostrophes(NOTES.things)})`;
/** "Anna", "Frau Kühn", "Dr. Weber"; whether it is a name, its capital letters tell. */
const NAME = String.raw`(?:(?:Frau|Herrn?|Mrs?\.?|Ms\.?|Dr\.?|Mme|M\.|Sra?\.?|dhr\.|mevr\.|fru|hr\.|la|a|o)\s){0,2}(?<name>\p{L}{2,20}(?: \p{Lu}\p{L}{1,20})??)`;
const BEFORE_SENDING = String.raw`(?:\s(?:before|vor|avant|antes|prima|voor|innan|før|ennen|przed)\s?[^.!?\n]{3,40})?`;

/** Whole lines. */
const PATTERNS: readonly RegExp[] = [
  `${THING} (?:${NOTES.pending})(?:\\s(?:${NOTES.from})\\s${NAME})?`,
  `${THING} (?:kommt|kommen|folgt|folgen|wird|werden|comes|coming|vient|viene|arriva|komt|kommer)(?: (?:noch|nog|still))? (?:${NOTES.from}) ${NAME}(?: geliefert| nachgereicht| aangeleverd)?`,
  `(?:${NOTES.missing}) ${THING}`,
  `(?:${THING} )?(?:${NOTES.askOf}) ${NAME}${BEFORE_SENDING}`,
  `(?:still )?waiting (?:for|on) ${THING} from ${NAME}`,
  `@${NAME}[,:]? (?:please|bitte|merci de|por favor|per favore|graag|kan je|kannst du|could you|can you|vänligen|venligst|voisitko|proszę)\\s[^\\n]{3,80}`,
  `(?:\\p{L}{2,12}(?: op)?\\s?[:!]\\s?)?(?:${NOTES.checks})`,
].map((source) => new RegExp(`^${source}${END}$`, 'iu'));
const NOTE_TO_SELF = /^(?:NOTE TO SELF|NOTIZ AN MICH|PLACEHOLDER|PLATZHALTER)\s?[:–-]\s?[^\n]{3,80}/u;
const IS_NAME = /^(?:\p{Lu}[\p{Ll}.]+(?: |$)){1,2}$/u;

/** What is in brackets is a note of its own. */
const BRACKETED = /[([]([^()[\]\n]{5,90})[)\]]/gu;

/** "Text folgt", "Bild kommt noch von Petra", "(still waiting for numbers from Tom)": what authors write to one another while a mail is made. */
export function productionNote(text: string): string | undefined {
  if (text.length <= LONGEST) {
    const line = text.trim().replace(/\s+/g, ' ');
    if (isNote(line) || NOTE_TO_SELF.test(line)) return line;
  }
  return /[([]/.test(text) ? [...text.matchAll(BRACKETED)].find(([, inside = '']) => isNote(inside.trim()))?.[0] : undefined;
}

function isNote(line: string): boolean {
  return PATTERNS.some((pattern) => {
    const match = pattern.exec(line);
    return match !== null && (match.groups?.['name'] === undefined || IS_NAME.test(match.groups['name']));
  });
}

function withApostrophes(words: string): string {
  return words.replaceAll("'", "['’]");
}
