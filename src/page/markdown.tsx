import type { ComponentChildren, VNode } from 'preact';

/** The little of Markdown that the rules' READMEs use; anything else is shown as it is written. */
export function Markdown({ text }: { readonly text: string }): VNode {
  return <div class="prose">{blocksOf(text).map(blockNode)}</div>;
}

type Block =
  | { readonly kind: 'heading' | 'paragraph' | 'code'; readonly text: string }
  | { readonly kind: 'list' | 'table'; readonly lines: readonly string[] };

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; ) {
    const line = lines[index] ?? '';
    const take = (matches: (line: string) => boolean): string[] => {
      const taken: string[] = [];
      while (index < lines.length && matches(lines[index] ?? '')) taken.push(lines[index++] ?? '');
      return taken;
    };
    if (line.trim() === '') index++;
    else if (line.startsWith('```')) {
      index++;
      blocks.push({ kind: 'code', text: take((each) => !each.startsWith('```')).join('\n') });
      index++;
    } else if (/^#{1,6} /.test(line)) blocks.push({ kind: 'heading', text: (index++, line.replace(/^#+ /, '')) });
    else if (/^[-*] |^\d+\. /.test(line)) blocks.push({ kind: 'list', lines: itemsOf(take((each) => each.trim() !== '')) });
    else if (line.startsWith('|')) blocks.push({ kind: 'table', lines: take((each) => each.startsWith('|')) });
    else blocks.push({ kind: 'paragraph', text: take((each) => each.trim() !== '' && !/^(?:```|#{1,6} |\||[-*] )/.test(each)).join(' ') });
  }
  return blocks;
}

function itemsOf(lines: readonly string[]): string[] {
  const items: string[] = [];
  for (const line of lines) {
    if (/^[-*] |^\d+\. /.test(line)) items.push(line.replace(/^(?:[-*]|\d+\.) /, ''));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return items;
}

function blockNode(block: Block): VNode {
  switch (block.kind) {
    case 'heading':
      return <h3>{inline(block.text)}</h3>;
    case 'paragraph':
      return <p>{inline(block.text)}</p>;
    case 'code':
      return <pre tabIndex={0}>{block.text}</pre>;
    case 'list':
      return <ul>{block.lines.map((item) => <li>{inline(item)}</li>)}</ul>;
    case 'table':
      return <table><tbody>{block.lines.filter((line) => !/^[|\s:-]+$/.test(line)).map((line) => <tr>{line.split('|').slice(1, -1).map((cell) => <td>{inline(cell.trim())}</td>)}</tr>)}</tbody></table>;
  }
}

function inline(text: string): ComponentChildren {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\([^)\s]+\))/).map((piece) => {
    const link = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(piece);
    if (link) return /^https?:/.test(link[2] ?? '') ? <a href={link[2]} target="_blank" rel="noreferrer">{link[1]}</a> : link[1];
    if (piece.startsWith('`') && piece.length > 2) return <code>{piece.slice(1, -1)}</code>;
    if (piece.startsWith('**') && piece.length > 4) return <strong>{piece.slice(2, -2)}</strong>;
    return piece;
  });
}
