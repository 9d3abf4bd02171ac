import { isComment, isTag, isText, type Element } from 'domhandler';
import { textContent } from 'domutils';
import type { HtmlDocument } from '#campaign/campaign.js';
import { linkTarget } from '#campaign/facts/link-target.js';
import { isAmp } from '#campaign/html/amp.js';
import { elementsOf } from '#campaign/html/elements.js';
import type { Problem, Severity } from '#rule/finding.js';
import { clipped } from '#rule/format-message.js';
import { HOSTS } from '#rule/option-schemas.js';
import { defineRule } from '#rule/rule.js';
import FONT_HOSTS from './fonts.json' with { type: 'json' };

type MessageId = 'script' | 'handler' | 'frame' | 'plugin' | 'form' | 'field' | 'refresh' | 'base' | 'stylesheet' | 'import' | 'media';

/** Something that clients take out or switch off. */
interface Active {
  readonly messageId: MessageId;
  readonly what: string;
  readonly severity?: Severity;
}

const FRAMES: ReadonlySet<string> = new Set(['iframe', 'frame', 'frameset']);
const PLUGINS: ReadonlySet<string> = new Set(['object', 'embed', 'applet']);
const FIELDS: ReadonlySet<string> = new Set(['input', 'select', 'textarea', 'button']);
const MEDIA: ReadonlySet<string> = new Set(['video', 'audio']);
const MAY_BE_ACTIVE: ReadonlySet<string> = new Set([...FRAMES, ...PLUGINS, ...FIELDS, ...MEDIA, 'script', 'form', 'meta', 'base', 'link', 'style']);

const HANDLER = /^on[a-z]{3,30}$/i;

