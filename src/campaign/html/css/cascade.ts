import { compile } from 'css-select';
import type { AnyNode, Element } from 'domhandler';
import type { Declaration } from './declarations.js';
import { declaredStyle, type DeclaredStyle } from './declared-style.js';
import type { StyleRule } from './style-rules.js';

export interface Cascade {
  /** What applies to the element in the base view. */
  declared(element: Element, depth: number): DeclaredStyle;
  /** What would apply if one condition that does not hold in the base view held, for each that concerns the element. */
  alternatives(element: Element, depth: number): readonly DeclaredStyle[];
}

interface OrderedRule extends StyleRule {
  readonly order: number;
}

/** Rules by what their selector's last compound asks for. */
type RuleIndex = ReadonlyMap<string, readonly OrderedRule[]>;

// Chrome builds no tree deeper than 512. Deeper and wider ones would make selectors that look around cost quadratic time.
const DEEPEST = 512;
const WIDEST = 2000;

/** Rules whose selectors end alike (in `td`, in `.button`). Of more than a mail ever has, the last count: they beat the ones before. */
const MOST_RULES_A_KEY = 2000;

const SELECT_OPTIONS = { cacheResults: true };

/** CSS Cascading 4, section 6: origin and importance, then the style attribute, then specificity, then order. */
export function createCascade(rules: readonly StyleRule[], parseAttribute: (attribute: string) => readonly Declaration[]): Cascade {
  const ordered = rules.map((rule, order): OrderedRule => ({ ...rule, order }));
  const base = indexRules(ordered.filter(({ condition }) => condition === undefined));
  const conditional = indexRules(ordered.filter(({ condition }) => condition !== undefined));
  const matches = createMatcher();
  const declared = new Map<string, DeclaredStyle>();

  const resolve = (matched: readonly OrderedRule[], attribute: string): DeclaredStyle => {
    const key = `${matched.map(({ order }) => order).join()}|${attribute}`;
    return memoised(declared, key, () => declaredStyle(byPrecedence(matched, parseAttribute(attribute))));
  };
  const find = (index: RuleIndex, element: Element, depth: number): OrderedRule[] =>
    candidates(index, element).filter((rule) => rule.selector.simple || (isWithinBounds(element, depth) && matches(rule, element)));

  return {
    declared: (element, depth) => resolve(find(base, element, depth), element.attribs['style'] ?? ''),
    alternatives(element, depth) {
      const always = find(base, element, depth);
      const groups = groupBy(find(conditional, element, depth), ({ condition }) => condition);
      return [...groups.values()].map((group) => resolve([...always, ...group], element.attribs['style'] ?? ''));
    },
  };
}

function indexRules(rules: readonly OrderedRule[]): RuleIndex {
  const groups = groupBy(rules, ({ selector }) => `${selector.key.type} ${selector.key.name}`);
  return new Map([...groups].map(([key, group]) => [key, group.slice(-MOST_RULES_A_KEY)]));
}

function candidates(index: RuleIndex, { name, attribs }: Element): OrderedRule[] {
  if (index.size === 0) return [];
  const classes = attribs['class'] ? [...new Set(attribs['class'].split(/\s+/))] : [];
  return [`tag ${name}`, 'any *', `id ${attribs['id'] ?? ''}`, ...classes.map((className) => `class ${className}`)].flatMap((key) => index.get(key) ?? []);
}

function isWithinBounds(element: Element, depth: number): boolean {
  return depth <= DEEPEST && (element.parent?.children.length ?? 0) <= WIDEST;
}

/** Compiles a selector when the first candidate asks for it. What css-select does not know matches nothing. */
function createMatcher(): (rule: OrderedRule, element: Element) => boolean {
  const compiled = new Map<string, (element: Element) => boolean>();
  return ({ selector: { text } }, element) => memoised(compiled, text, () => compileSelector(text))(element);
}

function compileSelector(text: string): (element: Element) => boolean {
  try {
    return compile<AnyNode, Element>(text, SELECT_OPTIONS);
  } catch {
    return () => false;
  }
}

function byPrecedence(matched: readonly OrderedRule[], attribute: readonly Declaration[]): readonly Declaration[] {
  const sorted = matched.toSorted((a, b) => a.selector.specificity - b.selector.specificity || a.order - b.order);
  const all = [...sorted.flatMap(({ declarations }) => declarations), ...attribute];
  return [...all.filter(({ important }) => !important), ...all.filter(({ important }) => important)];
}

function groupBy<Key>(rules: readonly OrderedRule[], keyOf: (rule: OrderedRule) => Key): Map<Key, OrderedRule[]> {
  const groups = new Map<Key, OrderedRule[]>();
  for (const rule of rules) {
    const key = keyOf(rule);
    const group = groups.get(key);
    if (group) group.push(rule);
    else groups.set(key, [rule]);
  }
  return groups;
}

function memoised<Value>(cache: Map<string, Value>, key: string, compute: () => Value): Value {
  let value = cache.get(key);
  if (value === undefined) cache.set(key, (value = compute()));
  return value;
}
