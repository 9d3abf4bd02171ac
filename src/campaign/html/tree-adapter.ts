import { Document, Element } from 'domhandler';
import { html, type Token, type TreeAdapter } from 'parse5';
import { adapter, type Htmlparser2TreeAdapterMap } from 'parse5-htmlparser2-tree-adapter';

/** Attributes by name, without anything inherited; `new` makes objects that are read faster than those of `Object.create(null)`. */
const Attributes = function () { /* attributes come one by one */ } as unknown as new () => Record<string, string>;
Attributes.prototype = Object.create(null) as object;

/**
 * The tree of domhandler with what Presend reads of it: without the namespaces of attributes, which only a serialiser needs. parse5 has one
 * location for each node, so an end tag is added to it instead of to a copy.
 *
 * Lists of children are no literals (`[]`): where all that a literal makes has lived on for a while, V8 makes it in its old heap from then on, and there one list
 * keeps a whole mail until all of that heap is collected. What is copied by a spread, or made by a function of V8's own, is young.
 */
export const treeAdapter: TreeAdapter<Htmlparser2TreeAdapterMap> = {
  ...adapter,
  createDocument() {
    return Object.assign(new Document(Array.of()), { 'x-mode': html.DOCUMENT_MODE.NO_QUIRKS });
  },
  createDocumentFragment() {
    return new Document(Array.of());
  },
  createElement(name, namespace, attributes) {
    const attribs = new Attributes();
    for (const attribute of attributes) attribs[attribute.name] = attribute.value;
    const element = new Element(name, attribs, Array.of());
    element.namespace = namespace;
    return element;
  },
  adoptAttributes({ attribs }, attributes) {
    for (const { name, value } of attributes) attribs[name] ??= value;
  },
  updateNodeSourceCodeLocation(node, { endLine, endCol, endOffset, endTag }: Token.ElementLocation) {
    node.endIndex = endOffset;
    const location = node.sourceCodeLocation as Token.ElementLocation | undefined;
    if (!location) return;
    location.endLine = endLine;
    location.endCol = endCol;
    location.endOffset = endOffset;
    if (endTag) location.endTag = endTag;
  },
};
