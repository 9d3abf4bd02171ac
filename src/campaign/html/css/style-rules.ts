import type { Atrule, CssNode, Rule, StyleSheet } from 'css-tree';
import { declarationsIn, type Declaration } from './declarations.js';
import { appliesOnDesktop, type ColorScheme } from './media-query.js';
import { selectorsOf, type Selector } from './selector.js';

export interface StyleRule {
  readonly selector: Selector;
  readonly declarations: readonly Declaration[];
  /** What must hold for it to apply, when that does not hold in the base view (`@media (max-width: 480px)`). Undefined: it applies. */
  readonly condition: string | undefined;
}

interface Level {
  readonly nodes: readonly CssNode[];
  next: number;
  readonly condition: string | undefined;
}

// Tests for engines other than a desktop client's.
const FOREIGN_ENGINE = /^not\b|-ms-|-moz-|-webkit-overflow/;

const known = new WeakMap<StyleSheet, Map<string, readonly StyleRule[]>>();

/** Rules of a `<style>` block in source order, parsed with raw values and conditions. `media` is the block's attribute of that name. */
export function styleRulesIn(sheet: StyleSheet, media = '', scheme: ColorScheme = 'light'): readonly StyleRule[] {
  const byView = known.get(sheet) ?? new Map<string, readonly StyleRule[]>();
  known.set(sheet, byView);
  const view = `${scheme} ${media}`;
  const rules = byView.get(view) ?? readRules(sheet, media, scheme);
  byView.set(view, rules);
  return rules;
}

function readRules(sheet: StyleSheet, media: string, scheme: ColorScheme): readonly StyleRule[] {
  const rules: StyleRule[] = [];
  const open: Level[] = [{ nodes: sheet.children.toArray(), next: 0, condition: appliesOnDesktop(media, scheme) ? undefined : `@media ${media}` }];
  for (let level = open.at(-1); level; level = open.at(-1)) {
    const node = level.nodes[level.next++];
    if (!node) open.pop();
    else if (node.type === 'Rule') for (const rule of readRule(node, level.condition)) rules.push(rule);
    else if (node.type === 'Atrule' && node.block) {
      open.push({ nodes: node.block.children.toArray(), next: 0, condition: level.condition ?? conditionOf(node, scheme) });
    }
  }
  return rules;
}

function readRule({ prelude, block }: Rule, condition: string | undefined): readonly StyleRule[] {
  const selectors = selectorsOf(prelude);
  if (selectors.length === 0) return [];
  const declarations = declarationsIn(block.children);
  return selectors.map((selector) => ({ selector, declarations, condition: condition ?? selector.condition }));
}

function conditionOf({ name, prelude }: Atrule, scheme: ColorScheme): string | undefined {
  const query = prelude?.type === 'Raw' ? prelude.value : '';
  const kind = name.toLowerCase();
  if (kind === 'layer') return undefined;
  if (kind === 'media' && appliesOnDesktop(query, scheme)) return undefined;
  if (kind === 'supports' && !FOREIGN_ENGINE.test(query)) return undefined;
  return `@${kind} ${query}`;
}
