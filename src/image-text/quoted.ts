const MOST_QUOTED = 120;

/** What a picture says, in one line short enough for a message; cut between words. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= MOST_QUOTED) return line;
  const cut = line.slice(0, MOST_QUOTED);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), MOST_QUOTED / 2))} …`;
}
