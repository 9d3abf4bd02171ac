import type { CssNode } from 'css-tree';
import { generate } from 'css-tree/dist/csstree.esm';
import { remembered } from '../../remembered.js';

export interface Declaration {
  /** Lower case. */
  readonly property: string;
  /** As written, without `!important`. */
  readonly value: string;
  readonly important: boolean;
}

/** CSS Syntax 3: comments, strings, escapes and unquoted URLs, in which a semicolon is no end. */
const TOKEN = /\/\*[^]*?(?:\*\/|$)|"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?|\\[^]|url\(\s*(?!["'\s])[^)]*\)?|[;(){}[\]]|[^/"'\\;(){}[\]u]+|[^]/gi;
const NEEDS_TOKENS = /[/"'\\(){}[\]]/;

const PROPERTY = /^-{0,2}[a-z_][\w-]*$/;
const IMPORTANT = /!\s*important$/i;

/**
 * Declarations of a `style` attribute; what is none is passed over, as browsers do. Not css-tree: it clears buffers of the size of
 * the longest style sheet that the process has seen, for each attribute.
 */
export const parseStyleAttribute = remembered((text: string): readonly Declaration[] =>
  splitDeclarations(text).flatMap((declaration) => {
    const colon = declaration.indexOf(':');
    const property = declaration.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (!PROPERTY.test(property)) return [];
    const value = declaration.slice(colon + 1).trim();
    const important = IMPORTANT.test(value);
    return [{ property, value: important ? value.replace(IMPORTANT, '').trim() : value, important }];
  }));

/** What stands between the semicolons of a `style` attribute and is no declaration. */
export function passedOverIn(text: string): readonly string[] {
  return splitDeclarations(text).map((part) => part.trim()).filter((part) => part !== '' && !PROPERTY.test(part.slice(0, Math.max(part.indexOf(':'), 0)).trim().toLowerCase()));
}

/** Declarations among the children of a block that css-tree has parsed. */
export function declarationsIn(nodes: Iterable<CssNode>): readonly Declaration[] {
  const declarations: Declaration[] = [];
  for (const node of nodes) {
    if (node.type !== 'Declaration') continue;
    const value = node.value.type === 'Raw' ? node.value.value : generate(node.value);
    declarations.push({ property: node.property.toLowerCase(), value: value.trim(), important: node.important !== false });
  }
  return declarations;
}

function splitDeclarations(text: string): readonly string[] {
  if (!NEEDS_TOKENS.test(text)) return text.split(';');
  const declarations: string[] = [];
  let current = '';
  let depth = 0;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token.startsWith('/*')) continue;
    if (token === ';' && depth === 0) {
      declarations.push(current);
      current = '';
      continue;
    }
    if (/^[({[]$/.test(token)) depth++;
    else if (/^[)}\]]$/.test(token)) depth = Math.max(0, depth - 1);
    current += token;
  }
  return [...declarations, current];
}
