/**
 * A campaign's text as a terminal and a log may show it: what a terminal obeys, and what turns the rest of a line around, becomes a
 * visible sign. Line breaks and tabs stay.
 */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

/** Lines that GitHub Actions would take for a workflow command, wherever the log comes from, are made none by a space that takes no width. */
export function withoutCommands(text: string): string {
  return text.replace(/^([^\S\n\r\u2028\u2029]*:)(?=:)|##(?=\[)/gm, '$&\u200b');
}
