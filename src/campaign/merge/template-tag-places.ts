import type { LocatedTemplateTag } from '../campaign.js';
import { tokenizeHtml } from '../html/html-tokens.js';
import type { TagSyntax, TemplateTag } from './template-tags.js';

/** Where in HTML a tag stands. `attribute` names the attribute, lower case, for context `attribute`. */
export type TagPlace = Pick<LocatedTemplateTag, 'context' | 'attribute'>;

/** What cannot be CSS or JavaScript. `${ }`, `[[ ]]`, `<% %>` and the rest are code there. */
const TAGS_IN_CODE: ReadonlySet<TagSyntax> = new Set(['{{ }}', '{% %}', '*| |*', '%% %%']);

/** Stands for each unit of a tag, so that the tokenizer passes over quotes and angle brackets inside tags. Latin-1, as most HTML: that takes half the memory. */
const BLANK = '\u00FF';

const TEXT: TagPlace = { context: 'text', attribute: undefined };
const CODE: TagPlace = { context: 'code', attribute: undefined };
const STYLE: TagPlace = { context: 'style', attribute: undefined };
const COMMENT: TagPlace = { context: 'comment', attribute: undefined };
const MARKUP: TagPlace = { context: 'markup', attribute: undefined };

/** An attribute by where its name stands: few hold a tag, and only theirs are read. */
interface AttributeName {
  readonly html: string;
  start: number;
  end: number;
}

type Enter = (offset: number, place: TagPlace | AttributeName) => void;

const known = new WeakMap<readonly TemplateTag[], readonly (TagPlace | undefined)[]>();

/**
 * The place of each tag, in order; undefined for what is no tag where it stands (`${x}` in a script).
 * Outlook's conditional comments count as the HTML they hold.
 */
export function placeTemplateTags(html: string, tags: readonly TemplateTag[]): readonly (TagPlace | undefined)[] {
  const places = known.get(tags) ?? findPlaces(html, tags);
  known.set(tags, places);
  return places;
}

function findPlaces(html: string, tags: readonly TemplateTag[]): readonly (TagPlace | undefined)[] {
  const places: TagPlace[] = [];
  let current: TagPlace | AttributeName = TEXT;
  let next = tags[0]?.start ?? Infinity;
  const enter: Enter = (offset, place) => {
    while (next < offset) {
      places.push('html' in current ? inAttribute(current) : current);
      next = tags[places.length]?.start ?? Infinity;
    }
    current = place;
  };
  if (tags.length > 0) walkPlaces(blankTags(html, tags), 0, enter);
  enter(html.length + 1, TEXT);
  return tags.map(({ syntax }, index) => {
    const place = syntax === '<singleline>' ? MARKUP : places[index] ?? TEXT;
    return place.context === 'style' && !TAGS_IN_CODE.has(syntax) ? undefined : place;
  });
}

function inAttribute({ html, start, end }: AttributeName): TagPlace {
  return { context: 'attribute', attribute: html.slice(start, end).toLowerCase() };
}

/** The HTML with each tag as a run of one letter-like character. */
export function blankTags(html: string, tags: readonly TemplateTag[]): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { start, end } of tags) {
    pieces.push(html.slice(done, start), BLANK.repeat(end - start));
    done = end;
  }
  return pieces.join('') + html.slice(done);
}

/** Calls `enter` in order with each offset at which the place changes; `base` is the offset of `html` in the whole. */
function walkPlaces(html: string, base: number, enter: Enter): void {
  let inStyle = false;
  let codeDepth = 0;
  const attribute: AttributeName = { html, start: 0, end: 0 };
  const content = (): TagPlace => (inStyle ? STYLE : codeDepth > 0 ? CODE : TEXT);
  const startTag = (name: string): void => {
    inStyle = name === 'style' || name === 'script';
    if (name === 'code' || name === 'pre') codeDepth++;
  };
  const endTag = (name: string): void => {
    inStyle = false;
    if (name === 'code' || name === 'pre') codeDepth = Math.max(0, codeDepth - 1);
  };
  const comment = (start: number, end: number): void => {
    const conditional = base === 0 ? /^\[if\b[^\]>]{0,100}\]>/i.exec(html.slice(start, Math.min(end, start + 120))) : null;
    if (!conditional) return enter(base + start, COMMENT);
    walkPlaces(html.slice(start + conditional[0].length, end), start + conditional[0].length, enter);
  };
  tokenizeHtml(html, {
    ontext: (start) => enter(base + start, content()),
    onopentagname(start, end) {
      enter(base + start, MARKUP);
      if (mayTell(html, start, end)) startTag(html.slice(start, end).toLowerCase());
      else inStyle = false;
    },
    onattribname(start, end) {
      attribute.start = start;
      attribute.end = end;
    },
    onattribdata: (start) => enter(base + start, attribute),
    onattribend: (_quote, end) => enter(base + end, MARKUP),
    onopentagend: (end) => enter(base + end, content()),
    onselfclosingtag: (end) => enter(base + end, content()),
    onclosetag(start, end) {
      enter(base + start, MARKUP);
      endTag(mayTell(html, start, end) ? html.slice(start, end).toLowerCase() : '');
    },
    oncomment(start, end) {
      comment(start, end);
      enter(base + end, content());
    },
    ondeclaration: (start) => enter(base + start, MARKUP),
    onprocessinginstruction: (start) => enter(base + start, MARKUP),
  });
}

/** Whether a tag's name can be style, script, code or pre. */
function mayTell(html: string, start: number, end: number): boolean {
  return end - start >= 3 && end - start <= 6 && /[scp]/i.test(html.charAt(start));
}
