import { isComment, isTag, type Comment, type Element } from 'domhandler';
import type { HtmlDocument } from '../campaign.js';
import { perDocument } from './per-document.js';
import { walk } from './walk.js';

interface Nodes {
  /** In document order, parents before children. */
  readonly elements: readonly Element[];
  readonly comments: readonly Comment[];
  readonly byName: ReadonlyMap<string, readonly Element[]>;
}

const NONE: readonly Element[] = [];

/** One walk for all who look through the whole tree. */
const nodesOf = perDocument(({ root }): Nodes => {
  const elements: Element[] = [];
  const comments: Comment[] = [];
  const byName = new Map<string, Element[]>();
  walk(root, {
    enter(node) {
      if (isComment(node)) comments.push(node);
      if (!isTag(node)) return undefined;
      elements.push(node);
      const alike = byName.get(node.name);
      if (alike) alike.push(node);
      else byName.set(node.name, [node]);
      return undefined;
    },
  });
  return { elements, comments, byName };
});

/** Every element of a document, in its order. */
export function elementsOf(document: HtmlDocument): readonly Element[] {
  return nodesOf(document).elements;
}

/** Every comment of a document, in its order. */
export function commentsOf(document: HtmlDocument): readonly Comment[] {
  return nodesOf(document).comments;
}

/** Elements of one name, lower case, in document order. */
export function elementsNamed(document: HtmlDocument, name: string): readonly Element[] {
  return nodesOf(document).byName.get(name) ?? NONE;
}
