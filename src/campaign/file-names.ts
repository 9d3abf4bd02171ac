import { extname } from 'node:path';

export type BodyKind = 'html' | 'mjml' | 'eml';

/** What the manifest in a campaign's folder is called. */
export const MANIFEST_NAMES: readonly string[] = ['campaign.json', 'campaign.yaml', 'campaign.yml'];

const KINDS: Readonly<Record<string, BodyKind>> = { '.html': 'html', '.htm': 'html', '.mjml': 'mjml', '.eml': 'eml' };

/** Extensions of template languages: HTML or MJML with tags, which only its text tells. */
const TEMPLATES: ReadonlySet<string> = new Set(['.hbs', '.handlebars', '.mustache', '.liquid', '.njk', '.twig', '.jinja', '.jinja2', '.j2', '.ftl', '.erb', '.ejs', '.tpl', '.tmpl', '.gohtml']);
/** `welcome.txt.erb` is a text part. */
const TEXT = /\.(?:te?xt|plain|subject)$/i;

/** What a file is by its name; undefined: no body of a mail. */
export function bodyKind(name: string): BodyKind | undefined {
  return KINDS[extname(name).toLowerCase()];
}

/** Whether a file that was named, or matched, is a template. In a folder none is looked for: most are parts of others. */
export function isTemplateFile(name: string): boolean {
  const extension = extname(name);
  return TEMPLATES.has(extension.toLowerCase()) && !TEXT.test(name.slice(0, -extension.length));
}
