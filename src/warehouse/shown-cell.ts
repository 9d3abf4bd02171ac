/** What a terminal obeys or cannot show: control characters, marks of direction, half characters, line breaks. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A cell as a report may show it: its first characters, printable. One that slipped into the wrong column may hold an address, which is not shown. */
export function shownCell(value: string, longest: number): string | undefined {
  if (value.includes('@')) return undefined;
  const characters = Array.from(value.replace(UNPRINTABLE, '\ufffd'));
  return characters.length <= longest ? characters.join('') : `${characters.slice(0, longest - 1).join('')}…`;
}
