import { readableWidth, wrap } from './wrap.js';

/** Markdown for a terminal: paragraphs and list items are broken at its width; headings, examples and tables stay as they are. */
export function wrapMarkdown(text: string, width: number): string {
  const shown: string[] = [];
  let paragraph: string[] = [];
  let isExample = false;
  const end = (): void => {
    const lead = /^ *(?:- )?/.exec(paragraph[0] ?? '')?.[0] ?? '';
    const lines = wrap(paragraph.join(' ').slice(lead.length), readableWidth(width) - lead.length);
    shown.push(...lines.map((line, index) => `${index === 0 ? lead : ' '.repeat(lead.length)}${line}`));
    paragraph = [];
  };
  for (const line of text.split('\n')) {
    const isFence = line.startsWith('```');
    if (isFence || isExample || /^(?:$|#|\|)/.test(line)) {
      end();
      shown.push(line);
    } else {
      if (/^ *- /.test(line)) end();
      paragraph.push(line);
    }
    if (isFence) isExample = !isExample;
  }
  end();
  return shown.join('\n');
}
