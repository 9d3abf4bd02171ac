import { Parser, type Token } from 'parse5';
import type { Htmlparser2TreeAdapterMap } from 'parse5-htmlparser2-tree-adapter';
import { RunTokenizer } from './run-tokenizer.js';

type Attach = Parser<Htmlparser2TreeAdapterMap>['_attachElementToTree'];

const NOWHERE: Token.ElementLocation = {
  startLine: 0, startCol: 0, startOffset: 0, endLine: 0, endCol: 0, endOffset: 0, attrs: undefined, startTag: undefined, endTag: undefined,
};

/**
 * parse5's parser, but for how it makes the location of an element, `{ ...location, startTag }`: V8 (in Node 20) gives every object that is spread and
 * then added to a hidden class of its own, ten times as slow to make, slow to read, and garbage in the old heap.
 */
export class LocatedParser extends Parser<Htmlparser2TreeAdapterMap> {
  override tokenizer = new RunTokenizer(this.options, this);

  override _attachElementToTree(element: Parameters<Attach>[0], location: Parameters<Attach>[1], insertion: Parameters<Attach>[2]): void {
    super._attachElementToTree(element, null, insertion);
    if (location) this.treeAdapter.setNodeSourceCodeLocation(element, elementLocation(location));
  }
}

function elementLocation(startTag: Token.LocationWithAttributes): Token.ElementLocation {
  const { startLine, startCol, startOffset, endLine, endCol, endOffset, attrs } = startTag;
  return { ...NOWHERE, startLine, startCol, startOffset, endLine, endCol, endOffset, attrs, startTag }; // made young: see treeAdapter
}
