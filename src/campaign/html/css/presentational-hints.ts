import type { Element } from 'domhandler';
import { parseColorValue, type ColorValue, type DeclaredStyle } from './declared-style.js';

// HTML Standard, section 15.3.4: the sizes 1 to 7 of <font>.
const FONT_SIZES = [10, 13, 16, 18, 24, 32, 48];

/** What attributes say of an element's look; any declaration beats it. Widths and heights are left to who needs them. */
export function withPresentationalHints({ name, attribs }: Element, declared: DeclaredStyle): DeclaredStyle {
  const background = attribs['background'];
  const backgroundColor = colorHint(attribs['bgcolor']);
  const color = colorHint(name === 'body' ? attribs['text'] : name === 'font' ? attribs['color'] : undefined);
  const size = name === 'font' ? FONT_SIZES[Number(attribs['size']) - 1] : undefined;
  const face = name === 'font' ? attribs['face']?.trim() : undefined;
  if (!background && !backgroundColor && !color && !size && !face) return declared;
  return {
    ...declared,
    ...(background && !('backgroundImage' in declared) && { backgroundImage: `url("${background}")` }),
    backgroundColor: declared.backgroundColor ?? backgroundColor,
    color: declared.color ?? color,
    fontSize: declared.fontSize ?? (size ? { value: size, unit: 'px' } : undefined),
    fontFamily: declared.fontFamily ?? (face || undefined),
  };
}

/** An empty attribute says nothing. */
function colorHint(attribute: string | undefined): ColorValue | undefined {
  return attribute ? parseColorValue(attribute) : undefined;
}
