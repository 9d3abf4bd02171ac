import { generate, parse, type CssNode, type DeclarationList } from 'css-tree';

export interface Declaration {
  /** Lower case. */
  readonly property: string;
  /** As written, without `!important`. */
  readonly value: string;
  readonly important: boolean;
}

const OPTIONS = { parseValue: false, parseCustomProperty: false, positions: false } as const;

/** Declarations of a `style` attribute. What is not CSS is passed over, as browsers do. */
export function parseStyleAttribute(text: string): readonly Declaration[] {
  const list = parse(text, { ...OPTIONS, context: 'declarationList' }) as DeclarationList;
  return declarationsIn(list.children);
}

/** Declarations among the children of a parsed block. */
export function declarationsIn(nodes: Iterable<CssNode>): readonly Declaration[] {
  const declarations: Declaration[] = [];
  for (const node of nodes) {
    if (node.type !== 'Declaration') continue;
    const value = node.value.type === 'Raw' ? node.value.value : generate(node.value);
    declarations.push({ property: node.property.toLowerCase(), value: value.trim(), important: node.important !== false });
  }
  return declarations;
}
