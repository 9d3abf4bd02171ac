import { Parser } from 'htmlparser2';
import { clipped } from '#rule/format-message.js';

/** BIMI asks for no more than this (draft-svg-tiny-ps-abrotman; BIMI Group, "Creating BIMI SVG logo files"): 32 kilobytes. */
const MOST_LOGO_BYTES = 32 * 1024;

const FORBIDDEN = new Set(['script', 'image', 'foreignobject', 'animate', 'animatemotion', 'animatetransform', 'set', 'a', 'iframe', 'video', 'audio']);

/** The first thing that keeps providers from showing a logo: a clause without a full stop; undefined when nothing was found. */
export function logoFault(bytes: Uint8Array): string | undefined {
  if (bytes.length > MOST_LOGO_BYTES) return `it weighs ${Math.ceil(bytes.length / 1024)} KiB, more than 32`;
  const svg = readSvg(Buffer.from(bytes).toString('utf8'));
  if (!svg) return 'it is no SVG';
  const { root, forbidden, external, hasTitle } = svg;
  if (root['baseprofile'] !== 'tiny-ps') return 'it is not in the profile SVG Tiny Portable/Secure (baseProfile="tiny-ps")';
  if (root['version'] !== '1.2') return 'its version is not 1.2';
  if ('x' in root || 'y' in root) return 'its <svg> has x= or y=, which the profile forbids';
  if (forbidden !== undefined) return `it holds <${forbidden}>, which the profile forbids`;
  if (external !== undefined) return `it refers to ${clipped(external, 60)} outside itself`;
  if (!hasTitle) return 'it has no <title>';
  return isSquare(root) ? undefined : 'it is not square';
}

interface Svg {
  readonly root: Readonly<Record<string, string>>;
  readonly forbidden: string | undefined;
  readonly external: string | undefined;
  readonly hasTitle: boolean;
}

/** `url(#g)` is inside; a style sheet or a paint server elsewhere is not. */
const FETCHES = /url\(\s{0,5}["']?(?!#)[^)\s]{1,200}|@import/i;

function readSvg(text: string): Svg | undefined {
  const found = { names: [] as string[], open: [] as string[], root: undefined as Record<string, string> | undefined, external: undefined as string | undefined, hasTitle: false };
  const look = (value: string) => (found.external ??= FETCHES.exec(value)?.[0]);
  const parser = new Parser({
    onopentag(name, attributes) {
      found.names.push(name.toLowerCase());
      found.open.push(name.toLowerCase());
      found.hasTitle ||= found.open.length === 2 && found.open[1] === 'title';
      found.root ??= Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key.toLowerCase(), value]));
      const reference = attributes['href'] ?? attributes['xlink:href'];
      if (reference !== undefined && !reference.startsWith('#')) found.external ??= reference;
      Object.values(attributes).forEach(look);
    },
    ontext(data) {
      if (found.open.at(-1) === 'style') look(data);
    },
    onprocessinginstruction(name, data) {
      if (name.toLowerCase() === '?xml-stylesheet') found.external ??= data;
    },
    onclosetag() {
      found.open.pop();
    },
  }, { xmlMode: true });
  parser.end(text);
  const { names, root, external, hasTitle } = found;
  return root && names[0] === 'svg' ? { root, external, hasTitle, forbidden: names.find((name) => FORBIDDEN.has(name)) } : undefined;
}

/** By the view box, else by width and height; where neither says, nothing is known to be wrong. */
function isSquare({ viewbox, width, height }: Readonly<Record<string, string>>): boolean {
  const [, , boxWidth, boxHeight] = viewbox?.trim().split(/[\s,]+/).map(Number) ?? [];
  if (boxWidth !== undefined && boxHeight !== undefined) return Math.abs(boxWidth - boxHeight) < 0.01 * Math.max(boxWidth, boxHeight);
  return width === height;
}
