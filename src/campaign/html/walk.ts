import type { AnyNode, ChildNode, ParentNode } from 'domhandler';

export interface Visitor {
  /** Called before a node's children; `false` passes over them, `stop` ends the walk. */
  enter(node: ChildNode): boolean | 'stop' | undefined;
  /** Called after a node's children, also when they were passed over. */
  leave?(node: ChildNode): void;
}

/** Visits what is below `root` in document order. Uses no call stack, so depth is unbounded. */
export function walk(root: AnyNode, visitor: Visitor): void {
  let node = firstChild(root);
  while (node) {
    const outcome = visitor.enter(node);
    if (outcome === 'stop') return;
    const child = outcome === false ? undefined : firstChild(node);
    if (child) {
      node = child;
      continue;
    }
    visitor.leave?.(node);
    while (!node.next) {
      const parent: AnyNode | null = node.parent;
      if (!parent || parent === root) return;
      node = parent;
      visitor.leave?.(node);
    }
    node = node.next;
  }
}

function firstChild(node: AnyNode): ChildNode | undefined {
  return (node as Partial<ParentNode>).children?.[0];
}
