import { load } from 'cheerio';
import type { Finding } from '#rule/finding.js';
import type { Preview } from '../../preview.js';
import { markup, trusted, type Markup } from './markup.js';

/** A finding with the number that marks it. */
export interface Numbered {
  readonly number: number;
  readonly finding: Finding;
}

/** What has no place in a still picture, or would ask for something when it is opened. */
const NEVER_SHOWN = 'script, meta[http-equiv], base, link, object, embed, iframe, frame, frameset, video, audio';
/** One number says line and column. */
const LINE = 1e6;
const OUTLINES = `
[data-presend-severity]{outline:3px solid #2c5f9e!important;outline-offset:1px!important}
[data-presend-severity=warning]{outline-color:#b87500!important}
[data-presend-severity=error]{outline-color:#b3261e!important}`;

/**
 * The mail as a reader sees it, findings outlined where they stand, in a frame without scripts and without requests: pictures of the
 * web stay away, those of the mail itself are part of the page. `owner` tells it from other mails of the page: ` of newsletters/may`.
 */
export function mailFrame(id: string, preview: Preview, findings: readonly Numbered[], owner: string): Markup {
  const { from, subject, preheader, html } = preview;
  const lines = Object.entries({ From: from, Subject: subject, Preview: preheader }).filter((line): line is [string, string] => line[1] !== undefined);
  const header = lines.length > 0 && markup`<dl>${lines.map(([name, value]) => markup`<dt>${name}</dt><dd><bdi>${value}</bdi></dd>`)}</dl>`;
  if (html === undefined) return markup`<div class="mail">${header}</div>`;
  const { document, remote } = markedDocument(html, preview, findings);
  return markup`<div class="mail">${header}<div class="frame" data-frame="${id}" tabindex="0" role="region" aria-label="The mail${owner}, findings outlined"><iframe sandbox="allow-same-origin" title="The mail as it is sent" srcdoc="${document}"></iframe></div></div>
${remote > 0 && markup`<p class="note">${remote === 1 ? '1 picture lies' : `${remote} pictures lie`} on web servers and ${remote === 1 ? 'is' : 'are'} not loaded here.</p>`}`;
}

function markedDocument(html: string, { images }: Preview, findings: readonly Numbered[]): { readonly document: string; readonly remote: number } {
  const $ = load(html);
  $(NEVER_SHOWN).remove();
  $('*').each((_, element) => {
    for (const name of Object.keys($(element).attr() ?? {})) if (name.startsWith('on')) $(element).removeAttr(name);
  });
  const places = $('[data-presend-at]').toArray().map((element) => ({ element, at: positionOf($(element).attr('data-presend-at') ?? '') }));
  for (const { number, finding } of findings) {
    const place = placeIn(places, finding);
    if (place === undefined) continue;
    const element = $(place.element);
    element.attr('data-presend-marks', `${element.attr('data-presend-marks') ?? ''} ${String(number)}`.trim());
    // Findings come most severe first.
    if (element.attr('data-presend-severity') === undefined) element.attr('data-presend-severity', finding.severity);
  }
  let remote = 0;
  $('img, [background]').each((_, element) => {
    const name = element.tagName === 'img' ? 'src' : 'background';
    const source = $(element).attr(name) ?? '';
    const local = images[source];
    if (local !== undefined) $(element).attr(name, local);
    else if (!source.startsWith('data:')) {
      if (/^(?:https?:)?\/\//i.test(source)) remote++;
      $(element).removeAttr(name);
    }
    $(element).removeAttr('srcset');
  });
  $('a[href], area[href]').removeAttr('href');
  $('head').append(`<style>${OUTLINES}</style>`);
  return { document: $.html(), remote };
}

function positionOf(text: string): number {
  const [line = 0, column = 0] = text.split(':').map(Number);
  return line * LINE + Math.min(column, LINE - 1);
}

/** The last element that begins at or before the finding; of several with the same place the first, which holds the others. */
function placeIn<Place extends { readonly at: number }>(places: readonly Place[], { location }: Finding): Place | undefined {
  if (location?.line === undefined || (location.part !== 'html' && location.part !== 'mjml' && location.part !== 'image')) return undefined;
  const wanted = location.line * LINE + Math.min(location.column ?? LINE - 1, LINE - 1);
  let found: Place | undefined;
  for (const place of places) if (place.at <= wanted && (found === undefined || place.at > found.at)) found = place;
  return found;
}

/** Gives each frame the height of its mail, drawn smaller where it is wider than the frame, and each mark a number that leads to its finding. */
export const FRAME_SCRIPT = `
for (const frame of document.querySelectorAll('[data-frame]')) {
  const view = frame.querySelector('iframe');
  const mark = () => {
    const mail = view.contentDocument;
    if (!mail || !mail.body) return;
    view.style.width = view.style.zoom = '';
    view.style.height = '0';
    const wide = Math.max(frame.clientWidth, mail.documentElement.scrollWidth);
    const scale = frame.clientWidth / wide;
    view.style.width = wide + 'px';
    view.style.zoom = scale;
    view.style.height = Math.min(8000, Math.max(160, mail.documentElement.scrollHeight)) + 'px';
    for (const old of frame.querySelectorAll('.number-badge')) old.remove();
    const taken = [];
    for (const element of mail.querySelectorAll('[data-presend-marks]')) {
      const box = element.getBoundingClientRect();
      const start = Math.max(2, Math.min(box.left * scale - 25, frame.clientWidth - 30));
      let left = start;
      for (const number of element.dataset.presendMarks.split(' ')) {
        const finding = document.getElementById(frame.dataset.frame + '-' + number);
        if (!finding) continue;
        const badge = document.createElement('a');
        let top = Math.max(2, box.top * scale - 8);
        while (taken.some(([x, y]) => Math.abs(x - left) < 24 && Math.abs(y - top) < 22)) left += 24;
        if (left > frame.clientWidth - 26) { left = start; top += 24; }
        taken.push([left, top]);
        badge.className = 'number-badge ' + finding.dataset.severity;
        badge.href = '#' + finding.id;
        badge.textContent = number;
        badge.title = finding.querySelector('h3, h4').textContent;
        badge.style.left = left + 'px';
        badge.style.top = top + 'px';
        badge.id = finding.id + '-mark';
        frame.append(badge);
        left += 24;
      }
    }
    for (const link of document.querySelectorAll('.jump')) link.hidden = !document.getElementById(link.hash.slice(1));
  };
  view.addEventListener('load', mark);
  mark();
  addEventListener('resize', mark);
  addEventListener('beforeprint', mark);
}
document.addEventListener('click', (event) => {
  const link = event.target.closest('.jump');
  const badge = link && document.getElementById(link.hash.slice(1));
  if (!badge) return;
  event.preventDefault();
  badge.scrollIntoView({ block: 'center' });
  badge.focus();
});
`;

/** A link from a finding to its mark; hidden where nothing is marked. */
export function jumpToMark(id: string): Markup {
  return trusted(`<a class="jump" href="#${id}-mark" hidden>show in the mail</a>`);
}
