const UUID_LENGTH = 36;
const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/i;
/** Random text is told from words by how often letters, capitals and digits take turns. Our own limit, tried on real newsletters. */
const LEAST_TURNS = 0.28;

/** Whether a text of so many characters or more is a key that a machine made: no word, and no number alone. */
export function isOpaque(text: string, least: number): boolean {
  if (text.length < least && text.length < UUID_LENGTH) return false;
  if (UUID.test(text)) return true;
  const run = text.replace(/[-_~.=+|!*,:]/g, '');
  if (run.length < least || !/\d/.test(run) && !/[A-Z]/.test(run)) return false;
  let turns = 0;
  for (let at = 1; at < run.length; at += 1) if (isTurn(run.charAt(at - 1), run.charAt(at))) turns += 1;
  return turns / run.length >= LEAST_TURNS;
}

/** From a capital to a small letter is no turn: words begin so. */
function isTurn(before: string, after: string): boolean {
  const [from, to] = [kindOf(before), kindOf(after)];
  return from !== to && !(from === 'capital' && to === 'small');
}

function kindOf(character: string): 'digit' | 'capital' | 'small' {
  if (character >= '0' && character <= '9') return 'digit';
  return character >= 'A' && character <= 'Z' ? 'capital' : 'small';
}
