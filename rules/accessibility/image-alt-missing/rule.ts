import type { Campaign, Image } from '#campaign/campaign.js';
import { sourceTagFinder } from '#campaign/source-tags.js';
import { placedImagesOf, type PlacedImage } from '#campaign/facts/images.js';
import { PHRASES } from '#rule/option-schemas.js';
import { defineRule } from '#rule/rule.js';
import { emptyAlts } from './empty-alts.js';
import { flawOf, type Flaw } from './flaw-of.js';
import { unsaidWords } from './unsaid-words.js';

interface JudgedImage {
  readonly image: Image;
  readonly flaw: Flaw | undefined;
}

/** What a wrong alt text is worth. */
const FLAWS: readonly Flaw[] = ['fileName', 'generic', 'repeated', 'tooLong'];
const EXAMPLES = 5;

export default defineRule({
  id: 'accessibility/image-alt-missing',
  severity: 'warning',
  summary: 'Images without a text that stands for them',
  needs: ['html'],
  fixable: true,
  messages: {
    missing: '{{missing}} of {{images}} {{have}} no alt attribute{{links}}, so screen readers read out the file name or nothing.',
    decoration: '{{count}} no alt attribute, so screen readers may read out the file name.',
    fileName: 'The alt text "{{alt}}" is a file name or an address{{more}}.',
    generic: 'The alt text "{{alt}}" does not say what the picture shows{{more}}.',
    repeated: 'The alt text "{{alt}}" repeats the text beside the picture, so a screen reader says it twice{{more}}.',
    unsaid: 'The picture says "{{says}}", and {{alt}} nothing of it{{more}}.',
    tooLong: 'The alt text has {{characters}} characters, which no reader can skim{{more}}.',
  },
  suggestions: {
    missing: 'Write alt with what the picture tells the reader, or alt="" when it only decorates.',
    decoration: 'Write alt="" on spacers and tracking pixels.',
    fileName: 'Write what the picture tells the reader, or alt="" when it only decorates.',
    generic: 'Name what is to be seen: "Acme logo" rather than "logo".',
    repeated: 'Write alt="" where the text beside the picture says it all.',
    unsaid: 'Put the words of the picture into its alt text, or into the text of the mail.',
    tooLong: 'Cut it to {{maximum}} characters and put the rest into the text of the mail.',
  },
  defaultOptions: { maxCharacters: 150, allow: [] as readonly string[] },
  optionsSchema: { maxCharacters: { type: 'integer', minimum: 1 }, allow: PHRASES },
  async *check(campaign, { maxCharacters, allow }) {
    const { html } = campaign;
    if (!html) return;
    const images = placedImagesOf(html).filter(isRead).map((placed) => asWritten(campaign, placed));
    yield* withoutAlt(images, campaign);
    const allowed = new Set(allow.map((alt) => alt.toLowerCase()));
    const described = images.filter(({ image }) => isContent(image) && !allowed.has(image.alt?.trim().toLowerCase() ?? ''));
    const judged = described.map(({ image }): JudgedImage => ({ image, flaw: flawOf(html, image, maxCharacters) }));
    yield* withPoorAlt(judged, maxCharacters);
    yield* withUnsaidWords(campaign, judged.filter(({ flaw }) => flaw === undefined));
  },
});

function* withoutAlt(images: readonly PlacedImage[], campaign: Campaign) {
  const content = images.filter(({ image }) => isContent(image));
  const missing = content.filter(({ image }) => image.alt === undefined);
  if (missing[0]) {
    const linked = missing.filter(({ image }) => image.href !== undefined).length;
    const have = `${content.length === 1 ? 'picture' : 'pictures'} ${missing.length === 1 ? 'has' : 'have'}`;
    const data = { missing: missing.length, images: content.length, have, links: linked === 0 ? '' : ` (${linked} of them linked)` };
    yield { messageId: 'missing', data, location: missing[0].image.location, evidence: { missing: missing.length, images: content.length, linked }, places: missing.map(({ image }) => image.src) } as const;
  }
  const decoration = images.filter(({ image }) => !isContent(image) && image.alt === undefined);
  if (!decoration[0]) return;
  const count = decoration.length === 1 ? '1 spacer or tracking pixel has' : `${decoration.length} spacers or tracking pixels have`;
  yield { messageId: 'decoration', severity: 'info', data: { count }, location: decoration[0].image.location, evidence: { images: decoration.length }, places: decoration.map(({ image }) => image.src), ...emptyAlts(campaign, decoration) } as const;
}

/** One finding for each kind of poor alt text. */
function* withPoorAlt(flawed: readonly JudgedImage[], maximum: number) {
  for (const messageId of FLAWS) {
    const alike = flawed.filter(({ flaw }) => flaw === messageId).map(({ image }) => image);
    const [first, ...others] = alike;
    if (!first) continue;
    const alt = first.alt ?? '';
    const more = others.length === 0 ? '' : `; ${others.length} more ${others.length === 1 ? 'picture has' : 'pictures have'} such a text`;
    yield {
      messageId, location: first.location,
      data: { alt, more, characters: alt.length, maximum },
      evidence: { images: alike.length, alts: [...new Set(alike.map((image) => image.alt))].slice(0, EXAMPLES) },
      places: alike.map(({ src, alt: text = '' }) => `${src} (${text})`),
      ...(messageId !== 'fileName' && { severity: 'info' as const }),
      ...(messageId === 'generic' && { heuristic: true }),
    };
  }
}

/** A linked picture with an empty alt text is a link without a name, which is another rule's. */
async function* withUnsaidWords(campaign: Campaign, described: readonly JudgedImage[]) {
  const judged = new Set(described.map(({ image }) => image).filter(({ alt, href }) => alt?.trim() !== '' || href === undefined));
  const [first, ...others] = (await unsaidWords(campaign)).filter(({ image }) => judged.has(image));
  if (!first) return;
  const alt = first.image.alt?.trim();
  const more = others.length === 0 ? '' : `; the same goes for ${others.length} more ${others.length === 1 ? 'picture' : 'pictures'}`;
  yield {
    messageId: 'unsaid', location: first.image.location,
    data: { says: first.says, alt: alt === '' ? 'its empty alt text says' : `its alt text "${alt}" says`, more },
    evidence: { images: others.length + 1, texts: [first, ...others].slice(0, EXAMPLES).map(({ says }) => says) },
    places: [first, ...others].map(({ image, says }) => `${image.src} (${says})`),
  } as const;
}

/** MJML writes alt="" where its author wrote no alt. */
function asWritten(campaign: Campaign, placed: PlacedImage): PlacedImage {
  if (placed.image.alt !== '' || placed.image.location.part !== 'mjml') return placed;
  const tag = sourceTagFinder(campaign)(placed.image.start);
  return tag?.name === 'mj-image' && !tag.attributes.some(({ name }) => name === 'alt') ? { ...placed, image: { ...placed.image, alt: undefined } } : placed;
}

/** Whether assistive technology comes across it. */
function isRead({ image, element: { attribs } }: PlacedImage): boolean {
  return image.kind === 'img' && image.visible && attribs['aria-hidden'] !== 'true' && !/^(?:presentation|none)$/i.test(attribs['role'] ?? '') && attribs['aria-label'] === undefined;
}

function isContent({ purpose }: Image): boolean {
  return purpose === 'content' || purpose === 'icon';
}
