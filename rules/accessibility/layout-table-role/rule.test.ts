import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { mendedBy } from '../../../test/rule/mended-by.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const found = async (body: string) => runRule(rule, await campaignOf({ html: `<html lang="de"><body>${body}</body></html>` }));
const table = (content: string, attributes = '') => `<table ${attributes}><tr><td>${content}</td></tr></table>`;

describe('accessibility/layout-table-role', () => {
  it('counts layout tables without a role, nested ones too, at the first', async () => {
    const [problem, ...others] = await found(`\n${table(table(`Grüße ${table('x', 'role="presentation"')}`))}`);
    expect(problem).toMatchObject({ messageId: 'missing', evidence: { missing: 2, tables: 3 }, location: { line: 2, column: 1 } });
    expect(others).toEqual([]);
  });

  it('takes a grid of pictures for layout', async () => {
    expect(await found('<table><tr><td><img src="a.jpg"></td><td>A</td></tr><tr><td>B</td><td>C</td></tr></table>')).toHaveLength(1);
  });

  it.each([
    ['a role of presentation or none', table('x', 'role="presentation"') + table('x', 'role="none"')],
    ['another role the author chose', table('x', 'role="grid"')],
    ['header cells', '<table><tr><th>Größe</th></tr><tr><td>XL</td></tr></table>'],
    ['a caption', '<table><caption>Größen</caption><tr><td>XL</td></tr></table>'],
    ['scope', '<table><tr><td scope="row">Größe</td><td>XL</td></tr></table>'],
    ['rows and columns of text', '<table><tr><td>Stuhl</td><td>90 €</td></tr><tr><td>Tisch</td><td>300 €</td></tr></table>'],
    ['a hidden table', table('x', 'style="display:none"')],
    ['a table for Outlook alone', `<!--[if mso]>${table('x')}<![endif]--><p>Hallo</p>`],
  ])('is silent with %s', async (_, body) => {
    expect(await found(body)).toEqual([]);
  });
});

describe('the fix of accessibility/layout-table-role', () => {
  const mended = async (body: string) => /<body>([^]*)<\/body>/.exec(await mendedBy(rule, { html: `<html lang="de"><body>${body}</body></html>` }))?.[1];

  it('writes the role on tables around tables, of one column and of one row', async () => {
    expect(await mended('<TABLE\n border=0><tr><td><table><tr><td>Grüße</td><td>B</td></tr></table></td></tr></TABLE>'))
      .toBe('<TABLE role="presentation"\n border=0><tr><td><table role="presentation"><tr><td>Grüße</td><td>B</td></tr></table></td></tr></TABLE>');
  });

  it.each([
    ['goods with their pictures', '<table><tr><td><img src="a.jpg"></td><td>Stuhl</td></tr><tr><td><img src="b.jpg"></td><td>Tisch</td></tr></table>'],
    ['a row that a loop repeats', '<table>{{#each items}}<tr><td>{{ name }}</td><td>{{ price }}</td></tr>{{/each}}</table>'],
    ['attributes that a tag writes', '<table {{#if wide}}role="none"{{/if}}><tr><td>Grüße</td></tr></table>'],
  ])('is not certain of %s', async (_, body) => {
    expect(await mended(body)).toBe(body);
  });
});
