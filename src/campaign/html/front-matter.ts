/** `---`, lines of YAML, `---` at the head of a template: what Maizzle, Eleventy and Jekyll read and take out before they write the mail. */
const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n(?:(?:(?:- |#).*|[ \t]+\S.*|[ \t]*|[\w-]{1,60}[ \t]*:(?:[ \t].*)?)\r?\n){1,200}?---[ \t]*(?:\r?\n|$)/;

/** The source with spaces in the place of its front matter, so that every offset stays. */
export function blankFrontMatter(source: string): string {
  const [found = ''] = source.startsWith('---') || source.startsWith('\uFEFF---') ? (FRONT_MATTER.exec(source) ?? []) : [];
  return found.includes(':') ? found.replace(/[^\r\n]/g, ' ') + source.slice(found.length) : source;
}
