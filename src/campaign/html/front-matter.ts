/** `---`, lines of YAML, `---` at the head of a template: what Maizzle, Eleventy and Jekyll read and take out before they write the mail. No two kinds of line begin alike, or many lines would be tried in every combination. */
const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n(?:(?:(?:- |#).*|[ \t]+\S.*|[ \t]*|\w[\w-]{0,59}[ \t]*:(?:[ \t].*)?)\r?\n){1,200}?---[ \t]*(?:\r?\n|$)/;

/** `preheader: Neues aus dem Garten`: for the layout to put in. */
const PREHEADER = /^(?:preheader|preview(?:[_-]?text)?)[ \t]*:[ \t]*(?!(?:null|~)?[ \t]*(?:#|$))["']?[^\s"']/imu;

/** Whether the front matter gives the layout a preheader. */
export function hasPreheaderInFrontMatter(source: string): boolean {
  return PREHEADER.test(frontMatterOf(source));
}

/** The source with spaces in the place of its front matter, so that every offset stays. */
export function blankFrontMatter(source: string): string {
  const found = frontMatterOf(source);
  return found.includes(':') ? found.replace(/[^\r\n]/g, ' ') + source.slice(found.length) : source;
}

function frontMatterOf(source: string): string {
  return source.startsWith('---') || source.startsWith('\uFEFF---') ? (FRONT_MATTER.exec(source)?.[0] ?? '') : '';
}
