/** A CSS length or percentage. `em` counts font sizes, `%` hundredths of what the property refers to. */
export interface Length {
  readonly value: number;
  readonly unit: 'px' | 'em' | '%';
}

const LENGTH = /^([+-]?(?:\d+\.?\d*|\.\d+))([a-z]{0,4}|%)$/;

// CSS Values 4, section 6.2.
const PIXELS: Readonly<Record<string, number>> = { '': 1, px: 1, pt: 4 / 3, pc: 16, in: 96, cm: 96 / 2.54, mm: 96 / 25.4, q: 96 / 101.6, rem: 16 };
const FONT_SIZES: Readonly<Record<string, number>> = { em: 1, ex: 0.5, ch: 0.5 };

/** A number without unit counts as pixels, as in HTML attributes and in quirks mode. Undefined for keywords, functions and viewport units. */
export function parseLength(text: string): Length | undefined {
  const match = LENGTH.exec(text.trim().toLowerCase());
  if (!match) return undefined;
  const value = Number(match[1]);
  const unit = match[2] ?? '';
  if (unit === '%') return { value, unit };
  const pixels = PIXELS[unit];
  if (pixels !== undefined) return { value: value * pixels, unit: 'px' };
  const sizes = FONT_SIZES[unit];
  return sizes === undefined ? undefined : { value: value * sizes, unit: 'em' };
}

/** Pixels of a length. `fontSize` is one em; a percentage is taken of `whole`, and unknown without it. */
export function toPixels(length: Length | undefined, fontSize: number, whole?: number): number | undefined {
  if (!length) return undefined;
  if (length.unit === 'px') return length.value;
  if (length.unit === 'em') return length.value * fontSize;
  return whole === undefined ? undefined : (length.value / 100) * whole;
}
