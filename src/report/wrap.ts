/** Breaks a text into lines of at most `width` characters at spaces; a longer word stays whole. Control characters are shown as `�`. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '�').split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}
