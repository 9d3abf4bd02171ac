import { compile } from 'css-select';
import type { AnyNode, Element } from 'domhandler';
import { remembered } from '../../remembered.js';
import { parseStyleAttribute, type Declaration } from './declarations.js';
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

/** What css-select does not know matches nothing. */
const matcherOf = remembered((selector): ((element: Element) => boolean) => {
  try {
    return compile<AnyNode, Element>(selector, SELECT_OPTIONS);
  } catch {
    return () => false;
  }
});

/** What a `style` attribute says by itself. */
const declaredInline = remembered((attribute) => declaredStyle(byPrecedence([], parseStyleAttribute(attribute))));

/** CSS Cascading 4, section 6: origin and importance, then the style attribute, then specificity, then order. */
export function createCascade(rules: readonly StyleRule[]): Cascade {
  const ordered = rules.map((rule, order): OrderedRule => ({ ...rule, order }));
  const base = indexRules(ordered.filter(({ condition }) => condition === undefined));
  const conditional = indexRules(ordered.filter(({ condition }) => condition !== undefined));
  const declared = new Map<string, DeclaredStyle>();

  const resolve = (matched: readonly OrderedRule[], attribute: string): DeclaredStyle => {
    if (matched.length === 0) return declaredInline(attribute);
    const key = `${matched.map(({ order }) => order).join()}|${attribute}`;
    const known = declared.get(key);
    if (known) return known;
    const style = declaredStyle(byPrecedence(matched, parseStyleAttribute(attribute)));
    declared.set(key, style);
    return style;
  };
  const find = (index: RuleIndex, element: Element, depth: number): OrderedRule[] =>
    candidates(index, element).filter((rule) => rule.selector.simple || (isWithinBounds(element, depth) && matcherOf(rule.selector.text)(element)));

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
  const found: OrderedRule[] = [];
  const add = (key: string): void => {
    const rules = index.get(key);
    if (rules) found.push(...rules);
  };
  if (index.size === 0) return found;
  add(`tag ${name}`);
  add('any *');
  if (attribs['id']) add(`id ${attribs['id']}`);
  if (attribs['class']) for (const className of new Set(attribs['class'].split(/\s+/))) add(`class ${className}`);
  return found;
}

function isWithinBounds(element: Element, depth: number): boolean {
  return depth <= DEEPEST && (element.parent?.children.length ?? 0) <= WIDEST;
}


function byPrecedence(matched: readonly OrderedRule[], attribute: readonly Declaration[]): readonly Declaration[] {
  const sorted = matched.toSorted((a, b) => a.selector.specificity - b.selector.specificity || a.order - b.order);
  const all = [...sorted.flatMap(({ declarations }) => declarations), ...attribute];
  if (!all.some(({ important }) => important)) return all;
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
