/** The packages that Presend is timed beside, installed by `npm ci --prefix bench/peers`. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

export interface Contestant {
  readonly name: string;
  readonly run: (html: string) => unknown;
}

export async function peers(): Promise<readonly [emailens: Contestant, caniemail: Contestant, htmlValidate: Contestant]> {
  const { resolve } = createRequire(new URL('../peers/package.json', import.meta.url));
  const load = async (name: string): Promise<unknown> => import(pathToFileURL(resolve(name)).href);
  const { auditEmail } = await load('@emailens/engine') as { auditEmail: (html: string) => unknown };
  const { caniemail } = await load('caniemail') as { caniemail: (options: { clients: readonly string[]; html: string }) => unknown };
  const { HtmlValidate } = await load('html-validate') as { HtmlValidate: new () => { validateStringSync: (html: string) => unknown } };
  const validator = new HtmlValidate();
  return [
    { name: '@emailens/engine, auditEmail', run: (html) => auditEmail(html) },
    { name: 'caniemail, four families of clients', run: (html) => caniemail({ clients: ['gmail.*', 'outlook.*', 'apple-mail.*', 'yahoo.*'], html }) },
    { name: 'html-validate, recommended rules', run: (html) => validator.validateStringSync(html) },
  ];
}
