import { isText, type Element } from 'domhandler';
import type { HtmlDocument } from '#campaign/campaign.js';
import { hostKind } from '#campaign/facts/host-kind.js';
import { linkTarget } from '#campaign/facts/link-target.js';
import { elementsNamed, elementsOf } from '#campaign/html/elements.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import AMP from './data.json' with { type: 'json' };

export type AmpFaultKind = 'doctype' | 'notAmp' | 'lacks' | 'element' | 'script' | 'handler' | 'component' | 'styleElement' | 'import' | 'form' | 'input' | 'imageAddress' | 'imageSize' | 'link' | 'tooLarge' | 'cssTooLarge';

export interface AmpFault {
  readonly kind: AmpFaultKind;
  readonly what: string;
  /** What to write instead, where it differs from fault to fault. */
  readonly instead?: string;
  /** Absent where the whole document is meant. */
  readonly element?: Element;
}

// AMP for Email: the document has 200,000 bytes at the most; the validator lets style attributes and <style amp-custom> have 75,000 together.
const MOST_BYTES = 200_000;
const MOST_CSS_BYTES = 75_000;

const DOCTYPE = /^(?:\uFEFF|\s|<!--[\s\S]*?-->)*<!doctype\s+html\s*>/i;
const CDN = 'https://cdn.ampproject.org/';
const SCRIPT_THAT_RUNS = /^(?:|module|(?:text|application)\/(?:javascript|ecmascript|babel))$/i;
const ELEMENTS: Readonly<Record<string, string>> = AMP.elements;
const COMPONENTS: Readonly<Record<string, string>> = AMP.components;
const NOBODY: ReadonlySet<string> = new Set();

/** What the AMP validator would refuse, as far as its specification leaves no doubt; and links that lead nowhere. */
export function ampFaults(html: HtmlDocument, isDeclared: boolean): readonly AmpFault[] {
  return [...ofFrame(html, isDeclared), ...ofSize(html), ...elementsOf(html).flatMap((element) => ofElement(html, element)), ...missingComponents(html)];
}

/** What each document must have. */
function ofFrame(html: HtmlDocument, isDeclared: boolean): readonly AmpFault[] {
  const meta = elementsNamed(html, 'meta').map(({ attribs }) => html.unmask(attribs['charset'] ?? '').trim()).some((charset) => charset.toLowerCase() === 'utf-8' || isTagged(charset));
  const boilerplate = elementsNamed(html, 'style').some(({ attribs }) => attribs['amp4email-boilerplate'] !== undefined);
  const runtime = elementsNamed(html, 'script').some(({ attribs }) => attribs['src']?.startsWith(CDN) === true && /\/v0\.m?js$/.test(attribs['src']) && attribs['async'] !== undefined);
  return [
    ...(DOCTYPE.test(html.source) ? [] : [{ kind: 'doctype', what: '<!doctype html>' } as const]),
    ...(isDeclared ? [] : [{ kind: 'notAmp', what: '⚡4email' } as const]),
    ...(meta ? [] : [{ kind: 'lacks', what: '<meta charset="utf-8">' } as const]),
    ...(boilerplate ? [] : [{ kind: 'lacks', what: '<style amp4email-boilerplate>body{visibility:hidden}</style>' } as const]),
    ...(runtime ? [] : [{ kind: 'lacks', what: '<script async src="https://cdn.ampproject.org/v0.js"></script>' } as const]),
  ];
}

function ofSize(html: HtmlDocument): readonly AmpFault[] {
  const bytes = Buffer.byteLength(html.source);
  const custom = elementsNamed(html, 'style').filter(({ attribs }) => attribs['amp-custom'] !== undefined);
  const css = [...custom.map(textOf), ...elementsOf(html).map(({ attribs }) => attribs['style'] ?? '')].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return [
    ...(bytes > MOST_BYTES ? [{ kind: 'tooLarge', what: String(bytes) } as const] : []),
    ...(css > MOST_CSS_BYTES ? [{ kind: 'cssTooLarge', what: String(css), ...(custom[0] && { element: custom[0] }) } as const] : []),
  ];
}

function ofElement(html: HtmlDocument, element: Element): readonly AmpFault[] {
  const { name, attribs } = element;
  const instead = Object.hasOwn(ELEMENTS, name) ? ELEMENTS[name] : undefined;
  const faults: AmpFault[] = Object.keys(attribs).filter((attribute) => /^on[a-z]+$/i.test(attribute)).map((what) => ({ kind: 'handler', what, element }));
  if (instead !== undefined) faults.push({ kind: 'element', what: `<${name}>`, instead, element });
  const check = Object.hasOwn(CHECKS, name) ? CHECKS[name] : undefined;
  return check ? [...faults, ...check(element, html)] : faults;
}

