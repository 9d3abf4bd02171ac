import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import mjml2html from 'mjml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCampaign } from '#campaign/load-campaign.js';
import { compileMjml } from '#campaign/mjml/mjml.js';

const template = (name: string) => readFileSync(new URL(`./mjml/${name}.mjml`, import.meta.url), 'utf8');
const inColumn = (content: string) => `<mjml>\n<mj-body>\n<mj-section>\n<mj-column>\n${content}\n</mj-column>\n</mj-section>\n</mj-body>\n</mjml>`;
/** mjml draws the ids of carousels and navigation bars at random. */
const withoutIds = (html: string) => html.replace(/[\da-f]{16}/g, 'ID');

/** What the MJML shows at the place of the first `needle` in the compiled HTML, with its line. */
async function placeOf(source: string, needle: string): Promise<string> {
  const { html: { text, locate } } = await compileMjml(source, 'body.mjml');
  const start = text.indexOf(needle);
  if (start === -1) throw new Error(`${needle} is not in the compiled HTML`);
  const { part, file, line = 0, column = 0, endLine = 0, endColumn = 0 } = locate(start, start + needle.length);
  expect({ part, file }).toEqual({ part: 'mjml', file: 'body.mjml' });
  const lines = source.split('\n').slice(line - 1, endLine);
  lines[lines.length - 1] = (lines.at(-1) ?? '').slice(0, endColumn - 1);
  lines[0] = (lines[0] ?? '').slice(column - 1);
  return `${line}: ${lines.join('\n')}`;
}

/** The only place of `needle` in the source, as `placeOf` tells it. */
function asWritten(source: string, needle: string): string {
  const start = source.indexOf(needle);
  expect(source.indexOf(needle, start + 1), `${needle} stands once`).toBe(-1);
  return `${source.slice(0, start).split('\n').length}: ${needle}`;
}

const tagAt = (html: string, needle: string): string => {
  const at = html.indexOf(needle);
  const start = html.lastIndexOf('<', at);
  return html.slice(start, html.indexOf('>', at) + 1);
};

