import { Parser } from 'htmlparser2';

/** Their text is never shown. */
const UNSEEN = new Set(['script', 'style', 'title', 'desc', 'metadata']);
const HOLDS_TEXT = new Set(['text', 'foreignobject']);
const MOST_CHARACTERS = 10_000;

/**
 * The words of an SVG, one `<text>` a line. The file is only read: nothing is drawn, no script runs, and entities that it defines
 * itself, external ones too, stay what they are and are left out.
 */
export function svgText(source: string): string {
  const lines: string[] = [];
  let line = '';
  let length = 0;
  let depth = 0;
  let unseen = 0;
  const parser = new Parser({
    onopentagname(name) {
      const tag = localName(name);
      if (HOLDS_TEXT.has(tag)) depth += 1;
      if (UNSEEN.has(tag)) unseen += 1;
    },
    ontext(text) {
      if (depth === 0 || unseen > 0 || length > MOST_CHARACTERS) return;
      line += text;
      length += text.length;
    },
    onclosetag(name) {
      const tag = localName(name);
      if (UNSEEN.has(tag)) unseen -= 1;
      if (tag === 'tspan' || tag === 'p' || tag === 'div') line += ' ';
      if (!HOLDS_TEXT.has(tag)) return;
      depth -= 1;
      lines.push(line);
      line = '';
    },
  }, { xmlMode: true });
  parser.end(source);
  return lines.map((text) => text.replace(/&\w{1,40};/g, ' ').replace(/\s+/g, ' ').trim()).filter(Boolean).join('\n');
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}