/** By the element's name. */
const CHECKS: Readonly<Record<string, (element: Element, html: HtmlDocument) => readonly AmpFault[]>> = { 'script': ofScript, 'link': ofStyleLink, 'style': ofStyle, 'form': ofForm, 'input': ofInput, 'amp-img': ofImage, 'amp-anim': ofImage, 'a': ofLink };

function ofScript(element: Element, html: HtmlDocument): readonly AmpFault[] {
  const { type = '', src = '' } = element.attribs;
  return SCRIPT_THAT_RUNS.test(type.trim()) && !src.startsWith(CDN) ? [{ kind: 'script', what: src === '' ? '<script>' : html.unmask(src), element }] : [];
}

function ofStyleLink(element: Element, html: HtmlDocument): readonly AmpFault[] {
  return /\bstylesheet\b/i.test(element.attribs['rel'] ?? '') ? [{ kind: 'import', what: html.unmask(element.attribs['href'] ?? ''), element }] : [];
}

function ofInput(element: Element): readonly AmpFault[] {
  const { type = '' } = element.attribs;
  return AMP.inputs.includes(type.toLowerCase()) ? [{ kind: 'input', what: `<input type="${type}">`, element }] : [];
}

function ofStyle(element: Element): readonly AmpFault[] {
  const isOfAmp = Object.keys(element.attribs).some((name) => name.startsWith('amp'));
  return [...(isOfAmp ? [] : [{ kind: 'styleElement', what: '<style>', element } as const]), ...(/@import\b/i.test(textOf(element)) ? [{ kind: 'import', what: '@import', element } as const] : [])];
}

function ofForm(element: Element, html: HtmlDocument): readonly AmpFault[] {
  const { action, 'action-xhr': xhr } = element.attribs;
  if (xhr === undefined) return [{ kind: 'form', what: action === undefined ? 'has no action-xhr' : 'has action instead of action-xhr', element }];
  if (action !== undefined) return [{ kind: 'form', what: 'has action beside action-xhr', element }];
  return isTagged(html.unmask(xhr)) || /^https:\/\//i.test(xhr.trim()) ? [] : [{ kind: 'form', what: `sends to "${xhr}", which is no full https address`, element }];
}

function ofImage(element: Element, html: HtmlDocument): readonly AmpFault[] {
  const { src = '', width, height, layout } = element.attribs;
  const address = html.unmask(src);
  return [
    ...(isTagged(address) || /^(?:https:\/\/|cid:|data:)/i.test(address.trim()) ? [] : [{ kind: 'imageAddress', what: address === '' ? 'nothing' : address, element } as const]),
    ...(width === undefined && height === undefined && layout === undefined && !Object.keys(element.attribs).includes('heights') ? [{ kind: 'imageSize', what: `<${element.name}>`, element } as const] : []),
  ];
}

function ofLink(element: Element, html: HtmlDocument): readonly AmpFault[] {
  const href = html.unmask(element.attribs['href'] ?? '').trim();
  const { host, domain } = linkTarget(href);
  if (isTagged(href) || element.attribs['href'] === undefined) return [];
  const leadsNowhere = href === '' || href === '#' || (host !== undefined && hostKind(host, domain, NOBODY) !== undefined);
  return leadsNowhere ? [{ kind: 'link', what: href === '' ? 'nothing' : href, element }] : [];
}

/** Components whose script is not loaded, each once. */
function missingComponents(html: HtmlDocument): readonly AmpFault[] {
  const loaded = new Set(elementsNamed(html, 'script').flatMap(({ attribs }) => attribs['custom-element'] ?? attribs['custom-template'] ?? []));
  const needed = new Map(elementsOf(html).flatMap((element) => {
    const component = Object.hasOwn(COMPONENTS, element.name) ? COMPONENTS[element.name] : undefined;
    return component === undefined || loaded.has(component) ? [] : [[component, element] as const];
  }).reverse());
  return [...needed].map(([what, element]) => ({ kind: 'component', what, element }));
}

function isTagged(text: string): boolean {
  return findTemplateTags(text).length > 0 || /\{\{|\}\}/.test(text);
}

function textOf({ children }: Element): string {
  return children.map((child) => (isText(child) ? child.data : '')).join('');
}
