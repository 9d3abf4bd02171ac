import { linearChannel, type Color } from './color.js';

/** CIE 1976 L*a*b*, white point D65: lightness 0 to 100, `a` green to red, `b` blue to yellow. */
export interface Lab {
  readonly lightness: number;
  readonly a: number;
  readonly b: number;
}

// IEC 61966-2-1: sRGB to XYZ; each row divided by its sum, which is the white point.
const XYZ_ROWS = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]] as const;

// CIE 15: where the cube root gives way to a straight line.
const EPSILON = 216 / 24389;
const KAPPA = 24389 / 27;

/** 25^7, the chroma at which CIEDE2000's corrections reach half their size. */
const CHROMA_POWER = 25 ** 7;

export function labOf({ red, green, blue }: Color): Lab {
  const [r, g, b] = [linearChannel(red), linearChannel(green), linearChannel(blue)];
  const [x = 0, y = 0, z = 0] = XYZ_ROWS.map(([fromRed, fromGreen, fromBlue]) => labScale((fromRed * r + fromGreen * g + fromBlue * b) / (fromRed + fromGreen + fromBlue)));
  return { lightness: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z) };
}

/** Distance from grey. */
export function chromaOf({ a, b }: Lab): number {
  return Math.hypot(a, b);
}

/**
 * CIEDE2000 with all weights 1: below 1 nobody sees a difference, from about 10 on nobody takes the colours for the same. CIE 142-2001, in the
 * form of G. Sharma, W. Wu, E. N. Dalal, "The CIEDE2000 Color-Difference Formula", Color Research and Application 30 (2005), 21-30.
 */
export function colorDifference(one: Lab, other: Lab): number {
  const stretch = 1 + 0.5 * (1 - chromaWeight((chromaOf(one) + chromaOf(other)) / 2));
  const first = { ...one, a: one.a * stretch };
  const second = { ...other, a: other.a * stretch };
  const [chroma1, chroma2] = [chromaOf(first), chromaOf(second)];
  const [hue1, hue2] = [hueOf(first), hueOf(second)];
  const grey = chroma1 * chroma2 === 0;
  const hueStep = grey ? 0 : signedAngle(hue2 - hue1);
  const meanHue = grey ? hue1 + hue2 : middleAngle(hue1, hue2);

  const lightness = (one.lightness + other.lightness) / 2;
  const chroma = (chroma1 + chroma2) / 2;
  const offset = (lightness - 50) ** 2;
  const lightnessTerm = (other.lightness - one.lightness) / (1 + (0.015 * offset) / Math.sqrt(20 + offset));
  const chromaTerm = (chroma2 - chroma1) / (1 + 0.045 * chroma);
  const hueTerm = (2 * Math.sqrt(chroma1 * chroma2) * sine(hueStep / 2)) / (1 + 0.015 * chroma * hueFactor(meanHue));
  const rotation = -2 * chromaWeight(chroma) * sine(60 * Math.exp(-(((meanHue - 275) / 25) ** 2)));
  return Math.sqrt(lightnessTerm ** 2 + chromaTerm ** 2 + hueTerm ** 2 + rotation * chromaTerm * hueTerm);
}

function labScale(share: number): number {
  return share > EPSILON ? Math.cbrt(share) : (KAPPA * share + 16) / 116;
}

function chromaWeight(chroma: number): number {
  return Math.sqrt(chroma ** 7 / (chroma ** 7 + CHROMA_POWER));
}

function hueFactor(hue: number): number {
  return 1 - 0.17 * cosine(hue - 30) + 0.24 * cosine(2 * hue) + 0.32 * cosine(3 * hue + 6) - 0.2 * cosine(4 * hue - 63);
}

/** Degrees, 0 to 360; 0 for grey. */
function hueOf({ a, b }: Lab): number {
  return ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
}

/** -180 to 180. */
function signedAngle(degrees: number): number {
  if (degrees > 180) return degrees - 360;
  return degrees < -180 ? degrees + 360 : degrees;
}

function middleAngle(one: number, other: number): number {
  const sum = one + other;
  if (Math.abs(one - other) <= 180) return sum / 2;
  return sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
}

function sine(degrees: number): number {
  return Math.sin((degrees * Math.PI) / 180);
}

function cosine(degrees: number): number {
  return Math.cos((degrees * Math.PI) / 180);
}
