import type { CssNode } from 'css-tree';
import { tokenize, tokenTypes } from 'css-tree/dist/csstree.esm';

const PREFIX = /^-(?:webkit|moz|ms|o|khtml)-/;
const MEDIA_FEATURE = /\(\s*([a-z-]{3,40})/gi;

/** CSS Color 4 allows `rgb(0 128 0 / 50%)`. */
const RGB_WITH_SPACES = /\brgba?\(\s*[\d.]+%?\s+[\d.]/i;

// The pseudo-elements of CSS 2, which may be written with one colon.
const LEGACY_PSEUDO_ELEMENTS: ReadonlySet<string> = new Set(['before', 'after', 'first-line', 'first-letter']);

/** What a declaration uses: its property, and the units, functions and keywords of its value. Vendor prefixes are left out. */
export function declarationTokens(property: string, value: string, important: boolean): readonly string[] {
  if (property.startsWith('--')) return ['variable'];
  const name = property.toLowerCase().replace(PREFIX, '');
  const tokens = [`property ${name}`];
  if (important) tokens.push('important');
  tokenize(value, (type, start, end) => {
    const text = value.slice(start, end).toLowerCase();
    if (type === tokenTypes.Function) tokens.push(`function ${text.slice(0, -1).replace(PREFIX, '')}`);
    else if (type === tokenTypes.Dimension) tokens.push(`unit ${text.replace(/^[-+]?[\d.]+(?:e[-+]?\d+)?/, '')}`, ...(text.startsWith('-') ? [`negative ${name}`] : []));
    else if (type === tokenTypes.Percentage) tokens.push('unit %');
    else if (type === tokenTypes.Comment) tokens.push('comment');
    else if (type === tokenTypes.Ident) tokens.push(`value ${name} ${text.replace(PREFIX, '')}`, `keyword ${text.replace(PREFIX, '')}`);
    else if (type === tokenTypes.Url) tokens.push(`css-image ${name}`);
  });
  if (tokens.includes('function url')) tokens.push(`css-image ${name}`);
  if (RGB_WITH_SPACES.test(value)) tokens.push('rgb with spaces');
  return tokens;
}

/** What an at-rule uses: itself, and the features that a media query asks for. */
export function atRuleTokens(name: string, prelude: string): readonly string[] {
  const kind = name.toLowerCase().replace(PREFIX, '');
  if (kind !== 'media') return [`at ${kind}`];
  return ['at media', ...[...prelude.matchAll(MEDIA_FEATURE)].map(([, feature = '']) => `media-feature ${feature.toLowerCase().replace(PREFIX, '').replace(/^(?:min|max)-+/, '')}`)];
}

/** What the selectors of a rule use: kinds of selectors, combinators, pseudo-classes and pseudo-elements. Each token once. */
export function selectorTokens(prelude: CssNode): ReadonlySet<string> {
  const tokens = new Set<string>();
  if (prelude.type !== 'SelectorList') return tokens;
  if (prelude.children.size > 1) tokens.add('selector ,');
  prelude.children.forEach((selector) => {
    if (selector.type !== 'Selector') return;
    let afterName = false;
    selector.children.forEach((part) => {
      const isName = part.type === 'ClassSelector' || part.type === 'IdSelector';
      if (isName && afterName) tokens.add('selector chaining');
      afterName = isName;
      const token = partToken(part);
      if (token !== undefined) tokens.add(token);
    });
  });
  return tokens;
}

function partToken(part: CssNode): string | undefined {
  switch (part.type) {
    case 'TypeSelector': return part.name === '*' ? 'selector *' : 'selector type';
    case 'ClassSelector': return 'selector .';
    case 'IdSelector': return 'selector #';
    case 'AttributeSelector': return 'selector []';
    case 'NestingSelector': return 'nesting';
    case 'Combinator': return part.name === ' ' ? 'selector descendant' : `selector ${part.name}`;
    case 'PseudoElementSelector': return `pseudo-element ${part.name.toLowerCase().replace(PREFIX, '')}`;
    case 'PseudoClassSelector': return pseudoClassToken(part.name.toLowerCase().replace(PREFIX, ''));
    default: return undefined;
  }
}

function pseudoClassToken(name: string): string {
  return `${LEGACY_PSEUDO_ELEMENTS.has(name) ? 'pseudo-element' : 'pseudo-class'} ${name}`;
}
