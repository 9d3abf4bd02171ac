import { isTag } from 'domhandler';
import type { HtmlDocument } from '#campaign/campaign.js';
import { computedStylesOf } from '#campaign/html/computed-styles.js';
import { hexOf, parseColor, type Color } from '#campaign/html/css/color.js';
import { chromaOf, colorDifference, labOf, type Lab } from '#campaign/html/css/color-difference.js';
import { LINK_COLOR } from '#campaign/html/css/user-agent.js';
import type { Location } from '#campaign/location.js';
import { styledTextsOf } from '#campaign/html/styled-text.js';
import { walk } from '#campaign/html/walk.js';
import { PHRASES } from '#rule/option-schemas.js';
import { defineRule } from '#rule/rule.js';

interface UsedColor {
  readonly hex: string;
  readonly lab: Lab;
  places: number;
  /** Of the first place. */
  readonly locate: () => Location;
}

interface StrayColor extends UsedColor {
  readonly nearest: string;
  /** CIEDE2000 to the nearest colour of the brand. */
  readonly difference: number;
}

/** So many colours are named in the message; the evidence lists all. */
const NAMED = 5;

export default defineRule({
  id: 'brand/color-off-palette',
  severity: 'warning',
  summary: 'Colours that are not the brand\'s',
  needs: ['html', 'manifest'],
  messages: { stray: '{{colors}} far from every colour of the brand: {{list}}.' },
  suggestions: { stray: 'Use the brand\'s colours, or add to brand.colors in the manifest what belongs to it.' },
  defaultOptions: { maxDifference: 10, maxNeutralChroma: 15, allow: [] as readonly string[] },
  optionsSchema: {
    maxDifference: { type: 'number', minimum: 0, maximum: 100 },
    maxNeutralChroma: { type: 'number', minimum: 0 },
    allow: PHRASES,
  },
  *check({ html, manifest }, { maxDifference, maxNeutralChroma, allow }) {
    const palette = [...(manifest.brand?.colors ?? []), ...allow].flatMap((text) => parseColor(text) ?? []).map((color) => ({ hex: hexOf(color), lab: labOf(color) }));
    if (!html || palette.length === 0) return;
    const coloured = usedColors(html).filter(({ lab }) => chromaOf(lab) > maxNeutralChroma);
    const stray = coloured.map((color) => ({ ...color, ...nearestTo(color.lab, palette) })).filter(({ difference }) => difference > maxDifference);
    const sorted = stray.sort((one, other) => other.places - one.places || (one.hex < other.hex ? -1 : 1));
    if (!sorted[0]) return;
    yield {
      messageId: 'stray',
      data: { colors: sorted.length === 1 ? '1 colour is' : `${sorted.length} colours are`, list: listed(sorted) },
      location: sorted[0].locate(),
      places: sorted.map(({ hex }) => hex),
      evidence: { colors: sorted.map(({ hex, places, nearest, difference }) => ({ color: hex, places, nearest, difference: Math.round(difference * 10) / 10 })) },
    };
  },
  unchecked({ manifest }) {
    const colors = manifest.brand?.colors ?? [];
    return Promise.resolve(colors.some((text) => parseColor(text)) ? undefined : 'the brand\'s colours in the manifest (brand.colors)');
  },
});

/** What a border needs to be drawn. */
const BORDER_STYLE = /(?<![\w-])(?:solid|dashed|dotted|double|groove|ridge|inset|outset)(?![\w-])/i;
const NO_WIDTH = /(?<![\w.-])0(?:px|pt|em)?(?![\w.])/i;

/** Colours that the author gave to visible text, to backgrounds and to borders. */
function usedColors(html: HtmlDocument): readonly UsedColor[] {
  const styles = computedStylesOf(html);
  const used = new Map<string, UsedColor>();
  const add = (color: Color, locate: () => Location): void => {
    const hex = hexOf(color);
    const known = used.get(hex);
    if (known) known.places++;
    else used.set(hex, { hex, lab: labOf(color), places: 1, locate });
  };
  for (const { style: { color }, start, end } of styledTextsOf(html)) if (color && color !== LINK_COLOR && color.alpha >= 1) add(color, () => html.locate(start, end));
  walk(html.root, {
    enter(node) {
      if (!isTag(node)) return undefined;
      const { removed, declared: { backgroundColor, borders } } = styles.of(node);
      if (removed) return false;
      const colors = [...(typeof backgroundColor === 'object' ? [backgroundColor] : []), ...(borders === undefined ? [] : borderColors(borders))];
      for (const color of colors) if (color.alpha >= 1) add(color, () => html.locateElement(node));
      return undefined;
    },
  });
  return [...used.values()];
}

/** Of the borders of one element, those of one colour once. */
function borderColors(borders: string): readonly Color[] {
  if (!BORDER_STYLE.test(borders)) return [];
  const drawn = borders.split('; ').filter((value) => !NO_WIDTH.test(value));
  const words = drawn.flatMap((value) => value.match(/[\w-]+\([^()]*\)|[^\s,]+/g) ?? []).filter((word) => !/^\d/.test(word));
  return [...new Set(words)].flatMap((word) => parseColor(word) ?? []);
}

function nearestTo(lab: Lab, palette: readonly { readonly hex: string; readonly lab: Lab }[]): Pick<StrayColor, 'nearest' | 'difference'> {
  return palette.map(({ hex, lab: own }) => ({ nearest: hex, difference: colorDifference(lab, own) }))
    .reduce((best, one) => (one.difference < best.difference ? one : best));
}

function listed(stray: readonly StrayColor[]): string {
  const names = stray.slice(0, NAMED).map(({ hex, places }) => `${hex} (${places === 1 ? '1 place' : `${places} places`})`);
  return [...names, ...(stray.length > NAMED ? [`${stray.length - NAMED} more`] : [])].join(', ');
}
