import type { CssNode, Selector as SelectorNode } from 'css-tree';
import { generate, ident, List } from 'css-tree/dist/csstree.esm';

/** One complex selector, without commas. */
export interface Selector {
  /** As css-select reads it. State pseudo-classes are left out. */
  readonly text: string;
  /** The last compound names it, so only elements that carry it can match. */
  readonly key: { readonly type: 'id' | 'class' | 'tag' | 'any'; readonly name: string };
  /** It asks for nothing but its key. */
  readonly simple: boolean;
  readonly specificity: number;
  /** What must happen first: a reader's action (`:hover`), or a certain client around the mail. Undefined: nothing. */
  readonly condition: string | undefined;
}

/** Longer ones stand in no mail. */
const MOST_PARTS = 100;

const STATES: ReadonlySet<string> = new Set([
  'hover', 'active', 'focus', 'focus-within', 'focus-visible', 'checked', 'target', 'visited',
]);

/** Those that depend on the tree alone and cost little to match. */
const STRUCTURAL: ReadonlySet<string> = new Set([
  'root', 'empty', 'first-child', 'last-child', 'only-child', 'first-of-type', 'last-of-type', 'only-of-type',
  'nth-child', 'nth-last-child', 'nth-of-type', 'nth-last-of-type', 'not', 'is', 'where', 'matches', 'link', 'any-link',
]);

// What webmail and mail apps wrap around a mail (howtotarget.email): Gmail, Outlook.com, Samsung, Thunderbird, AOL, Yahoo, Freenet.
const CLIENT_WRAPPER = /^(?:(?:div>)?u[+~][^\s>+~]+|(?:body)?\[(?:owa|data-outlook-cycle)\]|\.ExternalClass|#outlook|#Message(?:ViewBody|WebViewDiv)|\.moz-text-html|\.aolReplacedBody|[.#]yahoo|\.mail-detail-content)$/;

/** The selectors of a rule that css-tree has parsed; none when the list is invalid, for then browsers drop the rule. */
export function selectorsOf(prelude: CssNode): readonly Selector[] {
  if (prelude.type !== 'SelectorList') return [];
  return prelude.children.toArray().flatMap((node) => (node.type === 'Selector' ? (readSelector(node) ?? []) : []));
}

function readSelector({ children }: SelectorNode): Selector | undefined {
  const all = children.toArray();
  const state = all.find(isState);
  const parts = all.filter((part) => !isState(part));
  if (parts.length > MOST_PARTS || !parts.every(isSupported)) return undefined;
  const wrapper = parts.slice(0, parts.findIndex((part, index) => isDescent(part) && CLIENT_WRAPPER.test(textOf(parts.slice(0, index)))) + 1);
  const own = parts.slice(wrapper.length);
  const condition = state ? textOf([state]) : wrapper.length > 0 ? textOf(wrapper.slice(0, -1)) : undefined;
  const key = keyOf(own);
  return { text: textOf(own) || '*', key, simple: own.length <= 1 && key.type !== 'any', specificity: specificityOf(parts), condition };
}

function textOf(parts: readonly CssNode[]): string {
  return generate({ type: 'Selector', children: new List<CssNode>().fromArray([...parts]) });
}

function isDescent(part: CssNode): boolean {
  return part.type === 'Combinator' && (part.name === ' ' || part.name === '>');
}

function isState(part: CssNode): boolean {
  return part.type === 'PseudoClassSelector' && STATES.has(part.name.toLowerCase());
}

function isSupported(part: CssNode): boolean {
  if (part.type === 'PseudoElementSelector' || part.type === 'NestingSelector') return false;
  return part.type !== 'PseudoClassSelector' || STRUCTURAL.has(part.name.toLowerCase());
}

function keyOf(parts: readonly CssNode[]): Selector['key'] {
  const last = parts.slice(parts.findLastIndex((part) => part.type === 'Combinator') + 1);
  const id = last.find((part) => part.type === 'IdSelector');
  if (id) return { type: 'id', name: ident.decode(id.name) };
  const className = last.find((part) => part.type === 'ClassSelector');
  if (className) return { type: 'class', name: ident.decode(className.name) };
  const tag = last.find((part) => part.type === 'TypeSelector');
  if (tag && tag.name !== '*') return { type: 'tag', name: tag.name.toLowerCase() };
  return { type: 'any', name: '*' };
}

/** Selectors 4, section 17: ids, then classes, attributes and pseudo-classes, then tags, in one number. */
function specificityOf(parts: readonly CssNode[]): number {
  let total = 0;
  for (const part of parts) {
    if (part.type === 'IdSelector') total += 1_000_000;
    else if (part.type === 'ClassSelector' || part.type === 'AttributeSelector') total += 1000;
    else if (part.type === 'TypeSelector' && part.name !== '*') total += 1;
    else if (part.type === 'PseudoClassSelector') total += pseudoSpecificity(part.name.toLowerCase(), part.children?.toArray() ?? []);
  }
  return total;
}

function pseudoSpecificity(name: string, children: readonly CssNode[]): number {
  if (name === 'where') return 0;
  const lists = children.flatMap((child) => (child.type === 'SelectorList' ? child.children.toArray() : []));
  if (lists.length === 0) return 1000;
  return lists.reduce((most, selector) => Math.max(most, selector.type === 'Selector' ? specificityOf(selector.children.toArray()) : 0), 0);
}