describe('compileMjml', () => {
  it.each(['newsletter', 'shop', 'inlined'])('gives the HTML of %s byte for byte as mjml does, and places with it', async (name) => {
    const source = template(name);
    const { html, faults } = await compileMjml(source, 'body.mjml');
    const plain = await mjml2html(source, { ignoreIncludes: true });
    expect(withoutIds(html.text)).toBe(withoutIds(plain.html));
    expect(faults).toEqual([]);
    expect(html.locate(html.text.indexOf('<body'), html.text.indexOf('<body') + 5).line).toBeDefined();
  });

  it('gives the same HTML each time, carousels and navigation bars included', async () => {
    const [first, second] = await Promise.all([compileMjml(template('shop'), 'a'), compileMjml(template('shop'), 'a')]);
    expect(first.html.text).toBe(second.html.text);
  });

  it.each([
    ['newsletter', 'Guten Tag {{ first_name | default: "zusammen" }},'],
    ['newsletter', 'Für Outlook'],
    ['newsletter', 'Fräsen'],
    ['newsletter', 'Jetzt <b>anmelden</b>'],
    ['newsletter', '{% for course in courses %}'],
    ['newsletter', '{{ course.price }} €'],
    ['newsletter', '{% if member %}'],
    ['newsletter', 'Nur für Mitglieder'],
    ['newsletter', 'Rechts'],
    ['newsletter', 'Facebook'],
    ['newsletter', 'Werkstattbrief &amp; Termine'],
    ['newsletter', 'Neue Kurse ab Oktober, {{ first_name }}'],
    ['newsletter', '.lead { color: #223 }'],
    ['newsletter', '<meta name="color-scheme"'],
    ['shop', 'Everything must go'],
    ['shop', 'Women'],
    ['shop', 'When does it ship?'],
    ['shop', 'two days'],
    ['shop', '*|PRICE|*'],
    ['inlined', 'gives water since'],
    ['inlined', 'photos'],
    ['inlined', '3,200 people'],
    ['inlined', 'Raise my gift'],
    ['inlined', '12 m³'],
  ])('locates text of %s: %s', async (name, needle) => {
    expect(await placeOf(template(name), needle)).toBe(asWritten(template(name), needle));
  });

  it('tells apart two links with the same text', async () => {
    const source = template('newsletter');
    expect(await placeOf(source, '<a href="https://werkstatt.example/kurse?a=1&amp;b=2">mehr')).toBe(asWritten(source, '<a href="https://werkstatt.example/kurse?a=1&amp;b=2">mehr'));
    expect(await placeOf(source, '<a href="https://werkstatt.example/anfahrt">mehr')).toBe(asWritten(source, '<a href="https://werkstatt.example/anfahrt">mehr'));
  });

  it.each([
    ['newsletter', 'src="https://cdn.werkstatt.example/logo.png"'],
    ['newsletter', 'alt="Werkstatt Köln"'],
    ['newsletter', 'href="https://werkstatt.example/?id={{ id }}"'],
    ['newsletter', '{{ id }}'],
    ['newsletter', 'href="https://werkstatt.example/anmelden"'],
    ['shop', 'href="https://shop.example/boots"'],
    ['inlined', 'href="https://charity.example/raise"'],
    ['inlined', 'class="x" href="https://charity.example/kitui"'],
  ])('locates an attribute of %s in its tag: %s', async (name, needle) => {
    expect(await placeOf(template(name), needle)).toBe(asWritten(template(name), needle));
  });

  it('locates what a component renders by its tag, and its link by the href', async () => {
    const source = template('newsletter');
    const { html } = await compileMjml(source, 'body.mjml');
    expect(await placeOf(source, tagAt(html.text, 'src="https://cdn.werkstatt.example/logo.png"'))).toBe(asWritten(source, '<mj-image src="https://cdn.werkstatt.example/logo.png" alt="Werkstatt Köln" href="https://werkstatt.example/?id={{ id }}" width="180px" />'));
    expect(await placeOf(source, tagAt(html.text, 'href="https://werkstatt.example/anmelden"'))).toBe(asWritten(source, 'href="https://werkstatt.example/anmelden"'));
    expect(await placeOf(template('shop'), tagAt((await compileMjml(template('shop'), 'x')).html.text, 'href="https://shop.example/women"'))).toBe(asWritten(template('shop'), 'href="/women"'));
  });

  it('locates a start tag whose style was inlined by the tag as written', async () => {
    expect(await placeOf(template('inlined'), '<p class="note" style="margin: 0;">')).toBe(asWritten(template('inlined'), '<p class="note">'));
  });

  it('locates what mjml adds of its own by the root tag', async () => {
    expect(await placeOf(template('newsletter'), '<html')).toBe('1: <mjml lang="de">');
    expect(await placeOf(template('newsletter'), '#outlook a')).toBe('1: <mjml lang="de">');
  });

  it('keeps places in a file with CRLF', async () => {
    const source = template('newsletter').replaceAll('\n', '\r\n');
    expect(await placeOf(source, 'Nur für Mitglieder')).toBe(asWritten(source, 'Nur für Mitglieder'));
  });

  it.each([
    ['<mj-text>unclosed</mj-column>', 'unclosed-tag', 'mj-text', 5, 1],
    ['<mj-text>a</mj-text></mj-section>', 'unclosed-tag', 'mj-column', 4, 1],
    ['</mj-text>', 'unexpected-end-tag', 'mj-text', 5, 1],
    ['<mj-txt>a</mj-txt>', 'unknown-tag', 'mj-txt', 5, 1],
    ['<mj-text foo="1">a</mj-text>', 'mjml-error', 'mj-text', 5, 1],
    ['  Text ohne mj-text', 'mjml-error', 'mj-column', 5, 3],
    ['{% if x %}<mj-text>a</mj-text>', 'mjml-error', 'mj-column', 5, 1],
    ['<mj-text>a <mj-button href="x">b</mj-button></mj-text>', 'mjml-error', 'mj-button', 5, 12],
    ['<mj-include path="footer.mjml" />', 'mjml-error', 'mj-include', 5, 1],
  ])('finds the fault in %s', async (content, kind, tag, line, column) => {
    const { faults } = await compileMjml(inColumn(content), 'body.mjml');
    expect(faults[0]).toMatchObject({ kind, tag, location: { part: 'mjml', file: 'body.mjml', line, column } });
  });

  it.each([
    '<mj-text>a<br>b<img src="x" alt=""><hr></mj-text>',
    '<mj-text><p>a<p>b<ul><li>c<li>d</ul><b>bold</mj-text>',
    '<mj-table><tr><td>a<td>b<tr><td>c</mj-table>',
    '<mj-raw><div></mj-raw><mj-raw></div></mj-raw>',
    '<mj-text>{{ "</mj-column>" }} {% if a < b %}x{% endif %}</mj-text>',
    '<mj-text>a<!-- </mj-text> --></mj-text>',
    '<mj-image src="x" alt="a > b"></mj-image><mj-spacer/>',
    '<MJ-TEXT>a</MJ-TEXT>',
  ])('finds no fault in %s', async (content) => {
    expect((await compileMjml(inColumn(content), 'body.mjml')).faults).toEqual([]);
  });

  it.each([
    ['<mjml></mjml>', /^body\.mjml:1: mjml cannot compile this: Malformed MJML/],
    ['no markup', /^body\.mjml:1: mjml cannot compile this: Parsing failed/],
    ['<mj-section></mj-section>', /^body\.mjml:1: this is a part for mj-include: it has no <mjml>\. Lint the templates that include it/],
    [`<mjml><mj-body>\n${'<mj-wrapper>'.repeat(5000)}`, /^body\.mjml:2: tags are nested more than 200 deep/],
    [`<mjml><mj-body>${' '.repeat(3_000_000)}</mj-body></mjml>`, /more than 2 MiB of MJML/],
  ])('refuses what cannot be compiled', async (source, expected) => {
    await expect(compileMjml(source, 'body.mjml')).rejects.toThrow(expected);
  });
});

