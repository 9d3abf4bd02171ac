import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRow } from '#schedule/output/csv-rows.js';
import { rowText } from '#schedule/output/encode-rows.js';

const columns = ['id', 'rate', 'reason'];

describe('a row of CSV', () => {
  it('has its cells in the order of the columns, and nothing where there is NULL', () => {
    expect(csvRow(columns, { reason: 'Zoë – später', id: 'r1', rate: 0.25 })).toBe('r1,0.25,Zoë – später\n');
    expect(csvRow(columns, { id: 'r1', rate: null, reason: '' })).toBe('r1,,\n');
  });

  it.each([['=1+1', "'=1+1"], ['+HYPERLINK("x")', `"'+HYPERLINK(""x"")"`], ["-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"], ['@SUM(1)', "'@SUM(1)"], ['+49 30 1234', "'+49 30 1234"], ['-2', "'-2"], ["'+1", "''+1"], ['＝1', "'＝1"], ['\tx', "'\tx"], ['\rx', '"\'\rx"'], ['=a,b', '"\'=a,b"']])('gives %j an apostrophe, since a spreadsheet might run it', (value, written) => {
    expect(csvRow(['id'], { id: value })).toBe(`${written}\n`);
  });

  it('quotes what would end a cell or a row, wherever it stands', () => {
    fc.assert(fc.property(fc.string(), fc.constantFrom(',', '"', '\n', '\r'), fc.string(), (before, special, after) => {
      const cell = csvRow(['id'], { id: `x${before}${special}${after}` }).slice(0, -1);
      expect(cell).toMatch(/^".*"$/s);
      expect(cell.slice(1, -1).replaceAll('""', '"')).toBe(`x${before}${special}${after}`);
    }));
  });
});

it('rows are the same text whether they are written one by one or together', () => {
  const rows = [{ id: 'a', rate: 1 }, { id: 'b', rate: null }];
  const text = (encoding: Parameters<typeof rowText>[0]): string => {
    const encoded = rowText(encoding);
    for (const row of rows) encoded.add(row);
    return encoded.text();
  };
  expect(text({ kind: 'csv', columns: ['id', 'rate'] })).toBe('a,1\nb,\n');
  expect(JSON.parse(`[${text({ kind: 'json' })}]`)).toEqual(rows);
  expect(text({ kind: 'jsonLines' }).trimEnd().split('\n').map((line) => JSON.parse(line) as unknown)).toEqual(rows);
});
