import type { Place, Preview } from './result.js';

export interface Look {
  readonly images: boolean;
  /** Pictures from the web are loaded. */
  readonly remote: boolean;
}

/** Parts of a campaign that are not seen in its body. */
const ELSEWHERE = new Set(['manifest', 'subject', 'preheader', 'from', 'header', 'text', 'audience', 'schedule']);
const INVERTED = 'html{background:#fff;filter:invert(1) hue-rotate(180deg)}img,[background],[style*="background-image"]{filter:invert(1) hue-rotate(180deg)}';

/** The mail as a document of its own that can neither run nor load anything, but for pictures that a person asked for. */
export function frameDocument({ html = '', images }: Preview, { images: shown, remote }: Look): string {
  const mail = new DOMParser().parseFromString(html, 'text/html');
  for (const element of mail.querySelectorAll('script, base, meta[http-equiv], link, iframe, frame, object, embed')) element.remove();
  for (const image of mail.querySelectorAll('img')) {
    const local = images[image.getAttribute('src') ?? ''];
    if (local !== undefined) image.src = local;
  }
  for (const element of mail.querySelectorAll('[tabindex], [autofocus]')) element.removeAttribute('autofocus');
  const sources = !shown ? "'none'" : remote ? 'data: http: https:' : 'data:';
  const policy = mail.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = `default-src 'none'; style-src 'unsafe-inline'; img-src ${sources}`;
  mail.head.prepend(policy);
  return `${/^\s*<!doctype/i.test(html) ? '<!doctype html>' : ''}${mail.documentElement.outerHTML}`;
}

/** Whether the mail asks the web for anything. */
export function hasRemote({ html = '' }: Preview): boolean {
  return /(?:src|background)\s*=\s*["']?\s*(?:https?:)?\/\/|url\(\s*["']?\s*(?:https?:)?\/\//i.test(html);
}

/** Shows the mail's own dark styles; a mail without any is inverted, as some clients do. */
export function darken(mail: Document): void {
  const rules = [...mail.styleSheets].flatMap(rulesOf).filter((rule): rule is CSSMediaRule => 'media' in rule);
  const own = rules.filter(({ media }) => /prefers-color-scheme\s*:\s*dark/i.test(media.mediaText));
  for (const { media } of rules) media.mediaText = media.mediaText.replace(/\(\s*prefers-color-scheme\s*:\s*dark\s*\)/gi, '(min-width: 0)').replace(/\(\s*prefers-color-scheme\s*:\s*light\s*\)/gi, '(max-width: 0)');
  if (own.length > 0) return;
  const style = mail.createElement('style');
  style.textContent = INVERTED;
  mail.head.append(style);
}

function rulesOf(sheet: CSSStyleSheet): CSSRule[] {
  return [...sheet.cssRules];
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where in the shown mail a place of the source is: the element that starts there, else the last one that starts before it. */
export function boxOf(mail: Document, place: Place | undefined): Box | undefined {
  if (place?.line === undefined || ELSEWHERE.has(place.part)) return undefined;
  const element = elementAt(mail, place.line, place.column ?? 1);
  for (let shown = element; shown && shown !== mail.documentElement && shown !== mail.body; shown = shown.parentElement ?? undefined) {
    const { left, top, width, height } = shown.getBoundingClientRect();
    if (width > 0 && height > 0) return { left, top, width, height };
  }
  return undefined;
}

function elementAt(mail: Document, line: number, column: number): Element | undefined {
  let nearest: Element | undefined;
  let best = -1;
  for (const element of mail.querySelectorAll('body [data-presend-at]')) {
    const [startLine = 0, startColumn = 0] = (element.getAttribute('data-presend-at') ?? '').split(':').map(Number);
    if (startLine > line || (startLine === line && startColumn > column)) continue;
    const start = startLine * 100_000 + startColumn;
    // Of several that compiled from one tag, the first is the outermost.
    if (start > best) [nearest, best] = [element, start];
  }
  return nearest;
}
