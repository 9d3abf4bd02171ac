// The base view: a mail open in a desktop client's reading pane. Mobile queries stop below it, desktop queries start below it.
const VIEWPORT_WIDTH = 1100;
const VIEWPORT_HEIGHT = 800;

export type ColorScheme = 'light' | 'dark';

/** Features of the base view, but for its colours. A query that names another one is meant for some client or device, so it does not apply. */
const FEATURES: ReadonlyMap<string, string> = new Map([
  ['orientation', 'landscape'], ['hover', 'hover'], ['pointer', 'fine'],
  ['prefers-reduced-motion', 'no-preference'], ['prefers-contrast', 'no-preference'],
]);

const MEDIA_TYPES: ReadonlySet<string> = new Set(['', 'all', 'screen']);
const RANGE = /^(min|max)-(?:device-)?(width|height)\s*:\s*([\d.]+)(px|em|rem)?$/;
const COMPARISON = /^(width|height)\s*(<=?|>=?)\s*([\d.]+)(px|em|rem)?$/;

/** Whether a media query list holds in the base view: a desktop screen about 1100 px wide, light where nothing else is asked for. */
export function appliesOnDesktop(list: string, scheme: ColorScheme = 'light'): boolean {
  return list.toLowerCase().split(',').some((query) => queryApplies(query.trim(), scheme));
}

function queryApplies(query: string, scheme: ColorScheme): boolean {
  const negated = /^not\b/.test(query);
  const parts = query.replace(/^(?:only|not)\b/, '').split(/\band\b/).map((part) => part.trim());
  const outcomes = parts.map((part) => (part.startsWith('(') ? featureApplies(part, scheme) : MEDIA_TYPES.has(part)));
  return !outcomes.includes(undefined) && outcomes.every(Boolean) !== negated;
}

/** Undefined for a feature that the base view says nothing about. */
function featureApplies(parenthesised: string, scheme: ColorScheme): boolean | undefined {
  const feature = parenthesised.replace(/^\(|\)$/g, '').trim();
  const range = RANGE.exec(feature);
  if (range) return rangeApplies(range[2] ?? '', range[1] === 'min' ? '>=' : '<=', pixels(range[3], range[4]));
  const comparison = COMPARISON.exec(feature);
  if (comparison) return rangeApplies(comparison[1] ?? '', comparison[2] ?? '', pixels(comparison[3], comparison[4]));
  const [name = '', value] = feature.split(':').map((part) => part.trim());
  const known = name === 'prefers-color-scheme' ? scheme : FEATURES.get(name);
  return known === undefined ? undefined : known === value;
}

function rangeApplies(dimension: string, operator: string, limit: number): boolean {
  const size = dimension === 'width' ? VIEWPORT_WIDTH : VIEWPORT_HEIGHT;
  return operator.startsWith('>') ? size >= limit : size <= limit;
}

function pixels(value = '0', unit = 'px'): number {
  return unit === 'px' ? Number(value) : Number(value) * 16;
}
