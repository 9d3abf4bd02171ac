/** A message as one line of a terminal: a file's name may hold line breaks, and codes that a terminal obeys. */
export function oneLine(message: string): string {
  return message.replace(/\p{Cc}+/gu, ' ');
}
