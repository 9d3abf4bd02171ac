import { isTag, type Element } from 'domhandler';
import type { Campaign, HtmlDocument } from '#campaign/campaign.js';
import { computedStylesOf } from '#campaign/html/computed-styles.js';
import { elementsNamed } from '#campaign/html/elements.js';
import { startTagOf } from '#campaign/html/html-document.js';
import { walk } from '#campaign/html/walk.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import { attributeEdits, sourceTagFinder } from '#campaign/source-tags.js';
import { fixOf } from '#rule/fix.js';
import { defineRule } from '#rule/rule.js';

interface Table {
  readonly element: Element;
  rows: number;
  /** Of the longest row. */
  cells: number;
  cellsInRow: number;
  /** It holds a picture or another table. */
  holdsLayout: boolean;
  holdsTable: boolean;
  /** Headers, a caption: marks of a table of data. */
  holdsData: boolean;
}

const DATA_ELEMENTS: ReadonlySet<string> = new Set(['th', 'caption', 'thead', 'tfoot', 'colgroup']);

export default defineRule({
  id: 'accessibility/layout-table-role',
  severity: 'info',
  summary: 'Layout tables are announced as tables of data',
  needs: ['html'],
  fixable: true,
  messages: {
    missing: '{{missing}} of {{tables}} layout {{noun}} no role="presentation", so a screen reader counts out rows and columns.',
  },
  suggestions: { missing: 'Write role="presentation" on every table that only arranges things; it does not pass down to tables inside.' },
  defaultOptions: {},
  optionsSchema: {},
  *check(campaign) {
    const { html } = campaign;
    if (!html || !elementsNamed(html, 'table').some(lacksRole)) return;
    const layout = tablesOf(html).filter(isLayout);
    const missing = layout.filter(({ element }) => lacksRole(element));
    if (!missing[0]) return;
    const noun = `${layout.length === 1 ? 'table' : 'tables'} ${missing.length === 1 ? 'has' : 'have'}`;
    yield {
      messageId: 'missing', data: { missing: missing.length, tables: layout.length, noun },
      location: html.locateElement(missing[0].element), evidence: { missing: missing.length, tables: layout.length }, places: missing.map(() => ''),
      ...fixFor(campaign, html, missing),
    };
  },
});

function lacksRole({ attribs }: Element): boolean {
  return attribs['role'] === undefined;
}

/** Tables a reader comes across, with what tells layout from data. */
function tablesOf(html: HtmlDocument): readonly Table[] {
  const styles = computedStylesOf(html);
  const tables: Table[] = [];
  const open: Table[] = [];
  walk(html.root, {
    enter(node) {
      if (!isTag(node)) return undefined;
      if (node.name === 'table' && styles.of(node).removed) return false;
      countIn(open.at(-1), node);
      if (node.name === 'table') {
        const table: Table = { element: node, rows: 0, cells: 0, cellsInRow: 0, holdsLayout: false, holdsTable: false, holdsData: false };
        tables.push(table);
        open.push(table);
      }
      return undefined;
    },
    leave(node) {
      if (open.at(-1)?.element === node) open.pop();
    },
  });
  return tables;
}

function countIn(table: Table | undefined, { name, attribs }: Element): void {
  if (!table) return;
  if (name === 'table' || name === 'img') table.holdsLayout = true;
  if (name === 'table') table.holdsTable = true;
  if (DATA_ELEMENTS.has(name) || attribs['scope'] !== undefined || attribs['headers'] !== undefined) table.holdsData = true;
  if (name === 'tr') {
    table.rows++;
    table.cellsInRow = 0;
  }
  if (name === 'td') table.cells = Math.max(table.cells, ++table.cellsInRow);
}

/** Several rows and columns of nothing but text may be data (an invoice): those are left to their author. */
function isLayout({ element, rows, cells, holdsLayout, holdsData }: Table): boolean {
  if (element.attribs['role'] === 'presentation' || element.attribs['role'] === 'none') return true;
  if (holdsData || element.attribs['summary'] !== undefined) return false;
  return holdsLayout || rows <= 1 || cells <= 1;
}

/** The tables that `isLayout` takes for layout and that are nothing else: not goods with their pictures, nor one row that a loop repeats. */
function fixFor(campaign: Campaign, html: HtmlDocument, missing: readonly Table[]) {
  const tagAt = sourceTagFinder(campaign);
  const edits = missing.filter((table) => isCertain(table, html)).flatMap(({ element }) => {
    const tag = tagAt(startTagOf(element).startOffset);
    return tag?.name === 'table' ? attributeEdits(tag, { role: 'presentation' }) : [];
  });
  return fixOf('Write role="presentation" on the tables that only arrange things', edits);
}

function isCertain({ element, rows, cells, holdsTable }: Table, html: HtmlDocument): boolean {
  if (!element.sourceCodeLocation?.startTag) return false;
  if (holdsTable || cells <= 1) return true;
  return rows <= 1 && !isRepeated(element, html);
}

function isRepeated({ sourceCodeLocation }: Element, { source }: HtmlDocument): boolean {
  return sourceCodeLocation !== null && sourceCodeLocation !== undefined
    && findTemplateTags(source.slice(sourceCodeLocation.startOffset, sourceCodeLocation.endOffset)).some(({ kind }) => kind === 'statement');
}
