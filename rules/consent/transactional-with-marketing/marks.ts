import { isTag } from 'domhandler';
import type { Campaign, HtmlDocument, Image, Link } from '#campaign/campaign.js';
import { linkTarget } from '#campaign/facts/link-target.js';
import { footerOf } from '#campaign/facts/footer.js';
import { commentsOf, renderedElementsOf } from '#campaign/html/elements.js';
import { textFlowOf } from '#campaign/html/text-flow.js';
import type { Shown } from './shown.js';
import names from './marks.json' with { type: 'json' };

/** What the mail's makers call a part of it, in an address or in its source. */
export interface Mark extends Shown {
  readonly kind: 'offer' | 'survey';
}

const OFFER = named(names.offer);
const SURVEY = named(names.survey);
const VOUCHER = new RegExp(`^(?:${names.voucher.join('|')})$`, 'i');
const SECTION = new RegExp(`^(?:${names.section.join('|')})$`, 'i');
const REVIEW_SITE = new RegExp(names.reviewSite.join('|'), 'i');
const INVITATION = new RegExp([...names.share, ...names.appStore].join('|'), 'i');
const MARK_PARAMETER = new RegExp(`^(?:${names.mark.join('|')})$`, 'i');
/** Parameters that tell those who count clicks what a link is for. */
const CAMPAIGN_PARAMETER = /^(?:utm|itm|mtm|pk|at|cm|icid)(?:[_-]|$)|^(?:campaign|cmp|source|src|ref|from|placement)$/i;
/** Comments longer than that say more than a name, or are what was taken out. */
const LONGEST_COMMENT = 60;
/** `{% for p in recommendations %}`, `{{#each upsellProducts}}`. */
const LOOP = /^(?:for\s.+\sin\s|[#]?each\s|foreach\s|range\s)/i;
const LEAST_MARKS = 3;
/** From 0 to 10; a test's are higher. */
const MARK = /^(?:\d|10)$/;
/** Parameters that may hold words: "bad", "good". */
const OPINION = /^(?:rating|nps|csat|smiley|mood|satisfaction)$/i;
const GLYPH = /^(?:[★☆⭐🌟👍👎]|[\u{1F600}-\u{1F64F}\u2639\u263A])+\uFE0F?$/u;

/** Parts of a mail that its makers call advertising or a survey. */
export function marksIn(campaign: Campaign): readonly Mark[] {
  const isInBody = ({ visible, inFooter }: Link | Image): boolean => visible && !inFooter;
  const links = campaign.links.filter(isInBody);
  return [...campaign.images.filter(isInBody).flatMap(marksOfImage), ...links.flatMap(marksOfLink), ...scalesIn(links), ...loopsIn(campaign), ...(campaign.html ? namesIn(campaign.html) : [])];
}

/** What a picture's file is called: `promo-winter.jpg`. */
function marksOfImage({ purpose, src, location }: Image): readonly Mark[] {
  const file = /([^/?#]*)\.(?:jpe?g|png|gif|webp)(?:[?#]|$)/i.exec(src)?.[1];
  return purpose === 'content' && file !== undefined && kindOf(file) === 'offer' ? [{ kind: 'offer', words: file, location }] : [];
}

/** Links to an app's page in a store, and such as put something into a social network. */
export function invitationsIn({ links }: Campaign): readonly Shown[] {
  return links.flatMap(({ visible, inFooter, href, location }) => (visible && !inFooter && INVITATION.test(href) ? [{ words: href, location }] : []));
}

function marksOfLink({ href, role, location }: Link): readonly Mark[] {
  const { host = '', rest } = linkTarget(href);
  const [path = '', query = ''] = rest.split(/[?#]/);
  if (REVIEW_SITE.test(`${host}${rest}`)) return [{ kind: 'survey', words: `${host}${path}`, location }];
  const parameters = query.split('&').map((parameter) => ({ parameter, key: parameter.split('=')[0] ?? '', value: parameter.slice(parameter.indexOf('=') + 1) }));
  const marked = parameters.flatMap(({ parameter, key, value }): Mark[] => {
    const kind = VOUCHER.test(key) && value !== '' ? 'offer' : CAMPAIGN_PARAMETER.test(key) ? kindOf(value) : undefined;
    return kind ? [{ kind, words: parameter, location }] : [];
  });
  const section = role === 'image' || role === 'button' || role === 'area' ? path.split('/').find((segment) => SECTION.test(segment)) : undefined;
  return section === undefined ? marked : [...marked, { kind: 'offer', words: path, location }];
}

/** Three links and more that differ in the mark alone that they give: `?score=0` to `?score=10`, or stars and faces. */
function scalesIn(links: readonly Link[]): readonly Mark[] {
  const scales = new Map<string, { readonly link: Link; readonly marks: Set<string> }>();
  const add = (key: string, mark: string, link: Link): void => {
    const scale = scales.get(key) ?? { link, marks: new Set() };
    scales.set(key, { ...scale, marks: scale.marks.add(mark) });
  };
  for (const link of links) {
    if (GLYPH.test(link.text.trim())) add('', `${link.text.trim()} ${link.href}`, link);
    for (const parameter of linkTarget(link.href).rest.split(/[?&#]/).slice(1)) {
      const [key = '', value = ''] = parameter.split('=');
      if (MARK_PARAMETER.test(key) && (MARK.test(value) || OPINION.test(key))) add(key, value, link);
    }
  }
  return [...scales].flatMap(([key, { link, marks }]): Mark[] => (marks.size < LEAST_MARKS ? [] : [{ kind: 'survey', words: key === '' ? link.text : `${key}=${[...marks].join(', ')}`, location: link.location }]));
}

function loopsIn({ templateTags }: Campaign): readonly Mark[] {
  return templateTags.flatMap(({ kind, expression, raw, location }): Mark[] => {
    if (kind !== 'statement' || !LOOP.test(expression.trim())) return [];
    const found = kindOf(expression);
    return found === 'offer' ? [{ kind: found, words: raw, location }] : [];
  });
}

/** Classes, ids and comments: `class="upsell"`, `<!-- Cross-sell -->`. */
function namesIn(html: HtmlDocument): readonly Mark[] {
  const footer = footerOf(html);
  const starts = textFlowOf(html).paragraphs.flatMap((segments) => segments.map(({ start }) => start));
  const elements = renderedElementsOf(html).flatMap((element): Mark[] => {
    const { class: classes = '', id = '' } = element.attribs;
    const mark = `${classes} ${id}`.split(/\s+/).find((name) => name !== '' && kindOf(name) === 'offer');
    const range = element.sourceCodeLocation;
    if (mark === undefined || !range || footer.contains(element) || !starts.some((start) => start >= range.startOffset && start < range.endOffset)) return [];
    return [{ kind: 'offer', words: mark, location: html.locateElement(element) }];
  });
  const comments = commentsOf(html).flatMap(({ data, parent, sourceCodeLocation: range }): Mark[] => {
    const text = data.trim();
    if (!range || !parent || (isTag(parent) && footer.contains(parent)) || text.length > LONGEST_COMMENT || /^\[|[<>{}]/.test(text) || kindOf(text) !== 'offer') return [];
    return [{ kind: 'offer', words: text, location: html.locate(range.startOffset, range.endOffset) }];
  });
  return [...elements, ...comments];
}

function kindOf(name: string): Mark['kind'] | undefined {
  const parts = name.replace(/(\p{Ll})(?=\p{Lu})/gu, '$1-').replace(/[^\p{L}\d]+/gu, '-').toLowerCase();
  return OFFER.test(parts) ? 'offer' : SURVEY.test(parts) ? 'survey' : undefined;
}

function named(parts: readonly string[]): RegExp {
  return new RegExp(`(?:^|-)(?:${parts.join('|')})(?:-|$)`);
}
