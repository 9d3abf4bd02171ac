import type { MjmlComponent, MjmlNode } from './mjml-engine.js';
import type { MjmlOutline, MjmlTag } from './mjml-outline.js';

/**
 * Marks in an annotated copy of an MJML source survive the compiler and tell, in its output, what came from where:
 * - a start tag that a component renders carries `data-presend-at="c7"`, the component's index among the outline's tags, or
 *   `"i12,0"`, line and file index of an included file;
 * - a start tag inside an ending tag's content carries `"s345"`, its offset in the source;
 * - the content of an ending tag follows BEGIN offset,index CLOSE; END index CLOSE follows it when it ends with text.
 */
export const MARK = / data-presend-at="([csi])(\d+)(?:,(\d+))?"|\uFDD0(\d+),(\d+)\uFDD2|\uFDD1(\d+)\uFDD2/g;

// Noncharacters: no text holds them.
const BEGIN = '\uFDD0';
const END = '\uFDD1';
const CLOSE = '\uFDD2';

const TAG_ATTRIBUTE = 'presend-at';
const START_TAG = /<([a-z][\w:-]*)(?=[\s/>])(?! data-presend-at=)/gi;

/** The source with marks for each component of the body and for the content of each ending tag. */
export function annotateMjml(source: string, { tags }: MjmlOutline, endingTags: ReadonlySet<string>): string {
  const pieces: string[] = [];
  let done = 0;
  const copyTo = (offset: number): void => {
    pieces.push(source.slice(done, offset));
    done = offset;
  };
  tags.forEach((tag, index) => {
    if (tag.inBody && tag.name.startsWith('mj-')) {
      copyTo(tag.start + 1 + tag.name.length);
      pieces.push(` ${TAG_ATTRIBUTE}="${index}"`);
    }
    const content = endingTags.has(tag.name) && !isInlineStyle(source, tag) ? contentOf(source, tag) : undefined;
    if (!content) return;
    copyTo(content.start);
    pieces.push(annotateContent(source, content, tag, index));
    done = content.end;
  });
  copyTo(source.length);
  return pieces.join('');
}

/** The compiler reads this CSS instead of copying it. */
function isInlineStyle(source: string, { name, start, tagEnd }: MjmlTag): boolean {
  return name === 'mj-style' && /\binline\b/i.test(source.slice(start, tagEnd));
}

/** Without the white space around it, which mjml drops. */
function contentOf(source: string, { tagEnd, contentEnd }: MjmlTag): { start: number; end: number } | undefined {
  if (contentEnd === undefined) return undefined;
  const content = source.slice(tagEnd, contentEnd);
  if (content.trim() === '') return undefined;
  return { start: tagEnd + content.length - content.trimStart().length, end: tagEnd + content.trimEnd().length };
}

/** No text is put beside a comment or a tag at either end, where mjml and its CSS inliner look at what stands next to what. */
function annotateContent(source: string, { start, end }: { start: number; end: number }, { name }: MjmlTag, index: number): string {
  const content = source.slice(start, end);
  const begin = content.startsWith('<!--') ? '' : `${BEGIN}${start},${index}${CLOSE}`;
  const finish = content.endsWith('>') ? '' : `${END}${index}${CLOSE}`;
  if (name === 'mj-style') return begin + content + finish;
  return begin + content.replace(START_TAG, (open, _name, offset: number) => `${open} data-presend-at="s${start + offset}"`) + finish;
}

/** Components that mark what they render. `includedFiles` collects the files that rendered components come from, but for `ownFile`. */
export function markingComponents(components: readonly MjmlComponent[], ownFile: string, includedFiles: string[]): MjmlComponent[] {
  return components.filter(({ prototype }) => typeof (prototype as { render?: unknown }).render === 'function').map((Component) => {
    const originOf = (component: { getAttribute(name: string): unknown }, { line, absoluteFilePath }: MjmlNode): string | undefined => {
      const index = component.getAttribute(TAG_ATTRIBUTE);
      if (typeof index === 'string') return `c${index}`;
      if (absoluteFilePath === undefined || absoluteFilePath === ownFile) return undefined;
      if (!includedFiles.includes(absoluteFilePath)) includedFiles.push(absoluteFilePath);
      return `i${line ?? 1},${includedFiles.indexOf(absoluteFilePath)}`;
    };
    return class extends Component {
      readonly origin: string | undefined;

      constructor(node: MjmlNode) {
        super(node);
        this.origin = originOf(this, node);
      }

      override render(): string {
        const html = super.render();
        return this.origin === undefined ? html : html.replace(START_TAG, `<$1 data-presend-at="${this.origin}"`);
      }
    };
  });
}
