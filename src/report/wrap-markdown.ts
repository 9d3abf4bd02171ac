import { readableWidth, wrap } from './wrap.js';

/** What a list item begins with, or a line of a quote. */
const MARKER = String.raw` *(?:(?:\d+\.|[*-]) |> ?)`;
const LEAD = new RegExp(`^${MARKER}|^ *`);
const BEGINS = new RegExp(`^${MARKER}`);
/** An empty line (in a quote too), a heading, a row of a table, indented code. */
const AS_IT_IS = new RegExp(`^(?: *>? *$|#|\\||(?!${MARKER}) {4})`);

/** Markdown for a terminal: paragraphs, list items and lines of quotes are broken at its width; headings, examples and tables stay as they are. */
export function wrapMarkdown(text: string, width: number): string {
  const shown: string[] = [];
  let paragraph: string[] = [];
  let isExample = false;
  const end = (): void => {
    const lead = LEAD.exec(paragraph[0] ?? '')?.[0] ?? '';
    const lines = wrap(paragraph.join(' ').slice(lead.length), readableWidth(width) - lead.length);
    shown.push(...lines.map((line, index) => `${index === 0 || lead.includes('>') ? lead : ' '.repeat(lead.length)}${line}`));
    paragraph = [];
  };
  for (const line of text.split('\n')) {
    const isFence = /^ *```/.test(line);
    if (isFence || isExample || AS_IT_IS.test(line)) {
      end();
      shown.push(line);
    } else {
      if (BEGINS.test(line)) end();
      paragraph.push(line);
    }
    if (isFence) isExample = !isExample;
  }
  end();
  return shown.join('\n');
}
