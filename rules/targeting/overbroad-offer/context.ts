import context from './context.json' with { type: 'json' };
import { fold } from './taxonomy.js';

const OFFERING = phrasesOf(context.offering);
const OTHER_LISTS = phrasesOf(context.otherLists);
const BREADTH = phrasesOf(context.breadth);

/** Whether a text says that the sender offers something: "our services". */
export function isOffering(text: string): boolean {
  return holdsAny(fold(text), OFFERING);
}

/** Whether a text says that a list is of something else: jobs, articles, industries. */
export function isOfOther(text: string): boolean {
  return holdsAny(fold(text), OTHER_LISTS);
}

/** Whether a text says that the sender offers all there is: "everything for your office", "alles aus einer Hand". */
export function boastsOfBreadth(text: string): boolean {
  return isOffering(text) || holdsAny(fold(text), BREADTH);
}

/** Whether one of the phrases stands in a folded text; its last word may go on. */
function holdsAny(folded: string, phrases: readonly string[]): boolean {
  return phrases.some((phrase) => ` ${folded}`.includes(` ${phrase}`));
}

function phrasesOf(languages: Readonly<Record<string, readonly string[]>>): readonly string[] {
  return Object.values(languages).flat();
}
