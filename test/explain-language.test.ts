import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { reportLanguages } from '#report/languages.js';
import { explainLanguage } from '../src/explain-language.js';
import { PACKAGE_ROOT } from '../src/package.js';
import { svgSaying } from './image-text/pictures.js';

const GERMAN = '<p>Wir haben für Sie etwas Neues gemacht und möchten es Ihnen gern in unserem Laden zeigen.</p>';

const folder = mkdtempSync(join(tmpdir(), 'presend-explain-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function explain(html: string) {
  const file = join(folder, 'mail.html');
  writeFileSync(file, `<html lang="de"><body>${html}</body></html>`);
  return explainLanguage(file);
}

describe('explainLanguage', { timeout: 240_000 }, () => {
  it('lists images with their language, how surely they were read, and whether they are foreign to the mail', async () => {
    const { parts } = await explainLanguage(join(PACKAGE_ROOT, 'fixtures/campaigns/prospecting-rant'));
    const [image, ...rest] = parts.filter(({ part }) => part.role === 'image');
    expect(rest).toEqual([]);
    expect(image).toMatchObject({ language: 'en', foreign: true, part: { location: { part: 'html', line: 25 } } });
    expect(image?.words).toEqual(expect.arrayContaining(['your', 'more']));
    expect(image?.probability).toBeGreaterThan(0.99);
    expect(image?.confidence).toBeGreaterThan(0.8);
  });

  it('lets no image decide on the language of the mail', async () => {
    const english = 'We have everything that you need for your garden this spring, and we would love to show it to you';
    const { verdict, parts } = await explain(GERMAN + svgSaying(Array.from({ length: 9 }, (_, index) => `${english} ${index}`)));
    expect(verdict).toMatchObject({ dominant: 'de', flags: [] });
    expect(parts.map(({ part, language, foreign }) => [part.role, language, foreign])).toEqual([['body', 'de', false], ['image', 'en', true]]);
  });

  it('takes an image in the language of the mail for no foreign one', async () => {
    const { parts } = await explain(GERMAN + svgSaying(['Die schönsten Stühle für Ihren Garten gibt es jetzt bei uns']));
    expect(parts.at(-1)).toMatchObject({ part: { role: 'image' }, language: 'de', foreign: false, confidence: 1 });
  });

  it('names images without words and those that were not read, with the reason', async () => {
    const explanation = await explain(`${GERMAN}${svgSaying([])}<img src="https://cdn.example/hero.png" width="600" height="300"><img src="none.png">`);
    expect(explanation.otherImages).toEqual([
      { image: '(embedded)', why: 'no words in it' },
      { image: 'hero.png', why: 'not read, it lies on a web server' },
      { image: 'none.png', why: 'not read, there is no such file' },
    ]);
    expect(reportLanguages('mail.html', explanation, { color: false, width: 100 })).toContain('  image      hero.png: not read, it lies on a web server\n');
  });

  it('counts foreign images in what the report says first', async () => {
    const explanation = await explain(GERMAN + svgSaying(['We have everything that you need for your garden']));
    const report = reportLanguages('mail.html', explanation, { color: false, width: 100 });
    expect(report).toContain('the mail is in German; 1 foreign text\n');
    expect(report).toMatch(/^! image +en +\d+ % +We have everything/m);
    expect(report).toContain('read with 100 % certainty; ');
  });
});
