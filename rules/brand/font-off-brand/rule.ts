import type { HtmlDocument } from '#campaign/campaign.js';
import { styledTextsOf, type StyledText } from '#campaign/html/styled-text.js';
import { defineRule } from '#rule/rule.js';

interface UsedFont {
  /** As first written. */
  readonly name: string;
  characters: number;
  readonly first: StyledText;
}

/** Not names of fonts: what takes the one from around, and what is decided elsewhere (masks of template tags, variables). */
const UNDECIDED = /^(?:inherit|initial|unset|revert)$|[\uE000-\uF8FF{}[\]$%|<>]|var\(/i;

/** Their letters are drawn as pictures. */
const PICTOGRAMS = /icon|awesome|emoji|symbol|dings\b/i;

export default defineRule({
  id: 'brand/font-off-brand',
  severity: 'warning',
  summary: 'Text in fonts that the brand does not name',
  needs: ['html', 'manifest'],
  messages: { stray: 'Text is set in {{fonts}}, which the brand does not name.' },
  suggestions: { stray: 'Put one of {{brand}} first in font-family, or add the font to brand.fonts in the manifest.' },
  defaultOptions: { minCharacters: 4 },
  optionsSchema: { minCharacters: { type: 'integer', minimum: 1 } },
  *check({ html, manifest }, { minCharacters }) {
    const brand = brandFonts(manifest.brand?.fonts);
    if (!html || brand.length === 0) return;
    const own = new Set(brand.map((name) => name.toLowerCase()));
    const stray = usedFonts(html).filter(({ name, characters }) => !own.has(name.toLowerCase()) && characters >= minCharacters);
    const sorted = stray.sort((one, other) => other.characters - one.characters || (one.name < other.name ? -1 : 1));
    if (!sorted[0]) return;
    yield {
      messageId: 'stray',
      data: { fonts: sorted.map(({ name, characters }) => `${name} (${characters} characters)`).join(' and '), brand: brand.join(', ') },
      location: html.locate(sorted[0].first.start, sorted[0].first.end),
      places: sorted.map(({ name }) => name),
      evidence: { fonts: sorted.map(({ name, characters }) => ({ font: name, characters })), brand },
    };
  },
  unchecked({ manifest }) {
    return Promise.resolve(brandFonts(manifest.brand?.fonts).length > 0 ? undefined : 'the brand\'s fonts in the manifest (brand.fonts)');
  },
});

/** The manifest's fonts; an entry may be a stack. */
function brandFonts(fonts: readonly string[] = []): readonly string[] {
  return fonts.flatMap((entry) => entry.split(',')).map(fontName).filter(Boolean);
}

/** First font families of the visible text. Text without one is drawn in the client's own font. */
function usedFonts(html: HtmlDocument): readonly UsedFont[] {
  const fonts = new Map<string, UsedFont>();
  for (const text of styledTextsOf(html)) {
    const name = fontName(text.style.fontFamily?.split(',', 1)[0] ?? '');
    if (name === '' || UNDECIDED.test(name) || PICTOGRAMS.test(name)) continue;
    const known = fonts.get(name.toLowerCase());
    if (known) known.characters += text.text.length;
    else fonts.set(name.toLowerCase(), { name, characters: text.text.length, first: text });
  }
  return [...fonts.values()];
}

/** Without quotation marks, white space collapsed. */
function fontName(text: string): string {
  return text.replace(/["']/g, '').replace(/\s+/g, ' ').trim();
}
