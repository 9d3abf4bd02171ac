import { isComment, isTag, isText } from 'domhandler';
import { parse } from 'parse5';
import { adapter, type Htmlparser2TreeAdapterMap } from 'parse5-htmlparser2-tree-adapter';
import { walk } from '#campaign/html/walk.js';

const MENDED_ATTRIBUTES = new Set(['lang', 'dir', 'role', 'alt']);

/** Everything of a page but the attributes that are mended and the scheme of its addresses. */
export function skeleton(html: string): readonly string[] {
  const parts: string[] = [];
  walk(parse<Htmlparser2TreeAdapterMap>(html, { treeAdapter: adapter }), {
    enter(node) {
      if (isTag(node)) parts.push(`<${node.name} ${Object.entries(node.attribs).filter(([name]) => !MENDED_ATTRIBUTES.has(name)).map(([name, value]) => `${name}=${value}`).join(' ')}`);
      else if (isText(node) || isComment(node)) parts.push(node.data);
      return undefined;
    },
  });
  return parts.map((part) => part.replaceAll(/https?:/gi, 'http:'));
}
