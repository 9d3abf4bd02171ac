import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { columnsOf } from '#report/columns.js';
import { labelledLines, type Line } from '#report/labelled-lines.js';
import { wrapMarkdown } from '#report/wrap-markdown.js';
import { rules } from '#rules/index.js';
import { PACKAGE_ROOT } from '../../src/package.js';

const widest = (text: string): number => Math.max(...text.split('\n').map(columnsOf));

describe('a summary of labels and texts', () => {
  const lines: readonly Line[] = [
    ['read', 'export.csv: 12 rows'],
    ['read', `  left out of recipients: ${'no address '.repeat(12)}`],
    ['lift', `- ${'売上 größer '.repeat(20)}`],
  ];

  it.each([60, 80, 100])('breaks texts at spaces within %i columns, and says a label once', (width) => {
    const shown = labelledLines(lines, { color: false, width });
    expect(widest(shown)).toBeLessThanOrEqual(width);
    expect(widest(shown)).toBeGreaterThan(width - 12); // the longest word has ten columns
    expect(shown.match(/^read/gm)).toHaveLength(1);
    expect(shown.replace(/\s+/g, ' ')).toBe(`${['read', lines[0]![1], lines[1]![1], 'lift', lines[2]![1]].join(' ').replace(/\s+/g, ' ').trim()} `);
  });

  it('keeps a text\'s indent and dash on all of its lines', () => {
    const shown = labelledLines(lines, { color: false, width: 60 }).split('\n');
    expect(shown.slice(1, 3).map((line) => line.search(/\S/))).toEqual([16, 16]);
    const dash = shown.findIndex((line) => line.startsWith('lift          - '));
    expect(shown[dash + 1]).toMatch(/^ {16}\S/);
  });

  it('says a label that has no text, once', () => {
    expect(labelledLines([['größe', ''], ['größe', ''], ['lift', 'x']], { color: false, width: 60 }, 6)).toBe('größe\nlift  x\n');
  });

  it('passes nothing on to a terminal that it obeys, nor to a log what it takes for a command', () => {
    const shown = labelledLines([['unread', `\u001b[31m${'word '.repeat(8)}::error::x`]], { color: false, width: 60 });
    expect(shown).not.toMatch(/\u001b|^\s*::/m);
    expect(shown).toContain(':\u200b:error::x');
  });
});

describe('presend explain', () => {
  it('breaks prose at the width, and leaves examples, headings and tables as they are', () => {
    for (const { id } of rules) {
      const readme = readFileSync(join(PACKAGE_ROOT, 'rules', id, 'README.md'), 'utf8');
      const shown = wrapMarkdown(readme, 80);
      expect(shown.replace(/\s+/g, ' ')).toBe(readme.replace(/\s+/g, ' '));
      const examples = /^```[\s\S]*?^```$/gm;
      expect(shown.match(examples)).toEqual(readme.match(examples));
      const long = shown.replace(examples, '').split('\n').filter((line) => columnsOf(line) > 80 && !/^[|#]/.test(line) && line.trim().replace(/^- /, '').includes(' '));
      expect(long).toEqual([]);
    }
  });

  it.each([
    '1. eins\n2. zwei\n10. zehn', '* über\n* unter\n  * darunter', '> zitiert\n>\n> mehr', 'So:\n\n    const  a = 1;\n      b();\n\nEnde', '- so:\n  ```json\n  { "a":  1 }\n  ```\n- Ende',
  ])('leaves lines alone that Markdown does not join: %j', (text) => {
    expect(wrapMarkdown(text, 80)).toBe(text);
  });

  it('breaks an item of a numbered list below its text, and a quote below its sign', () => {
    const shown = wrapMarkdown(`1. ${'Grüße '.repeat(15).trim()}\n   und mehr\n> ${'Grüße '.repeat(15).trim()}`, 60).split('\n');
    expect(shown.map((line) => line.slice(0, 5))).toEqual(['1. Gr', '   Gr', '> Grü', '> Grü']);
  });
});
