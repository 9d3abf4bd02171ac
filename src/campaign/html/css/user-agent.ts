import type { Color } from './color.js';

/** `display` that HTML gives elements (HTML Standard, section 15); every other element is inline. */
export const DEFAULT_DISPLAY: ReadonlyMap<string, string> = new Map([
  ...[
    'html', 'body', 'address', 'article', 'aside', 'blockquote', 'center', 'dd', 'details', 'dialog', 'dir', 'div', 'dl', 'dt',
    'fieldset', 'figcaption', 'figure', 'footer', 'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hgroup', 'hr', 'legend',
    'listing', 'main', 'menu', 'nav', 'ol', 'optgroup', 'option', 'p', 'plaintext', 'pre', 'search', 'section', 'summary', 'ul', 'xmp',
  ].map((name): [string, string] => [name, 'block']),
  ['li', 'list-item'], ['table', 'table'], ['caption', 'table-caption'], ['thead', 'table-header-group'], ['tbody', 'table-row-group'],
  ['tfoot', 'table-footer-group'], ['tr', 'table-row'], ['td', 'table-cell'], ['th', 'table-cell'], ['datalist', 'none'],
  ['button', 'inline-block'], ['input', 'inline-block'], ['select', 'inline-block'], ['textarea', 'inline-block'],
]);

/** Font sizes against the parent's. */
export const FONT_SCALE: ReadonlyMap<string, number> = new Map([
  ['h1', 2], ['h2', 1.5], ['h3', 1.17], ['h5', 0.83], ['h6', 0.67], ['small', 5 / 6], ['big', 1.2], ['sub', 5 / 6], ['sup', 5 / 6],
]);

export const BOLD: ReadonlySet<string> = new Set(['b', 'strong', 'th', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** Elements with colours of their own that depend on the system. */
export const FORM_CONTROLS: ReadonlySet<string> = new Set(['button', 'input', 'select', 'textarea']);

export const LINK_COLOR: Color = { red: 0, green: 0, blue: 238, alpha: 1 };

/** Elements whose content is no text of the page. */
export const NOT_RENDERED: ReadonlySet<string> = new Set([
  'head', 'title', 'style', 'script', 'template', 'iframe', 'noembed', 'noframes', 'object', 'svg', 'math',
]);
