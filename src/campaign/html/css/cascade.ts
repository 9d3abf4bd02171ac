import { compile } from 'css-select';
import type { AnyNode, Element } from 'domhandler';
import { remembered } from '../../remembered.js';
import { parseStyleAttribute, type Declaration } from './declarations.js';
import { declaredStyle, type DeclaredStyle } from './declared-style.js';
import type { Selector } from './selector.js';
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

/** Rules by what their selector's last compound asks for, and by its name. */
type RuleIndex = Readonly<Record<Selector['key']['type'], ReadonlyMap<string, readonly OrderedRule[]>>>;

// Chrome builds no tree deeper than 512. Deeper and wider ones would make selectors that look around cost quadratic time.
const DEEPEST = 512;
const WIDEST = 2000;

/** Rules whose selectors end alike (in `td`, in `.button`). Of more than a mail ever has, the last count: they beat the ones before. */
const MOST_RULES_A_KEY = 2000;

/** UTF-16 units of style attributes that one cascade remembers: one mail's worth. */
const REMEMBERED_UNITS = 10_000;

const NONE: readonly OrderedRule[] = [];

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
  const ordered = rules.map((rule, order): OrderedRule => ({ order, ...rule }));
  const base = indexRules(ordered.filter(({ condition }) => condition === undefined));
  const conditional = indexRules(ordered.filter(({ condition }) => condition !== undefined));
  const styleOf = remembered((key) => {
    const [orders = '', attribute = ''] = splitOnce(key);
    const matched = orders.split(',').flatMap((order) => ordered[Number(order)] ?? []);
    return declaredStyle(byPrecedence(matched, parseStyleAttribute(attribute)));
  }, REMEMBERED_UNITS);
  const inlineOf = stylesByTag(base);

  const resolve = (matched: readonly OrderedRule[], attribute: string): DeclaredStyle => {
    if (matched.length === 0) return declaredInline(attribute);
    return styleOf(`${matched.map(({ order }) => order).join()}|${attribute}`);
  };
  const find = (index: RuleIndex, element: Element, depth: number): readonly OrderedRule[] => {
    const rules = candidates(index, element);
    return rules.every(isSimple) ? rules : rules.filter((rule) => matches(rule, element, depth));
  };

  return {
    declared(element, depth) {
      const attribute = element.attribs['style'] ?? '';
      const styleWith = inlineOf(element);
      return styleWith ? styleWith(attribute) : resolve(find(base, element, depth), attribute);
    },
    alternatives(element, depth) {
      const always = find(base, element, depth);
      const groups = groupBy(find(conditional, element, depth), ({ condition }) => condition);
      return [...groups.values()].map((group) => resolve([...always, ...group], element.attribs['style'] ?? ''));
    },
  };
}

function indexRules(rules: readonly OrderedRule[]): RuleIndex {
  const of = (type: Selector['key']['type']): ReadonlyMap<string, readonly OrderedRule[]> => {
    const groups = groupBy(rules.filter(({ selector }) => selector.key.type === type), ({ selector }) => selector.key.name);
    return new Map([...groups].map(([name, group]) => [name, group.slice(-MOST_RULES_A_KEY)]));
  };
  return { tag: of('tag'), any: of('any'), id: of('id'), class: of('class') };
}

function candidates(index: RuleIndex, { name, attribs }: Element): readonly OrderedRule[] {
  const { id, class: classes } = attribs;
  const rules = NONE.concat(index.tag.get(name) ?? NONE, index.any.get('*') ?? NONE, (id && index.id.get(id)) || NONE);
  return classes && index.class.size > 0 ? rules.concat(classed(index, classes)) : rules;
}

function classed(index: RuleIndex, classes: string): readonly OrderedRule[] {
  const rules: OrderedRule[] = [];
  for (const className of new Set(classes.split(/\s+/))) rules.push(...index.class.get(className) ?? NONE);
  return rules;
}

function matches(rule: OrderedRule, element: Element, depth: number): boolean {
  return isSimple(rule) || (isWithinBounds(element, depth) && matcherOf(rule.selector.text)(element));
}

/** Of elements that no rule knows by id or class, and whose rules ask for their tag alone: what they look like with a certain style attribute. */
function stylesByTag({ tag, any, id, class: classes }: RuleIndex): (element: Element) => ((attribute: string) => DeclaredStyle) | undefined {
  const styles = new Map([...tag].filter(([, rules]) => rules.every(isSimple)).map(([name, rules]) =>
    [name, remembered((attribute) => declaredStyle(byPrecedence(rules, parseStyleAttribute(attribute))), REMEMBERED_UNITS)]));
  return ({ name, attribs }) => {
    if (any.size > 0 || (attribs['class'] && classes.size > 0) || (attribs['id'] && id.has(attribs['id']))) return undefined;
    return tag.has(name) ? styles.get(name) : declaredInline;
  };
}

function isSimple({ selector }: OrderedRule): boolean {
  return selector.simple;
}

function isWithinBounds(element: Element, depth: number): boolean {
  return depth <= DEEPEST && (element.parent?.children.length ?? 0) <= WIDEST;
}

/** At the first bar. */
function splitOnce(key: string): readonly string[] {
  const bar = key.indexOf('|');
  return [key.slice(0, bar), key.slice(bar + 1)];
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