describe('mj-include', () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'presend-mjml-'));
    mkdirSync(join(root, 'mail'));
    mkdirSync(join(root, 'partials'));
    writeFileSync(join(root, 'secret.html'), '<p>secret</p>');
    writeFileSync(join(root, 'partials', 'footer.mjml'), '<mj-section><mj-column>\n<mj-text>Impressum</mj-text></mj-column></mj-section>');
    for (const [name, path] of [['a', '../partials/footer.mjml'], ['b', '../secret.html'], ['c', '/etc/hostname'], ['d', '..%2fsecret.html']]) {
      writeFileSync(join(root, 'mail', `${name}.mjml`), `<mjml><mj-body>\n<mj-include path="${path}" type="${name === 'a' ? 'mjml' : 'html'}" />\n<mj-section><mj-column><mj-text>Text</mj-text></mj-column></mj-section></mj-body></mjml>`);
    }
  });
  afterAll(() => { rmSync(root, { recursive: true, force: true }); });

  it('is read from the campaign\'s own folder, wherever in it the body lies', async () => {
    const folder = join(root, 'campaign');
    mkdirSync(join(folder, 'bodies'), { recursive: true });
    mkdirSync(join(folder, 'parts'));
    writeFileSync(join(folder, 'parts', 'footer.mjml'), '<mj-section><mj-column><mj-text>Avmäl dig</mj-text></mj-column></mj-section>');
    writeFileSync(join(folder, 'bodies', 'body.mjml'), '<mjml><mj-body><mj-include path="../parts/footer.mjml" /><mj-include path="../../secret.html" type="html" /></mj-body></mjml>');
    writeFileSync(join(folder, 'campaign.json'), '{ "subject": "Hej", "body": "bodies/body.mjml" }');
    const { html, mjmlFaults } = await loadCampaign(folder);
    expect(html?.source).toContain('Avmäl dig');
    expect(html?.source).not.toContain('secret<');
    expect(mjmlFaults).toMatchObject([{ tag: 'mj-include', message: 'the included file "../../secret.html" was not read' }]);
  });

  it('is not read from elsewhere unless a folder is given for it, and says so', async () => {
    const campaign = await loadCampaign(join(root, 'mail', 'a.mjml'));
    expect(campaign.html?.source).not.toContain('Impressum');
    expect(campaign.mjmlFaults).toMatchObject([{ tag: 'mj-include', message: expect.stringContaining('not read') as string, location: { line: 2 } }]);
  });

  it('is refused when all that it brings is too much to compile, or when it is a pipe that nobody may ever write to', async () => {
    const write = (name: string, text: string) => { writeFileSync(join(root, 'mail', name), text); };
    for (let level = 1; level <= 12; level++) write(`x${String(level)}.mjml`, `<mj-include path="x${String(level - 1)}.mjml" />`.repeat(10));
    write('x0.mjml', '<mj-section><mj-column><mj-text>Grüße</mj-text></mj-column></mj-section>');
    write('bomb.mjml', '<mjml><mj-body><mj-include path="x12.mjml" /></mj-body></mjml>');
    write('pipe.mjml', '<mjml><mj-body><mj-include path="pipe" /></mj-body></mjml>');
    execFileSync('mkfifo', [join(root, 'mail', 'pipe')]);
    await expect(loadCampaign(join(root, 'mail', 'bomb.mjml'))).rejects.toThrow('more than 2 MiB of MJML with what it includes. Include less.');
    await expect(loadCampaign(join(root, 'mail', 'pipe.mjml'))).rejects.toThrow('pipe: is included, and neither a file nor a folder. Include a file.');
  });

  it('is read from the folder that is given, with the place in the included file', async () => {
    const { html, mjmlFaults } = await loadCampaign(join(root, 'mail', 'a.mjml'), { includePath: join(root, 'partials') });
    const start = html?.source.indexOf('Impressum') ?? -1;
    expect(html?.locate(start, start + 9)).toMatchObject({ part: 'mjml', file: join(root, 'partials', 'footer.mjml'), line: 2 });
    expect(html?.locate(html.source.indexOf('Text<'), html.source.indexOf('Text<') + 4)).toMatchObject({ file: join(root, 'mail', 'a.mjml'), line: 3 });
    expect(mjmlFaults).toEqual([]);
  });

  it('is named as the source is: relative to the same folder', async () => {
    const { html } = await loadCampaign(relative(process.cwd(), join(root, 'mail/a.mjml')), { includePath: join(root, 'partials') });
    const start = html?.source.indexOf('Impressum') ?? -1;
    expect(html?.locate(start, start + 9)).toMatchObject({ part: 'mjml', file: relative(process.cwd(), join(root, 'partials/footer.mjml')), line: 2 });
  });

  it('says so, too, of a file that an included file names, and of one that is not there', async () => {
    writeFileSync(join(root, 'partials', 'nested.mjml'), '<mj-section><mj-column><mj-include path="../secret.html" /><mj-text>Grüße</mj-text></mj-column></mj-section>');
    writeFileSync(join(root, 'mail', 'nest.mjml'), '<mjml><mj-body>\n<mj-include path="../partials/nested.mjml" />\n<mj-include path="gone.mjml" /></mj-body></mjml>');
    const { html, mjmlFaults } = await loadCampaign(join(root, 'mail', 'nest.mjml'), { includePath: join(root, 'partials') });
    expect(html?.source).toContain('Grüße');
    expect(html?.source).not.toContain('secret<');
    expect(mjmlFaults.map(({ message, location }) => [message, location.line])).toEqual([['the included file "gone.mjml" was not read', 3], ['a file that an included file includes was not read', undefined]]);
  });

  it('is refused when it leads in a circle, with the include as what to mend', async () => {
    writeFileSync(join(root, 'mail', 'self.mjml'), '<mjml><mj-body><mj-include path="self.mjml" /></mj-body></mjml>');
    await expect(loadCampaign(join(root, 'mail', 'self.mjml'), { includePath: join(root, 'partials') })).rejects.toThrow(/Circular inclusion.*Take out the mj-include that leads back/);
  });

  it.each(['b', 'c', 'd'])('never leads out of the folders that are given (%s)', async (name) => {
    const { html, mjmlFaults } = await loadCampaign(join(root, 'mail', `${name}.mjml`), { includePath: join(root, 'partials') });
    expect(html?.source).not.toMatch(/secret<|localhost/);
    expect(mjmlFaults.length).toBeGreaterThan(0);
  });
});