/** Data that Gmail reads as schema.org markup, and templates for scripts, do nothing by themselves. */
const SCRIPT_THAT_RUNS = /^(?:$|(?:text|application)\/(?:x-)?(?:java|ecma|vb|j)script|module$)/i;
const IMPORT = /@import\s+(?:url\(\s*)?["']?\s*([^"')\s;]{1,2000})/gi;

export default defineRule<MessageId, { allowStylesheetHosts: readonly string[] }>({
  id: 'content/active-content',
  severity: 'error',
  summary: 'The mail relies on scripts, forms, frames or other content that mail clients remove',
  needs: ['html'],
  messages: {
    script: 'There is a <script>; every mail client removes it, and filters take it for an attack.',
    handler: 'The attribute {{what}} runs a script; every mail client removes it{{more}}.',
    frame: 'There is an <{{what}}>; mail clients remove it with what it shows{{more}}.',
    plugin: 'There is an <{{what}}>; mail clients remove it, and filters distrust it{{more}}.',
    form: 'There is a <form>; Outlook on Windows drops it, Outlook.com does not submit it, and others warn{{more}}.',
    field: 'A form field (<{{what}}>) stands outside of any form; many clients drop it{{more}}.',
    refresh: 'A meta refresh sends the reader to another page; clients remove it, and filters take it for phishing.',
    base: 'A <base> gives all links their start; clients that remove it leave dead links.',
    stylesheet: 'An external style sheet ({{what}}) is loaded; most clients load none, and show the mail without its styles{{more}}.',
    import: 'A style sheet is imported ({{what}}); most clients load none, and show the mail without its styles{{more}}.',
    media: 'A <{{what}}> has no fallback inside; most clients show nothing in its place{{more}}.',
  },
  suggestions: {
    script: 'Take it out; put what needs a script on a web page.',
    handler: 'Take it out.',
    frame: 'Link to the page instead, with a picture of it.',
    plugin: 'Link to a web page instead.',
    form: 'Link to the form on a web page.',
    field: 'Link to a web page instead, or make sure that the mail works without it.',
    refresh: 'Take it out; a link that the reader chooses is enough.',
    base: 'Write each link and image with its full address.',
    stylesheet: 'Put the styles into a <style> block and inline what matters.',
    import: 'Put the styles into a <style> block and inline what matters.',
    media: 'Put a linked picture inside it.',
  },
  defaultOptions: { allowStylesheetHosts: FONT_HOSTS },
  optionsSchema: { allowStylesheetHosts: HOSTS },
  *check({ html }, { allowStylesheetHosts }) {
    if (!html || isAmp(html)) return; // compatibility/amp-invalid speaks of it
    const groups = new Map<string, { readonly active: Active; readonly element: Element; readonly places: string[] }>();
    for (const { active, element } of activeElements(html, new Set(allowStylesheetHosts))) {
      const key = `${active.messageId} ${active.what}`;
      const group = groups.get(key);
      if (group) group.places.push(active.what);
      else groups.set(key, { active, element, places: [active.what] });
    }
    for (const { active: { messageId, what, severity }, element, places } of groups.values()) {
      const count = places.length;
      const more = count === 1 ? '' : ` (the first of ${count})`;
      yield { messageId, data: { what, more }, location: html.locateElement(element), evidence: { count }, places, ...(severity && { severity }) } satisfies Problem<MessageId>;
    }
  },
});

function activeElements(html: HtmlDocument, allowed: ReadonlySet<string>): readonly { readonly active: Active; readonly element: Element }[] {
  const found: { active: Active; element: Element }[] = [];
  for (const element of elementsOf(html)) {
    for (const what in element.attribs) if (HANDLER.test(what)) found.push({ active: { messageId: 'handler', what, severity: 'warning' }, element });
    if (MAY_BE_ACTIVE.has(element.name)) for (const active of activeOf(html, element, allowed)) found.push({ active, element });
  }
  return found;
}

function isInForm(element: Element): boolean {
  for (let node = element.parent; node && isTag(node); node = node.parent) if (node.name === 'form') return true;
  return false;
}

function activeOf(html: HtmlDocument, element: Element, allowed: ReadonlySet<string>): readonly Active[] {
  const { name: what, attribs } = element;
  if (what === 'script') return runs(element) ? [{ messageId: 'script', what }] : [];
  if (FRAMES.has(what)) return [{ messageId: 'frame', what }];
  if (PLUGINS.has(what)) return [{ messageId: 'plugin', what }];
  if (what === 'form') return [{ messageId: 'form', what }];
  if (FIELDS.has(what)) return isInForm(element) || isNoField(element) ? [] : [{ messageId: 'field', what, severity: isToggle(element) ? 'info' : 'warning' }];
  if (what === 'meta') return isRefresh(element) ? [{ messageId: 'refresh', what }] : [];
  if (what === 'base') return attribs['href'] === undefined ? [] : [{ messageId: 'base', what, severity: 'warning' }];
  if (what === 'link') return stylesheetOf(html, element, allowed);
  if (what === 'style') return importsOf(html, element, allowed);
  return MEDIA.has(what) && !hasFallback(element) ? [{ messageId: 'media', what, severity: 'warning' }] : [];
}

/** Maizzle's `<script props>` runs when the mail is built, and is gone then; it loads nothing. */
function runs({ attribs }: Element): boolean {
  return (attribs['props'] === undefined || attribs['src'] !== undefined) && SCRIPT_THAT_RUNS.test((attribs['type'] ?? '').trim());
}

function isRefresh({ attribs }: Element): boolean {
  return /^refresh$/i.test((attribs['http-equiv'] ?? '').trim());
}

/** Inky writes buttons with an address, which it turns into tables. */
function isNoField({ attribs }: Element): boolean {
  return attribs['type'] === 'hidden' || attribs['href'] !== undefined;
}

/** Menus and carousels made of CSS hang on these; where they are dropped, the mail is shown without the effect. */
function isToggle({ attribs }: Element): boolean {
  return /^(?:checkbox|radio)$/i.test(attribs['type'] ?? '');
}

function stylesheetOf(html: HtmlDocument, { attribs }: Element, allowed: ReadonlySet<string>): readonly Active[] {
  if (!/\bstylesheet\b/i.test(attribs['rel'] ?? '')) return [];
  const href = html.unmask(attribs['href'] ?? '');
  return isAllowed(href, allowed) ? [] : [{ messageId: 'stylesheet', what: shown(href), severity: 'warning' }];
}

function importsOf(html: HtmlDocument, style: Element, allowed: ReadonlySet<string>): readonly Active[] {
  const written = html.unmask(textContent(style));
  if (!/@import|\/\*/i.test(written)) return [];
  const css = written.replace(/\/\*[^]*?\*\//g, '');
  return [...css.matchAll(IMPORT)].map(([, href = '']) => href).filter((href) => !isAllowed(href, allowed))
    .map((href) => ({ messageId: 'import', what: shown(href), severity: 'warning' }));
}

function isAllowed(href: string, allowed: ReadonlySet<string>): boolean {
  const host = linkTarget(href.startsWith('//') ? `https:${href}` : href).host;
  return host !== undefined && allowed.has(host);
}

function shown(href: string): string {
  return clipped(href, 60);
}

/** A picture, a link or words for clients that know no media. */
function hasFallback({ children }: Element): boolean {
  return children.some((child) => (isText(child) ? child.data.trim() !== '' : !isComment(child) && isTag(child) && !['source', 'track'].includes(child.name)));
}
