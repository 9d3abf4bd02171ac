import { isComment, isTag, isText, type ChildNode, type Comment, type Element } from 'domhandler';
import type { HtmlDocument } from '../campaign.js';
import { NOT_RENDERED } from './css/user-agent.js';
import { perDocument } from './per-document.js';
import { walk } from './walk.js';

interface Nodes {
  /** All but texts, in document order, parents before children. */
  readonly markup: readonly ChildNode[];
  readonly elements: readonly Element[];
  /** Elements but those in, and that are, what is no part of the page (`head`, `style`, `svg`). */
  readonly rendered: readonly Element[];
  readonly comments: readonly Comment[];
  readonly byName: ReadonlyMap<string, readonly Element[]>;
}

const NONE: readonly Element[] = [];

/** One walk for all who look through the whole tree. */
const nodesOf = perDocument(({ root }): Nodes => {
  const markup: ChildNode[] = [];
  const elements: Element[] = [];
  const rendered: Element[] = [];
  const comments: Comment[] = [];
  let unrendered: Element | undefined;
  const byName = new Map<string, Element[]>();
  walk(root, {
    enter(node) {
      if (isText(node)) return undefined;
      markup.push(node);
      if (isComment(node)) comments.push(node);
      if (!isTag(node)) return undefined;
      elements.push(node);
      if (!unrendered && NOT_RENDERED.has(node.name)) unrendered = node;
      if (!unrendered) rendered.push(node);
      const alike = byName.get(node.name);
      if (alike) alike.push(node);
      else byName.set(node.name, [node]);
      return undefined;
    },
    leave(node) {
      if (node === unrendered) unrendered = undefined;
    },
  });
  return { markup, elements, rendered, comments, byName };
});

/** Every element of a document, in its order. */
export function elementsOf(document: HtmlDocument): readonly Element[] {
  return nodesOf(document).elements;
}

/** Every element that can show something, in document order: none in `head`, `style`, `svg` and the like. */
export function renderedElementsOf(document: HtmlDocument): readonly Element[] {
  return nodesOf(document).rendered;
}

/** Every element, comment and declaration of a document, in its order. */
export function markupOf(document: HtmlDocument): readonly ChildNode[] {
  return nodesOf(document).markup;
}

/** Every comment of a document, in its order. */
export function commentsOf(document: HtmlDocument): readonly Comment[] {
  return nodesOf(document).comments;
}

/** Elements of one name, lower case, in document order. */
export function elementsNamed(document: HtmlDocument, name: string): readonly Element[] {
  return nodesOf(document).byName.get(name) ?? NONE;
}
